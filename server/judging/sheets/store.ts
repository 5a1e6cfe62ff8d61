import { type Kysely, type Selectable, sql } from 'kysely'
import type { AspectId, EntryId, MoveId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { SheetKey, SheetState } from '#domain/sheet.ts'
import type { Levels } from '#domain/spread.ts'
import type { StageState } from '#domain/stage.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

/** An entry × sub-criterion: all its judges' sheets. */
export interface Cell {
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
}

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

/** The states of these entries' sheets. */
export async function readSheetStates(
  trx: Trx,
  stageId: StageId,
  entryIds: readonly EntryId[],
): Promise<(cell: Cell, seatId: SeatId) => SheetState> {
  const rows = await trx
    .selectFrom('sheet')
    .select(['entry_id', 'sub_criterion_id', 'seat_id', 'state'])
    .where('stage_id', '=', stageId)
    .where('entry_id', 'in', [...entryIds])
    .execute()
  const states = new Map(rows.map((row) => [`${row.entry_id} ${row.sub_criterion_id} ${row.seat_id}`, row.state]))
  return ({ entryId, subCriterionId }, seatId) => states.get(`${entryId} ${subCriterionId} ${seatId}`) ?? 'open'
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

/** All signed sheets of these cells, in one statement: a lock of a whole stage must not keep marks waiting. */
export const saveLocks = (trx: Trx, stageId: StageId, cells: readonly Cell[], now: number) => {
  const list = sql.join(cells.map(({ entryId, subCriterionId }) => sql`(${entryId}, ${subCriterionId})`))
  return trx
    .updateTable('sheet')
    .set({ state: 'locked', locked_at: now })
    .where('stage_id', '=', stageId)
    .where('state', '=', 'signed')
    .where(sql<boolean>`(entry_id, sub_criterion_id) in (values ${list})`)
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

/** Found at this place in the journal, and to be talked over; what was let stand before was for other levels. */
export const saveSpreads = (
  trx: Trx,
  stageId: StageId,
  spreads: readonly (Cell & { readonly aspectId: AspectId; readonly found: number })[],
  now: number,
) =>
  trx
    .insertInto('spread')
    .values(
      spreads.map(({ entryId, subCriterionId, aspectId, found }) => ({
        stage_id: stageId,
        entry_id: entryId,
        sub_criterion_id: subCriterionId,
        aspect_id: aspectId,
        found,
        accepted: null,
        reason: null,
        seat_id: null,
        at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['entry_id', 'aspect_id']).doUpdateSet((eb) => ({
        found: eb.ref('excluded.found'),
        accepted: eb.ref('excluded.accepted'),
        reason: eb.ref('excluded.reason'),
        seat_id: eb.ref('excluded.seat_id'),
        at: eb.ref('excluded.at'),
      })),
    )
    .execute()

export const dropSpreads = (trx: Trx, entryId: EntryId, aspectIds: readonly AspectId[]) =>
  trx
    .deleteFrom('spread')
    .where('entry_id', '=', entryId)
    .where('aspect_id', 'in', [...aspectIds])
    .execute()

/** The chief judge lets one spread stand for these levels. */
export const saveAcceptance = (
  trx: Trx,
  entryId: EntryId,
  aspectId: AspectId,
  accepted: { readonly levels: Levels; readonly reason: string; readonly seatId: SeatId },
  now: number,
) =>
  trx
    .updateTable('spread')
    .set({ accepted: JSON.stringify(accepted.levels), reason: accepted.reason, seat_id: accepted.seatId, at: now })
    .where('entry_id', '=', entryId)
    .where('aspect_id', '=', aspectId)
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
