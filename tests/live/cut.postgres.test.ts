import { afterAll, beforeAll, describe, it } from 'vitest'
import { asAdmin, nameOf } from '../support/database.ts'
import { expectEachOnce, markThrough } from '../support/mark-through.ts'
import { openedOverHttp } from '../support/over-http.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer
let stage: Awaited<ReturnType<typeof openedOverHttp>>
beforeAll(async () => {
  server = await startServer()
  const aspects = Array.from({ length: 20 }, () => judgement(1))
  stage = await openedOverHttp(server, {
    rubric: rubricOf(aspects),
    settings: { blind: true, feed: 'on-lock', identity: 'code' },
    judges: 4,
  })
})
afterAll(() => server?.close())

describe('a database whose connections are cut while judges mark', () => {
  it('has every mark that got a receipt, once, and the server goes on by itself', async () => {
    const name = nameOf(server.where.databaseUrl ?? '')
    const receipts = await markThrough(stage, async (more) => {
      for (let round = 0; round < 8; round++) {
        await more(15)
        await asAdmin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
      }
    })
    await expectEachOnce(server.where, receipts)
  })
})
