import type { Kysely, Selectable } from 'kysely'
import type { AspectId, EntryId, MoveId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { SheetKey, SheetState } from '#domain/sheet.ts'
import type { StageState } from '#domain/stage.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

export interface KeptSheet {
  readonly state: SheetState
  readonly signatureId: string | null
  readonly signedAt: number | null
  readonly moved: MoveId | null
}

export async function findSheet(trx: Trx, { seatId, entryId, subCriterionId }: SheetKey): Promise<KeptSheet> {
  const row = await trx
    .selectFrom('sheet')
    .select(['state', 'signature_id as signatureId', 'signed_at as signedAt', 'moved'])
    .where('seat_id', '=', seatId)
    .where('entry_id', '=', entryId)
    .where('sub_criterion_id', '=', subCriterionId)
    .executeTakeFirst()
  return row ?? { state: 'open', signatureId: null, signedAt: null, moved: null }
}

export const findEntry = (trx: Trx, stageId: StageId, entryId: EntryId) =>
  trx
    .selectFrom('entry')
    .select(['id', 'state', 'trial'])
    .where('id', '=', entryId)
    .where('stage_id', '=', stageId)
    .executeTakeFirst()

export const readStageState = async (trx: Trx, stageId: StageId): Promise<StageState> =>
  (await trx.selectFrom('stage').select('state').where('id', '=', stageId).executeTakeFirstOrThrow()).state

/** The seats of the panel that a seat sits on. */
export const readPanelSeats = async (trx: Kysely<Database>, seatId: SeatId): Promise<SeatId[]> =>
  (
    await trx
      .selectFrom('seat')
      .select('seat.id')
      .where('panel_id', '=', (eb) => eb.selectFrom('seat as own').select('own.panel_id').where('own.id', '=', seatId))
      .execute()
  ).map((seat) => seat.id)

/** What the hall calls each seat of a stage: "J2". */
export async function readLabels(db: Kysely<Database>, stageId: StageId): Promise<(seatId: SeatId) => string> {
  const seats = await db.selectFrom('seat').select(['id', 'label']).where('stage_id', '=', stageId).execute()
  const labels = new Map(seats.map((seat) => [seat.id, seat.label]))
  return (seatId) => labels.get(seatId) ?? ''
}

export interface Signature {
  readonly id: string
  readonly strokes: readonly (readonly number[])[]
}

export const saveSignature = (trx: Trx, stageId: StageId, key: SheetKey, signature: Signature, now: number) =>
  trx
    .insertInto('sheet')
    .values({
      stage_id: stageId,
      seat_id: key.seatId,
      entry_id: key.entryId,
      sub_criterion_id: key.subCriterionId,
      state: 'signed',
      signature_id: signature.id,
      strokes: JSON.stringify(signature.strokes),
      signed_at: now,
      locked_at: null,
      returned: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['seat_id', 'entry_id', 'sub_criterion_id']).doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        signature_id: eb.ref('excluded.signature_id'),
        strokes: eb.ref('excluded.strokes'),
        signed_at: eb.ref('excluded.signed_at'),
        returned: eb.ref('excluded.returned'),
      })),
    )
    .execute()

const sheetAt = (key: SheetKey) =>
  ({ seat_id: key.seatId, entry_id: key.entryId, sub_criterion_id: key.subCriterionId }) as const

export const saveLock = (trx: Trx, key: SheetKey, now: number) => {
  const at = sheetAt(key)
  return trx
    .updateTable('sheet')
    .set({ state: 'locked', locked_at: now })
    .where('seat_id', '=', at.seat_id)
    .where('entry_id', '=', at.entry_id)
    .where('sub_criterion_id', '=', at.sub_criterion_id)
    .execute()
}

/** The signature's id stays: the same one, sent again, is not a new one. */
export const saveReturn = (trx: Trx, key: SheetKey, reason: string) => {
  const at = sheetAt(key)
  return trx
    .updateTable('sheet')
    .set({ state: 'open', returned: reason, strokes: null, signed_at: null })
    .where('seat_id', '=', at.seat_id)
    .where('entry_id', '=', at.entry_id)
    .where('sub_criterion_id', '=', at.sub_criterion_id)
    .execute()
}

