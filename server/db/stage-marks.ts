import type { Kysely } from 'kysely'
import type { AspectId, EntryId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { GivenValue, MarkValue } from '#domain/mark.ts'
import type { MarkOf, SheetState } from '#domain/sheet.ts'
import type { Database } from './schema.ts'

/** The current marks and sheets of one entry, as boards, the matrix and the lock ask for them. */
export interface EntryMarks {
  /** Taken-back and missing alike are undefined. */
  readonly markOf: MarkOf
  readonly sheetOf: (seatId: SeatId, subCriterionId: SubCriterionId) => SheetState
}

interface MarkRow {
  readonly entry_id: EntryId
  readonly aspect_id: AspectId
  readonly seat_id: SeatId
  readonly value: string
}
/** Stands there as a mark, and was not taken back. */
export const isGiven = (row: { readonly value: string }): boolean =>
  (JSON.parse(row.value) as GivenValue).kind !== 'taken-back'

interface SheetRow {
  readonly entry_id: EntryId
  readonly seat_id: SeatId
  readonly sub_criterion_id: SubCriterionId
  readonly state: SheetState
}

/** Which entries of a stage are trial entries: they count nowhere. */
export const readTrialIds = async (db: Kysely<Database>, stageId: StageId): Promise<ReadonlySet<EntryId>> =>
  new Set(
    (await db.selectFrom('entry').select('id').where('stage_id', '=', stageId).where('trial', '=', 1).execute()).map(
      (entry) => entry.id,
    ),
  )

/** Marks and sheets of a stage, or of some of its entries, by entry. */
export async function readEntryMarks(
  db: Kysely<Database>,
  stageId: StageId,
  entryIds?: readonly EntryId[],
): Promise<(entryId: EntryId) => EntryMarks> {
  const [marks, sheets] = [
    await db
      .selectFrom('mark')
      .select(['entry_id', 'aspect_id', 'seat_id', 'value'])
      .where('stage_id', '=', stageId)
      .$if(entryIds !== undefined, (query) => query.where('entry_id', 'in', [...entryIds!]))
      .execute(),
    await db
      .selectFrom('sheet')
      .select(['entry_id', 'seat_id', 'sub_criterion_id', 'state'])
      .where('stage_id', '=', stageId)
      .$if(entryIds !== undefined, (query) => query.where('entry_id', 'in', [...entryIds!]))
      .execute(),
  ]
  const marksBy = byEntry(marks)
  const sheetsBy = byEntry(sheets)
  return (entryId) => entryMarks(marksBy.get(entryId) ?? [], sheetsBy.get(entryId) ?? [])
}

function byEntry<Row extends { readonly entry_id: EntryId }>(rows: readonly Row[]): Map<EntryId, Row[]> {
  const found = new Map<EntryId, Row[]>()
  for (const row of rows) {
    const group = found.get(row.entry_id)
    if (group) group.push(row)
    else found.set(row.entry_id, [row])
  }
  return found
}

const key = (a: string, b: string) => `${a} ${b}`

function entryMarks(marks: readonly MarkRow[], sheets: readonly SheetRow[]): EntryMarks {
  const values = new Map<string, MarkValue>()
  for (const row of marks) {
    const value = JSON.parse(row.value) as GivenValue
    if (value.kind !== 'taken-back') values.set(key(row.seat_id, row.aspect_id), value)
  }
  const states = new Map(sheets.map((row) => [key(row.seat_id, row.sub_criterion_id), row.state]))
  return {
    markOf: (seatId, aspectId) => values.get(key(seatId, aspectId)),
    sheetOf: (seatId, subCriterionId) => states.get(key(seatId, subCriterionId)) ?? 'open',
  }
}
