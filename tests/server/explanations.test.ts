import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EntryExplanation, ToldUnit } from '#contract/entry-explanation.ts'
import { type AspectId, asId, type EntryId, type JournalId, type SeatId, type StageId } from '#domain/ids.ts'
import type { GivenValue, MarkValue } from '#domain/mark.ts'
import { nothingRuled } from '#domain/ruling.ts'
import type { Link } from '#domain/scheme.ts'
import { freeze } from '../../server/db/frozen-stage.ts'
import { heldMarks } from '../../server/db/stage-marks.ts'
import { explainEntry } from '../../server/standing/explanations/explain-entry.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { countOf, judgement, points, rubricOf, yesNo } from '../support/rubrics.ts'
import { defaultScheme } from '../support/schemes.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const level = (n: number) => ({ kind: 'judgement', level: n }) as const
const yes = { kind: 'pass-fail', passed: true } as const
const given = (n: number) => ({ kind: 'points', points: n * 1000 }) as MarkValue

/** A1.1 by the mean of levels, A1.2 and A1.3 by what the recorder gives, A2.1 by the mean of the middle one. */
const rubric = rubricOf([judgement(2), yesNo(1), countOf(12, 1)], [points(10)])

async function markedStage() {
  const stage = await aStage(house, {
    rubric,
    entries: 3,
    pointsRule: 'trimmed',
    settings: { blind: true, feed: 'each-mark', identity: 'code' },
  })
  const [first, second] = stage.entries.map(({ id }) => id)
  const give = async (seat: number, entryId: EntryId, cells: readonly (readonly [string, GivenValue])[]) => {
    const tablet = stage.tablets[seat]!
    for (const [aspect, value] of cells) await tablet.send(tablet.mark(entryId, aspect, value))
  }
  await give(0, first!, [
    ['A1.1', level(2)],
    ['A1.2', yes],
    ['A1.3', { kind: 'count', done: 9 }],
    ['A2.1', given(8)],
  ])
  await give(1, first!, [
    ['A1.1', level(2)],
    ['A2.1', given(9.5)],
  ])
  await give(2, first!, [
    ['A1.1', level(1)],
    ['A2.1', given(7)],
  ])
  await give(0, second!, [
    ['A1.1', level(3)],
    ['A1.2', yes],
  ])
  const explain = async (entryId: EntryId) =>
    (await (
      await stage.organizer('GET', `/api/stages/${stage.stageId}/explanations/${entryId}`)
    ).json()) as EntryExplanation
  return { stage, explain, first: first!, second: second!, third: stage.entries[2]!.id }
}

const unitOf = (told: EntryExplanation, aspect: string): ToldUnit =>
  told.parts
    .flatMap(({ criteria }) => criteria)
    .flatMap(({ subCriteria }) => subCriteria)
    .flatMap(({ units }) => units)
    .find(({ aspects }) => aspects.some(({ id }) => id === aspect))!

