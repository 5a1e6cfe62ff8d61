import { afterAll, beforeAll, describe, it } from 'vitest'
import { expectEachOnce, markThrough } from '../support/mark-through.ts'
import { openedOverHttp } from '../support/over-http.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const ROUNDS = 5
const JUDGES = 4

let server: RunningServer
let stage: Awaited<ReturnType<typeof openedOverHttp>>
beforeAll(async () => {
  server = await startServer()
  const aspects = Array.from({ length: 20 }, () => judgement(1))
  stage = await openedOverHttp(server, {
    rubric: rubricOf(aspects),
    settings: { blind: true, feed: 'on-lock', identity: 'code' },
    judges: JUDGES,
  })
})
afterAll(() => server?.close())

describe('a server that is killed while judges mark', () => {
  it('has every mark that it gave a receipt for, once, and a journal without a gap', async () => {
    const receipts = await markThrough(stage, async (more) => {
      for (let round = 0; round < ROUNDS; round++) {
        await more(15 + round * 3)
        await server.kill()
        await server.restart()
      }
    })
    await server.kill()
    await expectEachOnce(server.where, receipts)
    await server.restart()
  })
})
