import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import type { StageStandings } from '#contract/standings.ts'
import { scoreBundle } from '#domain/bundle.ts'
import type { Scheme } from '#domain/scheme.ts'
import { type AStage, aHouse, aStage, type House } from '../support/house.ts'
import { aReschemedStage, givePoints } from '../support/reschemed.ts'
import { points, rubricOf } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const advancement = { first: null, percent: null, minimum: null, perOrganization: null, reserves: 0 }

async function standing(
  scheme: Partial<Scheme>,
  given: readonly (number | undefined)[],
  more: Partial<AStage> = {},
  divisions?: readonly string[],
) {
  const stage = await aReschemedStage(
    house,
    {
      rubric: rubricOf([points(100)]),
      judges: 1,
      entries: given.length,
      settings: { blind: false, feed: 'each-mark', identity: 'name' },
      ...more,
    },
    scheme,
    divisions,
  )
  await givePoints(stage, given)
  const path = `/api/stages/${stage.stageId}`
  const read = async () => (await (await stage.organizer('GET', `${path}/standings`)).json()) as StageStandings
  const settle = (stop: StageStandings['stops'][number], by: 'lot' | 'decision', order: readonly string[]) =>
    stage.organizer('POST', `${path}/settlements`, {
      by,
      places: stop.entries.map(({ id, name }, i) => ({
        id: `${by}${i}`.padEnd(22, 'x'),
        entryId: id,
        place: order.indexOf(name) + 1,
      })),
      reason: '当众抽签',
      signer: '黎远舟',
    })
  return { ...stage, path, read, settle }
}

const shown = ({ rankings }: StageStandings) =>
  rankings.map(({ division, overall, rows }) => [
    overall ? 'overall' : division,
    ...rows.map(({ rank, entry, total, advances }) => `${rank} ${entry.name} ${total} ${advances}`),
  ])

