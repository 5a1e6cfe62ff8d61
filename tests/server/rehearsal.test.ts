import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ContestLine } from '#contract/contests.ts'
import type { StageView } from '#contract/stages.ts'
import type { ContestId, StageId } from '#domain/ids.ts'
import { contestTables, deleteContest } from '../../server/db/contest-rows.ts'
import { wipeRehearsal } from '../../server/planning/contests/wipe-rehearsal.ts'
import { allRows, tablesOfContests } from '../support/all-rows.ts'
import { engine } from '../support/database.ts'
import { aHouse, anOrganizer, aStage, aTablet, type House } from '../support/house.ts'
import { moveOf } from '../support/moves.ts'
import { noting } from '../support/noting.ts'
import { bare } from '../support/photos.ts'
import { judgement, rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
let staff: string
beforeEach(async () => {
  house = await aHouse()
  staff = await anOrganizer(house)
})
afterEach(() => house.close())

const level = (n: number) => ({ kind: 'judgement', level: n }) as const

/** A contest that has left something in every table: seats replaced after a first try, a spread, signatures, a lock. */
async function aContest({
  rehearsal,
  picture = bare('png'),
}: {
  rehearsal: boolean
  picture?: Uint8Array<ArrayBuffer>
}) {
  const rubric = rubricOf([judgement(1)], [yesNo(2)])
  const stage = await aStage(house, { rubric, judges: 2, entries: 3, open: false, rehearsal, staff })
  const { stageId, organizer, entries, contestId } = stage
  const [early] = stage.tablets
  await early!.send(early!.mark(entries[0]!.id, 'A1.1', level(0)))
  const seated = (judges: readonly string[]) => ({
    pointsRule: 'mean',
    panels: [
      {
        name: '第一组',
        subCriteria: ['A1', 'A2'],
        seats: judges.map((judge, i) => ({ judge, chief: i === 0, recorder: i === 0 })),
      },
    ],
  })
  await organizer('PUT', `/api/stages/${stageId}/panels`, seated(['黎远舟', '吴映辉']))
  await stage.openStage()
  const { panels } = (await (await organizer('GET', `/api/stages/${stageId}`)).json()) as StageView
  const seats = panels.flatMap((panel) => panel.seats)
  const [chief, judge] = [
    await aTablet(house, organizer, stageId, seats[0]!.id),
    await aTablet(house, organizer, stageId, seats[1]!.id),
  ]
  const [first, second, third] = entries
  for (const entry of [first!, second!]) {
    await chief.send(
      chief.mark(entry.id, 'A1.1', level(3)),
      chief.mark(entry.id, 'A2.1', { kind: 'pass-fail', passed: true }),
    )
    await judge.send(judge.mark(entry.id, 'A1.1', level(1)))
  }
  await chief.post('spreads', { entryId: first!.id, subCriterionId: 'A1', reason: '现场讨论后各自维持' })
  for (const tablet of [chief, judge]) await tablet.sign(first!.id, 'A1', `${tablet.seatId}-signed`.padStart(22, '0'))
  await judge.post('moves', await moveOf(judge, { from: second!.id, to: third!.id }))
  const notes = noting(house, judge)
  await notes.note(third!.id, 'A1.1', '端子松动')
  await notes.photo(third!.id, 'A1.1', picture)
  await chief.sign(second!.id, 'A2', `${chief.seatId}-second`.padStart(22, '0'))
  await chief.post('locks', { cells: [{ entryId: first!.id, subCriterionId: 'A1' }] })
  await organizer('POST', `/api/stages/${stageId}/seats/${seats[1]!.id}/link`)
  await organizer('POST', `/api/stages/${stageId}/rulings`, {
    id: house.deps.newId().padEnd(22, 'r'),
    entryId: first!.id,
    ruled: { kind: 'penalty', points: 500 },
    reason: '迟到',
    signer: '黎远舟',
  })
  await leaveBesides(stageId)
  const row = await house.db.selectFrom('contest').selectAll().where('id', '=', contestId).executeTakeFirstOrThrow()
  const wipe = (name: string) => organizer('POST', `/api/contests/${contestId}/wipe`, { name })
  return { ...stage, chief, judge, seats, ref: { id: row.id, journalId: row.journal_id }, wipe }
}

/** Rows of what this contest did not go through: a scheme that was written, an amendment, a file of points. */
async function leaveBesides(stageId: StageId) {
  const { db, deps } = house
  const [at, body] = [deps.now(), '{}']
  await db
    .insertInto('scheme_version')
    .values({ stage_id: stageId, version: 1, body, saved_by: '组织者', saved_at: at })
    .execute()
  await db
    .insertInto('amendment')
    .values({ stage_id: stageId, number: 1, body, reason: '评分点有误', signer: '黎远舟', at })
    .execute()
  const file = { file: '理论.csv', sha256: 'a'.repeat(64), points: 1, changed: 1, staff: '组织者', position: 1 }
  await db
    .insertInto('points_import')
    .values({ id: deps.newId(), stage_id: stageId, at, ...file })
    .execute()
}

const line = async (organizer: Awaited<ReturnType<typeof aStage>>['organizer'], id: ContestId) =>
  ((await (await organizer('GET', '/api/contests')).json()) as { contests: ContestLine[] }).contests.find(
    (contest) => contest.id === id,
  )

describe('a rehearsal', () => {
  it('is one from its first line on, in the journal and wherever it is shown', async () => {
    const { organizer, contestId, stageId, ref, chief, board } = await aContest({ rehearsal: true })
    const [planned] = await house.db
      .selectFrom('journal')
      .selectAll()
      .where('journal_id', '=', ref.journalId)
      .orderBy('position')
      .execute()
    expect(planned).toMatchObject({ position: 1, kind: 'contest-planned' })
    expect(JSON.parse(planned!.body)).toMatchObject({ contest: contestId, rehearsal: true })
    expect(await line(organizer, contestId)).toMatchObject({ rehearsal: true })
    expect(await (await organizer('GET', `/api/stages/${stageId}`)).json()).toMatchObject({
      contest: { rehearsal: true },
    })
    expect(await (await organizer('GET', `/api/stages/${stageId}/progress`)).json()).toMatchObject({ rehearsal: true })
    const { cookie, seatId } = chief
    const panel = await house.request('GET', `/api/seats/${seatId}/progress`, undefined, { cookie })
    expect(await panel.json()).toMatchObject({ rehearsal: true })
    expect(await (await board()).json()).toMatchObject({ title: { rehearsal: true } })
  })

  it('is not what a contest is when nobody says so', async () => {
    const { organizer, contestId, board } = await aContest({ rehearsal: false })
    expect(await line(organizer, contestId)).toMatchObject({ rehearsal: false })
    expect(await (await board()).json()).toMatchObject({ title: { rehearsal: false } })
  })

  it('is wiped whole, and every row of every other contest stays byte for byte', async () => {
    await aContest({ rehearsal: false })
    const before = await allRows(house.db)
    const rehearsal = await aContest({ rehearsal: true, picture: bare('jpeg') })
    const between = await allRows(house.db)
    for (const table of [...Object.keys(contestTables), 'photo_file']) {
      expect(`${table} ${between[table]!.length > before[table]!.length}`).toBe(`${table} true`)
    }
    expect((await rehearsal.wipe('赛事')).status).toBe(200)
    const { wiped, ...after } = await allRows(house.db)
    const { wiped: none, ...untouched } = before
    expect(after).toEqual(untouched)
    expect(none).toEqual([])
    expect(wiped).toHaveLength(1 + rehearsal.seats.length)
    expect(house.faults).toEqual([])
  })

  it('leaves no table out that the schema ties to a contest', async () => {
    expect(await tablesOfContests(house.db)).toEqual(Object.keys(contestTables).sort())
  })

  it('keeps nothing of a mark that was on its way', async () => {
    const before = await allRows(house.db)
    const { chief, entries, wipe } = await aContest({ rehearsal: true })
    const sends = Array.from({ length: 20 }, () =>
      chief.post('marks', { marks: [chief.mark(entries[1]!.id, 'A1.1', level(2))] }),
    )
    await Promise.all([...sends, wipe('赛事')])
    const { wiped: _, ...after } = await allRows(house.db)
    const { wiped: __, ...untouched } = before
    expect(after).toEqual(untouched)
  })

  it('tells its tablets and boards what happened', async () => {
    const { chief, judge, entries, board, organizer, stageId, wipe } = await aContest({ rehearsal: true })
    const { renewed } = house.told
    await wipe('赛事')
    expect(house.told.renewed).toBe(renewed + 1)
    expect(house.told.seats).toEqual(expect.arrayContaining([chief.seatId, judge.seatId]))
    const gone = { kind: 'rehearsal-wiped' }
    const { cookie, seatId } = judge
    const answers = [
      await board(),
      await house.request('GET', `/api/seats/${seatId}`, undefined, { cookie }),
      await judge.post('marks', { marks: [judge.mark(entries[0]!.id, 'A1.1', level(1))] }),
      await judge.sign(entries[0]!.id, 'A1'),
    ]
    for (const answer of answers) expect([answer.status, await answer.json()]).toEqual([410, gone])
    expect((await organizer('GET', `/api/stages/${stageId}`)).status).toBe(404)
  })
})

describe('wiping', () => {
  it('asks for the very name', async () => {
    const { wipe } = await aContest({ rehearsal: true })
    const before = await allRows(house.db)
    const answer = await wipe('赛事 2')
    expect([answer.status, await answer.json()]).toEqual([422, { kind: 'name-differs' }])
    expect(await allRows(house.db)).toEqual(before)
  })

  it('is refused for a contest that counts: at the door, by the command, by the database', async () => {
    const { wipe, ref } = await aContest({ rehearsal: false })
    const before = await allRows(house.db)
    const answer = await wipe('赛事')
    expect([answer.status, await answer.json()]).toEqual([409, { kind: 'not-a-rehearsal' }])
    const command = { contestId: ref.id, name: '赛事' }
    expect(await house.deps.transact((trx) => wipeRehearsal(trx, command, 0))).toEqual({
      ok: false,
      error: { kind: 'not-a-rehearsal' },
    })
    await expect(house.deps.transact((trx) => deleteContest(trx, ref))).rejects.toThrow(/only grows/)
    expect(await allRows(house.db)).toEqual(before)
  })

  it('of nothing is not found', async () => {
    const { organizer } = await aContest({ rehearsal: true })
    const answer = await organizer('POST', '/api/contests/nobody/wipe', { name: '赛事' })
    expect([answer.status, await answer.json()]).toEqual([404, { kind: 'not-found', what: 'contest' }])
  })
})

describe('the database', () => {
  const run = (text: string) => sql.raw(text).execute(house.db)

  it('lets no line of a real journal be deleted, changed or replaced', async () => {
    await aContest({ rehearsal: false })
    const before = await allRows(house.db)
    await expect(run('delete from journal')).rejects.toThrow(/only grows/)
    await expect(run("update journal set body = '{}'")).rejects.toThrow(/only grows/)
    if (engine === 'sqlite') {
      await expect(run('insert or replace into journal select * from journal')).rejects.toThrow(/only grows/)
    }
    expect(await allRows(house.db)).toEqual(before)
  })

  it("lets lines of a rehearsal's journal be deleted, and none be changed", async () => {
    const { ref } = await aContest({ rehearsal: true })
    await expect(run("update journal set body = '{}'")).rejects.toThrow(/only grows/)
    await run(`delete from journal where journal_id = '${ref.journalId}' and position = 2`)
    const { rows } = await run('select position from journal where position = 2')
    expect(rows).toEqual([])
  })

  it.each([0, 1])('never makes of a contest what it was not planned as (%s)', async (rehearsal) => {
    const { ref } = await aContest({ rehearsal: rehearsal === 1 })
    const other = 1 - rehearsal
    const before = await allRows(house.db)
    const values = `values ('${ref.journalId}', 9, ${other})`
    const into = 'into journal_head (journal_id, position, rehearsal)'
    await expect(run(`update journal_head set rehearsal = ${other}`)).rejects.toThrow(/planned as/)
    await expect(run("update journal_head set journal_id = 'x'")).rejects.toThrow(/planned as/)
    await expect(
      run(`insert ${into} ${values} on conflict (journal_id) do update set rehearsal = excluded.rehearsal`),
    ).rejects.toThrow(/planned as/)
    if (engine === 'sqlite') await expect(run(`insert or replace ${into} ${values}`)).rejects.toThrow(/planned as/)
    expect(await allRows(house.db)).toEqual(before)
  })

  it('keeps the head of a real journal even where no line stands under it', async () => {
    await run("insert into journal_head (journal_id, position, rehearsal) values ('real', 0, 0), ('practised', 0, 1)")
    await expect(run("delete from journal_head where journal_id = 'real'")).rejects.toThrow(/planned as/)
    await run("delete from journal_head where journal_id = 'practised'")
  })

  it('shows a table that a contest would gain', async () => {
    await run('create table appeal (id text primary key, entry_id text not null)')
    await run('create table hearing (id text primary key, about text references appeal (id))')
    expect(await tablesOfContests(house.db)).toEqual([...Object.keys(contestTables), 'appeal', 'hearing'].sort())
  })
})
