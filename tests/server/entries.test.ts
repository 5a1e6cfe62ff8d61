import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aHouse, aStage, type House } from '../support/house.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(() => house.close())

const person = (name: string, more: object = {}) => ({ name, organization: '甲厂', station: null, ...more })

describe('a roster', () => {
  it('entered twice is refused whole, and names who stands there already', async () => {
    const stage = await aStage(house, { rubric: rubricOf([judgement(1)]), entries: 1, open: false })
    const enter = (...entries: object[]) => stage.organizer('POST', `/api/stages/${stage.stageId}/entries`, { entries })
    expect((await enter(person('林岚'), person('周舟'))).status).toBe(201)
    const again = await enter(person('新来'), person('林岚'), person('周舟'))
    expect(again.status).toBe(409)
    expect(await again.json()).toEqual({ kind: 'already-entered', name: '林岚', organization: '甲厂', count: 2 })
    const twice = await enter(person('陈默'), person('陈默'))
    expect(await twice.json()).toMatchObject({ kind: 'already-entered', name: '陈默', count: 1 })
    expect((await stage.view()).entries).toHaveLength(3)
  })

  it('takes another person of the same name where somebody says so, or from another employer', async () => {
    const stage = await aStage(house, { rubric: rubricOf([judgement(1)]), entries: 1, open: false })
    const answer = await stage.organizer('POST', `/api/stages/${stage.stageId}/entries`, {
      entries: [person('林岚'), person('林岚', { again: true }), person('林岚', { organization: '乙厂' })],
    })
    expect(answer.status).toBe(201)
    expect((await stage.view()).entries).toHaveLength(4)
  })

  it('keeps no character that nobody can see, so that one name cannot pass for two', async () => {
    const stage = await aStage(house, { rubric: rubricOf([judgement(1)]), entries: 1, open: false })
    const entries = [person('林\u200b岚\u202e'), person('林岚')]
    const answer = await stage.organizer('POST', `/api/stages/${stage.stageId}/entries`, { entries })
    expect(await answer.json()).toMatchObject({ kind: 'already-entered', name: '林岚' })
    const hiddenOnly = await stage.organizer('POST', `/api/stages/${stage.stageId}/entries`, {
      entries: [person('\u200b')],
    })
    expect(hiddenOnly.status).toBe(400)
  })
})

describe('the division of an entry', () => {
  it('comes with the roster, and is changed and taken off until the stage opens (rule 5)', async () => {
    const stage = await aStage(house, { rubric: rubricOf([judgement(1)]), entries: 1, open: false })
    const path = `/api/stages/${stage.stageId}/entries`
    await stage.organizer('POST', path, { entries: [person('林岚', { division: '职工组' })] })
    const divisions = async () =>
      Object.fromEntries((await stage.view()).entries.map(({ name, division }) => [name, division]))
    expect(await divisions()).toEqual({ 林岚: '职工组', 选手1: null })
    const { id } = (await stage.view()).entries.find(({ name }) => name === '选手1')!
    const put = (division: unknown) => stage.organizer('PUT', `${path}/${id}/division`, { division })
    expect((await put(' 学生组 ')).status).toBe(200)
    expect(await divisions()).toEqual({ 林岚: '职工组', 选手1: '学生组' })
    expect((await put('')).status).toBe(400)
    expect((await put('组'.repeat(101))).status).toBe(400)
    await put(null)
    expect(await divisions()).toEqual({ 林岚: '职工组', 选手1: null })
    const changes = await house.db
      .selectFrom('journal')
      .select('body')
      .where('kind', '=', 'entry-division-changed')
      .orderBy('position')
      .execute()
    expect(changes.map(({ body }) => JSON.parse(body))).toEqual([
      { stage: stage.stageId, entry: id, from: null, to: '学生组' },
      { stage: stage.stageId, entry: id, from: '学生组', to: null },
    ])
    await put('学生组')
    await stage.openStage()
    const late = await put('职工组')
    expect([late.status, await late.json()]).toEqual([409, { kind: 'stage-not-draft', state: 'open' }])
  })
})
