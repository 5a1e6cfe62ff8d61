import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellNotes, NoteCounts, NoteWritten } from '#contract/notes.ts'
import type { SubCriterionId } from '#domain/ids.ts'
import { MOST_NOTE_LETTERS } from '#domain/note.ts'
import { moveNotes } from '../../server/judging/notes/store.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { noting, tabletId } from '../support/noting.ts'
import { judgement, rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const level = (n: number) => ({ kind: 'judgement', level: n }) as const
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Two panels, the first of three judges; the first seat of each is chief and recorder. */
async function noted() {
  const stage = await aStage(house, {
    rubric: rubricOf([judgement(1), yesNo(1)], [judgement(1)]),
    panels: [
      { subCriteria: ['A1'], judges: 3 },
      { subCriteria: ['A2'], judges: 1 },
    ],
  })
  const [chief, second, third, other] = stage.tablets.map((tablet) => noting(house, tablet))
  const journalled = async () =>
    (await house.db.selectFrom('journal').selectAll().where('kind', 'like', 'note%').orderBy('position').execute()).map(
      ({ kind, actor, device, body, at }) => ({ kind, actor, device, at, body: JSON.parse(body) as unknown }),
    )
  const mark = async (seat: number, aspectId = 'A1.1', n = 2) => {
    const tablet = stage.tablets[seat]!
    await tablet.send(tablet.mark(stage.entries[0]!.id, aspectId, level(n)))
  }
  /** Everything given, signed and locked on A1 of the first entry. */
  const lock = async () => {
    const [entry] = stage.entries
    for (const seat of [0, 1, 2]) await mark(seat)
    const [recorder] = stage.tablets
    await recorder!.send(recorder!.mark(entry!.id, 'A1.2', { kind: 'pass-fail', passed: true }))
    for (const [i, tablet] of stage.tablets.slice(0, 3).entries()) await tablet.sign(entry!.id, 'A1', `${i}`.repeat(22))
    const locked = await recorder!.post('locks', { cells: [{ entryId: entry!.id, subCriterionId: 'A1' }] })
    expect(await locked.json()).toEqual({ locked: 1, refused: [] })
  }
  return {
    stage,
    entry: stage.entries[0]!,
    chief: chief!,
    second: second!,
    third: third!,
    other: other!,
    journalled,
    mark,
    lock,
  }
}

describe('a note', () => {
  it('is kept in every version, the newest standing, and each recorded by hash, never by its words', async () => {
    const { stage, entry, chief, second, journalled, mark } = await noted()
    expect((await second.note(entry.id, 'A1.1', '扎带间距不匀')).status).toBe(200)
    house.passTime(60_000)
    expect((await second.note(entry.id, 'A1.1', '扎带间距不匀；第三处松动')).status).toBe(200)
    expect((await second.own()).notes).toMatchObject([
      { entryId: entry.id, aspectId: 'A1.1', text: '扎带间距不匀；第三处松动' },
    ])
    const events = await journalled()
    expect(events).toMatchObject([
      { kind: 'note-written', actor: `seat:${stage.tablets[1]!.seatId}`, body: { sha256: sha256('扎带间距不匀') } },
      { kind: 'note-written', body: { sha256: sha256('扎带间距不匀；第三处松动') } },
    ])
    expect(events[1]!.at - events[0]!.at).toBe(60_000)
    expect(events[0]!.device).not.toBeNull()
    expect(JSON.stringify(events)).not.toContain('扎带')
    await mark(0)
    await stage.tablets[0]!.send(stage.tablets[0]!.mark(entry.id, 'A1.2', { kind: 'pass-fail', passed: true }))
    const { notes } = await chief.cell(entry.id, 'A1')
    expect(notes).toMatchObject([
      { label: 'J2', aspectId: 'A1.1', versions: [{ text: '扎带间距不匀；第三处松动' }, { text: '扎带间距不匀' }] },
    ])
  })

  it('taken away is an empty version: gone from the sheet, kept for the chief judge', async () => {
    const { stage, entry, second } = await noted()
    await second.note(entry.id, 'A1.1', '写错了选手')
    await second.note(entry.id, 'A1.1', '')
    expect((await second.own()).notes).toEqual([])
    const answer = await stage.organizer('GET', `/api/stages/${stage.stageId}/notes/${entry.id}/A1`)
    const { notes } = (await answer.json()) as CellNotes
    expect(notes[0]!.versions.map((version) => version.text)).toEqual(['', '写错了选手'])
  })

  it('sent twice is one version with one receipt, also after the lock; its id with other words is refused', async () => {
    const { entry, second, journalled, lock } = await noted()
    const id = tabletId()
    const first = (await (await second.note(entry.id, 'A1.1', '复测一次', id)).json()) as NoteWritten
    await lock()
    expect(await (await second.note(entry.id, 'A1.1', '复测一次', id)).json()).toEqual(first)
    const other = await second.note(entry.id, 'A1.1', '别的话', id)
    expect([other.status, await other.json()]).toEqual([409, { kind: 'id-reused' }])
    expect(await journalled()).toHaveLength(1)
  })

  it('may be written by every judge of the panel, also where the recorder sets the value down', async () => {
    const { entry, third } = await noted()
    expect((await third.note(entry.id, 'A1.2', '露铜约 2 mm')).status).toBe(200)
  })

  it('may be changed after signing, until the chief judge locks the sheet', async () => {
    const { entry, second, third, lock, journalled } = await noted()
    await lock()
    for (const [seat, aspect] of [
      [second, 'A1.1'],
      [third, 'A1.2'],
    ] as const) {
      const late = await seat.note(entry.id, aspect, '补记')
      expect([late.status, await late.json()]).toEqual([409, { kind: 'sheet-locked' }])
    }
    expect(await journalled()).toEqual([])
  })

  it('is taken while the sheet is signed', async () => {
    const { stage, entry, second, mark } = await noted()
    await mark(1)
    expect((await stage.tablets[1]!.sign(entry.id, 'A1')).status).toBe(200)
    expect((await second.note(entry.id, 'A1.1', '签名后补记')).status).toBe(200)
  })

  it('is refused on another panel, an unknown aspect, a stranger, an absent competitor', async () => {
    const { stage, entry, second } = await noted()
    const kind = async (answer: Response) => ((await answer.json()) as { kind: string }).kind
    expect(await kind(await second.note(entry.id, 'A2.1', 'x'))).toBe('not-on-panel')
    expect(await kind(await second.note(entry.id, 'Z9', 'x'))).toBe('unknown-aspect')
    expect(await kind(await second.note('nobody' as never, 'A1.1', 'x'))).toBe('unknown-entry')
    await stage.organizer('PUT', `/api/stages/${stage.stageId}/entries/${entry.id}/state`, { state: 'absent' })
    expect(await kind(await second.note(entry.id, 'A1.1', 'x'))).toBe('entry-not-marked')
  })

  it('is one line of what can be seen, NFC, at most as long as is said', async () => {
    const { entry, second } = await noted()
    await second.note(entry.id, 'A1.1', '  e\u0301tat\n \u202e复测\u0000  ')
    expect((await second.own()).notes[0]!.text).toBe('\u00e9tat 复测')
    expect((await second.note(entry.id, 'A1.1', '字'.repeat(MOST_NOTE_LETTERS))).status).toBe(200)
    expect((await second.note(entry.id, 'A1.1', '字'.repeat(MOST_NOTE_LETTERS + 1))).status).toBe(400)
  })

  it('goes with its sheet to another competitor, versions and photos and all, and nobody else’s does', async () => {
    const { stage, entry, second, third } = await noted()
    const [, to] = stage.entries
    await second.note(entry.id, 'A1.1', '一')
    await second.note(entry.id, 'A1.1', '二')
    await third.note(entry.id, 'A1.1', '留下')
    const subCriterion = (await stage.tablets[1]!.view()).rubric.criteria[0]!.subCriteria[0]!
    const aspectIds = subCriterion.aspects.map((aspect) => aspect.id)
    const move = { seatId: stage.tablets[1]!.seatId, aspectIds, from: entry.id, to: to!.id, swap: false }
    await house.deps.transact((trx) => moveNotes(trx, move))
    expect((await second.own()).notes).toMatchObject([{ entryId: to!.id, text: '二' }])
    expect((await third.own()).notes).toMatchObject([{ entryId: entry.id, text: '留下' }])
    const versions = await house.db.selectFrom('note').select('entry_id').where('seat_id', '=', move.seatId).execute()
    expect(versions.map((row) => row.entry_id)).toEqual([to!.id, to!.id])
    await second.note(entry.id, 'A1.2', '三')
    await house.deps.transact((trx) => moveNotes(trx, { ...move, swap: true }))
    expect((await second.own()).notes).toMatchObject([
      { entryId: entry.id, aspectId: 'A1.1', text: '二' },
      { entryId: to!.id, aspectId: 'A1.2', text: '三' },
    ])
  })
})

describe('who reads a note', () => {
  it('is its judge; no other judge of any panel, no board, no seat’s view', async () => {
    const { stage, entry, second, third, other } = await noted()
    const secret = '只有本人可见的备注'
    await second.note(entry.id, 'A1.1', secret)
    expect(JSON.stringify(await second.own())).toContain(secret)
    for (const seat of [third, other]) expect(await seat.own()).toEqual({ notes: [], photos: [] })
    for (const tablet of stage.tablets) expect(JSON.stringify(await tablet.view())).not.toContain(secret)
    expect(await (await stage.board()).text()).not.toContain(secret)
    // Another seat's doors stay shut, with its own cookie and with one under the other's name.
    const [, owner, reader] = stage.tablets
    for (const cookie of [reader!.cookie, reader!.cookie.replace(reader!.seatId, owner!.seatId)]) {
      expect((await house.request('GET', `/api/seats/${owner!.seatId}/notes`, undefined, { cookie })).status).toBe(401)
    }
  })

  it('is the chief judge of the panel once all own marks of the sheet are given, and not before', async () => {
    const { stage, entry, chief, second, mark } = await noted()
    await second.note(entry.id, 'A1.1', '裂纹两处')
    const early = await chief.get(`panel-notes/${entry.id}/A1`)
    expect([early.status, await early.json()]).toEqual([409, { kind: 'own-marks-first', missing: ['A1.1', 'A1.2'] }])
    await mark(0)
    await stage.tablets[0]!.send(stage.tablets[0]!.mark(entry.id, 'A1.2', { kind: 'not-attempted' }))
    expect((await chief.cell(entry.id, 'A1')).notes).toMatchObject([{ versions: [{ text: '裂纹两处' }] }])
  })

  it('is no chief judge of another panel, and no judge who is not chief', async () => {
    const { entry, second, other, chief } = await noted()
    await second.note(entry.id, 'A1.1', 'x')
    expect((await other.get(`panel-notes/${entry.id}/A1`)).status).toBe(403)
    expect(await other.counts()).toEqual({ cells: [] })
    expect((await second.get(`panel-notes/${entry.id}/A1`)).status).toBe(403)
    expect((await second.get('panel-notes')).status).toBe(403)
    expect((await chief.get(`panel-notes/${entry.id}/Z9`)).status).toBe(404)
    expect((await chief.counts()).cells).toHaveLength(1)
  })

  it('is the organizer, for every panel, with counts by competitor and sheet', async () => {
    const { stage, entry, second, third, other } = await noted()
    await second.note(entry.id, 'A1.1', '甲')
    await second.note(entry.id, 'A1.1', '甲二')
    await third.note(entry.id, 'A1.2', '乙')
    await other.note(entry.id, 'A2.1', '丙')
    const path = `/api/stages/${stage.stageId}/notes`
    const { cells } = (await (await stage.organizer('GET', path)).json()) as NoteCounts
    const bySheet = (a: { subCriterionId: SubCriterionId }, b: { subCriterionId: SubCriterionId }) =>
      a.subCriterionId < b.subCriterionId ? -1 : 1
    expect([...cells].sort(bySheet)).toEqual([
      { entryId: entry.id, subCriterionId: 'A1', notes: 2, photos: 0 },
      { entryId: entry.id, subCriterionId: 'A2', notes: 1, photos: 0 },
    ])
    const { notes } = (await (await stage.organizer('GET', `${path}/${entry.id}/A1`)).json()) as CellNotes
    expect(notes.map(({ label, aspectId }) => [label, aspectId])).toEqual([
      ['J2', 'A1.1'],
      ['J3', 'A1.2'],
    ])
    expect((await stage.organizer('GET', `${path}/${entry.id}/Z9`)).status).toBe(404)
    expect((await stage.organizer('GET', '/api/stages/nowhere/notes')).status).toBe(409)
  })

  it('may still read when the stage is locked', async () => {
    const { stage, entry, second, chief, lock } = await noted()
    await second.note(entry.id, 'A1.1', '留作复核')
    await lock()
    await house.db.updateTable('stage').set({ state: 'locked' }).where('id', '=', stage.stageId).execute()
    expect((await second.own()).notes).toHaveLength(1)
    expect((await chief.cell(entry.id, 'A1')).notes).toHaveLength(1)
    const late = await second.note(stage.entries[1]!.id, 'A1.1', 'x')
    expect(await late.json()).toEqual({ kind: 'stage-not-open', state: 'locked' })
  })
})
