import type { Kysely } from 'kysely'
import type { PointsImported } from '#contract/imports.ts'
import type { AspectId, EntryId, MarkId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { ImportedAspect } from '#domain/imported.ts'
import type { GivenValue, MarkValue } from '#domain/mark.ts'
import type { SheetState } from '#domain/sheet.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

/** Rows in one statement: SQLite takes so many values and no more. */
const SLICE = 500

export interface Standing {
  readonly markOf: (
    entryId: EntryId,
    seatId: SeatId,
    aspectId: AspectId,
  ) => { readonly markId: MarkId; readonly value: GivenValue } | undefined
  readonly sheetOf: (entryId: EntryId, seatId: SeatId, subCriterionId: SubCriterionId) => SheetState
}

/** Entries that are read in one go: the loop turns in between, and tablets are answered. */
const ENTRIES = 100

/** What stands in the cells of these aspects for these entries, and on their sheets. */
export async function readStanding(
  db: Kysely<Database>,
  imported: readonly ImportedAspect[],
  entryIds: readonly EntryId[],
): Promise<Standing> {
  const byCell = new Map<string, { readonly markId: MarkId; readonly value: GivenValue }>()
  const states = new Map<string, SheetState>()
  const seatIds = [...new Set(imported.map(({ seatId }) => seatId))]
  const aspectIds = imported.map(({ aspect }) => aspect.id)
  for (let i = 0; i < entryIds.length; i += ENTRIES) {
    if (i > 0) await new Promise(setImmediate)
    const some = entryIds.slice(i, i + ENTRIES)
    const marks = await db
      .selectFrom('mark')
      .select(['entry_id', 'seat_id', 'aspect_id', 'mark_id', 'value'])
      .where('entry_id', 'in', some)
      .where('seat_id', 'in', seatIds)
      .where('aspect_id', 'in', aspectIds)
      .execute()
    const sheets = await db
      .selectFrom('sheet')
      .select(['entry_id', 'seat_id', 'sub_criterion_id', 'state'])
      .where('entry_id', 'in', some)
      .where('seat_id', 'in', seatIds)
      .execute()
    for (const row of marks)
      byCell.set(`${row.entry_id} ${row.seat_id} ${row.aspect_id}`, {
        markId: row.mark_id,
        value: JSON.parse(row.value) as GivenValue,
      })
    for (const row of sheets) states.set(`${row.entry_id} ${row.seat_id} ${row.sub_criterion_id}`, row.state)
  }
  return {
    markOf: (entryId, seatId, aspectId) => byCell.get(`${entryId} ${seatId} ${aspectId}`),
    sheetOf: (entryId, seatId, subCriterionId) => states.get(`${entryId} ${seatId} ${subCriterionId}`) ?? 'open',
  }
}

export interface NewMark {
  readonly entryId: EntryId
  readonly seatId: SeatId
  readonly aspectId: AspectId
  readonly markId: MarkId
  readonly value: MarkValue
}

export async function saveMarks(trx: Trx, marks: readonly NewMark[], position: number) {
  for (let i = 0; i < marks.length; i += SLICE) {
    if (i > 0) await new Promise(setImmediate)
    await trx
      .insertInto('mark')
      .values(
        marks.slice(i, i + SLICE).map(({ entryId, seatId, aspectId, markId, value }) => ({
          entry_id: entryId,
          seat_id: seatId,
          aspect_id: aspectId,
          mark_id: markId,
          value: JSON.stringify(value),
          position,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['entry_id', 'seat_id', 'aspect_id']).doUpdateSet((eb) => ({
          mark_id: eb.ref('excluded.mark_id'),
          value: eb.ref('excluded.value'),
          position: eb.ref('excluded.position'),
        })),
      )
      .execute()
  }
}

export const saveImport = (trx: Trx, row: Database['points_import']) =>
  trx.insertInto('points_import').values(row).execute()

/** Newest first. */
export const readImports = (db: Kysely<Database>, stageId: StageId): Promise<PointsImported[]> =>
  db
    .selectFrom('points_import')
    .select(['id', 'file', 'sha256', 'points', 'changed', 'staff as by', 'at'])
    .where('stage_id', '=', stageId)
    .orderBy('position', 'desc')
    .execute()
