import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RubricVersion, RubricVersions } from '#contract/rubrics.ts'
import type { SchemeFinding, SchemeVersion, SchemeView } from '#contract/schemes.ts'
import { asId, type CriterionId, type EntryId, type RubricId, type SkillId, type StageId } from '#domain/ids.ts'
import type { Leaderboard } from '#domain/leaderboard.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import type { Rubric } from '#domain/rubric.ts'
import { draftDefaults, type SchemeDraft, schemeFrom } from '#domain/scheme-draft.ts'
import { presetDraft } from '#domain/scheme-presets.ts'
import { aHouse, aStage, aTablet, type House } from '../support/house.ts'
import { points, rubricOf } from '../support/rubrics.ts'

const [A] = rubricOf([points(100, 1)]).criteria
const [, practical] = rubricOf([points(1)], [points(100, 1)]).criteria[0]!.subCriteria
/** T1.1 theory and P1.1 practical work, each out of 100. */
const rubric: Rubric = {
  ...rubricOf([points(1)]),
  criteria: [
    { ...A!, id: asId<CriterionId>('T'), name: '理论' },
    { id: asId<CriterionId>('P'), name: '操作', subCriteria: [practical!] },
  ],
}

let house: House
let stage: Awaited<ReturnType<typeof aStage>>
beforeEach(async () => {
  house = await aHouse()
  stage = await aStage(house, { rubric, open: false, judges: 2, entries: 2, pointsRule: 'agreed' })
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const at = (path = '') => `/api/stages/${stage.stageId}/scheme${path}`
const view = async () => (await (await stage.organizer('GET', at())).json()) as SchemeView
const save = (from: number, draft: unknown, stageId: string = stage.stageId) =>
  stage.organizer('PUT', `/api/stages/${stageId}/scheme`, { from, draft })
const refusal = async (answer: Response) =>
  [answer.status, await answer.json()] as [number, { kind: string; findings: readonly SchemeFinding[] }]
const chosen = [asId<CriterionId>('T')]
const union = (): SchemeDraft =>
  presetDraft('union', draftDefaults, { rubric, panels: [], chosen, names: ['理论', '实操'] })!
const journalled = () => house.db.selectFrom('journal').select(['kind', 'body']).orderBy('position').execute()
const unready = async () => (await stage.view()).unready
/** Another stage of the same skill: the pages make one stage a skill, so the row is written here. */
async function anotherStage(id: string, name: string): Promise<StageId> {
  const own = await house.db.selectFrom('stage').selectAll().where('id', '=', stage.stageId).executeTakeFirstOrThrow()
  await house.db
    .insertInto('stage')
    .values({ ...own, id: asId<StageId>(id), name, skill_id: own.skill_id as SkillId })
    .execute()
  return asId<StageId>(id)
}

describe('a scheme', () => {
  it('is the defaults as version 0 until somebody saves one', async () => {
    expect(await view()).toMatchObject({
      version: 0,
      versions: [],
      draft: draftDefaults,
      stage: { id: stage.stageId, name: '决赛', skill: '赛项', state: 'draft' },
      frozen: null,
      pointsRule: 'agreed',
      panels: [{ name: '第1组', seats: [{ label: 'J1', recorder: true }, { label: 'J2' }] }],
      siblings: [],
    })
  })

  it('is kept in versions, by whom and when, and each of them is journalled whole', async () => {
    const first = union()
    expect(await refusal(await save(0, first))).toEqual([
      200,
      { version: 1, savedBy: '组织者', savedAt: expect.any(Number) },
    ])
    house.passTime(60_000)
    const second = { ...first, divisions: ['职工组', '学生组'] }
    expect((await save(1, second)).status).toBe(200)
    const { version, draft, versions } = await view()
    expect([version, draft]).toEqual([2, second])
    expect(versions.map((line) => line.version)).toEqual([2, 1])
    expect(versions[0]!.savedAt - versions[1]!.savedAt).toBe(60_000)
    const set = (await journalled()).filter(({ kind }) => kind === 'scheme-set').map(({ body }) => JSON.parse(body))
    expect(set.map(({ scheme, ...rest }) => ({ ...rest, scheme: JSON.parse(scheme) }))).toEqual([
      { stage: stage.stageId, version: 1, scheme: first },
      { stage: stage.stageId, version: 2, scheme: second },
    ])
  })

  it('of an earlier version is read, and saved again as a new one', async () => {
    await save(0, union())
    await save(1, draftDefaults)
    const old = (await (await stage.organizer('GET', at('/versions/1'))).json()) as SchemeVersion
    expect(old).toMatchObject({ version: 1, draft: union(), savedBy: '组织者' })
    expect((await save(2, old.draft)).status).toBe(200)
    expect(await view()).toMatchObject({ version: 3, draft: union() })
    expect(await (await stage.organizer('GET', at('/versions/0'))).json()).toMatchObject({ draft: draftDefaults })
    expect(await refusal(await stage.organizer('GET', at('/versions/9')))).toEqual([
      404,
      { kind: 'not-found', what: 'scheme' },
    ])
  })

  it('is not overwritten by whoever edited an older version, and says who was first', async () => {
    await save(0, union())
    const before = await journalled()
    expect(await refusal(await save(0, draftDefaults))).toEqual([
      409,
      { kind: 'scheme-changed', version: 1, savedBy: '组织者', savedAt: expect.any(Number) },
    ])
    expect(await view()).toMatchObject({ version: 1, draft: union() })
    expect(await journalled()).toEqual(before)
  })

  const refused: [string, () => Partial<SchemeDraft>, string, string][] = [
    [
      'weights that do not add up',
      () => ({ parts: union().parts!.map((part) => ({ ...part, weight: asDecimal('0.4') })) }),
      'weights-not-1',
      'parts',
    ],
    ['a chain that names a missing part', () => ({ chain: [{ by: 'part', id: 'X' }] }), 'link-unknown', 'chain.0'],
    [
      'a cut over 100 per cent',
      () => ({
        advancement: { first: null, percent: asDecimal('101'), minimum: null, perOrganization: null, reserves: 0 },
      }),
      'percent-off-scale',
      'advancement.percent',
    ],
    [
      'trimming with too few seats',
      () => ({
        groups: [
          {
            panel: '第1组',
            family: 'points',
            level: 'aspect',
            rule: { kind: 'trimmed', high: 1, low: 1, tooFew: 'incomplete' },
            minSeats: 1,
            round: 2,
            factor: asDecimal('1'),
            factorRound: 'exact',
            counted: true,
          },
        ],
      }),
      'trim-leaves-nobody',
      'groups.0.rule',
    ],
  ]
  it.each(refused)('is refused with field and reason: %s', async (_, more, fault, where) => {
    const [status, problem] = await refusal(await save(0, { ...union(), ...more() }))
    expect([status, problem.kind]).toEqual([422, 'scheme-refused'])
    expect(problem.findings).toEqual([
      expect.objectContaining({ fault, where, zh: expect.any(String), en: expect.any(String) }),
    ])
    expect(await view()).toMatchObject({ version: 0 })
  })

  it('that cannot be read is refused at the door', async () => {
    const draft = union()
    for (const bad of [
      { ...draft, more: 1 },
      { ...draft, spreadLimit: -1 },
      { ...draft, parts: [] },
      { ...draft, divisions: [''] },
      { ...draft, parts: draft.parts!.map((part) => ({ ...part, weight: '0,3' })) },
    ]) {
      expect((await save(0, bad)).status).toBe(400)
    }
    expect(await view()).toMatchObject({ version: 0 })
  })

  it('may not carry totals in a circle through other stages of its skill', async () => {
    const semi = await anotherStage('semi', '半决赛')
    const carry = (from: string): SchemeDraft => ({
      ...draftDefaults,
      carried: [{ stage: from, what: 'own', weight: asDecimal('1') }],
    })
    expect((await save(0, carry(semi))).status).toBe(200)
    const [status, problem] = await refusal(await save(0, carry(stage.stageId), semi))
    expect([status, problem.findings[0]?.fault]).toEqual([422, 'carry-cycle'])
    expect(problem.findings[0]?.zh).toContain('半决赛 → 决赛 → 半决赛')
    expect(await unready()).toEqual([])
    expect(await refusal(await save(1, carry('elsewhere')))).toMatchObject([
      422,
      { findings: [{ fault: 'stage-unknown' }] },
    ])
  })
})

describe('the opening of a stage', () => {
  it('freezes what was saved last', async () => {
    await save(0, union())
    await stage.openStage()
    const row = await house.db.selectFrom('stage').select('scheme').executeTakeFirstOrThrow()
    const { panels, frozen } = await view()
    const scheme = schemeFrom(union(), rubric, panels, 'agreed')
    expect(JSON.parse(row.scheme!)).toEqual(scheme)
    expect(frozen).toEqual(scheme)
    const opened = (await journalled()).find(({ kind }) => kind === 'stage-opened')!
    expect(JSON.parse(JSON.parse(opened.body).scheme)).toEqual(scheme)
    expect(await refusal(await save(1, draftDefaults))).toEqual([409, { kind: 'stage-not-draft', state: 'open' }])
    expect((await view()).version).toBe(1)
  })

  it('lets a board score by what was saved: 30 % of 80 and 70 % of 90 are 87', async () => {
    const settings = { blind: false, feed: 'each-mark', identity: 'name' } as const
    await stage.organizer('PUT', `/api/stages/${stage.stageId}/settings`, settings)
    await save(0, union())
    await stage.openStage()
    const { panels } = await stage.view()
    const tablet = await aTablet(house, stage.organizer, stage.stageId, panels[0]!.seats[0]!.id)
    const entry = stage.entries[0]!.id
    const given = (n: number) => ({ kind: 'points', points: ofThousandths(n * 1000) }) as const
    await tablet.send(tablet.mark(entry, 'A1.1', given(80)), tablet.mark(entry, 'A2.1', given(90)))
    const { rows } = (await (await stage.board()).json()) as Leaderboard
    expect(rows.map(({ total }) => total)).toContain(87_000)
  })

  it('freezes what it always froze where nobody saved a scheme', async () => {
    await stage.openStage()
    const { panels, frozen } = await view()
    expect(frozen).toEqual(schemeFrom(draftDefaults, rubric, panels, 'agreed'))
    expect(frozen!.groups.map(({ name }) => name)).toEqual(['第1组 points'])
  })

  it('waits where the rubric has changed under the scheme, and says what does not fit', async () => {
    await save(0, union())
    expect(await unready()).toEqual([])
    const list = (await (await stage.organizer('GET', `/api/stages/${stage.stageId}/rubrics`)).json()) as RubricVersions
    const path = `/api/stages/${stage.stageId}/rubrics/${list.versions[0]!.id as RubricId}`
    const { revision, rubric: kept } = (await (await stage.organizer('GET', path)).json()) as RubricVersion
    const renamed = { ...kept, criteria: kept.criteria.map((one) => (one.id === 'T' ? { ...one, id: 'Q' } : one)) }
    expect((await stage.organizer('PUT', path, { revision, rubric: renamed })).status).toBe(200)
    const waiting = [
      {
        kind: 'scheme-faulty',
        faults: [
          { fault: 'criterion-unknown', path: ['parts', 0, 'criteria', 0] },
          { fault: 'criterion-without-part', path: ['parts', 'Q'] },
        ],
      },
    ]
    expect(await unready()).toMatchObject(waiting)
    expect(await refusal(await stage.organizer('POST', `/api/stages/${stage.stageId}/open`))).toMatchObject([
      409,
      { kind: 'unready', unready: waiting },
    ])
  })

  it('lays out the attempts that were planned, and the scheme still tells what the rubric knows', async () => {
    const attempts = { take: 'sum', best: 1, planned: 2 }
    const parts = [{ ...union().parts![0]!, criteria: ['T', 'P'], attempts, minimum: null }]
    expect((await save(0, { ...draftDefaults, parts })).status).toBe(200)
    await stage.openStage()
    const { panels } = await stage.view()
    expect(panels[0]!.subCriteria).toEqual(['A1@1', 'A1@2', 'A2@1', 'A2@2'])
    expect((await view()).panels[0]!.subCriteria).toEqual(['A1', 'A2'])
  })

  it('asks that every entry which counts has one of the divisions', async () => {
    await save(0, { ...draftDefaults, divisions: ['职工组', '学生组'] })
    const [first, second] = stage.entries
    const divide = (id: string, division: string) =>
      house.db.updateTable('entry').set({ division }).where('id', '=', asId<EntryId>(id)).execute()
    await divide(first!.id, '职工组')
    await divide(second!.id, '长老组')
    expect(await unready()).toEqual([{ kind: 'entries-without-division', ids: [second!.id], names: [second!.name] }])
    await divide(second!.id, '学生组')
    expect(await unready()).toEqual([])
  })
})
