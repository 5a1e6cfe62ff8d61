import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectEachOnce, markThrough } from '../support/mark-through.ts'
import { openedOverHttp } from '../support/over-http.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { silentProxy } from '../support/silent-proxy.ts'

let proxy: Awaited<ReturnType<typeof silentProxy>>
let server: RunningServer
let stage: Awaited<ReturnType<typeof openedOverHttp>>
beforeAll(async () => {
  const postgres = new URL(process.env.TEST_DATABASE_URL ?? '')
  proxy = await silentProxy(postgres.hostname, Number(postgres.port || 5432))
  server = await startServer((url) => {
    const through = new URL(url)
    through.host = `127.0.0.1:${proxy.port}`
    return through.href
  })
  stage = await openedOverHttp(server, {
    rubric: rubricOf(Array.from({ length: 20 }, () => judgement(1))),
    settings: { blind: true, feed: 'on-lock', identity: 'code' },
    judges: 4,
  })
})
afterAll(async () => {
  proxy?.close()
  await server?.close()
})

describe('a database that falls silent while judges mark', () => {
  it('is told to the tablets as something that passes, and marking goes on by itself when it is back', async () => {
    const receipts = await markThrough(stage, async () => {
      await new Promise((wait) => setTimeout(wait, 2000))
      proxy.setSilent(true)
      // As many as there are connections, and more: those that rest are silent too.
      const asked = Array.from({ length: 30 }, () =>
        fetch(`${server.origin}/api/stages/${stage.stageId}`, { headers: { cookie: stage.staffCookie() } }),
      )
      for (const answer of await Promise.all(asked)) {
        expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
          503,
          '5',
          { kind: 'database-away' },
        ])
      }
      proxy.setSilent(false)
      await new Promise((wait) => setTimeout(wait, 3000))
    })
    await expectEachOnce(server.where, receipts)
    const answer = await fetch(`${server.origin}/api/stages/${stage.stageId}`, {
      headers: { cookie: stage.staffCookie() },
    })
    expect(answer.status).toBe(200)
  }, 240_000)
})
