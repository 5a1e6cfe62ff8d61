import type { Kysely } from 'kysely'
import type { EntryState } from '#domain/entry.ts'
import type { AspectId, DeviceId, EntryId, MarkId, MoveId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import type { MarkRefusal, Outcome } from '#domain/receipt.ts'
import type { SheetState } from '#domain/sheet.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import { givenRows } from '../../db/given-rows.ts'
import { prepared, preparedRows } from '../../db/prepared.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'
import type { EnterMarks } from './batches.ts'
import { type Cell, type CellFacts, type Facts, factsOf, type KeptReceipt, LONGEST_CHAIN } from './facts.ts'

export type MarksStore = ReturnType<typeof marksStore>

/** What each batch is marked by; undefined for one that came before its stage opened. */
type Stages = ReadonlyMap<EnterMarks, FrozenStage | undefined>

interface AskedCell {
  readonly entry_id: EntryId
  readonly stage_id: StageId
  readonly aspect_id: AspectId
  readonly seat_id: SeatId
  readonly sub_criterion_id: SubCriterionId
}

interface CellRow extends AskedCell {
  readonly state: EntryState
  readonly sheet: SheetState | null
  readonly moved: MoveId | null
  readonly mark_id: MarkId | null
  readonly value: string | null
}

/** The SQL of the marking path: a handful of statements for a whole group, written once at start, run prepared. */
export function marksStore(db: Kysely<Database>) {
  const ids = givenRows<{ id: string }>(db, { id: 'text' })
  const numbers = givenRows<{ device_id: DeviceId; number: number }>(db, { device_id: 'text', number: 'bigint' })
  const cells = givenRows<AskedCell>(db, {
    entry_id: 'text',
    stage_id: 'text',
    aspect_id: 'text',
    seat_id: 'text',
    sub_criterion_id: 'text',
  })
  const stageStates = prepared<{ ids: string }, { id: StageId; state: StageState; amendments: number }>(db, (q, slot) =>
    q
      .selectFrom(ids.table(slot.ids).as('asked'))
      .innerJoin('stage', 'stage.id', 'asked.id')
      .select(['stage.id', 'stage.state'])
      .select((eb) =>
        eb
          .selectFrom('amendment')
          .select((of) => of.fn.countAll<number>().as('count'))
          .whereRef('amendment.stage_id', '=', 'stage.id')
          .as('amendments'),
      )
      .$narrowType<{ amendments: number }>(),
  )
  const receiptsById = prepared<{ ids: string }, Database['receipt']>(db, (q, slot) =>
    q
      .selectFrom(ids.table(slot.ids).as('asked'))
      .innerJoin('receipt', 'receipt.mark_id', 'asked.id')
      .selectAll('receipt'),
  )
  const receiptsByNumber = prepared<{ numbers: string }, Database['receipt']>(db, (q, slot) =>
    q
      .selectFrom(numbers.table(slot.numbers).as('asked'))
      .innerJoin('receipt', (join) =>
        join.onRef('receipt.device_id', '=', 'asked.device_id').onRef('receipt.number', '=', 'asked.number'),
      )
      .selectAll('receipt'),
  )
  const cellsAsked = prepared<{ cells: string }, CellRow>(db, (q, slot) =>
    q
      .selectFrom(cells.table(slot.cells).as('asked'))
      .innerJoin('entry', (join) =>
        join.onRef('entry.id', '=', 'asked.entry_id').onRef('entry.stage_id', '=', 'asked.stage_id'),
      )
      .leftJoin('sheet', (join) =>
        join
          .onRef('sheet.seat_id', '=', 'asked.seat_id')
          .onRef('sheet.entry_id', '=', 'asked.entry_id')
          .onRef('sheet.sub_criterion_id', '=', 'asked.sub_criterion_id'),
      )
      .leftJoin('mark', (join) =>
        join
          .onRef('mark.entry_id', '=', 'asked.entry_id')
          .onRef('mark.aspect_id', '=', 'asked.aspect_id')
          .onRef('mark.seat_id', '=', 'asked.seat_id'),
      )
      .select(['asked.entry_id', 'asked.stage_id', 'asked.aspect_id', 'asked.seat_id', 'asked.sub_criterion_id'])
      .select(['entry.state', 'sheet.state as sheet', 'sheet.moved', 'mark.mark_id', 'mark.value']),
  )
  const insertReceipts = preparedRows<Database['receipt']>(db, (q, rows) =>
    q.insertInto('receipt').values(
      rows.map((row) => ({
        mark_id: row.mark_id,
        device_id: row.device_id,
        number: row.number,
        digest: row.digest,
        replaces: row.replaces,
        outcome: row.outcome,
        refusal: row.refusal,
        position: row.position,
      })),
    ),
  )
  const upsertMarks = preparedRows<Database['mark']>(db, (q, rows) =>
    q
      .insertInto('mark')
      .values(
        rows.map((row) => ({
          entry_id: row.entry_id,
          seat_id: row.seat_id,
          aspect_id: row.aspect_id,
          mark_id: row.mark_id,
          value: row.value,
          position: row.position,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['entry_id', 'seat_id', 'aspect_id']).doUpdateSet((eb) => ({
          mark_id: eb.ref('excluded.mark_id'),
          value: eb.ref('excluded.value'),
          position: eb.ref('excluded.position'),
        })),
      ),
  )
  const touchDevices = prepared<{ ids: string; now: number }, object>(db, (q, slot) =>
    q
      .updateTable('device')
      .set({ seen_at: slot.now })
      .where('id', 'in', q.selectFrom(ids.table(slot.ids).as('asked')).select('asked.id').$castTo<{ id: DeviceId }>()),
  )

  const textOf = (values: Iterable<string>) => ids.text([...values].map((id) => ({ id })))

  /** The receipts of the group's own ids and numbers, and of the marks that they mean to replace, however far back. */
  const readReceipts = async (trx: Trx, batches: readonly EnterMarks[]): Promise<KeptReceipt[]> => {
    const asked = batches.flatMap(({ deviceId, marks: given }) =>
      given.map((mark) => ({ device_id: deviceId, number: mark.number })),
    )
    const found = (await receiptsByNumber(trx, { numbers: numbers.text(asked) })).map(toReceipt)
    const known = new Set<MarkId>()
    let next = new Set(
      batches.flatMap(({ marks: given }) => given.flatMap(({ id, replaces }) => (replaces ? [id, replaces] : [id]))),
    )
    for (let steps = 0; next.size > 0 && steps < LONGEST_CHAIN; steps++) {
      for (const id of next) known.add(id)
      const receipts = (await receiptsById(trx, { ids: textOf(next) })).map(toReceipt)
      found.push(...receipts)
      next = new Set(
        receipts.flatMap(({ outcome, replaces }) =>
          outcome !== 'accepted' && replaces !== null && !known.has(replaces) ? [replaces] : [],
        ),
      )
    }
    return found
  }

  const readCells = async (trx: Trx, batches: readonly EnterMarks[], stages: Stages): Promise<[Cell, CellFacts][]> => {
    const asked = batches.flatMap((batch) =>
      batch.marks.flatMap(({ entryId, aspectId }): AskedCell[] => {
        const stage = stages.get(batch)
        const subCriterion = stage?.subCriterionOf.get(aspectId)
        if (!stage || !subCriterion) return []
        return [
          {
            entry_id: entryId,
            stage_id: stage.id,
            aspect_id: aspectId,
            seat_id: batch.seatId,
            sub_criterion_id: subCriterion.id,
          },
        ]
      }),
    )
    if (asked.length === 0) return []
    return (await cellsAsked(trx, { cells: cells.text(asked) })).map((row) => [
      { stageId: row.stage_id, entryId: row.entry_id, aspectId: row.aspect_id, seatId: row.seat_id },
      {
        entryState: row.state,
        sheetState: row.sheet ?? 'open',
        moved: row.moved,
        current:
          row.mark_id === null || row.value === null ? null : { markId: row.mark_id, value: JSON.parse(row.value) },
      },
    ])
  }

  return {
    async readFacts(trx: Trx, batches: readonly EnterMarks[], stages: Stages): Promise<Facts> {
      const states = await stageStates(trx, { ids: textOf(new Set(batches.map(({ stageId }) => stageId))) })
      return factsOf({
        states: new Map(states.map(({ id, state }) => [id, state])),
        amendments: new Map(states.map(({ id, amendments }) => [id, Number(amendments)])),
        receipts: await readReceipts(trx, batches),
        cells: await readCells(trx, batches, stages),
      })
    },

    saveReceipts: (trx: Trx, kept: readonly KeptReceipt[]) => insertReceipts(trx, kept.map(fromReceipt)),

    /** No cell twice. */
    saveMarks: (
      trx: Trx,
      given: readonly (Cell & { readonly markId: MarkId; readonly value: GivenValue; readonly position: number })[],
    ) =>
      upsertMarks(
        trx,
        given.map(({ entryId, aspectId, seatId, markId, value, position }) => ({
          entry_id: entryId,
          aspect_id: aspectId,
          seat_id: seatId,
          mark_id: markId,
          value: JSON.stringify(value),
          position,
        })),
      ),

    touchDevices: (trx: Trx, deviceIds: ReadonlySet<DeviceId>, now: number) =>
      touchDevices(trx, { ids: textOf(deviceIds), now }),
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
