import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import type { EntryExplanation } from '#contract/entry-explanation.ts'
import type { StageRuling } from '#contract/rulings.ts'
import type { EntryId } from '#domain/ids.ts'
import { draftDefaults } from '#domain/scheme-draft.ts'
import { type AStage, aHouse, aStage, type House } from '../support/house.ts'
import { rubricOf, scaled, yesNo } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const yes = { kind: 'pass-fail', passed: true } as const
const idOf = (n: number) => `ruling${n}`.padEnd(22, 'x')
const signed = { reason: '未戴绝缘手套', signer: '黎远舟' }

/** Two entries with 5.00 each. */
async function aMarkedStage(more: Partial<AStage> = {}) {
  const stage = await aStage(house, {
    rubric: rubricOf([yesNo(5)]),
    judges: 1,
    settings: { blind: false, feed: 'each-mark', identity: 'name' },
    ...more,
  })
  const [tablet] = stage.tablets
  for (const { id } of stage.entries) await tablet?.send(tablet.mark(id, 'A1.1', yes))
  const path = `/api/stages/${stage.stageId}`
  const rule = (body: object) => stage.organizer('POST', `${path}/rulings`, { ...signed, ...body })
  const list = async () =>
    ((await (await stage.organizer('GET', `${path}/rulings`)).json()) as { rulings: StageRuling[] }).rulings
  const totals = async () =>
    ((await (await stage.board()).json()) as BoardSnapshot).rows.map(({ label, total }) => [label, total])
  const explained = async (entryId: EntryId) =>
    (await (await stage.organizer('GET', `${path}/explanations/${entryId}`)).json()) as EntryExplanation
  const journal = async () =>
    (await house.db.selectFrom('journal').select(['kind', 'body', 'actor']).orderBy('position').execute())
      .filter(({ kind }) => kind.startsWith('ruling'))
      .map(({ kind, body }) => ({ kind, ...JSON.parse(body) }))
  return { ...stage, path, rule, list, totals, explained, journal }
}

describe('the coefficients of an attempt', () => {
  it('are refused where nobody could score by them, and the open stage has nothing unready (rule 4)', async () => {
    const rubric = rubricOf([scaled('0', '1', '0.5', '1')])
    const stage = await aStage(house, { rubric, judges: 1, open: false, pointsRule: 'agreed' })
    const part = { id: 'p', name: 'p', criteria: ['A'], weight: '1', attempts: { take: 'sum', best: 1, planned: 2 } }
    const path = `/api/stages/${stage.stageId}`
    const draft = { ...draftDefaults, parts: [part] }
    expect((await stage.organizer('PUT', `${path}/scheme`, { from: 0, draft })).status).toBe(200)
    await stage.openStage()
    expect((await stage.view()).unready).toEqual([])
    const attempt = { id: '1', base: '0', difficulty: '1', multiplier: '1', table: null, isVoid: false }
    const rule = async (n: number, more: object) => {
      const ruled = { kind: 'attempt', part: 'p', attempt: { ...attempt, ...more } }
      const body = { ...signed, id: idOf(n), entryId: stage.entries[0]!.id, ruled }
      const answer = await stage.organizer('POST', `${path}/rulings`, body)
      return [answer.status, await answer.json()]
    }
    expect(await rule(1, { difficulty: '999999999999999' })).toEqual([422, { kind: 'attempt-too-large' }])
    expect(await rule(2, { table: { '0.50': '3', '1.0': '4' } })).toEqual([
      422,
      { kind: 'table-incomplete', grade: '0' },
    ])
    expect(await rule(3, { table: { '0': '0', '0.50': '3', '1.0': '4' } })).toEqual([201, { rulings: [idOf(3)] }])
    expect(await rule(4, { id: '3' })).toEqual([422, { kind: 'no-such-attempt', attempt: '3' }])
  })
})

