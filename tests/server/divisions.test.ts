import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import { parseBundle } from '#contract/bundle.ts'
import type { StageStandings } from '#contract/standings.ts'
import { scoreBundle } from '#domain/bundle.ts'
import type { Scheme } from '#domain/scheme.ts'
import { aHouse, type House } from '../support/house.ts'
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

async function marked(scheme: Partial<Scheme>, given: readonly number[], divisions?: readonly string[]) {
  const stage = await aReschemedStage(
    house,
    {
      rubric: rubricOf([points(100)]),
      judges: 1,
      entries: given.length,
      settings: { blind: false, feed: 'each-mark', identity: 'name' },
    },
    scheme,
  )
  const named = (n: number) => stage.entries.find(({ name }) => name === `选手${n}`)!
  for (const [i, division] of (divisions ?? []).entries())
    await house.db
      .updateTable('entry')
      .set({ division })
      .where('id', '=', named(i + 1).id)
      .execute()
  await givePoints(stage, given)
  const path = `/api/stages/${stage.stageId}`
  const get = async <T>(at: string) => (await (await stage.organizer('GET', at)).json()) as T
  const onBoard = async () =>
    (await get<BoardSnapshot>(`/api/boards/${stage.stageId}`)).rows.map(({ label, rank }) => [label, rank])
  const inStandings = async () =>
    (await get<StageStandings>(`${path}/standings`)).rankings.flatMap(({ rows }) =>
      rows.map(({ entry, rank }) => [entry.name, rank]),
    )
  const bundle = async () => parseBundle(await get(`${path}/bundle.json`))
  const db = house.db.updateTable('entry').where('stage_id', '=', stage.stageId)
  return { ...stage, named, path, onBoard, inStandings, bundle, db }
}

describe('a scheme without divisions', () => {
  it('ranks all entries together, whatever the roster says of some of them (RULES §5)', async () => {
    const stage = await marked({}, [10, 30, 20])
    await stage.db.where('code', '=', stage.named(2).code).set({ division: '学生组' }).execute()
    const ranks = [
      ['选手2', 1],
      ['选手3', 2],
      ['选手1', 3],
    ]
    expect(await stage.inStandings()).toEqual(ranks)
    expect(await stage.onBoard()).toEqual(ranks)
    const bundle = await stage.bundle()
    expect(bundle.ok && scoreBundle(bundle.value).standings.divisions[0]!.ranked.map(({ rank }) => rank)).toEqual([
      1, 2, 3,
    ])
  })
})

describe('a scheme with divisions', () => {
  const scheme = { divisions: ['职工组', '学生组'] }

  it('has the same ranks on the board, in the standings and in the bundle', async () => {
    const stage = await marked(scheme, [10, 30, 20], ['学生组', '职工组', '学生组'])
    const ranks = [
      ['选手2', 1],
      ['选手3', 1],
      ['选手1', 2],
    ]
    expect(await stage.onBoard()).toEqual(ranks)
    expect(await stage.inStandings()).toEqual(ranks)
    expect((await stage.bundle()).ok).toBe(true)
  })

  it('lets nobody count who is in none of them, until somebody says which it is', async () => {
    const stage = await marked(scheme, [10, 30], ['学生组', '职工组'])
    const late = stage.named(2)
    const at = `${stage.path}/entries/${late.id}`
    expect((await stage.organizer('PUT', `${at}/state`, { state: 'absent' })).status).toBe(200)
    await stage.db.where('id', '=', late.id).set({ division: null }).execute()
    const refused = await stage.organizer('PUT', `${at}/state`, { state: 'present' })
    expect([refused.status, await refused.json()]).toEqual([422, { kind: 'entry-without-division' }])
    expect((await stage.bundle()).ok).toBe(true)
    expect((await stage.organizer('PUT', `${at}/division`, { division: '学生组' })).status).toBe(200)
    expect((await stage.organizer('PUT', `${at}/state`, { state: 'present' })).status).toBe(200)
    expect(await stage.onBoard()).toEqual([
      ['选手2', 1],
      ['选手1', 2],
    ])
    expect((await stage.organizer('PUT', `${at}/division`, { division: '职工组' })).status).toBe(409)
  })
})

describe('a bundle', () => {
  it('tells employers apart and names none of them, so that quotas come out the same', async () => {
    const stage = await marked(
      { advancement: { first: 2, percent: null, minimum: null, perOrganization: 1, reserves: 0 } },
      [30, 20, 10],
    )
    await stage.db
      .where('code', 'in', [stage.named(1).code, stage.named(2).code])
      .set({ organization: '甲厂' })
      .execute()
    await stage.db.where('code', '=', stage.named(3).code).set({ organization: '乙厂' }).execute()
    const bundle = await stage.bundle()
    if (!bundle.ok) throw new Error(JSON.stringify(bundle.error))
    expect(JSON.stringify(bundle.value)).not.toContain('厂')
    expect(scoreBundle(bundle.value).standings.advancement[0]!.advancing).toEqual([
      stage.named(1).code,
      stage.named(3).code,
    ])
  })
})
