/** The bare reference of the marking benches: Hono parses the same body with the same schema, and keeps nothing. */
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { MarkBatch, type Receipts } from '#contract/marks.ts'
import { valid } from '../../server/http/valid.ts'

const app = new Hono().post('/marks', valid('json', MarkBatch), (c) => {
  const answer: Receipts = {
    receipts: c.req.valid('json').marks.map(({ id, number }) => ({
      markId: id,
      outcome: 'accepted',
      refusal: null,
      position: number,
    })),
  }
  return c.json(answer)
})
const server = createServer(getRequestListener(app.fetch))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined })
})
