import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AspectId, asId } from '#domain/ids.ts'
import { aHouse, aStage, type House, type Tablet } from '../support/house.ts'
import { judgement, points, rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const rubric = rubricOf([judgement(1), yesNo(1)])
const level = (n: number) => ({ kind: 'judgement', level: n }) as const
const yes = { kind: 'pass-fail', passed: true } as const
type Stage = Awaited<ReturnType<typeof aStage>>

const markAll = async ({ tablets, entries }: Stage, levels: readonly number[]) => {
  const [entry] = entries
  for (const [i, n] of levels.entries()) await tablets[i]!.send(tablets[i]!.mark(entry!.id, 'A1.1', level(n)))
  await tablets[0]!.send(tablets[0]!.mark(entry!.id, 'A1.2', yes))
}
const signAll = async ({ tablets, entries }: Stage) =>
  Promise.all(tablets.map(async (tablet, i) => (await tablet.sign(entries[0]!.id, 'A1', `${i}`.repeat(22))).status))
const lock = async (chief: Tablet, entryId: string) =>
  (await chief.post('locks', { cells: [{ entryId, subCriterionId: 'A1' }] })).json()

describe('signing a sheet', () => {
  it('is refused while an own aspect is not marked, and says which', async () => {
    const stage = await aStage(house, { rubric })
    const [recorder] = stage.tablets
    await recorder!.send(recorder!.mark(stage.entries[0]!.id, 'A1.1', level(2)))
    const answer = await recorder!.sign(stage.entries[0]!.id, 'A1')
    expect(answer.status).toBe(409)
    expect(await answer.json()).toEqual({ kind: 'sheet-incomplete', missing: ['A1.2'] })
  })

  it('makes it read-only: a later mark is refused, the same signature again is the same', async () => {
    const stage = await aStage(house, { rubric })
    await markAll(stage, [2, 2, 2])
    const [recorder] = stage.tablets
    const first = await (await recorder!.sign(stage.entries[0]!.id, 'A1')).json()
    house.passTime(5000)
    expect(await (await recorder!.sign(stage.entries[0]!.id, 'A1')).json()).toEqual(first)
    expect(await recorder!.send(recorder!.mark(stage.entries[0]!.id, 'A1.2', yes))).toMatchObject([
      { outcome: 'refused', refusal: { kind: 'sheet-signed' } },
    ])
  })

  it('that the chief judge has sent back since is not taken again when its answer was lost', async () => {
    const stage = await aStage(house, { rubric })
    await markAll(stage, [1, 1, 1])
    const [chief, judge] = stage.tablets
    const [entry] = stage.entries
    const again = () => judge!.sign(entry!.id, 'A1', 'r'.repeat(22))
    expect((await again()).status).toBe(200)
    const back = { entryId: entry!.id, subCriterionId: 'A1', seatId: judge!.seatId, reason: '请再看一次' }
    expect((await chief!.post('returns', back)).status).toBe(200)
    const late = await again()
    expect([late.status, await late.json()]).toEqual([409, { kind: 'signature-returned' }])
    expect((await judge!.view()).sheets).toMatchObject([{ state: 'open', returned: '请再看一次' }])
    expect((await judge!.sign(entry!.id, 'A1', 'n'.repeat(22))).status).toBe(200)
  })

  it('is refused where another value stands than the judge saw, and says on which aspects', async () => {
    const stage = await aStage(house, { rubric })
    await markAll(stage, [1, 1, 1])
    const [tablet] = stage.tablets
    const seen = [
      { aspectId: asId<AspectId>('A1.1'), value: level(2) },
      { aspectId: asId<AspectId>('A1.2'), value: yes },
    ]
    const refused = await tablet!.sign(stage.entries[0]!.id, 'A1', 'a'.repeat(22), seen)
    expect([refused.status, await refused.json()]).toEqual([409, { kind: 'sheet-changed', aspects: ['A1.1'] }])
    const unseen = await tablet!.sign(stage.entries[0]!.id, 'A1', 'b'.repeat(22), seen.slice(1))
    expect([unseen.status, await unseen.json()]).toEqual([409, { kind: 'sheet-changed', aspects: ['A1.1'] }])
    expect((await tablet!.sign(stage.entries[0]!.id, 'A1')).status).toBe(200)
  })

  it('waits while a spread is over the limit, until the judges re-mark', async () => {
    const stage = await aStage(house, { rubric })
    await markAll(stage, [3, 2, 1])
    expect(await (await stage.tablets[1]!.sign(stage.entries[0]!.id, 'A1')).json()).toEqual({
      kind: 'spread-open',
      aspects: ['A1.1'],
    })
    await stage.tablets[2]!.send(stage.tablets[2]!.mark(stage.entries[0]!.id, 'A1.1', level(2)))
    expect(await signAll(stage)).toEqual([200, 200, 200])
  })

  it('goes on when the chief judge lets the spread stand, with a reason', async () => {
    const stage = await aStage(house, { rubric })
    await markAll(stage, [3, 2, 1])
    const cell = { entryId: stage.entries[0]!.id, subCriterionId: 'A1' }
    expect((await stage.tablets[0]!.post('spreads', { ...cell, reason: '' })).status).toBe(400)
    expect((await stage.tablets[0]!.post('spreads', { ...cell, reason: '讨论后维持原评' })).status).toBe(200)
    expect(await signAll(stage)).toEqual([200, 200, 200])
  })

  it('asks for a new reason when a returned sheet is marked apart again', async () => {
    const stage = await aStage(house, { rubric })
    await markAll(stage, [3, 2, 1])
    const cell = { entryId: stage.entries[0]!.id, subCriterionId: 'A1' }
    await stage.tablets[0]!.post('spreads', { ...cell, reason: '讨论后维持原评' })
    await signAll(stage)
    await stage.tablets[0]!.post('returns', { ...cell, seatId: stage.tablets[2]!.seatId, reason: '请复核' })
    await stage.tablets[2]!.send(stage.tablets[2]!.mark(cell.entryId, 'A1.1', level(0)))
    expect(await (await stage.tablets[2]!.sign(cell.entryId, 'A1', 'y'.repeat(22))).json()).toMatchObject({
      kind: 'spread-open',
    })
  })
})

describe('locking a sheet', () => {
  it('is refused while a judge has not signed', async () => {
    const stage = await aStage(house, { rubric })
    await markAll(stage, [2, 2, 2])
    await stage.tablets[0]!.sign(stage.entries[0]!.id, 'A1')
    expect(await lock(stage.tablets[0]!, stage.entries[0]!.id)).toMatchObject({
      locked: 0,
      refused: [{ refusal: { kind: 'sheets-unsigned', seats: [stage.tablets[1]!.seatId, stage.tablets[2]!.seatId] } }],
    })
  })

  it('keeps a mark that comes later for the chief judge, and counts it not', async () => {
    const stage = await aStage(house, { rubric })
    await markAll(stage, [2, 2, 2])
    await signAll(stage)
    expect(await lock(stage.tablets[0]!, stage.entries[0]!.id)).toEqual({ locked: 1, refused: [] })
    expect(await stage.tablets[1]!.send(stage.tablets[1]!.mark(stage.entries[0]!.id, 'A1.1', level(0)))).toMatchObject([
      { outcome: 'quarantined' },
    ])
    expect((await stage.tablets[1]!.view()).marks).toMatchObject([{ value: level(2) }])
  })

  it('of another panel is refused', async () => {
    const stage = await aStage(house, {
      rubric: rubricOf([judgement(1)], [judgement(1)]),
      panels: [
        { subCriteria: ['A1'], judges: 1 },
        { subCriteria: ['A2'], judges: 1 },
      ],
    })
    expect(await lock(stage.tablets[1]!, stage.entries[0]!.id)).toMatchObject({
      refused: [{ refusal: { kind: 'not-on-panel' } }],
    })
  })

  it('can be undone for nobody; a signed sheet can be returned with a reason and marked again', async () => {
    const stage = await aStage(house, { rubric })
    await markAll(stage, [2, 2, 2])
    await signAll(stage)
    const [chief, second] = stage.tablets
    const cell = { entryId: stage.entries[0]!.id, subCriterionId: 'A1', seatId: second!.seatId }
    expect((await chief!.post('returns', { ...cell, reason: '请复核' })).status).toBe(200)
    expect((await second!.view()).sheets).toMatchObject([{ state: 'open', returned: '请复核' }])
    expect(await second!.send(second!.mark(stage.entries[0]!.id, 'A1.1', level(1)))).toMatchObject([
      { outcome: 'accepted' },
    ])
    expect((await second!.sign(stage.entries[0]!.id, 'A1', 'z'.repeat(22))).status).toBe(200)
    await lock(chief!, stage.entries[0]!.id)
    expect((await chief!.post('returns', { ...cell, reason: '请复核' })).status).toBe(409)
  })
})

describe('locking the stage', () => {
  it('waits for every sheet of every entry that is marked, and freezes all', async () => {
    const stage = await aStage(house, { rubric })
    const path = `/api/stages/${stage.stageId}/lock`
    await markAll(stage, [2, 2, 2])
    await signAll(stage)
    await lock(stage.tablets[0]!, stage.entries[0]!.id)
    expect(await (await stage.organizer('POST', path)).json()).toEqual({ kind: 'sheets-open', open: 3 })
    await stage.organizer('PUT', `/api/stages/${stage.stageId}/entries/${stage.entries[1]!.id}/state`, {
      state: 'absent',
    })
    expect(await (await stage.organizer('POST', path)).json()).toEqual({ state: 'locked' })
    expect(await stage.tablets[1]!.send(stage.tablets[1]!.mark(stage.entries[0]!.id, 'A1.1', level(0)))).toMatchObject([
      { outcome: 'quarantined' },
    ])
    expect((await stage.organizer('POST', path)).status).toBe(409)
  })
})

describe('opening a stage', () => {
  it('says everything that stands in its way at once, and freezes the rest when it goes', async () => {
    const stage = await aStage(house, { rubric, open: false, judges: 1 })
    expect((await stage.view()).unready).toEqual([])
    await stage.openStage()
    for (const [method, path, body] of [
      [
        'PUT',
        'panels',
        {
          pointsRule: 'mean',
          panels: [{ name: 'x', subCriteria: ['A1'], seats: [{ judge: 'y', chief: true, recorder: true }] }],
        },
      ],
      ['PUT', 'settings', { blind: false, feed: 'each-mark', identity: 'name' }],
      ['POST', 'entries', { entries: [{ name: 'x', organization: '', station: null }] }],
      ['PUT', 'rubric', { rubricId: 'another' }],
      ['POST', 'open', undefined],
    ] as const) {
      const answer = await stage.organizer(method, `/api/stages/${stage.stageId}/${path}`, body)
      expect([path, answer.status]).toEqual([path, 409])
    }
  })

  it('is refused where a veto makes nought what has no points of its own, and says which', async () => {
    const vetoes = (['siblings', 'part'] as const).map((target) => ({ kind: 'veto', target, max: 0 }) as const)
    const rubric = rubricOf([points(10), ...vetoes])
    const stage = await aStage(house, { rubric, pointsRule: 'trimmed-whole', open: false })
    expect((await stage.view()).unready).toEqual([{ kind: 'veto-too-fine', ids: ['A1.2'] }])
    const answer = await stage.organizer('POST', `/api/stages/${stage.stageId}/open`)
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ kind: 'unready', unready: [{ kind: 'veto-too-fine' }] })
  })
})
