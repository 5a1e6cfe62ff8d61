import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SubCriterionId } from '#domain/ids.ts'
import { aHouse, aStage, eventually, type House, type Tablet } from '../support/house.ts'
import { moveOf } from '../support/moves.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const level = (n: number) => ({ kind: 'judgement', level: n }) as const
type Stage = Awaited<ReturnType<typeof aStage>>

const journalled = async (kind: string): Promise<unknown[]> => {
  const rows = await house.db
    .selectFrom('journal')
    .select('body')
    .where('kind', '=', kind)
    .orderBy('position')
    .execute()
  return rows.map((row) => JSON.parse(row.body) as unknown)
}

/** Marked alike and signed by everybody. */
const signed = async ({ tablets, entries }: Stage) => {
  for (const tablet of tablets) {
    await tablet.send(tablet.mark(entries[0]!.id, 'A1.1', level(2)))
    expect((await tablet.sign(entries[0]!.id, 'A1', tablet.seatId.padStart(22, '0'))).status).toBe(200)
  }
}
const lock = async (chief: Tablet, entryId: string) =>
  (await chief.post('locks', { cells: [{ entryId, subCriterionId: 'A1' }] })).json()

/** Every sheet of a panel of three signed, past the doors: many signatures would only take long. */
async function manySigned(subs: number, competitors: number) {
  const many = Array.from({ length: subs }, () => [judgement(1)])
  const stage = await aStage(house, { rubric: rubricOf(...many), entries: competitors })
  const { tablets, entries, stageId } = stage
  const subCriteria = many.map((_, i) => `A${i + 1}` as SubCriterionId)
  const cells = entries.flatMap(({ id: entryId }) => subCriteria.map((subCriterionId) => ({ entryId, subCriterionId })))
  await house.db
    .insertInto('sheet')
    .values(
      cells.flatMap(({ entryId, subCriterionId }) =>
        tablets.map(({ seatId }) => ({
          stage_id: stageId,
          seat_id: seatId,
          entry_id: entryId,
          sub_criterion_id: subCriterionId,
          state: 'signed' as const,
          signature_id: null,
          strokes: null,
          signed_at: 1,
          locked_at: null,
          returned: null,
        })),
      ),
    )
    .execute()
  const sheets = (state: 'signed' | 'locked') =>
    house.db.selectFrom('sheet').select(['entry_id', 'sub_criterion_id']).where('state', '=', state).execute()
  return { chief: tablets[0]!, tablets, stageId, cells, sheets }
}

/** Statements of either engine's connections, but for the journal's own lines. */
async function countStatements(work: () => Promise<void>): Promise<number> {
  const made = await house.db.getExecutor().provideConnection(async (connection) => Object.getPrototypeOf(connection))
  const { executeQuery } = made
  let count = 0
  made.executeQuery = function (query: { readonly sql: string }) {
    if (!query.sql.startsWith('insert into "journal"')) count++
    return executeQuery.call(this, query)
  }
  try {
    await work()
  } finally {
    made.executeQuery = executeQuery
  }
  return count
}

