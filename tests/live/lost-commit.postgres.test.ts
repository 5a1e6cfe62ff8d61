import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import type { Progress } from '#contract/progress.ts'
import type { AspectId } from '#domain/ids.ts'
import { openedOverHttp } from '../support/over-http.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { silentProxy } from '../support/silent-proxy.ts'

let proxy: Awaited<ReturnType<typeof silentProxy>>
let server: RunningServer
beforeAll(async () => {
  const postgres = new URL(process.env.TEST_DATABASE_URL ?? '')
  proxy = await silentProxy(postgres.hostname, Number(postgres.port || 5432))
  server = await startServer((url) => {
    const through = new URL(url)
    through.host = `127.0.0.1:${proxy.port}`
    return through.href
  })
})
afterAll(async () => {
  proxy?.close()
  await server?.close()
})

describe('a COMMIT whose answer is lost', () => {
  it('leaves board and matrix as they stand after a restart, for marks and for the last lock', async () => {
    const { stageId, robots } = await openedOverHttp(server, {
      rubric: rubricOf([judgement(3)]),
      settings: { blind: false, feed: 'on-lock', identity: 'code' },
      judges: 2,
      entries: 1,
    })
    const [chief, other] = robots as [(typeof robots)[0], (typeof robots)[0]]
    const [entry] = (await chief.view()).entries
    const seen = async () => {
      const board = (await (await fetch(`${server.origin}/api/boards/${stageId}`)).json()) as BoardSnapshot
      const { cells } = await chief.get<Progress>(`/api/seats/${chief.seatId}/progress`)
      return { totals: board.rows.map((row) => row.total), cells: cells.map(({ state, given }) => ({ state, given })) }
    }
    await seen()

    const marks = robots.map((robot) => robot.mark(entry!.id, 'A1.1' as AspectId, { kind: 'judgement', level: 2 }))
    await other.send([marks[1]!])
    proxy.loseNextCommit()
    await expect(chief.send([marks[0]!])).rejects.toThrow('database-away')
    expect(proxy.hasLostCommit()).toBe(true)
    expect(await chief.send([marks[0]!])).toMatchObject([{ outcome: 'accepted' }])
    await expect.poll(seen, { timeout: 10_000 }).toMatchObject({ cells: [{ state: 'marked', given: 2 }] })

    for (const robot of robots) expect((await robot.sign(entry!.id, 'A1')).status).toBe(200)
    const lock = () =>
      chief.post(`/api/seats/${chief.seatId}/locks`, { cells: [{ entryId: entry!.id, subCriterionId: 'A1' }] })
    proxy.loseNextCommit()
    expect((await lock()).status).toBe(503)
    await expect.poll(seen, { timeout: 10_000 }).toEqual({ totals: [2000], cells: [{ state: 'locked', given: 2 }] })
    const live = await seen()
    await server.kill()
    await server.restart()
    expect(await seen()).toEqual(live)
  })
})
