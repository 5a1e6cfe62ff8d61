import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import type { AspectId, EntryId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import { aspectsOf } from '#domain/rubric.ts'
import { keptMarks } from '../../server/db/kept-marks.ts'
import { readEntryMarks } from '../../server/db/stage-marks.ts'
import { boardsOn } from '../../server/standing/leaderboards/boards.ts'
import { aHouse, aStage, eventually, type House, type Tablet } from '../support/house.ts'
import { moveOf } from '../support/moves.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'
import { slowLine } from '../support/slow-line.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const rubric = rubricOf([judgement(1), judgement(2)], [judgement(4)])
const ASPECTS = ['A1.1', 'A1.2', 'A2.1'] as const
const ENTRIES = 3
const JUDGES = 2
const seat = fc.nat({ max: JUDGES - 1 })
const entry = fc.nat({ max: ENTRIES - 1 })
const sub = fc.constantFrom('A1', 'A2')
const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('mark' as const),
      seat,
      entry,
      aspect: fc.constantFrom(...ASPECTS),
      level: fc.constantFrom(1, 2, 2, 'taken-back' as const),
    }),
  },
  fc.record({ act: fc.constant('sign' as const), seat, entry, sub }),
  fc.record({ act: fc.constant('return' as const), seat, entry, sub }),
  fc.record({ act: fc.constant('lock' as const), entry, sub }),
  fc.record({ act: fc.constant('move' as const), seat, from: entry, to: entry, sub }),
  fc.record({ act: fc.constant('finish' as const), entry, sub, lock: fc.boolean() }),
)
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

async function stageWith(feed: 'on-lock' | 'panel-complete' | 'each-mark') {
  const stage = await aStage(house, {
    rubric,
    entries: ENTRIES,
    judges: JUDGES,
    settings: { blind: false, feed, identity: 'code' },
  })
  const ids = stage.entries.map(({ id }) => id)
  const tablets = stage.tablets as [Tablet, Tablet]
  const mark = async (tablet: Tablet, entryId: EntryId, aspect: string, value: GivenValue) => {
    const moved = (await tablet.view()).sheets.find(
      (held) => held.entryId === entryId && held.subCriterionId === aspect.slice(0, 2),
    )?.moved
    await tablet.send(tablet.mark(entryId, aspect, value, moved ? { moved: moved.id } : {}))
  }
  const lock = (entryId: EntryId, subCriterionId: string) =>
    tablets[0].post('locks', { cells: [{ entryId, subCriterionId }] })
  const perform = async (asked: Act) => {
    const tablet = 'seat' in asked ? tablets[asked.seat]! : tablets[0]
    const entryId = ids['entry' in asked ? asked.entry : 0]!
    if (asked.act === 'mark') {
      const { level, aspect } = asked
      await mark(tablet, entryId, aspect, level === 'taken-back' ? { kind: level } : { kind: 'judgement', level })
    } else if (asked.act === 'finish') {
      for (const each of tablets) {
        for (const aspect of ASPECTS.filter((id) => id.startsWith(asked.sub)))
          await mark(each, entryId, aspect, { kind: 'judgement', level: 2 })
        await each.sign(entryId, asked.sub)
      }
      if (asked.lock) await lock(entryId, asked.sub)
    } else if (asked.act === 'sign') await tablet.sign(entryId, asked.sub)
    else if (asked.act === 'return') {
      const { seatId } = tablet
      await tablets[0].post('returns', { seatId, entryId, subCriterionId: asked.sub, reason: '再看一遍' })
    } else if (asked.act === 'lock') await lock(entryId, asked.sub)
    else {
      const ends = { from: ids[asked.from]!, to: ids[asked.to]!, subCriterionId: asked.sub, swap: true }
      await tablet.post('moves', await moveOf(tablet, ends))
    }
  }
  return { ...stage, ids, perform }
}

type Stage = Awaited<ReturnType<typeof stageWith>>

/** Every mark and sheet state, as somebody who asks would see them. */
async function seen({ stageId, ids }: Stage, marksOf: Awaited<ReturnType<typeof readEntryMarks>>) {
  const { scheme } = (await house.deps.frozen(house.db, stageId))!
  const seats = scheme.groups.flatMap((group) => group.seats)
  return ids.map((id) => {
    const { markOf, sheetOf } = marksOf(id)
    return seats.map((seatId) => ({
      marks: aspectsOf(rubric).map((aspect) => markOf(seatId, aspect.id) ?? null),
      sheets: ['A1', 'A2'].map((subCriterionId) => sheetOf(seatId, subCriterionId as never)),
    }))
  })
}