describe('why an entry has its rank', () => {
  it('tells every number from the marks to the total, as one works it out by hand', async () => {
    const { explain, first } = await markedStage()
    const told = await explain(first)
    // 2 × 5 ÷ 9 = 1.11; 1; 1 × 9 ÷ 12 = 0.75; of 7, 8, 9.5 the middle one: 8
    expect(told).toMatchObject({ total: '10.86', missing: 0, exact: '10.86', rank: { rank: 1, sharing: 1, of: 2 } })
    const [part] = told.parts
    expect(part).toMatchObject({ points: '10.86', maximum: '14', contribution: '10.86' })
    expect(part!.criteria[0]).toMatchObject({ id: 'A', name: '模块', points: '10.86', maximum: '14', missing: 0 })
    expect(part!.criteria[0]!.subCriteria.map(({ name, points, maximum }) => ({ name, points, maximum }))).toEqual([
      { name: '子项1', points: '2.86', maximum: '4' },
      { name: '子项2', points: '8', maximum: '10' },
    ])
    const judged = unitOf(told, 'A1.1')
    expect(judged).toMatchObject({ rule: { kind: 'mean' }, round: 2, ruled: '10/9', rounded: '1.11', points: '1.11' })
    expect(judged.seats.map(({ label, value }) => [label, value])).toEqual([
      ['J1', '4/3'],
      ['J2', '4/3'],
      ['J3', '2/3'],
    ])
    expect(unitOf(told, 'A1.3').seats).toMatchObject([
      { label: 'J1', marks: [{ value: { kind: 'count', done: 9 }, worth: '0.75' }] },
    ])
    const trimmed = unitOf(told, 'A2.1')
    expect(trimmed.points).toBe('8')
    expect(trimmed.seats.map(({ label, value, dropped }) => [label, value, dropped])).toEqual([
      ['J1', '8', null],
      ['J2', '9.5', 'high'],
      ['J3', '7', 'low'],
    ])
  })

  it('says what is missing, and makes no 0 of it', async () => {
    const { explain, second, third } = await markedStage()
    const told = await explain(second)
    // A1.1 waits for two seats, A1.3 for the recorder, A2.1 for all three.
    expect(told).toMatchObject({ total: '1', missing: 6, rank: { rank: 2, sharing: 1, of: 2 } })
    expect(unitOf(told, 'A1.1')).toMatchObject({ points: null, missing: 2, ruled: null, rounded: null })
    expect(unitOf(told, 'A1.1').seats.map(({ value, marks }) => [value, marks[0]!.value])).toEqual([
      ['2', level(3)],
      [null, null],
      [null, null],
    ])
    expect(told.parts[0]!.criteria[0]!.subCriteria[1]).toMatchObject({ points: null, missing: 3 })
    expect(await explain(third)).toMatchObject({
      total: null,
      rank: null,
      parts: [{ points: null, contribution: null }],
    })
  })

  it('names who stands above and below, and no step of the chain where the totals decide', async () => {
    const { stage, explain, first, second } = await markedStage()
    const [one, two] = stage.entries.map(({ id, code, name }) => ({ id, code, name }))
    expect((await explain(first)).neighbours).toEqual({
      above: [],
      sharing: [],
      below: [{ ...two, rank: 2, total: '1', chain: [] }],
    })
    expect((await explain(second)).neighbours.above).toEqual([{ ...one, rank: 1, total: '10.86', chain: [] }])
  })

  it('stays told once the stage is locked', async () => {
    const { stage, explain, first } = await markedStage()
    const before = await explain(first)
    await house.db.updateTable('stage').set({ state: 'locked' }).where('id', '=', stage.stageId).execute()
    expect(await explain(first)).toEqual({ ...before, state: 'locked' })
  })

  it('tells no judge’s mark sooner than the board does: not before the lock under blind marking', async () => {
    const stage = await aStage(house, { rubric, entries: 1 })
    const [tablet] = stage.tablets
    await tablet!.send(tablet!.mark(stage.entries[0]!.id, 'A1.2', yes))
    const path = `/api/stages/${stage.stageId}/explanations/${stage.entries[0]!.id}`
    const told = (await (await stage.organizer('GET', path)).json()) as { total: unknown }
    expect(told.total).toBeNull()
    expect(JSON.stringify(told)).not.toContain('"passed":true')
  })

  it('is for staff alone, and there is nothing to tell of a draft, a stranger or a trial entry', async () => {
    const { stage, first } = await markedStage()
    const path = `/api/stages/${stage.stageId}/explanations/${first}`
    expect((await house.request('GET', path)).status).toBe(401)
    expect((await house.request('GET', path, undefined, { cookie: stage.tablets[0]!.cookie })).status).toBe(401)
    const answerOf = async (url: string) => {
      const answer = await stage.organizer('GET', url)
      return [answer.status, await answer.json()]
    }
    const nobody = [404, { kind: 'unknown-entry' }]
    expect(await answerOf(`/api/stages/${stage.stageId}/explanations/nobody`)).toEqual(nobody)
    expect(await answerOf(`/api/stages/none/explanations/${first}`)).toEqual([
      404,
      { kind: 'not-found', what: 'stage' },
    ])
    await stage.organizer('POST', `/api/stages/${stage.stageId}/trials`)
    const [trial] = (await stage.view()).trials
    expect(await answerOf(`/api/stages/${stage.stageId}/explanations/${trial!.id}`)).toEqual(nobody)
    const draft = await aStage(house, { rubric, open: false, staff: stage.staff })
    expect(await answerOf(`/api/stages/${draft.stageId}/explanations/${draft.entries[0]!.id}`)).toEqual([
      409,
      { kind: 'stage-not-open', state: 'draft' },
    ])
  })
})

