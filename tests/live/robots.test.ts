import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import type { Rubric } from '#domain/rubric.ts'
import { chanceFrom } from '../../fixtures/robots/chance.ts'
import { RobotStage } from '../../fixtures/robots/robot-stage.ts'
import { tempoOf } from '../../fixtures/robots/tempo.ts'
import { organizedOverHttp } from '../support/over-http.ts'
import { readBack } from '../support/read-back.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const rubric = JSON.parse(readFileSync('fixtures/rubrics/electrical-installations.json', 'utf8')) as Rubric
const ENTRIES = 4
/** With spreads of both ends and several outages among so few competitors. */
const SEED = 4
/** Hundreds of requests, on a machine that may have other work. */
const PATIENCE = 180_000

const servers: RunningServer[] = []
let waitless: Awaited<ReturnType<typeof marked>>
beforeAll(async () => {
  waitless = await marked(Number.POSITIVE_INFINITY)
}, PATIENCE)
afterAll(async () => {
  for (const server of servers) await server.close()
})

/** A whole stage marked by robots that wait for nothing, or not for long. */
async function marked(pace: number) {
  const server = await startServer()
  servers.push(server)
  const settings = { blind: true, feed: 'each-mark', identity: 'code' } as const
  const prepared = { rubric, settings, panels: 2, judges: 3, entries: ENTRIES }
  const { organizer, stageId, view } = await organizedOverHttp(server, prepared)
  const tempo = tempoOf(pace, new AbortController().signal)
  const { origin } = server
  const reasons = ['各自维持原评']
  const stage = await RobotStage.seat({ origin, organizer, stage: view, chance: chanceFrom(SEED), tempo, reasons })
  await Promise.all(
    stage.panels.map(async (panel) => {
      await panel.work(panel.cells(), tempo)
      await panel.finish(tempo)
    }),
  )
  stage.close()
  const board = (await (await fetch(`${origin}/api/boards/${stageId}`)).json()) as BoardSnapshot
  return { server, progress: await organizer.progress(stageId), board }
}
const totals = (board: BoardSnapshot) => board.rows.map((row) => row.total)

describe('robots', () => {
  it('bring a stage from its first mark to its last lock: spreads talked over, sheets signed, nothing missing', async () => {
    const { server, progress, board } = waitless
    expect(progress.cells.filter((cell) => cell.state !== 'locked' || cell.spread.length > 0)).toEqual([])
    expect(board.rows.map((row) => row.missing)).toEqual(Array(ENTRIES).fill(0))
    await server.kill()
    const { journal, receipts, marks } = await readBack(server.where)
    expect(receipts.filter((receipt) => receipt.outcome !== 'accepted')).toEqual([])
    const kinds = new Set(journal.map((line) => line.kind))
    expect([...kinds]).toEqual(expect.arrayContaining(['spread-accepted', 'sheet-signed', 'sheet-locked']))
    // Some spreads were marked again: more marks came than cells hold.
    expect(receipts.length).toBeGreaterThan(marks.length)
  })

  it(
    'give the same board for the same seed at another pace, with tablets that lose their network on the way',
    async () => {
      const hurried = await marked(1000)
      expect(totals(hurried.board)).toEqual(totals(waitless.board))
      expect(hurried.progress.cells.filter((cell) => cell.state !== 'locked')).toEqual([])
      await hurried.server.kill()
      const { journal } = await readBack(hurried.server.where)
      // What a tablet kept without its network comes in one batch, which one moment of the server takes.
      const moments = Map.groupBy(
        journal.filter((line) => line.kind === 'mark-received'),
        (line) => `${line.device} ${line.at}`,
      )
      expect(Math.max(...[...moments.values()].map((lines) => lines.length))).toBeGreaterThan(2)
    },
    PATIENCE,
  )
})
