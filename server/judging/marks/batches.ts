import type { DeviceId, JournalId, SeatId, StageId } from '#domain/ids.ts'
import type { GivenMark } from '#domain/mark.ts'
import type { Receipt } from '#domain/receipt.ts'

/** One tablet's batch. */
export interface EnterMarks {
  readonly stageId: StageId
  readonly journalId: JournalId
  /** Still in draft when the marks came: then every mark is refused, and the refusal recorded. */
  readonly isDraft: boolean
  readonly seatId: SeatId
  readonly deviceId: DeviceId
  readonly marks: readonly GivenMark[]
}

export interface MarksEntered {
  /** One for each mark, in order. */
  readonly receipts: readonly Receipt[]
  /** The marks that really changed a cell, in order. */
  readonly entered: readonly Entered[]
}

export interface Entered {
  /** Which of the batch's marks. */
  readonly at: number
  /** Nothing stood in its cell before. */
  readonly isFirst: boolean
}

/** A group of batches as they come in, all in one transaction. One answer for each, in order. */
export type EnterGroup = (batches: readonly EnterMarks[]) => Promise<MarksEntered[]>
