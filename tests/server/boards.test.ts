import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import { parseBundle } from '#contract/bundle.ts'
import { scoreBundle } from '#domain/bundle.ts'
import { apply } from '#domain/leaderboard.ts'
import { aHouse, aStage, eventually, type House } from '../support/house.ts'
import { rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const yes = { kind: 'pass-fail', passed: true } as const
const rubric = rubricOf([yesNo(1)], [yesNo(2)])
const read = async (answer: Promise<Response>) => (await (await answer).json()) as BoardSnapshot
const shown = (board: BoardSnapshot) => board.rows.map(({ total, missing, rank }) => ({ total, missing, rank }))

describe('a board', () => {
  it('fed with each mark moves by numbered frames, and the frames lead where the snapshot stands', async () => {
    const stage = await aStage(house, { rubric, settings: { blind: true, feed: 'each-mark', identity: 'code' } })
    const before = await read(stage.board())
    expect(shown(before)).toEqual([
      { total: null, missing: 2, rank: null },
      { total: null, missing: 2, rank: null },
    ])
    const [tablet] = stage.tablets
    await tablet!.send(tablet!.mark(stage.entries[0]!.id, 'A2.1', yes))
    await eventually(() => house.told.frames.length === 1)
    const [frame] = house.told.frames
    expect(frame).toMatchObject({ stageId: stage.stageId, epoch: before.epoch, from: 0, to: 1, gone: [] })
    const after = await read(stage.board())
    expect(apply(before, frame!)).toMatchObject({ version: after.version, rows: after.rows })
    expect(shown(after)[0]).toEqual({ total: 2000, missing: 1, rank: 1 })
  })

  it('answers "not changed" by its tag, and with a new tag once something shows', async () => {
    const stage = await aStage(house, { rubric, settings: { blind: true, feed: 'each-mark', identity: 'code' } })
    const tag = (await stage.board()).headers.get('etag') ?? ''
    const path = `/api/boards/${stage.stageId}`
    expect((await house.request('GET', path, undefined, { 'if-none-match': tag })).status).toBe(304)
    await stage.tablets[0]!.send(stage.tablets[0]!.mark(stage.entries[0]!.id, 'A1.1', yes))
    await eventually(() => house.told.frames.length === 1)
    expect((await house.request('GET', path, undefined, { 'if-none-match': tag })).status).toBe(200)
  })

  it('fed on lock shows nothing of a mark, nor that there was one, until its sheet is locked', async () => {
    const stage = await aStage(house, { rubric, settings: { blind: true, feed: 'on-lock', identity: 'code' } })
    const before = await (await stage.board()).text()
    const [tablet] = stage.tablets
    const [entry] = stage.entries
    await tablet!.send(tablet!.mark(entry!.id, 'A1.1', yes))
    await tablet!.sign(entry!.id, 'A1')
    await new Promise((wait) => setTimeout(wait, 50))
    expect(await (await stage.board()).text()).toBe(before)
    expect(house.told.frames).toEqual([])
    await tablet!.post('locks', { cells: [{ entryId: entry!.id, subCriterionId: 'A1' }] })
    await eventually(() => house.told.frames.length === 1)
    expect(shown(await read(stage.board()))[0]).toEqual({ total: 1000, missing: 1, rank: 1 })
  })

  it('fed when the panel is complete shows a sheet once every judge has signed it', async () => {
    const stage = await aStage(house, { rubric, settings: { blind: false, feed: 'panel-complete', identity: 'name' } })
    const [tablet] = stage.tablets
    const [entry] = stage.entries
    await stage.board()
    await tablet!.send(tablet!.mark(entry!.id, 'A1.1', yes))
    await new Promise((wait) => setTimeout(wait, 50))
    expect(house.told.frames).toEqual([])
    await tablet!.sign(entry!.id, 'A1')
    await eventually(() => house.told.frames.length === 1)
    expect((await read(stage.board())).rows[0]).toMatchObject({ label: '选手1', organization: '单位1', total: 1000 })
  })

  it.each([
    { feed: 'each-mark', same: false },
    { feed: 'on-lock', same: true },
  ] as const)('with codes and feed $feed gives no entry away', async ({ feed, same }) => {
    const stage = await aStage(house, { rubric, settings: { blind: true, feed, identity: 'code' } })
    const text = await (await stage.board()).text()
    const { entries } = await stage.tablets[0]!.view()
    for (const entry of stage.entries) {
      expect(text).not.toContain(entry.id)
      expect(text).not.toContain(entry.name)
      expect(text).not.toContain(entry.organization)
    }
    expect(entries.every((entry) => text.includes(`"${entry.code}"`))).toBe(same)
  })

  it('will not name anybody while blind marks are fed before the lock', async () => {
    const stage = await aStage(house, { rubric, open: false })
    const answer = await stage.organizer('PUT', `/api/stages/${stage.stageId}/settings`, {
      blind: true,
      feed: 'each-mark',
      identity: 'name',
    })
    expect(await answer.json()).toEqual({ kind: 'settings-not-allowed' })
  })

  it('says whose it is and shows nobody before the stage opens, and begins anew when it does', async () => {
    const stage = await aStage(house, { rubric, open: false })
    const before = await read(stage.board())
    expect(before).toMatchObject({ state: 'draft', rows: [], title: { bars: [], rehearsal: false } })
    expect(before.title.contest).not.toBe('')
    await stage.openStage()
    const after = await read(stage.board())
    expect(after).toMatchObject({ state: 'open', title: { ...before.title, bars: after.title.bars } })
    expect(after.rows).toHaveLength(stage.entries.length)
    expect(after.epoch).not.toBe(before.epoch)
  })

  it('shows what the exported bundle scores to, and the bundle holds no names', async () => {
    const stage = await aStage(house, { rubric, settings: { blind: true, feed: 'each-mark', identity: 'code' } })
    const [tablet] = stage.tablets
    const [first, second] = stage.entries
    await stage.board()
    await tablet!.send(tablet!.mark(first!.id, 'A1.1', yes), tablet!.mark(first!.id, 'A2.1', yes))
    await tablet!.send(tablet!.mark(second!.id, 'A2.1', yes), tablet!.mark(second!.id, 'A1.1', { kind: 'taken-back' }))
    await eventually(() => house.told.frames.flatMap(({ rows }) => rows).some(({ total }) => total === 2000))
    const text = await (await stage.organizer('GET', `/api/stages/${stage.stageId}/bundle.json`)).text()
    const bundle = parseBundle(JSON.parse(text))
    if (!bundle.ok) throw new Error(JSON.stringify(bundle.error))
    const scores = scoreBundle(bundle.value).scored.map(({ score }) => [score.points as number, score.missing])
    const board = await read(stage.board())
    expect(scores.sort()).toEqual(board.rows.map(({ total, missing }) => [total as number, missing]).sort())
    expect(scores.sort()).toEqual([
      [2000, 1],
      [3000, 0],
    ])
    const names = await house.db.selectFrom('entry').select('name').execute()
    for (const { name } of names) expect(text).not.toContain(name)
    expect((await house.request('GET', `/api/stages/${stage.stageId}/bundle.json`)).status).toBe(401)
  })

  it('fed on lock tells no mark before, and neither does the bundle', async () => {
    const stage = await aStage(house, { rubric })
    const [tablet] = stage.tablets
    await tablet!.send(tablet!.mark(stage.entries[0]!.id, 'A1.1', yes))
    const bundle = await stage.organizer('GET', `/api/stages/${stage.stageId}/bundle.json`)
    expect(await bundle.json()).toMatchObject({ format: 'skillmark-bundle', marks: [] })
    expect(shown(await read(stage.board()))[0]).toMatchObject({ total: null })
  })

  it('is not there where there is no such stage', async () => {
    expect((await house.app.request('/api/boards/nobody')).status).toBe(404)
  })

  it('leaves out who is absent, and begins anew', async () => {
    const stage = await aStage(house, { rubric })
    const before = await read(stage.board())
    const told = house.told.renewed
    await stage.organizer('PUT', `/api/stages/${stage.stageId}/entries/${stage.entries[0]!.id}/state`, {
      state: 'absent',
    })
    const after = await read(stage.board())
    expect(after.rows).toHaveLength(before.rows.length - 1)
    expect(after.epoch).not.toBe(before.epoch)
    expect(house.told.renewed).toBe(told + 1)
  })
})
