import type { AspectId, CriterionId, EntryId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import type { StageState } from '#domain/stage.ts'
import type { TrialSheet } from './trial.ts'

/** How far a stage has come: the matrix of entries × sub-criteria. No mark stands in it but the chief's spreads. */
export interface Progress {
  readonly stageId: StageId
  readonly state: StageState
  readonly rehearsal: boolean
  readonly subCriteria: readonly {
    readonly id: SubCriterionId
    readonly name: string
    readonly criterionId: CriterionId
    readonly panel: string
    /** The seats that keep a sheet for it: those who give at least one of its marks. */
    readonly seats: readonly SeatId[]
  }[]
  readonly entries: readonly { readonly id: EntryId; readonly code: string }[]
  /** One for each entry × sub-criterion, in the order of entries, then sub-criteria. */
  readonly cells: readonly ProgressCell[]
  /** Trial entries stand apart: they are in no count, and nothing waits for them. */
  readonly trials: readonly ProgressTrial[]
  readonly seats: readonly ProgressSeat[]
}

/** none: not started; begun; marked: all marks there, a signature missing; signed: by all; locked. */
export type CellState = 'none' | 'begun' | 'marked' | 'signed' | 'locked'

export interface ProgressCell {
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
  readonly state: CellState
  readonly given: number
  readonly needed: number
  /** Seats that have not signed. */
  readonly unsigned: readonly SeatId[]
  /** Aspects over the limit that the chief has not accepted (RULES §9). */
  readonly spread: readonly {
    readonly aspectId: AspectId
    /** For the chief judge alone; null for everybody else. */
    readonly levels: readonly { readonly seatId: SeatId; readonly value: MarkValue }[] | null
  }[]
}

export interface ProgressTrial {
  readonly id: EntryId
  readonly code: string
  /** One for each sub-criterion, in their order. */
  readonly cells: readonly ProgressCell[]
  /** What the panel gave, of sheets that all of it have marked. For the chief judge alone; empty for everybody else. */
  readonly sheets: readonly TrialSheet[]
}

export interface ProgressSeat {
  readonly id: SeatId
  readonly label: string
  readonly judge: string
  readonly panel: string
  readonly chief: boolean
  /** A tablet of this seat holds a live connection. */
  readonly online: boolean
  /** Last contact of a tablet of this seat in UTC milliseconds; null for never. */
  readonly seenAt: number | null
}