const SEATS = ['J1', 'J2', 'J3'].map((id) => asId<SeatId>(id))

/** A stage whose rule book has a chain, and its entries with what the recorder gave for A1.2 and A1.3. */
async function explainedByChain(
  chain: readonly Link[],
  marks: Record<string, readonly [boolean, number]>,
  own: string,
) {
  const tested = rubricOf([yesNo(3), countOf(4, 4)])
  const scheme = { ...defaultScheme(tested, SEATS, 'mean'), chain }
  const ids = Object.keys(marks).map((id) => asId<EntryId>(id))
  const told = await explainEntry({
    stage: freeze(asId<StageId>('S'), asId<JournalId>('L'), tested, scheme),
    head: { state: 'open', contest: '', skill: '', stage: '', rubric: { id: asId('R'), version: 1, sha256: '' } },
    entries: ids.map((id) => ({
      id,
      code: id,
      name: id,
      organization: '',
      station: null,
      state: 'present',
      division: null,
    })),
    labels: new Map(),
    stageNames: (stage) => stage,
    ruledOn: () => nothingRuled,
    marksOf: (id) => {
      const held = heldMarks()
      const [passed, done] = marks[id]!
      held.set(SEATS[0]!, asId<AspectId>('A1.1'), { kind: 'pass-fail', passed })
      held.set(SEATS[0]!, asId<AspectId>('A1.2'), { kind: 'count', done })
      return held
    },
    entryId: asId<EntryId>(own),
    feed: 'each-mark',
  })
  if (!told.ok) throw new Error(told.error.kind)
  return told.value
}

describe('equal totals', () => {
  const full: Link = { by: 'full-marks' }
  const aspect: Link = { by: 'aspect', id: 'A1.1' }
  const time: Link = { by: 'time' }

  it('are told step by step, to the one that decided; what comes after was not used', async () => {
    // 3 + 1 and 0 + 4: four points each, one full mark each.
    const { rank, neighbours } = await explainedByChain([full, aspect, time], { a: [false, 4], b: [true, 1] }, 'a')
    expect(rank).toEqual({ rank: 2, sharing: 1, of: 2 })
    expect(neighbours.above).toMatchObject([{ id: 'b', rank: 1, total: '4' }])
    expect(neighbours.above[0]!.chain).toEqual([
      { link: full, name: '', outcome: 'equal', own: '1', theirs: '1' },
      { link: aspect, name: '评分点1.1', outcome: 'decides', own: '0', theirs: '3' },
      { link: time, name: '', outcome: 'unused', own: null, theirs: null },
    ])
  })

  it('that no step parts share the rank, and the next is skipped', async () => {
    const marks = { a: [true, 1], b: [true, 1], c: [false, 2] } as const
    const told = await explainedByChain([full], marks, 'a')
    expect(told.rank).toEqual({ rank: 1, sharing: 2, of: 3 })
    expect(told.neighbours).toMatchObject({
      above: [],
      sharing: [{ id: 'b', rank: 1, chain: [{ outcome: 'equal', own: '1', theirs: '1' }] }],
      below: [{ id: 'c', rank: 3, total: '2', chain: [] }],
    })
  })
})