describe('a penalty', () => {
  it('is taken off the total, and stands with its reason and signer in the explanation (rule 4)', async () => {
    const { rule, list, totals, explained, journal, entries, stageId } = await aMarkedStage()
    const [first] = entries
    const told = house.told.renewed
    const answer = await rule({ id: idOf(1), entryId: first!.id, ruled: { kind: 'penalty', points: 1500 } })
    expect([answer.status, await answer.json()]).toEqual([201, { rulings: [idOf(1)] }])
    expect(house.told.renewed).toBe(told + 1)
    expect(await totals()).toEqual([
      ['选手2', 5000],
      ['选手1', 3500],
    ])
    expect(await explained(first!.id)).toMatchObject({
      total: '3.5',
      penalties: [{ points: '1.5', ...signed }],
      rank: { rank: 2 },
    })
    expect(await list()).toEqual([
      {
        id: idOf(1),
        entryId: first!.id,
        ruled: { kind: 'penalty', points: 1500 },
        ...signed,
        at: house.deps.now(),
        withdrawn: null,
      },
    ])
    expect(await journal()).toEqual([
      {
        kind: 'ruling',
        stage: stageId,
        ruling: idOf(1),
        entry: first!.id,
        ruled: { kind: 'penalty', points: 1500 },
        ...signed,
      },
    ])
  })

  it('sent twice counts once, and the same id for something else is refused', async () => {
    const { rule, totals, journal, entries } = await aMarkedStage()
    const ruling = { id: idOf(1), entryId: entries[0]!.id, ruled: { kind: 'penalty', points: 1000 } }
    expect((await rule(ruling)).status).toBe(201)
    expect((await rule(ruling)).status).toBe(201)
    expect((await rule({ ...ruling, ruled: { kind: 'penalty', points: 2000 } })).status).toBe(409)
    expect(await totals()).toContainEqual(['选手1', 4000])
    expect(await journal()).toHaveLength(1)
  })

  it('that is withdrawn counts no more, and stays in the list with who withdrew it and why', async () => {
    const { rule, list, totals, journal, organizer, path, entries } = await aMarkedStage()
    await rule({ id: idOf(1), entryId: entries[0]!.id, ruled: { kind: 'penalty', points: 1000 } })
    const back = { reason: '手套在工位上', signer: '吴映辉' }
    const withdraw = (body: object) => organizer('POST', `${path}/rulings/${idOf(1)}/withdrawal`, body)
    expect((await withdraw(back)).status).toBe(200)
    expect((await withdraw(back)).status).toBe(200)
    expect((await withdraw({ ...back, reason: '别的理由' })).status).toBe(409)
    expect(await totals()).toEqual([
      ['选手1', 5000],
      ['选手2', 5000],
    ])
    expect(await list()).toMatchObject([{ ...signed, withdrawn: { at: house.deps.now(), ...back } }])
    expect(await journal()).toMatchObject([{ kind: 'ruling' }, { kind: 'ruling-withdrawn', ruling: idOf(1), ...back }])
  })
})

describe('a ruling', () => {
  it.each([
    ['without a reason', { reason: ' ' }],
    ['without a signer', { signer: '' }],
    ['of half a thousandth', { ruled: { kind: 'penalty', points: 0.5 } }],
    ['of a negative penalty', { ruled: { kind: 'penalty', points: -1 } }],
    ['of an adjustment by nothing', { ruled: { kind: 'adjustment', points: 0 } }],
    ['of place 0', { ruled: { kind: 'lot', place: 0 } }],
  ])('%s is refused at the door', async (_, wrong) => {
    const { rule, list, entries } = await aMarkedStage()
    const ruling = { id: idOf(1), entryId: entries[0]!.id, ruled: { kind: 'penalty', points: 1000 } }
    expect((await rule({ ...ruling, ...wrong })).status).toBe(400)
    expect(await list()).toEqual([])
  })

  it('is refused on who does not count, and before the stage opens', async () => {
    const { rule, organizer, path, list, entries, staff } = await aMarkedStage()
    await organizer('PUT', `${path}/entries/${entries[0]!.id}/state`, { state: 'disqualified' })
    const penalty = { kind: 'penalty', points: 1000 }
    const refused = await rule({ id: idOf(1), entryId: entries[0]!.id, ruled: penalty })
    expect([refused.status, await refused.json()]).toEqual([409, { kind: 'entry-not-counted' }])
    expect((await rule({ id: idOf(2), entryId: 'nobody', ruled: penalty })).status).toBe(404)
    const carried = { kind: 'carried', stage: '预赛', what: 'own', points: 80_000 }
    const nowhere = await rule({ id: idOf(3), entryId: entries[1]!.id, ruled: carried })
    expect([nowhere.status, await nowhere.json()]).toEqual([422, { kind: 'not-carried', stage: '预赛' }])
    expect(await list()).toEqual([])
    const draft = await aStage(house, { rubric: rubricOf([yesNo(5)]), open: false, staff })
    const early = await draft.organizer('POST', `/api/stages/${draft.stageId}/rulings`, {
      ...signed,
      id: idOf(4),
      entryId: draft.entries[0]!.id,
      ruled: penalty,
    })
    expect(early.status).toBe(409)
  })

  it('is for organizers alone', async () => {
    const { path } = await aMarkedStage()
    expect((await house.request('GET', `${path}/rulings`)).status).toBe(401)
    expect((await house.request('POST', `${path}/rulings`, {})).status).toBe(401)
  })
})

