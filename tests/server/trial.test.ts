import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import type { ContestLine } from '#contract/contests.ts'
import type { Progress } from '#contract/progress.ts'
import type { EntryId } from '#domain/ids.ts'
import { aHouse, aStage, eventually, type House, type Tablet } from '../support/house.ts'
import { moveOf } from '../support/moves.ts'
import { judgement, rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const rubric = rubricOf([judgement(1), yesNo(1)], [judgement(1)])
const level = (n: number) => ({ kind: 'judgement', level: n }) as const
const yes = { kind: 'pass-fail', passed: true } as const
type Stage = Awaited<ReturnType<typeof aStage>>

const addTrial = async ({ organizer, stageId }: Stage) => {
  const added = await organizer('POST', `/api/stages/${stageId}/trials`)
  return { status: added.status, ...((await added.json()) as { kind?: string; entryId: EntryId; code: string }) }
}
const setState = ({ organizer, stageId }: Stage, entryId: string, state: string) =>
  organizer('PUT', `/api/stages/${stageId}/entries/${entryId}/state`, { state })
const progressOf = async ({ organizer, stageId }: Stage) =>
  (await (await organizer('GET', `/api/stages/${stageId}/progress`)).json()) as Progress
const panelOf = async (tablet: Tablet) => {
  const path = `/api/seats/${tablet.seatId}/progress`
  return (await (await house.request('GET', path, undefined, { cookie: tablet.cookie })).json()) as Progress
}
const calibrated = async (levels: readonly number[]) => {
  const stage = await aStage(house, { rubric, settings: { blind: true, feed: 'each-mark', identity: 'code' } })
  const { entryId } = await addTrial(stage)
  const [chief] = stage.tablets
  await chief!.send(chief!.mark(entryId, 'A1.2', yes))
  for (const [i, n] of levels.entries()) {
    const tablet = stage.tablets[i]!
    await tablet.send(tablet.mark(entryId, 'A1.1', level(n)))
  }
  return { stage, entryId }
}

describe('a trial entry', () => {
  it('is added while the stage is prepared and while it is open, as many as wanted, and not after the lock', async () => {
    const stage = await aStage(house, { rubric, open: false })
    expect(await addTrial(stage)).toMatchObject({ status: 201, code: 'T1' })
    await stage.openStage()
    house.told.seats.length = 0
    expect(await addTrial(stage)).toMatchObject({ status: 201, code: 'T2' })
    expect(house.told.seats).toHaveLength(3)
    for (const entry of stage.entries) await setState(stage, entry.id, 'absent')
    expect((await stage.organizer('POST', `/api/stages/${stage.stageId}/lock`)).status).toBe(200)
    expect(await addTrial(stage)).toMatchObject({ status: 409, kind: 'already-locked' })
    const added = await house.db.selectFrom('journal').select('body').where('kind', '=', 'trial-added').execute()
    expect(added.map((line) => JSON.parse(line.body).code)).toEqual(['T1', 'T2'])
  })

  it('is taken off the roster before the opening, and off the tablets afterwards, and no board says a word', async () => {
    const stage = await aStage(house, { rubric, open: false })
    const { entryId } = await addTrial(stage)
    await stage.organizer('DELETE', `/api/stages/${stage.stageId}/entries/${entryId}`)
    expect((await stage.view()).trials).toEqual([])
    const again = await addTrial(stage)
    await stage.openStage()
    const tag = (await stage.board()).headers.get('etag')
    const { renewed } = house.told
    const listed = async () => (await stage.tablets[0]!.view()).entries.map(({ code, trial }) => [code, trial])
    expect(await listed()).toEqual([...stage.entries.map(({ code }) => [code, false]), ['T1', true]])
    expect((await setState(stage, again.entryId, 'absent')).status).toBe(200)
    expect(await listed()).toHaveLength(2)
    expect((await stage.board()).headers.get('etag')).toBe(tag)
    expect(house.told.renewed).toBe(renewed)
  })

  it('uses up no number of a competitor, and does not stand in the way of one of its name', async () => {
    const stage = await aStage(house, { rubric, entries: 1, open: false })
    await addTrial(stage)
    const entries = [{ name: 'T1', organization: '', station: null }]
    expect((await stage.organizer('POST', `/api/stages/${stage.stageId}/entries`, { entries })).status).toBe(201)
    expect((await stage.view()).entries.map((entry) => entry.code.slice(0, 2)).sort()).toEqual(['01', '02'])
    expect((await stage.organizer('POST', `/api/stages/${stage.stageId}/entries`, { entries })).status).toBe(409)
  })

  it('is no competitor: alone on the roster it opens no stage, and no list counts it', async () => {
    const stage = await aStage(house, { rubric, entries: 1, open: false })
    await stage.organizer('DELETE', `/api/stages/${stage.stageId}/entries/${stage.entries[0]!.id}`)
    await addTrial(stage)
    const view = await stage.view()
    expect([view.unready, view.entries]).toEqual([[{ kind: 'no-entries' }], []])
    expect(view.trials).toMatchObject([{ code: 'T1', state: 'present' }])
    const { contests } = (await (await stage.organizer('GET', '/api/contests')).json()) as { contests: ContestLine[] }
    expect(contests[0]!.skills[0]!.stages[0]!.entries).toBe(0)
  })

  it.each(['each-mark', 'panel-complete', 'on-lock'] as const)(
    'marked and signed is on no board fed by %s, nor does its marking show in any byte or frame',
    async (feed) => {
      const stage = await aStage(house, { rubric, settings: { blind: true, feed, identity: 'code' } })
      const { entryId, code } = await addTrial(stage)
      const before = await (await stage.board()).text()
      expect(before).not.toContain(code)
      const [chief, second, third] = stage.tablets as [Tablet, Tablet, Tablet]
      await chief.send(chief.mark(entryId, 'A1.1', level(2)), chief.mark(entryId, 'A1.2', yes))
      for (const tablet of [second, third]) await tablet.send(tablet.mark(entryId, 'A1.1', level(2)))
      for (const [i, tablet] of stage.tablets.entries()) {
        expect((await tablet.sign(entryId, 'A1', `${i}`.repeat(22))).status).toBe(200)
      }
      await new Promise((wait) => setTimeout(wait, 50))
      expect(await (await stage.board()).text()).toBe(before)
      expect(house.told.frames).toEqual([])
      for (const entry of stage.entries) await setState(stage, entry.id, 'absent')
      await stage.organizer('POST', `/api/stages/${stage.stageId}/lock`)
      expect(((await (await stage.board()).json()) as BoardSnapshot).rows).toEqual([])
    },
  )

  it('is in no count of the progress, and keeps no stage from being locked', async () => {
    const { stage, entryId } = await calibrated([2, 2, 2])
    const progress = await progressOf(stage)
    expect(progress.entries.map((entry) => entry.id)).not.toContain(entryId)
    expect(progress.cells.every((cell) => cell.entryId !== entryId && cell.given === 0)).toBe(true)
    expect(progress.trials).toMatchObject([
      {
        id: entryId,
        code: 'T1',
        cells: [
          { subCriterionId: 'A1', state: 'marked', given: 4, needed: 4 },
          { subCriterionId: 'A2', state: 'none', given: 0, needed: 3 },
        ],
      },
    ])
    for (const entry of stage.entries) await setState(stage, entry.id, 'absent')
    expect((await stage.organizer('POST', `/api/stages/${stage.stageId}/lock`)).status).toBe(200)
  })

  it('can be signed and returned as any other, and is locked by nobody', async () => {
    const { stage, entryId } = await calibrated([2, 2, 2])
    for (const [i, tablet] of stage.tablets.entries()) await tablet.sign(entryId, 'A1', `${i}`.repeat(22))
    const [chief, second] = stage.tablets as [Tablet, Tablet]
    const cell = { entryId, subCriterionId: 'A1' }
    expect(await (await chief.post('locks', { cells: [cell] })).json()).toEqual({
      locked: 0,
      refused: [{ ...cell, refusal: { kind: 'trial-entry' } }],
    })
    const back = await chief.post('returns', { ...cell, seatId: second.seatId, reason: '再评一次' })
    expect(back.status).toBe(200)
    expect(await second.send(second.mark(entryId, 'A1.1', level(1)))).toMatchObject([{ outcome: 'accepted' }])
  })

  it('has its marks in the journal like every other', async () => {
    const { entryId } = await calibrated([2, 2, 2])
    const lines = await house.db.selectFrom('journal').select('body').where('kind', '=', 'mark-received').execute()
    expect(lines.map((line) => JSON.parse(line.body)).filter((body) => body.entry === entryId)).toHaveLength(4)
  })

  it('gives no marks to a competitor and takes none from one', async () => {
    const { stage, entryId } = await calibrated([2, 2, 2])
    const [, second] = stage.tablets as [Tablet, Tablet]
    const [x] = stage.entries
    const refused = { kind: 'trial-apart' }
    const out = await second.post('moves', await moveOf(second, { from: entryId, to: x!.id }))
    expect([out.status, await out.json()]).toEqual([409, refused])
    await second.send(second.mark(x!.id, 'A1.1', level(1)))
    const into = await second.post('moves', await moveOf(second, { from: x!.id, to: entryId, swap: true }))
    expect(await into.json()).toEqual(refused)
    const other = await addTrial(stage)
    expect((await second.post('moves', await moveOf(second, { from: entryId, to: other.entryId }))).status).toBe(200)
  })
})

describe("the panel's marks of a trial entry", () => {
  const given = (entryId: EntryId, levels: readonly number[]) => [
    {
      entryId,
      subCriterionId: 'A1',
      aspects: [
        {
          aspect: expect.objectContaining({ id: 'A1.1' }),
          marks: levels.map((n, i) => ({ label: `J${i + 1}`, value: level(n) })),
        },
        { aspect: expect.objectContaining({ id: 'A1.2' }), marks: [{ label: 'J1', value: yes }] },
      ],
    },
  ]

  it('are shown to nobody before every judge has given theirs, and then side by side to all of the panel', async () => {
    const { stage, entryId } = await calibrated([3, 1])
    const [chief, , third] = stage.tablets as [Tablet, Tablet, Tablet]
    for (const tablet of stage.tablets) expect((await tablet.view()).trialSheets).toEqual([])
    expect((await panelOf(chief)).trials[0]!.sheets).toEqual([])
    house.told.seats.length = 0
    await third.send(third.mark(entryId, 'A1.1', level(2)))
    for (const tablet of stage.tablets) expect((await tablet.view()).trialSheets).toEqual(given(entryId, [3, 1, 2]))
    expect((await panelOf(chief)).trials[0]!.sheets).toEqual(given(entryId, [3, 1, 2]))
    await eventually(() => new Set(house.told.seats).size === 3)
  })

  it('are no longer shown where one was taken back, and never to the organizer', async () => {
    const { stage, entryId } = await calibrated([3, 3, 3])
    expect((await progressOf(stage)).trials[0]!.sheets).toEqual([])
    const [, second] = stage.tablets as [Tablet, Tablet]
    await second.send(second.mark(entryId, 'A1.1', { kind: 'taken-back' }))
    expect((await second.view()).trialSheets).toEqual([])
  })

  it('stay with the panel: another one sees nothing of them', async () => {
    const stage = await aStage(house, {
      rubric: rubricOf([yesNo(1)], [yesNo(1)]),
      panels: [
        { subCriteria: ['A1'], judges: 1 },
        { subCriteria: ['A2'], judges: 1 },
      ],
    })
    const { entryId } = await addTrial(stage)
    const [first, other] = stage.tablets as [Tablet, Tablet]
    await first.send(first.mark(entryId, 'A1.1', yes))
    expect((await first.view()).trialSheets).toHaveLength(1)
    expect((await other.view()).trialSheets).toEqual([])
    expect((await panelOf(other)).trials[0]!.sheets).toEqual([])
  })

  it('of a competitor are never shown, however complete', async () => {
    const stage = await aStage(house, { rubric: rubricOf([judgement(1)]), judges: 2 })
    const [x] = stage.entries
    for (const tablet of stage.tablets) await tablet.send(tablet.mark(x!.id, 'A1.1', level(2)))
    for (const tablet of stage.tablets) {
      const view = await tablet.view()
      expect([view.trialSheets, view.marks.length, view.agreed]).toEqual([[], 1, []])
    }
  })
})
