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

/** Stands there as a mark, and was not taken back. */
export const isGiven = (row: { readonly value: string }): boolean =>
  (JSON.parse(row.value) as GivenValue).kind !== 'taken-back'

/** Which entries of a stage are trial entries: they count nowhere. */
export const readTrialIds = async (db: Kysely<Database>, stageId: StageId): Promise<ReadonlySet<EntryId>> =>
  new Set(
    (await db.selectFrom('entry').select('id').where('stage_id', '=', stageId).where('trial', '=', 1).execute()).map(
      (entry) => entry.id,
    ),
  )

/** The entries of a stage that can have marks. */
export const readMarkedIds = async (db: Kysely<Database>, stageId: StageId): Promise<EntryId[]> =>
  (await db.selectFrom('entry').select('id').where('stage_id', '=', stageId).execute()).map((entry) => entry.id)

/** By these its marks are found: they lie by entry. */
export const entriesOf = (db: Kysely<Database>, stageId: StageId) =>
  db.selectFrom('entry').select('entry.id').where('entry.stage_id', '=', stageId)

/** Marks and sheets of a stage, or of some of its entries, by entry. */
export async function readEntryMarks(
  db: Kysely<Database>,
  stageId: StageId,
  entryIds?: readonly EntryId[],
): Promise<(entryId: EntryId) => EntryMarks> {
  const held = await readHeldMarks(db, stageId, entryIds)
  return (entryId) => held.get(entryId) ?? heldMarks()
}

/** The same to be kept; an entry without a mark or sheet is not among them. */
export async function readHeldMarks(
  db: Kysely<Database>,
  stageId: StageId,
  entryIds?: readonly EntryId[],
): Promise<Map<EntryId, HeldMarks>> {
  const marks = await db
    .selectFrom('mark')
    .select(['entry_id', 'aspect_id', 'seat_id', 'value'])
    .where('entry_id', 'in', entryIds ? [...entryIds] : entriesOf(db, stageId))
    .execute()
  const sheets = await db
    .selectFrom('sheet')
    .select(['entry_id', 'seat_id', 'sub_criterion_id', 'state'])
    .$if(entryIds === undefined, (query) => query.where('stage_id', '=', stageId))
    .$if(entryIds !== undefined, (query) => query.where('entry_id', 'in', [...entryIds!]))
    .execute()
  const found = new Map<EntryId, HeldMarks>()
  const heldOf = (entryId: EntryId) => {
    const held = found.get(entryId) ?? heldMarks()
    found.set(entryId, held)
    return held
  }
  const parsed = new Map<string, GivenValue>() // a stage has few values and very many marks
  for (const row of marks) {
    const value = parsed.get(row.value) ?? (JSON.parse(row.value) as GivenValue)
    parsed.set(row.value, value)
    heldOf(row.entry_id).set(row.seat_id, row.aspect_id, value)
  }
  for (const row of sheets) heldOf(row.entry_id).setSheet(row.seat_id, row.sub_criterion_id, row.state)
  return found
}

/** The marks and sheets of one entry, to be filled. */
export interface HeldMarks extends EntryMarks {
  readonly set: (seatId: SeatId, aspectId: AspectId, value: GivenValue) => void
  readonly setSheet: (seatId: SeatId, subCriterionId: SubCriterionId, state: SheetState) => void
}

export function heldMarks(): HeldMarks {
  const values = new Map<SeatId, Map<AspectId, MarkValue>>()
  const states = new Map<SeatId, Map<SubCriterionId, SheetState>>()
  return {
    markOf: (seatId, aspectId) => values.get(seatId)?.get(aspectId),
    sheetOf: (seatId, subCriterionId) => states.get(seatId)?.get(subCriterionId) ?? 'open',
    set(seatId, aspectId, value) {
      if (value.kind === 'taken-back') values.get(seatId)?.delete(aspectId)
      else ofSeat(values, seatId).set(aspectId, value)
    },
    setSheet: (seatId, subCriterionId, state) => void ofSeat(states, seatId).set(subCriterionId, state),
  }
}

function ofSeat<K, V>(all: Map<SeatId, Map<K, V>>, seatId: SeatId): Map<K, V> {
  const own = all.get(seatId) ?? new Map<K, V>()
  all.set(seatId, own)
  return own
}
