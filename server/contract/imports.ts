import type { AspectId, EntryId, StageId } from '#domain/ids.ts'
import type { Points } from '#domain/points.ts'
import type { PointsFault } from '#domain/points-table.ts'

/** GET /api/stages/:stageId/imports, for organizers: what is filled from files, and which files were. */
export interface PointsImports {
  readonly stageId: StageId
  /** Aspects of kind imported that one seat records. */
  readonly aspects: readonly { readonly id: AspectId; readonly name: string; readonly max: Points }[]
  /** Newest first. */
  readonly imports: readonly PointsImported[]
}

export interface PointsImported {
  readonly id: string
  readonly file: string
  /** SHA-256 of that file, in hex. */
  readonly sha256: string
  /** How many points it held, and how many of them changed something. */
  readonly points: number
  readonly changed: number
  readonly by: string
  /** UTC milliseconds. */
  readonly at: number
}

/** POST /api/stages/:stageId/imports/preview: nothing is kept before somebody has looked at it. */
export interface PointsPreview {
  readonly sha256: string
  /** Stands for what is shown here: confirming names it, so that nothing else is kept. */
  readonly seen: string
  readonly changes: readonly PointsChange[]
  /** Points that stand there already. */
  readonly unchanged: number
  /** With any of them nothing is kept. */
  readonly faults: readonly ImportFault[]
  /** Marked entries that get no points from this file. */
  readonly unmatched: readonly { readonly code: string; readonly name: string }[]
  /** Headers of columns that were not needed. */
  readonly ignored: readonly string[]
}

export interface PointsChange {
  readonly row: number
  readonly entryId: EntryId
  readonly code: string
  readonly name: string
  readonly aspectId: AspectId
  /** What stands there; null: nothing. */
  readonly before: Points | 'not-attempted' | null
  readonly after: Points
}

export type ImportFault =
  | PointsFault
  /** Its sheet is signed or locked, and the file would change it: the chief judge has to return it first. */
  | { readonly kind: 'sheet-signed' | 'sheet-locked'; readonly row: number; readonly text: string }