describe('the standings at the desk', () => {
  it('rank each division by itself, and over all where that is set (rule 5)', async () => {
    const { read } = await standing({ divisions: ['职工组', '学生组'], overall: true }, [80, 90, 70, 60], {}, [
      '职工组',
      '学生组',
    ])
    expect(shown(await read())).toEqual([
      ['职工组', '1 选手1 80 no', '2 选手3 70 no'],
      ['学生组', '1 选手2 90 no', '2 选手4 60 no'],
      ['overall', '1 选手2 90 no', '2 选手1 80 no', '3 选手3 70 no', '4 选手4 60 no'],
    ])
  })

  it('list who goes on and the reserves in order (rule 6)', async () => {
    const { read } = await standing({ advancement: { ...advancement, first: 2, reserves: 1 } }, [80, 90, 70, 60])
    expect(shown(await read())).toEqual([[null, '1 选手2 90 yes', '2 选手1 80 yes', '3 选手3 70 1', '4 选手4 60 no']])
  })

  it('say which parts are passed, what was corrected and what is missing', async () => {
    const part = { id: 'all', name: '实操', criteria: ['A'], weight: '1', attempts: null, belowZero: false }
    const { read, organizer, path, entries } = await standing({ parts: [{ ...part, minimum: 60_000 }] as never }, [
      80,
      50,
      undefined,
    ])
    await organizer('POST', `${path}/rulings`, {
      id: 'p'.repeat(22),
      entryId: entries.find(({ name }) => name === '选手1')!.id,
      ruled: { kind: 'penalty', points: 2500 },
      reason: '迟到',
      signer: '黎远舟',
    })
    const { minima, rankings, unranked } = await read()
    expect(minima).toEqual([{ id: 'all', name: '实操', minimum: '60' }])
    expect(rankings[0]!.rows.map(({ passes, corrected, total }) => [total, corrected, passes])).toEqual([
      ['77.5', '-2.5', [true]],
      ['50', null, [false]],
    ])
    expect(unranked).toMatchObject([{ name: '选手3', state: 'present', total: null }])
  })

  it('stop at a rank that nobody may share, until the lot is drawn (rule 5)', async () => {
    const { read, settle } = await standing({ sharedRanksForbidden: { from: 1, to: 3 } }, [90, 90, 80])
    const [stop, ...others] = (await read()).stops
    expect(others).toEqual([])
    expect(stop).toMatchObject({ kind: 'shared-rank', rank: 1, entries: [{}, {}], isProvisional: false })
    expect((await settle(stop!, 'lot', ['选手2', '选手1'])).status).toBe(201)
    const settled = await read()
    expect(settled.stops).toEqual([])
    expect(shown(settled)).toEqual([[null, '1 选手2 90 no', '2 选手1 90 no', '3 选手3 80 no']])
  })

  it('stop at a tie across the line of who goes on, until the chief judge decides (rule 6)', async () => {
    const { read, settle } = await standing({ advancement: { ...advancement, first: 2, reserves: 1 } }, [90, 80, 80])
    const before = await read()
    expect(before.stops).toMatchObject([{ kind: 'cut-tie', places: 1, entries: [{}, {}] }])
    // Who shares a rank stands in the order of the drawn codes.
    expect(shown(before)[0]!.slice(1).sort()).toEqual(['1 选手1 90 yes', '2 选手2 80 waits', '2 选手3 80 waits'])
    await settle(before.stops[0]!, 'decision', ['选手3', '选手2'])
    expect(shown(await read())).toEqual([[null, '1 选手1 90 yes', '2 选手3 80 yes', '3 选手2 80 1']])
  })

  const takes = (stop: StageStandings['stops'][number], takes: boolean) => ({
    by: 'advance',
    takes,
    entries: stop.entries.map(({ id }, i) => ({ id: `advance${i}`.padEnd(22, 'x'), entryId: id })),
    reason: '场地够用',
    signer: '黎远舟',
  })

  it.each([
    [true, ['1 选手1 90 yes', '2 选手2 80 yes', '2 选手3 80 yes', '4 选手4 70 1']],
    [false, ['1 选手1 90 yes', '2 选手2 80 no', '2 选手3 80 no', '4 选手4 70 1']],
  ])('send on all of a tie across the line (%s), or none, by one signed decision (rule 5)', async (all, rows) => {
    const { read, organizer, path } = await standing(
      { advancement: { ...advancement, first: 2, reserves: 1 } },
      [90, 80, 80, 70],
    )
    const [stop] = (await read()).stops
    const command = takes(stop!, all)
    const [first] = command.entries
    const twice = await organizer('POST', `${path}/settlements`, { ...command, entries: [first, first] })
    expect(twice.status).toBe(400)
    expect((await organizer('POST', `${path}/settlements`, command)).status).toBe(201)
    expect((await organizer('POST', `${path}/settlements`, command)).status).toBe(201)
    const after = await read()
    expect(after.stops).toEqual([])
    expect([...shown(after)[0]!.slice(1)].sort()).toEqual(rows)
    const told = await house.db.selectFrom('journal').select('body').where('kind', '=', 'ruling').execute()
    expect(told.map(({ body }) => JSON.parse(body).ruled)).toEqual(
      Array.from({ length: 2 }, () => ({ kind: 'advance', takes: all })),
    )
    const bundle = await (await organizer('GET', `${path}/bundle.json`)).json()
    const scored = parseBundle(bundle)
    expect(scored.ok && scoreBundle(scored.value).standings.advancement[0]?.advancing).toHaveLength(all ? 3 : 1)
    // What was said of one of them is withdrawn: the stop is there again.
    await organizer('POST', `${path}/rulings/${first!.id}/withdrawal`, { reason: '误签', signer: '黎远舟' })
    expect((await read()).stops).toMatchObject([{ kind: 'cut-tie', places: 1, entries: [{}, {}] }])
  })

  it('take no such decision where the scheme lets nobody go on', async () => {
    const { read, organizer, path } = await standing({ sharedRanksForbidden: { from: 1, to: 3 } }, [80, 80])
    const [stop] = (await read()).stops
    const refused = await organizer('POST', `${path}/settlements`, takes(stop!, true))
    expect([refused.status, await refused.json()]).toEqual([422, { kind: 'no-advancement' }])
  })

  it('stop where an organization has more equal ones than it may send', async () => {
    const { read, settle, stageId } = await standing(
      { advancement: { ...advancement, first: 3, perOrganization: 1 } },
      [90, 80, 80],
    )
    await house.db
      .updateTable('entry')
      .set({ organization: '同一单位' })
      .where('stage_id', '=', stageId)
      .where('name', '!=', '选手1')
      .execute()
    const { stops } = await read()
    expect(stops).toMatchObject([{ kind: 'quota-tie', places: 1, organization: '同一单位' }])
    await settle(stops[0]!, 'decision', ['选手2', '选手3'])
    const after = await read()
    expect(after.stops).toEqual([])
    expect(shown(after)).toEqual([[null, '1 选手1 90 yes', '2 选手2 80 yes', '3 选手3 80 no']])
  })

  it('list the absent, the withdrawn, the disqualified and guests below, without a rank', async () => {
    const { read, organizer, path, entries } = await standing({}, [90, 80, 70, 60, 50])
    const states = ['absent', 'withdrawn', 'disqualified', 'excluded']
    for (const [i, state] of states.entries()) {
      const { id } = entries.find(({ name }) => name === `选手${i + 2}`)!
      await organizer('PUT', `${path}/entries/${id}/state`, { state })
    }
    const { rankings, unranked, entries: ruled } = await read()
    expect(rankings[0]!.rows.map(({ entry }) => entry.name)).toEqual(['选手1'])
    expect(unranked.map(({ state, total }) => [state, total]).sort()).toEqual([
      ['absent', null],
      ['disqualified', null],
      ['excluded', '50'],
      ['withdrawn', null],
    ])
    expect(ruled.map(({ name }) => name).sort()).toEqual(['选手1', '选手5'])
  })

  it('tell no mark sooner than the hall sees it (rule 10)', async () => {
    const { read } = await standing({}, [90, 80], {
      settings: { blind: true, feed: 'on-lock', identity: 'code' },
    })
    const { rankings, unranked } = await read()
    expect(rankings[0]!.rows).toEqual([])
    expect(unranked.map(({ total }) => total)).toEqual([null, null])
  })

  it('are for organizers alone, and there are none of a draft', async () => {
    const { path, organizer, staff } = await standing({}, [90])
    expect((await house.request('GET', `${path}/standings`)).status).toBe(401)
    expect((await organizer('GET', `${path}x/standings`)).status).toBe(404)
    const { stageId } = await aStage(house, { rubric: rubricOf([points(100)]), open: false, staff })
    const draft = await organizer('GET', `/api/stages/${stageId}/standings`)
    expect([draft.status, await draft.json()]).toEqual([409, { kind: 'stage-not-open', state: 'draft' }])
  })
})
