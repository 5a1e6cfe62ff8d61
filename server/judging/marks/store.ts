import type { Kysely } from 'kysely'
import type { EntryState } from '#domain/entry.ts'
import type { AspectId, DeviceId, EntryId, MarkId, MoveId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import type { MarkRefusal, Outcome, Receipt } from '#domain/receipt.ts'
import type { SheetState } from '#domain/sheet.ts'
import type { StageState } from '#domain/stage.ts'
import { prepared } from '../../db/prepared.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

/** A receipt as kept: with what tells a repeat from a clash. */
export interface KeptReceipt extends Receipt {
  readonly deviceId: DeviceId
  readonly number: number
  readonly digest: string
  readonly replaces: MarkId | null
}

/** What stands around one cell before a mark is entered. */
export interface CellFacts {
  readonly entryState: EntryState
  readonly sheetState: SheetState
  /** The last move of the sheet. */
  readonly moved: MoveId | null
  readonly current: { readonly markId: MarkId; readonly value: GivenValue } | null
}

export interface Cell {
  readonly stageId: StageId
  readonly entryId: EntryId
  readonly aspectId: AspectId
  readonly seatId: SeatId
}

export type MarksStore = ReturnType<typeof marksStore>

/** The SQL of the marking path, written once at start and run as prepared statements. */
export function marksStore(db: Kysely<Database>) {
  const stageState = prepared<{ stageId: StageId }, { state: StageState }>(db, (q, slot) =>
    q.selectFrom('stage').select('state').where('id', '=', slot.stageId),
  )
  const receipt = prepared<{ markId: MarkId; deviceId: DeviceId; number: number }, Database['receipt']>(db, (q, slot) =>
    q
      .selectFrom('receipt')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('mark_id', '=', slot.markId),
          eb.and([eb('device_id', '=', slot.deviceId), eb('number', '=', slot.number)]),
        ]),
      ),
  )
  const receiptById = prepared<{ markId: MarkId }, Database['receipt']>(db, (q, slot) =>
    q.selectFrom('receipt').selectAll().where('mark_id', '=', slot.markId),
  )
  const cell = prepared<
    Cell & { subCriterionId: SubCriterionId },
    {
      state: EntryState
      sheet: SheetState | null
      moved: MoveId | null
      markId: MarkId | null
      value: string | null
    }
  >(db, (q, slot) =>
    q
      .selectFrom('entry')
      .leftJoin('sheet', (join) =>
        join
          .onRef('sheet.entry_id', '=', 'entry.id')
          .on('sheet.seat_id', '=', slot.seatId)
          .on('sheet.sub_criterion_id', '=', slot.subCriterionId),
      )
      .leftJoin('mark', (join) =>
        join
          .onRef('mark.entry_id', '=', 'entry.id')
          .on('mark.aspect_id', '=', slot.aspectId)
          .on('mark.seat_id', '=', slot.seatId),
      )
      .select(['entry.state', 'sheet.state as sheet', 'sheet.moved', 'mark.mark_id as markId', 'mark.value'])
      .where('entry.id', '=', slot.entryId)
      .where('entry.stage_id', '=', slot.stageId),
  )
  const insertReceipt = prepared<Database['receipt'], object>(db, (q, slot) =>
    q.insertInto('receipt').values({
      mark_id: slot.mark_id,
      device_id: slot.device_id,
      number: slot.number,
      digest: slot.digest,
      replaces: slot.replaces,
      outcome: slot.outcome,
      refusal: slot.refusal,
      position: slot.position,
    }),
  )
  const upsertMark = prepared<Database['mark'], object>(db, (q, slot) =>
    q
      .insertInto('mark')
      .values({
        stage_id: slot.stage_id,
        entry_id: slot.entry_id,
        aspect_id: slot.aspect_id,
        seat_id: slot.seat_id,
        mark_id: slot.mark_id,
        value: slot.value,
        position: slot.position,
      })
      .onConflict((conflict) =>
        conflict.columns(['entry_id', 'aspect_id', 'seat_id']).doUpdateSet((eb) => ({
          mark_id: eb.ref('excluded.mark_id'),
          value: eb.ref('excluded.value'),
          position: eb.ref('excluded.position'),
        })),
      ),
  )
  const touchDevice = prepared<{ deviceId: DeviceId; now: number }, object>(db, (q, slot) =>
    q.updateTable('device').set({ seen_at: slot.now }).where('id', '=', slot.deviceId),
  )

  return {
    readStageState: async (trx: Trx, stageId: StageId) => (await stageState(trx, { stageId }))[0]?.state,

    /** The receipts that a mark could clash with: the one of its own id, and the one of its device's number. */
    async findReceipts(trx: Trx, markId: MarkId, deviceId: DeviceId, number: number): Promise<KeptReceipt[]> {
      return (await receipt(trx, { markId, deviceId, number })).map(toReceipt)
    },

    async findReceipt(trx: Trx, markId: MarkId): Promise<KeptReceipt | undefined> {
      return (await receiptById(trx, { markId })).map(toReceipt)[0]
    },

    async findCell(trx: Trx, at: Cell, subCriterionId: SubCriterionId): Promise<CellFacts | undefined> {
      const [row] = await cell(trx, { ...at, subCriterionId })
      return (
        row && {
          entryState: row.state,
          sheetState: row.sheet ?? 'open',
          moved: row.moved,
          current:
            row.markId === null || row.value === null ? null : { markId: row.markId, value: JSON.parse(row.value) },
        }
      )
    },

    saveReceipt: (trx: Trx, kept: KeptReceipt) => insertReceipt(trx, fromReceipt(kept)),

    saveMark: (trx: Trx, at: Cell, markId: MarkId, value: GivenValue, position: number) =>
      upsertMark(trx, {
        stage_id: at.stageId,
        entry_id: at.entryId,
        aspect_id: at.aspectId,
        seat_id: at.seatId,
        mark_id: markId,
        value: JSON.stringify(value),
        position,
      }),

    touchDevice: (trx: Trx, deviceId: DeviceId, now: number) => touchDevice(trx, { deviceId, now }),
  }
}

const toReceipt = (row: Database['receipt']): KeptReceipt => ({
  markId: row.mark_id,
  outcome: row.outcome satisfies Outcome,
  refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as MarkRefusal),
  position: row.position,
  deviceId: row.device_id,
  number: row.number,
  digest: row.digest,
  replaces: row.replaces,
})

const fromReceipt = (kept: KeptReceipt): Database['receipt'] => ({
  mark_id: kept.markId,
  device_id: kept.deviceId,
  number: kept.number,
  digest: kept.digest,
  replaces: kept.replaces,
  outcome: kept.outcome,
  refusal: kept.refusal === null ? null : JSON.stringify(kept.refusal),
  position: kept.position,
})
