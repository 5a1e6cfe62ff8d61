import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
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

/** Until the database holds so many receipts, asked past the proxy. */
async function kept(most: number) {
  const client = new Client({ connectionString: server.where.databaseUrl ?? '' })
  await client.connect()
  const count = async () => Number((await client.query('select count(*) from receipt')).rows[0].count)
  try {
    await expect.poll(count, { timeout: 90_000, interval: 200 }).toBeGreaterThan(most)
  } finally {
    await client.end()
  }
}

describe('a database that falls silent while judges mark', () => {
  it('is told to the tablets as something that passes, and marking goes on by itself when it is back', async () => {
    const receipts = await markThrough(stage, async () => {
      await kept(40)
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
      await kept(80)
    })
    await expectEachOnce(server.where, receipts)
    const answer = await fetch(`${server.origin}/api/stages/${stage.stageId}`, {
      headers: { cookie: stage.staffCookie() },
    })
    expect(answer.status).toBe(200)
  }, 240_000)

  it('is named where it is silent from the start', async () => {
    // Nobody answers here while the start is waited for.
    const silent = createServer()
    await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
    const { port } = silent.address() as { port: number }
    const { status, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../../server/main.ts', import.meta.url))],
      {
        env: {
          ...process.env,
          HOST: '127.0.0.1',
          PORT: '0',
          DATABASE_URL: `postgres://somebody@127.0.0.1:${port}/data`,
        },
        encoding: 'utf8',
      },
    )
    silent.close()
    expect(status).toBe(1)
    expect(stderr).toContain(`Cannot reach the database at 127.0.0.1:${port}/data`)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})
