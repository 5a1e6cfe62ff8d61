import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DraftSaved, RubricVersion, RubricVersions } from '#contract/rubrics.ts'
import type { Rubric } from '#domain/rubric.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { judgement, rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
let stage: Awaited<ReturnType<typeof aStage>>
beforeEach(async () => {
  house = await aHouse()
  stage = await aStage(house, { rubric: rubricOf([judgement(1), yesNo(1)]), open: false })
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const at = (path = '') => `/api/stages/${stage.stageId}/rubrics${path}`
const versions = async () => (await (await stage.organizer('GET', at())).json()) as RubricVersions
const version = async (id: string) => (await (await stage.organizer('GET', at(`/${id}`))).json()) as RubricVersion
const save = (id: string, revision: number, rubric: unknown) =>
  stage.organizer('PUT', at(`/${id}`), { revision, rubric })
const freeze = (id: string, revision: number) => stage.organizer('POST', at(`/${id}/freeze`), { revision })
const copyOf = async (from: string | null) =>
  (await (await stage.organizer('POST', at(), { from })).json()) as { rubricId: string; version: number }
const first = async () => (await versions()).versions.at(-1)!
const renamed = (rubric: Rubric, title: string): Rubric => ({ ...rubric, title })
const journalled = async () =>
  (await house.db.selectFrom('journal').select('kind').orderBy('position').execute()).map((line) => line.kind)

describe('a draft of a rubric', () => {
  it('is saved over itself, revision by revision, and the stage opens with what was saved last', async () => {
    const { id } = await first()
    const { rubric, revision } = await version(id)
    const saved = (await (await save(id, revision, renamed(rubric, '一'))).json()) as DraftSaved
    expect(saved.revision).toBe(revision + 1)
    expect((await save(id, saved.revision, renamed(rubric, '二'))).status).toBe(200)
    expect(await version(id)).toMatchObject({ title: '二', version: 1, state: 'draft', savedBy: '组织者' })
    await stage.openStage()
    expect((await stage.view()).rubric?.title).toBe('二')
  })

  it('is not overwritten by whoever edited an older revision, and says who was first', async () => {
    const { id } = await first()
    const { rubric, revision } = await version(id)
    await save(id, revision, renamed(rubric, '先'))
    const late = await save(id, revision, renamed(rubric, '后'))
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ kind: 'rubric-changed', savedBy: '组织者' })
    expect((await version(id)).title).toBe('先')
  })

  it('may be unfinished: it is kept, named as what stands in the way, and neither frozen nor opened with', async () => {
    const { id } = await first()
    const { rubric, revision } = await version(id)
    const [criterion] = rubric.criteria
    const [sub] = criterion!.subCriteria
    const aspects = sub!.aspects.map((aspect) => ({ ...aspect, max: 0 }))
    const half = {
      ...rubric,
      criteria: [
        { ...criterion, subCriteria: [{ ...sub, aspects }] },
        { id: 'B', name: '', subCriteria: [] },
      ],
    }
    expect((await save(id, revision, half)).status).toBe(200)
    const ids = ['B', 'A1.1', 'A1.2']
    expect((await stage.view()).unready).toContainEqual({ kind: 'rubric-unfinished', ids })
    const frozen = await freeze(id, revision + 1)
    expect(frozen.status).toBe(409)
    expect(await frozen.json()).toEqual({ kind: 'rubric-unfinished', ids })
    expect((await stage.organizer('POST', `/api/stages/${stage.stageId}/open`)).status).toBe(409)
  })

  it('that cannot be read is refused whole', async () => {
    const { id } = await first()
    const { rubric, revision } = await version(id)
    for (const bad of [
      { ...rubric, more: 1 },
      { ...rubric, title: 'a\u202eb' },
      { ...rubric, criteria: [...rubric.criteria, ...rubric.criteria] },
    ]) {
      expect((await save(id, revision, bad)).status).toBe(400)
    }
    expect((await version(id)).revision).toBe(revision)
  })

  it('begins as a copy, or empty; the stage goes on with what it had', async () => {
    const { id } = await first()
    const copy = await copyOf(id)
    const empty = await copyOf(null)
    expect([copy.version, empty.version]).toEqual([2, 3])
    expect((await version(copy.rubricId)).rubric).toEqual((await version(id)).rubric)
    expect((await version(empty.rubricId)).rubric).toEqual({ title: '赛项', criteria: [], sections: [] })
    expect((await versions()).chosen).toBe(id)
  })
})

describe('a frozen version', () => {
  it('takes the place of the one before in a stage that is in draft, and never changes again', async () => {
    const { id } = await first()
    const copy = await copyOf(id)
    expect((await freeze(copy.rubricId, 1)).status).toBe(200)
    expect((await versions()).chosen).toBe(copy.rubricId)
    const { rubric, state, frozenAt, fingerprint } = await version(copy.rubricId)
    expect({ state, frozenAt }).toEqual({ state: 'frozen', frozenAt: expect.any(Number) })
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/)
    const late = await save(copy.rubricId, 1, rubric)
    expect([late.status, await late.json()]).toEqual([409, { kind: 'rubric-frozen', version: 2 }])
    expect((await freeze(copy.rubricId, 1)).status).toBe(409)
    expect((await journalled()).slice(-2)).toEqual(['rubric-drafted', 'rubric-frozen'])
  })

  it('is also the one that a stage was opened with; another draft may begin from it, which that stage never takes', async () => {
    const { id } = await first()
    await stage.openStage()
    expect((await first()).state).toBe('frozen')
    const { rubric, revision } = await version(id)
    expect((await save(id, revision, rubric)).status).toBe(409)
    const copy = await copyOf(id)
    expect((await freeze(copy.rubricId, 1)).status).toBe(200)
    expect((await versions()).chosen).toBe(id)
    const chosen = await stage.organizer('PUT', `/api/stages/${stage.stageId}/rubric`, { rubricId: copy.rubricId })
    expect([chosen.status, ((await chosen.json()) as { kind: string }).kind]).toEqual([409, 'stage-not-draft'])
  })
})

describe('choosing a version', () => {
  it('goes back to an older one while the stage is in draft', async () => {
    const { id } = await first()
    const copy = await copyOf(id)
    await freeze(copy.rubricId, 1)
    const chosen = await stage.organizer('PUT', `/api/stages/${stage.stageId}/rubric`, { rubricId: id })
    expect(chosen.status).toBe(200)
    expect((await versions()).chosen).toBe(id)
    expect((await stage.view()).rubric?.version).toBe(1)
  })

  it('is refused for a version of another skill', async () => {
    const contests = (await (await stage.organizer('GET', '/api/contests')).json()) as { contests: { id: string }[] }
    const added = await stage.organizer('POST', `/api/contests/${contests.contests[0]!.id}/skills`, {
      name: '别项',
      stage: '决赛',
    })
    const { stageId } = (await added.json()) as { stageId: string }
    const { id } = await first()
    for (const [method, path, body] of [
      ['PUT', 'rubric', { rubricId: id }],
      ['GET', `rubrics/${id}`, undefined],
      ['PUT', `rubrics/${id}`, { revision: 1, rubric: (await version(id)).rubric }],
      ['POST', `rubrics/${id}/freeze`, { revision: 1 }],
      ['POST', 'rubrics', { from: id }],
    ] as const) {
      const answer = await stage.organizer(method, `/api/stages/${stageId}/${path}`, body)
      expect([path, answer.status]).toEqual([path, 404])
    }
  })
})
