import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import { parseBundle } from '#contract/bundle.ts'
import type { EntryExplanation } from '#contract/entry-explanation.ts'
import type { Progress } from '#contract/progress.ts'
import type { Amendment } from '#domain/amend.ts'
import { scoreBundle } from '#domain/bundle.ts'
import { asId, type EntryId, type JournalId, type SeatId, type StageId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import { ofThousandths } from '#domain/points.ts'
import { type Aspect, aspectsOf } from '#domain/rubric.ts'
import { freeze } from '../../server/db/frozen-stage.ts'
import { amendingOn } from '../support/amending.ts'
import { aHouse, aStage, type House, type Tablet } from '../support/house.ts'
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
const no = { kind: 'pass-fail', passed: false } as const
const given = (n: number) => ({ kind: 'points', points: n * 1000 }) as GivenValue
const counted = (done: number) => ({ kind: 'count', done }) as const

/** One judge; everything shows at once. */
const rubric = rubricOf([yesNo(2), countOf(4, 4)], [points(10)])
const aspect = (id: string): Aspect => aspectsOf(rubric).find((one) => one.id === id)!
const to = (id: string, change: object) => ({ kind: 'corrected', aspect: id, to: { ...aspect(id), ...change } })
const annul = (id: string, give: 'nothing' | 'maximum' = 'nothing') => ({ kind: 'annulled', aspect: id, give })

const give = (tablet: Tablet, entryId: EntryId, ...cells: readonly (readonly [string, GivenValue])[]) =>
  tablet.send(...cells.map(([aspectId, value]) => tablet.mark(entryId, aspectId, value)))

async function aMarkedStage(more: Partial<Parameters<typeof aStage>[1]> = {}) {
  const stage = await aStage(house, {
    rubric,
    judges: 1,
    entries: 3,
    settings: { blind: true, feed: 'each-mark', identity: 'code' },
    ...more,
  })
  const [tablet] = stage.tablets
  const [first, second, third] = stage.entries.map(({ id }) => id) as [EntryId, EntryId, EntryId]
  // 2 + 1 + 6 = 9; 0 + 4 + 6 = 10; 0 + 0 + 8 = 8
  await give(tablet!, first, ['A1.1', yes], ['A1.2', counted(1)], ['A2.1', given(6)])
  await give(tablet!, second, ['A1.1', no], ['A1.2', counted(4)], ['A2.1', given(6)])
  await give(tablet!, third, ['A1.1', no], ['A1.2', counted(0)], ['A2.1', given(8)])
  const totals = async () =>
    ((await (await stage.board()).json()) as BoardSnapshot).rows.map(({ total }) => total).sort((a, b) => b! - a!)
  return { ...stage, ...amendingOn(stage), tablet: tablet!, first, second, third, totals }
}

const bodies = async (kind: string) =>
  (await house.db.selectFrom('journal').select('body').where('kind', '=', kind).execute()).map((row) =>
    JSON.parse(row.body),
  )
const placed = ({ code, before, after }: { code: string; before: unknown; after: unknown }) => ({ code, before, after })
const place = (rank: number, total: number) => ({ rank, overall: null, total, missing: 0 })

describe('an amendment of a faulty aspect', () => {
  it('shows beforehand whose rank would move, and then just that happens on the board', async () => {
    const stage = await aMarkedStage()
    const [one, two, three] = stage.entries.map(({ code }) => code)
    expect(await stage.totals()).toEqual([10_000, 9000, 8000])
    const seen = await stage.preview(annul('A1.2'))
    expect({ moving: seen.moving.map(placed), changed: seen.changed.map(placed), staying: seen.staying }).toEqual({
      moving: [
        { code: two, before: place(1, 10_000), after: place(3, 6000) },
        { code: one, before: place(2, 9000), after: place(1, 8000) },
        { code: three, before: place(3, 8000), after: place(1, 8000) },
      ],
      changed: [],
      staying: 0,
    })
    expect(await stage.totals()).toEqual([10_000, 9000, 8000]) // a look does nothing
    const { renewed } = house.told
    expect((await stage.confirm(annul('A1.2'), seen.fingerprint)).status).toBe(201)
    expect(await stage.totals()).toEqual([8000, 8000, 6000])
    expect(house.told.renewed).toBe(renewed + 1)
    expect(house.told.seats.slice(-1)).toEqual([stage.tablet.seatId])
  })

  it('gives every entry the maximum where that is asked for', async () => {
    const stage = await aMarkedStage()
    const seen = await stage.amend(annul('A1.1', 'maximum'))
    expect(seen).toMatchObject({
      moving: [
        { before: { rank: 2, total: 9000 }, after: { rank: 3, total: 9000 } },
        { before: { rank: 3, total: 8000 }, after: { rank: 2, total: 10_000 } },
      ],
      changed: [{ before: { rank: 1, total: 10_000 }, after: { rank: 1, total: 12_000 } }],
      staying: 0,
    })
    expect(await stage.totals()).toEqual([12_000, 10_000, 9000])
  })

  it('corrects a key: all scores are computed again from the marks, which stay as they were given', async () => {
    const stage = await aMarkedStage()
    const before = await house.db.selectFrom('mark').selectAll().orderBy('position').execute()
    await stage.amend(to('A1.2', { max: 8000 }))
    expect(await stage.totals()).toEqual([14_000, 10_000, 8000])
    expect(await house.db.selectFrom('mark').selectAll().orderBy('position').execute()).toEqual(before)
    const explained = await stage.organizer('GET', `/api/stages/${stage.stageId}/explanations/${stage.second}`)
    expect(await explained.json()).toMatchObject({ total: '14' } satisfies Partial<EntryExplanation>)
  })

  it('is taken back by the next one: an annulled aspect that is corrected counts again', async () => {
    const stage = await aMarkedStage()
    await stage.amend(annul('A1.2'))
    await stage.amend(to('A1.2', {}))
    expect(await stage.totals()).toEqual([10_000, 9000, 8000])
    const { amendments, annulled } = await stage.listed()
    expect([amendments.map(({ number, amendment }) => [number, amendment.kind]), annulled]).toEqual([
      [
        [1, 'annulled'],
        [2, 'corrected'],
      ],
      [],
    ])
  })

  it('stands in the journal with the aspect before and after, the reason and who signed', async () => {
    const stage = await aMarkedStage()
    await stage.amend(to('A1.2', { of: 5 }))
    const [body] = await bodies('amendment')
    expect(body).toEqual({
      stage: stage.stageId,
      number: 1,
      amendment: 'corrected',
      aspect: 'A1.2',
      give: null,
      before: aspect('A1.2'),
      after: { ...aspect('A1.2'), of: 5 },
      reason: '图纸有误',
      signer: '林慧',
    })
    expect(await stage.listed()).toMatchObject({
      state: 'open',
      amendments: [{ number: 1, before: { of: 4 }, amendment: { to: { of: 5 } }, reason: '图纸有误', signer: '林慧' }],
    })
  })

  it('is refused where marks came after it was shown, and goes through when it is shown again', async () => {
    const stage = await aMarkedStage()
    const seen = await stage.preview(annul('A1.2'))
    await give(stage.tablet, stage.third, ['A2.1', given(9)])
    const refused = await stage.confirm(annul('A1.2'), seen.fingerprint)
    expect([refused.status, await refused.json()]).toEqual([409, { kind: 'preview-outdated' }])
    expect([await bodies('amendment'), (await stage.listed()).amendments]).toEqual([[], []])
    await stage.amend(annul('A1.2'))
    expect(await stage.totals()).toEqual([9000, 8000, 6000])
  })

  it('is previewed from the marks that the board may show: of sheets that are not locked it tells nothing', async () => {
    const stage = await aMarkedStage({ settings: { blind: true, feed: 'on-lock', identity: 'code' } })
    expect(await stage.preview(annul('A1.2'))).toMatchObject({ moving: [], changed: [], staying: 0 })
    for (const sub of ['A1', 'A2']) {
      await stage.tablet.sign(stage.first, sub, `${sub}`.padStart(22, '0'))
      await stage.tablet.post('locks', { cells: [{ entryId: stage.first, subCriterionId: sub }] })
    }
    expect(await stage.preview(annul('A1.2'))).toMatchObject({
      moving: [],
      changed: [{ id: stage.first, before: { rank: 1, total: 9000 }, after: { rank: 1, total: 8000 } }],
      staying: 0,
    })
  })

  it('is for what was shown: the fingerprint of another amendment confirms nothing', async () => {
    const stage = await aMarkedStage()
    const { fingerprint } = await stage.preview(annul('A1.2'))
    expect((await stage.confirm(annul('A1.1'), fingerprint)).status).toBe(409)
  })

  it('is refused where a mark that stands would be off the scale, naming the entries', async () => {
    const stage = await aMarkedStage()
    const refused = await stage.previewed(to('A2.1', { max: 7000 }))
    const [, , three] = stage.entries
    expect([refused.status, await refused.json()]).toEqual([
      409,
      { kind: 'marks-off-scale', entries: [{ id: three!.id, code: three!.code }] },
    ])
    expect((await stage.confirm(to('A2.1', { max: 7000 }), 'x'.repeat(43))).status).toBe(409)
    expect(await bodies('amendment')).toEqual([])
  })

  it.each([
    ['of an aspect that is not there', annul('A9.9'), 404, { kind: 'unknown-aspect' }],
    ['to another kind', to('A1.1', { kind: 'imported', source: '' }), 422, { kind: 'correction-refused' }],
    ['to nothing else', to('A1.1', {}), 422, { kind: 'correction-refused', faults: [{ fault: 'nothing-changed' }] }],
    ['to what cannot be marked', to('A1.1', { max: 0 }), 422, { kind: 'correction-refused' }],
  ])('%s is refused by name', async (_, amendment, status, refusal) => {
    const stage = await aMarkedStage()
    const refused = await stage.previewed(amendment)
    expect(refused.status).toBe(status)
    expect(await refused.json()).toMatchObject(refusal)
  })

  it('is refused for a draft, whose rubric is simply edited, and for who is not signed in', async () => {
    const stage = await aStage(house, { rubric, judges: 1, open: false })
    const refused = await amendingOn(stage).previewed(annul('A1.2'))
    expect([refused.status, await refused.json()]).toEqual([409, { kind: 'amend-draft' }])
    const path = `/api/stages/${stage.stageId}/amendments`
    expect((await house.request('GET', path)).status).toBe(401)
    expect((await house.request('POST', `${path}/preview`, { amendment: annul('A1.2') })).status).toBe(401)
  })
})

describe('a mark after an amendment', () => {
  it('is checked by the corrected aspect at once', async () => {
    const stage = await aMarkedStage()
    await stage.amend(to('A1.2', { of: 6 }))
    expect(await give(stage.tablet, stage.third, ['A1.2', counted(6)])).toMatchObject([{ outcome: 'accepted' }])
    await stage.amend(to('A2.1', { step: 1000 }))
    expect(await give(stage.tablet, stage.third, ['A2.1', given(7.5)])).toMatchObject([
      { outcome: 'refused', refusal: { kind: 'off-step' } },
    ])
    expect((await stage.tablet.view()).rubric.criteria[0]!.subCriteria[0]!.aspects[1]).toMatchObject({ of: 6 })
  })

  it('on an annulled aspect is taken and recorded, and moves nothing', async () => {
    const stage = await aMarkedStage()
    await stage.amend(annul('A1.2'))
    expect(await give(stage.tablet, stage.third, ['A1.2', counted(4)])).toMatchObject([{ outcome: 'accepted' }])
    expect(await stage.totals()).toEqual([8000, 8000, 6000])
    expect((await stage.tablet.view()).amended).toEqual([{ aspectId: 'A1.2', kind: 'annulled', reason: '图纸有误' }])
  })
})

describe('an annulled aspect', () => {
  it('holds up no signature and no lock, of sheets or of the stage', async () => {
    const stage = await aStage(house, { rubric: rubricOf([yesNo(1), yesNo(1)], [judgement(2)]), judges: 2, entries: 1 })
    const [entry] = stage.entries
    const [chief, other] = stage.tablets as [Tablet, Tablet]
    const { amend } = amendingOn(stage)
    // The recorder has given one of two; nobody has given A2.1.
    await chief.send(chief.mark(entry!.id, 'A1.1', yes))
    expect((await chief.sign(entry!.id, 'A1')).status).toBe(409)
    await amend(annul('A1.2'))
    await amend(annul('A2.1'))
    expect((await chief.sign(entry!.id, 'A1')).status).toBe(200)
    const progress = (await (await stage.organizer('GET', `/api/stages/${stage.stageId}/progress`)).json()) as Progress
    expect(
      progress.cells.map(({ subCriterionId, state, given, needed }) => [subCriterionId, state, given, needed]),
    ).toEqual([
      ['A1', 'signed', 1, 1],
      ['A2', 'locked', 0, 0],
    ])
    expect((await other.sign(entry!.id, 'A2')).status).toBe(404) // nothing of it is left to sign
    const locked = await chief.post('locks', { cells: [{ entryId: entry!.id, subCriterionId: 'A1' }] })
    expect(await locked.json()).toMatchObject({ locked: 1, refused: [] })
    expect((await stage.organizer('POST', `/api/stages/${stage.stageId}/lock`)).status).toBe(200)
  })

  it('may be annulled, and corrected, in a locked stage too', async () => {
    const stage = await aMarkedStage({ entries: 3 })
    for (const { id } of stage.entries) {
      for (const sub of ['A1', 'A2']) {
        await stage.tablet.sign(id, sub, `${id}${sub}`.padStart(22, '0').slice(-22))
        await stage.tablet.post('locks', { cells: [{ entryId: id, subCriterionId: sub }] })
      }
    }
    expect((await stage.organizer('POST', `/api/stages/${stage.stageId}/lock`)).status).toBe(200)
    await stage.amend(annul('A1.2'))
    expect(await stage.totals()).toEqual([8000, 8000, 6000])
    expect(await stage.listed()).toMatchObject({ state: 'locked', annulled: [{ aspectId: 'A1.2', give: 'nothing' }] })
  })

  it('holds no spread open', async () => {
    const stage = await aStage(house, { rubric: rubricOf([judgement(2), judgement(2)]), judges: 2, entries: 1 })
    const [entry] = stage.entries
    const [chief, other] = stage.tablets as [Tablet, Tablet]
    await chief.send(chief.mark(entry!.id, 'A1.1', level(0)), chief.mark(entry!.id, 'A1.2', level(2)))
    await other.send(other.mark(entry!.id, 'A1.1', level(3)), other.mark(entry!.id, 'A1.2', level(2)))
    expect((await chief.sign(entry!.id, 'A1', 'a'.repeat(22))).status).toBe(409)
    await amendingOn(stage).amend(annul('A1.1'))
    expect((await chief.view()).sheets.flatMap(({ spread }) => spread)).toEqual([])
    for (const [i, tablet] of [chief, other].entries())
      expect((await tablet.sign(entry!.id, 'A1', `${i}`.repeat(22))).status).toBe(200)
    const locked = await chief.post('locks', { cells: [{ entryId: entry!.id, subCriterionId: 'A1' }] })
    expect(await locked.json()).toMatchObject({ locked: 1 })
  })
})

describe('an aspect that is marked once for each attempt', () => {
  it('is annulled and corrected in every attempt at once', () => {
    const two = rubricOf([yesNo(2)], [points(10)])
    const [first, second] = aspectsOf(two)
    const seats = [asId<SeatId>('J1')]
    const scheme = defaultScheme(two, seats, 'agreed')
    const [part] = scheme.parts
    const dives = { ...part!, attempts: { take: 'sum', best: 1, planned: 2 } } as const
    const amendments: Amendment[] = [
      { kind: 'annulled', aspect: first!.id, give: 'nothing' },
      { kind: 'corrected', aspect: second!.id, to: { ...second!, max: ofThousandths(12_000) } },
    ]
    const signed = amendments.map((amendment, i) => ({ number: i + 1, amendment, reason: '误', signer: '林慧', at: 0 }))
    const stage = freeze(asId<StageId>('S'), asId<JournalId>('L'), two, { ...scheme, parts: [dives] }, signed)
    expect([...stage.annulled]).toEqual([
      ['A1.1@1', 'nothing'],
      ['A1.1@2', 'nothing'],
    ])
    expect([...stage.aspects].map(([id, { max }]) => [id, max])).toEqual([
      ['A1.1@1', 2000],
      ['A2.1@1', 12_000],
      ['A1.1@2', 2000],
      ['A2.1@2', 12_000],
    ])
    expect([...stage.sheetSeats].map(([id, waited]) => [id, waited])).toEqual([
      ['A1@1', []],
      ['A2@1', seats],
      ['A1@2', []],
      ['A2@2', seats],
    ])
  })
})

describe('the bundle of an amended stage', () => {
  it('holds the rubric as it was opened and every amendment, and scores to what the board shows', async () => {
    const stage = await aMarkedStage()
    await stage.amend(annul('A1.1', 'maximum'))
    await stage.amend(to('A1.2', { max: 8000, of: 5 }))
    const answer = await stage.organizer('GET', `/api/stages/${stage.stageId}/bundle.json`)
    const bundle = parseBundle(await answer.json())
    if (!bundle.ok) throw new Error(JSON.stringify(bundle.error))
    expect(aspectsOf(bundle.value.rubric)[1]).toMatchObject({ max: 4000, of: 4 })
    expect(bundle.value.amendments.map(({ kind }) => kind)).toEqual(['annulled', 'corrected'])
    expect(bundle.value.marks).toHaveLength(9)
    const scored = scoreBundle(bundle.value).scored.map(({ score }) => score.points as number)
    expect(scored.sort((a, b) => b - a)).toEqual(await stage.totals())
  })
})
