import type { AttemptsFault } from '#domain/attempts-table.ts'
import type { EntryId, PartId } from '#domain/ids.ts'
import type { Attempt } from '#domain/worth.ts'

/** POST /api/stages/:stageId/attempts/preview: nothing is kept before somebody has looked at it. */
export interface AttemptsPreview {
  readonly sha256: string
  /** Stands for what is shown here: confirming names it, so that nothing else is kept. */
  readonly seen: string
  readonly changes: readonly AttemptChange[]
  /** Rows that say what stands already. */
  readonly unchanged: number
  /** With any of them nothing is kept. */
  readonly faults: readonly AttemptsFault[]
  /** Headers of columns that were not needed. */
  readonly ignored: readonly string[]
}

export interface AttemptChange {
  readonly row: number
  readonly entryId: EntryId
  readonly code: string
  readonly name: string
  readonly part: PartId
  readonly partName: string
  readonly before: Attempt
  readonly after: Attempt
}