export const isSpreadAccepted = async (trx: Trx, entryId: EntryId, subCriterionId: SubCriterionId) =>
  (await trx
    .selectFrom('spread_accepted')
    .select('seat_id')
    .where('entry_id', '=', entryId)
    .where('sub_criterion_id', '=', subCriterionId)
    .executeTakeFirst()) !== undefined

/** Whether the chief judge has let the spread of an entry × sub-criterion stand, for a whole stage at once. */
export async function readAcceptedSpreads(
  db: Kysely<Database>,
  stageId: StageId,
): Promise<(entryId: EntryId, subCriterionId: SubCriterionId) => boolean> {
  const rows = await db
    .selectFrom('spread_accepted')
    .select(['entry_id', 'sub_criterion_id'])
    .where('stage_id', '=', stageId)
    .execute()
  const accepted = new Set(rows.map((row) => `${row.entry_id} ${row.sub_criterion_id}`))
  return (entryId, subCriterionId) => accepted.has(`${entryId} ${subCriterionId}`)
}

/** What is marked again must be accepted again. */
export const dropSpreadAccepted = (trx: Trx, entryId: EntryId, subCriterionId: SubCriterionId) =>
  trx
    .deleteFrom('spread_accepted')
    .where('entry_id', '=', entryId)
    .where('sub_criterion_id', '=', subCriterionId)
    .execute()

export const saveSpreadAccepted = (trx: Trx, stageId: StageId, key: SheetKey, reason: string, now: number) =>
  trx
    .insertInto('spread_accepted')
    .values({
      stage_id: stageId,
      entry_id: key.entryId,
      sub_criterion_id: key.subCriterionId,
      reason,
      seat_id: key.seatId,
      at: now,
    })
    .onConflict((conflict) => conflict.columns(['entry_id', 'sub_criterion_id']).doNothing())
    .execute()

/** A mark as it stands on a sheet. */
export type MarkRow = Selectable<Database['mark']>

/** One seat's marks of some aspects of one entry, those that were taken back too. */
export const readSheetMarks = (
  trx: Trx,
  seatId: SeatId,
  entryId: EntryId,
  aspectIds: readonly AspectId[],
): Promise<MarkRow[]> =>
  trx
    .selectFrom('mark')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where('entry_id', '=', entryId)
    .where('aspect_id', 'in', [...aspectIds])
    .orderBy('position')
    .execute()

/** The marks of two sheets change places; nothing of a mark changes but whose it is. */
export async function exchangeMarks(trx: Trx, from: SheetEnd, to: SheetEnd) {
  for (const { entryId, marks } of [from, to]) {
    for (const { seat_id, aspect_id } of marks) {
      await trx
        .deleteFrom('mark')
        .where('seat_id', '=', seat_id)
        .where('entry_id', '=', entryId)
        .where('aspect_id', '=', aspect_id)
        .execute()
    }
  }
  for (const [entryId, marks] of [
    [to.entryId, from.marks],
    [from.entryId, to.marks],
  ] as const) {
    for (const mark of marks) {
      await trx
        .insertInto('mark')
        .values({ ...mark, entry_id: entryId })
        .execute()
    }
  }
}

export interface SheetEnd {
  readonly entryId: EntryId
  readonly marks: readonly MarkRow[]
}

export const findMove = (trx: Trx, id: MoveId) =>
  trx.selectFrom('sheet_move').selectAll().where('id', '=', id).executeTakeFirst()

export const saveMove = (trx: Trx, move: Database['sheet_move']) => trx.insertInto('sheet_move').values(move).execute()

/** From now on a mark or a signature of this sheet has to name this move. */
export const saveMoved = (trx: Trx, stageId: StageId, key: SheetKey, id: MoveId) =>
  trx
    .insertInto('sheet')
    .values({
      stage_id: stageId,
      seat_id: key.seatId,
      entry_id: key.entryId,
      sub_criterion_id: key.subCriterionId,
      state: 'open',
      moved: id,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['seat_id', 'entry_id', 'sub_criterion_id'])
        .doUpdateSet((eb) => ({ moved: eb.ref('excluded.moved') })),
    )
    .execute()