describe('a lock', () => {
  it('counts a cell once that is named three times', async () => {
    const stage = await aStage(house, { rubric: rubricOf([judgement(1)]) })
    await signed(stage)
    const cell = { entryId: stage.entries[0]!.id, subCriterionId: 'A1' }
    const thrice = await stage.tablets[0]!.post('locks', { cells: [cell, cell, cell] })
    expect(await thrice.json()).toEqual({ locked: 1, refused: [] })
    expect(await journalled('sheet-locked')).toHaveLength(1)
    const again = await stage.tablets[0]!.post('locks', { cells: [cell, cell] })
    expect(await again.json()).toEqual({ locked: 0, refused: [{ ...cell, refusal: { kind: 'already-locked' } }] })
  })

  it('takes a few statements for many cells, and exactly those that were named', async () => {
    const { chief, tablets, stageId, cells, sheets } = await manySigned(12, 9)
    const [left, ...wanted] = cells
    const statements = await countStatements(async () => {
      const answer = await chief.post('locks', { cells: wanted })
      expect(await answer.json()).toEqual({ locked: 107, refused: [] })
    })
    expect(statements).toBeLessThan(30)
    const kept = { entry_id: left!.entryId, sub_criterion_id: left!.subCriterionId }
    expect(await sheets('signed')).toEqual(tablets.map(() => kept))
    expect(await journalled('sheet-locked')).toEqual(
      wanted.map(({ entryId, subCriterionId }) => ({ stage: stageId, entry: entryId, subCriterion: subCriterionId })),
    )
  })

  it('that was cut off between two transactions is gone on with by the same request', async () => {
    const { chief, cells, sheets } = await manySigned(12, 9)
    // A line in the way of the second transaction's first one.
    const head = await house.db.selectFrom('journal_head').selectAll().executeTakeFirstOrThrow()
    const inTheWay = { journal_id: head.journal_id, position: head.position + 101 }
    const line = { kind: 'x', at: 0, actor: 'server', device: null, body: '{}', salt_ref: null, leaf: '' }
    await house.db
      .insertInto('journal')
      .values({ ...inTheWay, ...line })
      .execute()
    expect((await chief.post('locks', { cells })).status).toBe(500)
    expect(house.faults.splice(0)).toHaveLength(1)
    expect(await sheets('locked')).toHaveLength(300)
    expect(await journalled('sheet-locked')).toHaveLength(100)
    await house.db.updateTable('journal_head').set({ position: inTheWay.position }).execute()
    expect(await (await chief.post('locks', { cells })).json()).toMatchObject({ locked: 8 })
    expect(await sheets('signed')).toEqual([])
    expect(await journalled('sheet-locked')).toHaveLength(108)
  })

  it('tells the judges whose sheets they are, and not another panel', async () => {
    const stage = await aStage(house, {
      rubric: rubricOf([judgement(1)], [judgement(1)]),
      panels: [
        { subCriteria: ['A1'], judges: 2 },
        { subCriteria: ['A2'], judges: 2 },
      ],
    })
    const [chief, second] = stage.tablets
    await signed({ ...stage, tablets: [chief!, second!] })
    house.told.seats.length = 0
    await lock(chief!, stage.entries[0]!.id)
    expect(house.told.seats.sort()).toEqual([chief!.seatId, second!.seatId].sort())
    // Nothing is left to be locked, so nobody hears of the second try.
    await lock(chief!, stage.entries[0]!.id)
    expect(house.told.seats).toHaveLength(2)
  })
})

describe('what changes nothing', () => {
  it('is not journalled and told nobody: a competitor set present who is present', async () => {
    const stage = await aStage(house, { rubric: rubricOf([judgement(1)]) })
    const path = `/api/stages/${stage.stageId}/entries/${stage.entries[0]!.id}/state`
    const tag = (await stage.board()).headers.get('etag')
    const before = { ...house.told, seats: [...house.told.seats] }
    expect(await (await stage.organizer('PUT', path, { state: 'present' })).json()).toEqual({ state: 'present' })
    expect(await journalled('entry-state-changed')).toEqual([])
    expect(house.told).toEqual(before)
    expect((await stage.board()).headers.get('etag')).toBe(tag)
    await stage.organizer('PUT', path, { state: 'absent' })
    expect(await journalled('entry-state-changed')).toHaveLength(1)
    expect(house.told.renewed).toBe(before.renewed + 1)
  })

  it('is not journalled and told nobody: a move that comes again after its answer was lost', async () => {
    const stage = await aStage(house, { rubric: rubricOf([judgement(1)]) })
    const [first, second] = stage.entries
    const [tablet] = stage.tablets
    await tablet!.send(tablet!.mark(first!.id, 'A1.1', level(2)), tablet!.mark(second!.id, 'A1.1', level(1)))
    const moved = await moveOf(tablet!, { from: first!.id, to: second!.id, swap: true })
    expect((await tablet!.post('moves', moved)).status).toBe(200)
    await eventually(() => house.told.seats.length > 0)
    const lines = await house.db.selectFrom('journal').select('position').execute()
    house.told.seats.length = 0
    expect(await (await tablet!.post('moves', moved)).json()).toEqual({ kind: 'moved', id: moved.id })
    expect(house.told.seats).toEqual([])
    expect(await house.db.selectFrom('journal').select('position').execute()).toEqual(lines)
  })
})