const rowsOf = (board: BoardSnapshot | undefined) =>
  board?.rows.map(({ entryId, total, missing, rank }) => ({ entryId, total, missing, rank }))

describe('what is kept in memory', () => {
  it('is not there where its entries could not be read, and is asked for anew', async () => {
    const { tablets, ids, stageId } = await stageWith('each-mark')
    await tablets[0]!.send(tablets[0]!.mark(ids[0]!, 'A1.1', { kind: 'judgement', level: 3 }))
    const line = slowLine()
    const kept = keptMarks(house.deps.db.withPlugin(line))
    line.breakOnce()
    await expect(Promise.all([kept.of(stageId), kept.of(stageId)])).rejects.toThrow('the line broke')
    const held = (await kept.of(stageId))(ids[0]!)
    expect(held.markOf(tablets[0]!.seatId, 'A1.1' as AspectId)).toEqual({ kind: 'judgement', level: 3 })
  })

  it('lets a board remember no sum of marks that were read before a newer one came', async () => {
    const { tablets, ids, stageId } = await stageWith('each-mark')
    const { db, frozen, publish, newId, report } = house.deps
    const line = slowLine()
    const kept = keptMarks(db.withPlugin(line))
    const boards = boardsOn({ db, frozen, kept, publish, newId, report, tick: 1 })
    const stage = (await frozen(db, stageId))!
    for (const tablet of tablets) await tablet.send(tablet.mark(ids[0]!, 'A2.1', { kind: 'judgement', level: 1 }))
    await boards.snapshot(stageId)
    line.hold()
    boards.touched(stageId, [ids[0]!]) // as a signature does
    await eventually(() => line.held() > 0)
    const mark = tablets[0]!.mark(ids[0]!, 'A2.1', { kind: 'judgement', level: 3 })
    await tablets[0]!.send(mark)
    kept.entered(stageId, tablets[0]!.seatId, [mark])
    boards.marked(stage, [mark])
    line.release()
    const anew = boardsOn({ db, frozen, kept: keptMarks(db), publish, newId, report, tick: 1 })
    const expected = rowsOf(await anew.snapshot(stageId))
    await expect.poll(async () => rowsOf(await boards.snapshot(stageId))).toEqual(expected)
  })

  it.each(['on-lock', 'panel-complete', 'each-mark'] as const)(
    'says what the database holds, and a board fed %s what it would show if folded anew',
    async (feed) => {
      const stage = await stageWith(feed)
      const { kept, db, frozen, publish, newId, report, boards } = house.deps
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
          const asking: Promise<unknown>[] = []
          for (const one of acts) {
            asking.push(kept.of(stage.stageId), boards.snapshot(stage.stageId))
            await stage.perform(one)
          }
          await Promise.all(asking)
          const held = await readEntryMarks(db, stage.stageId)
          expect(await seen(stage, await kept.of(stage.stageId))).toEqual(await seen(stage, held))
          const anew = boardsOn({ db, frozen, kept, publish, newId, report, tick: 1 })
          const expected = JSON.stringify(rowsOf(await anew.snapshot(stage.stageId)))
          let shown = ''
          const look = async () => {
            shown = JSON.stringify(rowsOf(await boards.snapshot(stage.stageId)))
          }
          await eventually(() => {
            void look()
            return shown === expected
          })
        }),
        { numRuns: 12 },
      )
    },
  )

  it.each([0, 1])('loses no mark that comes while its entry is being read for the %#. time', async (before) => {
    const { tablets, ids, stageId, ...stage } = await stageWith('each-mark')
    const { db } = house.deps
    const line = slowLine()
    const kept = keptMarks(db.withPlugin(line))
    for (let i = 0; i < before; i++) await kept.of(stageId)
    kept.outdated(stageId, ids)
    line.hold()
    const asked = kept.of(stageId)
    await eventually(() => line.held() > 0)
    const mark = tablets[0]!.mark(ids[0]!, 'A1.1', { kind: 'judgement', level: 3 })
    await tablets[0]!.send(mark)
    kept.entered(stageId, tablets[0]!.seatId, [mark])
    line.release()
    await asked
    const held = await readEntryMarks(db, stageId)
    expect(await seen({ ...stage, tablets, ids, stageId }, await kept.of(stageId))).toEqual(
      await seen({ ...stage, tablets, ids, stageId }, held),
    )
  })
})
