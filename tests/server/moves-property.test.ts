import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EntryId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import { aHouse, aStage, type House, type Tablet } from '../support/house.ts'
import { marksOf, moveOf, placesOf } from '../support/moves.ts'
import { judgement, rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const ENTRIES = 4
const entryAt = fc.nat({ max: ENTRIES - 1 })
const marking = fc.record({
  act: fc.constant('mark' as const),
  entry: entryAt,
  aspect: fc.constantFrom('A1.1', 'A1.2', 'A1.3', 'A2.1'),
  level: fc.constantFrom(0, 1, 2, 3, 'not-attempted' as const, 'taken-back' as const),
  /** From a device that has not heard of any move. */
  stale: fc.boolean(),
})
const moving = fc.record({
  act: fc.constant('move' as const),
  from: entryAt,
  to: entryAt,
  sub: fc.constantFrom('A1', 'A2'),
  swap: fc.boolean(),
})

/** Where every mark stands by the journal alone. */
async function replayed(house: House): Promise<string[]> {
  const lines = await house.db.selectFrom('journal').select(['kind', 'actor', 'body']).orderBy('position').execute()
  const cells = new Map<string, string>()
  for (const { kind, actor, body } of lines.map((line) => ({ ...line, body: JSON.parse(line.body) }))) {
    const cell = (entry: string, aspect: string, seat: string) => `${entry} ${aspect} ${seat}`
    if (kind === 'mark-received' && body.outcome === 'accepted') {
      cells.set(cell(body.entry, body.aspect, actor.slice('seat:'.length)), body.mark)
    }
    if (kind !== 'sheet-moved') continue
    for (const { aspect } of body.went) cells.delete(cell(body.from, aspect, body.seat))
    for (const { aspect } of body.came) cells.delete(cell(body.to, aspect, body.seat))
    for (const { mark, aspect } of body.went) cells.set(cell(body.to, aspect, body.seat), mark)
    for (const { mark, aspect } of body.came) cells.set(cell(body.from, aspect, body.seat), mark)
  }
  return [...cells].map(([key, mark]) => `${mark} ${key.split(' ').slice(0, 2).join(' ')}`).sort()
}

describe('whatever is marked and moved', () => {
  it('keeps every mark with its id, value, aspect and place in the journal, and there and back restores all', async () => {
    const rubric = rubricOf([judgement(1), judgement(1), yesNo(1)], [judgement(1)])
    const stage = await aStage(house, { rubric, entries: ENTRIES, judges: 2 })
    const [tablet, other] = stage.tablets as [Tablet, Tablet]
    const ids = stage.entries.map((entry) => entry.id) as EntryId[]
    await other.send(...ids.map((id) => other.mark(id, 'A1.1', { kind: 'judgement', level: 1 })))

    const giveOne = async ({
      entry,
      aspect,
      level,
      stale,
    }: typeof marking extends fc.Arbitrary<infer M> ? M : never) => {
      const view = await tablet.view()
      const entryId = ids[entry]!
      const held = view.marks.find((mark) => mark.entryId === entryId && mark.aspectId === aspect)
      const sub = aspect.slice(0, 2)
      const moved = view.sheets.find((sheet) => sheet.entryId === entryId && sheet.subCriterionId === sub)?.moved?.id
      const value: GivenValue =
        typeof level === 'string'
          ? { kind: level }
          : aspect === 'A1.3'
            ? { kind: 'pass-fail', passed: level > 1 }
            : { kind: 'judgement', level }
      const more = { replaces: held?.markId ?? null, ...(moved && !stale ? { moved } : {}) }
      const [receipt] = await tablet.send(tablet.mark(entryId, aspect, value, more))
      const became = receipt?.refusal?.kind ?? receipt?.outcome
      if (moved && stale) expect(became).toBe('sheet-moved')
      else expect(became).toMatch(/^(accepted|nothing-to-take-back)$/)
    }
    const moveOne = async (moves: { from: number; to: number; sub: string; swap: boolean }) => {
      const { sub: subCriterionId, swap } = moves
      const body = await moveOf(tablet, { from: ids[moves.from]!, to: ids[moves.to]!, subCriterionId, swap })
      return (await tablet.post('moves', body)).status === 200
    }

    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(marking, moving), { minLength: 1, maxLength: 8 }), async (acts) => {
        for (const act of acts) {
          if (act.act === 'mark') {
            await giveOne(act)
            continue
          }
          const [marks, places] = [await marksOf(house), await placesOf(house)]
          const done = await moveOne(act)
          expect(await marksOf(house)).toEqual(marks)
          if (!done) {
            expect(await placesOf(house)).toEqual(places)
            continue
          }
          expect(await moveOne({ ...act, swap: true, from: act.to, to: act.from })).toBe(true)
          expect(await placesOf(house)).toEqual(places)
          expect(await moveOne({ ...act, swap: true })).toBe(true)
        }
      }),
      { numRuns: 25 },
    )
    expect(await replayed(house)).toEqual(await placesOf(house))
    expect((await other.view()).marks.map((mark) => mark.value)).toEqual(
      ids.map(() => ({ kind: 'judgement', level: 1 })),
    )
  })
})
