import type { EntryState } from '#domain/entry.ts'
import type { AspectId, DeviceId, EntryId, MarkId, MoveId, SeatId, StageId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import type { MarkRefusal, Outcome } from '#domain/receipt.ts'
import type { SheetState } from '#domain/sheet.ts'
import type { StageState } from '#domain/stage.ts'

export interface Cell {
  readonly stageId: StageId
  readonly entryId: EntryId
  readonly aspectId: AspectId
  readonly seatId: SeatId
}

/** What stands around one cell before a mark is entered. */
export interface CellFacts {
  readonly entryState: EntryState
  readonly sheetState: SheetState
  /** The last move of the sheet. */
  readonly moved: MoveId | null
  readonly current: { readonly markId: MarkId; readonly value: GivenValue } | null
}

/** A receipt as kept: with what tells a repeat from a clash. Its place is known once the journal has it. */
export interface KeptReceipt {
  readonly markId: MarkId
  readonly outcome: Outcome
  readonly refusal: MarkRefusal | null
  position: number
  readonly deviceId: DeviceId
  readonly number: number
  readonly digest: string
  readonly replaces: MarkId | null
}

/** All that a group's decisions need to know, read in one go; what one mark changes, the marks behind it see. */
export interface Facts {
  stateOf(stageId: StageId): StageState
  /** How many amendments it has: its aspects may be others than they were. */
  amendmentsOf(stageId: StageId): number
  /** undefined where the stage has no such entry. */
  cellOf(cell: Cell): CellFacts | undefined
  receiptOf(markId: MarkId): KeptReceipt | undefined
  isNumberUsed(deviceId: DeviceId, number: number): boolean
  /** A tablet may name a mark that was itself not accepted; then what counts is the mark that one meant to replace. */
  standingBefore(replaces: MarkId | null): MarkId | null
  noteReceipt(receipt: KeptReceipt): void
  noteMark(cell: Cell, markId: MarkId, value: GivenValue): void
}

/** Refusals in a row that a tablet can have built on; behind them a mark is taken for one that missed something. */
export const LONGEST_CHAIN = 50

export function factsOf(read: {
  readonly states: ReadonlyMap<StageId, StageState>
  readonly amendments: ReadonlyMap<StageId, number>
  readonly cells: Iterable<readonly [Cell, CellFacts]>
  readonly receipts: Iterable<KeptReceipt>
}): Facts {
  const cells = new Map<string, CellFacts>()
  for (const [cell, facts] of read.cells) cells.set(keyOf(cell), facts)
  const receipts = new Map<MarkId, KeptReceipt>()
  const numbers = new Set<string>()
  const noteReceipt = (receipt: KeptReceipt) => {
    receipts.set(receipt.markId, receipt)
    numbers.add(`${receipt.deviceId} ${receipt.number}`)
  }
  for (const receipt of read.receipts) noteReceipt(receipt)
  return {
    stateOf: (stageId) => read.states.get(stageId) ?? 'draft',
    amendmentsOf: (stageId) => read.amendments.get(stageId) ?? 0,
    cellOf: (cell) => cells.get(keyOf(cell)),
    receiptOf: (markId) => receipts.get(markId),
    isNumberUsed: (deviceId, number) => numbers.has(`${deviceId} ${number}`),
    standingBefore(replaces) {
      let before = replaces
      for (let steps = 0; before !== null && steps < LONGEST_CHAIN; steps++) {
        const receipt = receipts.get(before)
        if (!receipt || receipt.outcome === 'accepted') return before
        before = receipt.replaces
      }
      return before
    },
    noteReceipt,
    noteMark(cell, markId, value) {
      const known = cells.get(keyOf(cell))
      if (known) cells.set(keyOf(cell), { ...known, current: { markId, value } })
    },
  }
}

const keyOf = ({ entryId, aspectId, seatId }: Cell) => `${entryId} ${aspectId} ${seatId}`
