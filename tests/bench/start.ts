import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { BoardSnapshot } from '#contract/board.ts'
import { asId, type EntryId, type MarkId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import { aspectsOf } from '#domain/rubric.ts'
import { connect } from '../../server/db/open-sqlite.ts'
import { pointsByHand } from '../support/by-hand.ts'
import { organizedOverHttp } from '../support/over-http.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { type Figure, median, medians, round } from './figure.ts'

const ENTRIES = 600
const JUDGES = 3
const ROUNDS = 5
const SECONDS = 5
const rubric = rubricOf(...Array.from({ length: 20 }, () => Array.from({ length: 10 }, () => judgement(0.5))))

/**
 * From the start of the process to the first correct board of 600 entries × 200 aspects × 3 judges, in seconds ÷ what
 * it may take; the reference reads the same marks from the same file and does nothing with them.
 */
export async function start(name: string): Promise<Figure> {
  const server = await startServer()
  try {
    const { stageId, view } = await organizedOverHttp(server, {
      rubric,
      settings: { blind: false, feed: 'each-mark', identity: 'name' },
      judges: JUDGES,
      entries: ENTRIES,
    })
    await server.kill()
    const expected = giveAll(server, view)
    const rounds = []
    for (let i = 0; i < ROUNDS; i++) {
      const began = performance.now()
      await server.restart()
      const board = (await (await fetch(`${server.origin}/api/boards/${stageId}`)).json()) as BoardSnapshot
      const ours = (performance.now() - began) / 1000
      for (const { label, total } of board.rows) {
        if (total !== expected.get(label)) throw new Error(`${label} has ${total}, not ${expected.get(label)}`)
      }
      if (board.rows.length !== ENTRIES) throw new Error(`${board.rows.length} rows`)
      await server.kill()
      rounds.push({ ours: { seconds: ours }, reference: { secondsToRead: readAll(server) } })
    }
    const ratios = rounds.map(({ ours }) => round(ours.seconds / SECONDS))
    return {
      name,
      ratio: round(median(ratios)),
      target: 1,
      better: 'less',
      ours: { ...medians(rounds.map(({ ours }) => ours)), mostSeconds: SECONDS },
      reference: medians(rounds.map(({ reference }) => reference)),
      rounds: ratios,
    }
  } finally {
    await server.close()
  }
}

type View = Awaited<ReturnType<typeof organizedOverHttp>>['view']

/** Straight into the file of a server that stands still: 360,000 marks through its door would take minutes. */
function giveAll(server: RunningServer, { entries, panels }: View): Map<string, number> {
  const database = connect(join(server.where.dataDir, 'skillmark.db'))
  const insert = database.prepare('insert into mark values (?, ?, ?, ?, ?, ?)')
  const seats = panels.flatMap((panel) => panel.seats.map((seat) => seat.id))
  const totals = new Map<string, number>()
  let position = 0
  const give = (entryId: EntryId, aspectId: string, seatId: string, value: MarkValue) =>
    insert.run(
      entryId,
      seatId,
      aspectId,
      asId<MarkId>(randomBytes(16).toString('base64url')),
      JSON.stringify(value),
      ++position,
    )
  database.transaction(() => {
    for (const [e, entry] of entries.entries()) {
      let hundredths = 0n
      for (const [a, aspect] of aspectsOf(rubric).entries()) {
        const values = seats.map(
          (_, s): MarkValue => ({ kind: 'judgement', level: (e * 7 + a * 5 + s * 3 + ((e * a) >> 3)) % 4 }),
        )
        for (const [s, value] of values.entries()) give(entry.id, aspect.id, seats[s]!, value)
        hundredths += pointsByHand(aspect, values)
      }
      totals.set(entry.name, Number(hundredths) * 10)
    }
  })()
  database.close()
  return totals
}

function readAll(server: RunningServer): number {
  const began = performance.now()
  const database = connect(join(server.where.dataDir, 'skillmark.db'))
  const rows = database.prepare('select * from mark').all()
  database.close()
  if (rows.length !== ENTRIES * JUDGES * rubric.criteria[0]!.subCriteria.length * 10)
    throw new Error('marks are missing')
  return (performance.now() - began) / 1000
}
