import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AspectId } from '#domain/ids.ts'
import type { GivenMark } from '#domain/mark.ts'
import type { Receipt } from '#domain/receipt.ts'
import { openedOverHttp } from '../support/over-http.ts'
import type { RobotJudge } from '../support/robot.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const ROUNDS = 5
const JUDGES = 4

let server: RunningServer
let stage: Awaited<ReturnType<typeof openedOverHttp>>
beforeAll(async () => {
  server = await startServer()
  const aspects = Array.from({ length: 20 }, () => judgement(1))
  stage = await openedOverHttp(server, rubricOf(aspects), { blind: true, feed: 'on-lock', identity: 'code' }, JUDGES)
})
afterAll(() => server?.close())

/** Sends a mark until somebody answers, as a tablet does: the same mark, for ever. */
async function sendForEver(robot: RobotJudge, mark: GivenMark): Promise<Receipt> {
  for (;;) {
    try {
      const [receipt] = await robot.send([mark])
      if (receipt) return receipt
    } catch {
      await new Promise((wait) => setTimeout(wait, 20))
    }
  }
}

describe('a server that is killed while judges mark', () => {
  it('has every mark that it gave a receipt for, once, and a journal without a gap', async () => {
    const { entries } = await stage.robots[0]!.view()
    const receipts: Receipt[] = []
    let running = true
    const judging = stage.robots.map(async (robot, j) => {
      for (let n = 0; running; n++) {
        const aspect = `A1.${(n % 20) + 1}` as AspectId
        const mark = robot.mark(entries[n % entries.length]!.id, aspect, { kind: 'judgement', level: (n + j) % 4 })
        receipts.push(await sendForEver(robot, mark))
      }
    })
    for (let round = 0; round < ROUNDS; round++) {
      await new Promise((wait) => setTimeout(wait, 150 + round * 40))
      await server.kill()
      await server.restart()
    }
    running = false
    await Promise.all(judging)

    expect(receipts.length).toBeGreaterThan(50)
    expect(receipts.filter((receipt) => receipt.outcome !== 'accepted')).toEqual([])
    await server.kill()
    const database = new Sqlite(`${server.dataDir}/skillmark.db`, { readonly: true })
    const kept = new Map(
      (database.prepare('select mark_id as id, position from receipt').all() as { id: string; position: number }[]).map(
        ({ id, position }) => [id, position],
      ),
    )
    const journal = database.prepare('select count(*) as n, max(position) as top from journal').get() as {
      n: number
      top: number
    }
    const whole = database.pragma('integrity_check', { simple: true })
    database.close()
    expect(whole).toBe('ok')
    expect(kept.size).toBe(receipts.length)
    for (const { markId, position } of receipts) expect(kept.get(markId)).toBe(position)
    expect(journal.n).toBe(journal.top)
    await server.restart()
  })
})