describe('a tie', () => {
  it('is settled for all who share it at once, and explained by the lot that was drawn', async () => {
    const { organizer, path, entries, explained, list } = await aMarkedStage()
    const [first, second] = entries.map(({ id }) => id)
    expect(await explained(first!)).toMatchObject({ rank: { rank: 1, sharing: 2 } })
    const answer = await organizer('POST', `${path}/settlements`, {
      by: 'lot',
      places: [
        { id: idOf(1), entryId: first, place: 2 },
        { id: idOf(2), entryId: second, place: 1 },
      ],
      ...signed,
    })
    expect(answer.status).toBe(201)
    expect(await list()).toMatchObject([{ ruled: { kind: 'lot', place: 2 } }, { ruled: { kind: 'lot', place: 1 } }])
    expect(await explained(first!)).toMatchObject({
      rank: { rank: 2, sharing: 1 },
      neighbours: {
        above: [{ id: second, chain: [{ link: { by: 'lot' }, outcome: 'decides', own: '2', theirs: '1' }] }],
      },
    })
  })

  it.each([
    ['a place twice', [1, 1]],
    ['a place too many', [1, 3]],
  ])('with %s is not settled at all', async (_, places) => {
    const { organizer, path, entries, list } = await aMarkedStage()
    const answer = await organizer('POST', `${path}/settlements`, {
      by: 'decision',
      places: entries.map(({ id }, i) => ({ id: idOf(i), entryId: id, place: places[i] })),
      ...signed,
    })
    expect([answer.status, await answer.json()]).toEqual([422, { kind: 'places-wrong' }])
    expect(await list()).toEqual([])
  })

  it.each(['lot', 'advance'] as const)(
    'is not settled by %s where an id or an entry stands there twice',
    async (by) => {
      const { organizer, path, entries, list } = await aMarkedStage()
      const [first, second] = entries.map(({ id }) => id)
      const settle = async (...tied: readonly (readonly [id: string, entryId: EntryId])[]) => {
        const each = tied.map(([id, entryId], i) => ({ id, entryId, ...(by === 'lot' ? { place: i + 1 } : {}) }))
        const body = by === 'lot' ? { by, places: each, ...signed } : { by, takes: true, entries: each, ...signed }
        const answer = await organizer('POST', `${path}/settlements`, body)
        return [answer.status, await answer.json()]
      }
      const where = by === 'lot' ? 'places' : 'entries'
      const twice = [400, { kind: 'malformed', where, message: 'holds a ruling id or an entry twice' }]
      expect(await settle([idOf(1), first!], [idOf(1), second!])).toEqual(twice)
      expect(await settle([idOf(1), first!], [idOf(2), first!])).toEqual(twice)
      expect(await list()).toEqual([])
    },
  )

  it('is not settled in part where one of them does not count', async () => {
    const { organizer, path, entries, list } = await aMarkedStage()
    await organizer('PUT', `${path}/entries/${entries[1]!.id}/state`, { state: 'withdrawn' })
    const answer = await organizer('POST', `${path}/settlements`, {
      by: 'decision',
      places: entries.map(({ id }, i) => ({ id: idOf(i), entryId: id, place: i + 1 })),
      ...signed,
    })
    expect(answer.status).toBe(409)
    expect(await list()).toEqual([])
  })
})
