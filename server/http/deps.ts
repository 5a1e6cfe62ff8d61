import type { Kysely } from 'kysely'
import type { BoardSnapshot } from '#contract/board.ts'
import type { EntryExplanation } from '#contract/entry-explanation.ts'
import type { Draw } from '#domain/blind-code.ts'
import type { AspectId, EntryId, StageId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import type { FrozenStage, FrozenStages } from '../db/frozen-stage.ts'
import type { Journal } from '../db/journal.ts'
import type { KeptMarks } from '../db/kept-marks.ts'
import type { Database } from '../db/schema.ts'
import type { Transact } from '../db/transact.ts'
import type { Publish } from '../live/publish.ts'

/** What routes are handed by the composition root. Everything that is not a rule comes from here: clock, ids, database. */
export interface Deps {
  readonly db: Kysely<Database>
  readonly transact: Transact
  readonly journal: Journal
  readonly frozen: FrozenStages
  readonly kept: KeptMarks
  readonly publish: Publish
  readonly boards: Boards
  readonly explain: Explain
  /** A session is over: its lines hear no more of what only organizers hear. */
  readonly signedOut: (tokenHash: string) => void
  readonly firstSetUp: FirstSetUp
  readonly now: () => number
  readonly newId: () => string
  /** Any whole number below `below`, from a good source. */
  readonly draw: Draw
  /** Something failed where nobody waits for an answer: into the log. */
  readonly report: (error: unknown) => void
  /** Where the built pages and the sample rubrics lie. */
  readonly paths: { readonly pages: string; readonly samples: string }
}

/** The boards in memory, as the routes and the socket see them. */
export interface Boards {
  /** Empty while the stage is in draft; undefined where there is no such stage. */
  snapshot(stageId: StageId): Promise<BoardSnapshot | undefined>
  /** Marks of these cells were entered, durably: the next tick shows what the feed allows. */
  marked(stage: FrozenStage, cells: readonly { readonly entryId: EntryId; readonly aspectId: AspectId }[]): void
  /** Sheets of these entries were signed, locked, returned or moved, durably. */
  touched(stageId: StageId, entryIds: Iterable<EntryId>): void
  /** Settings, states or names changed: everybody starts from a new snapshot. */
  renewed(stageId: StageId): void
  /** The same for every board: nobody knows what was committed. */
  renewAll(): void
}

/** Why an entry has its rank. */
export type Explain = (
  stageId: StageId,
  entryId: EntryId,
) => Promise<
  Result<
    EntryExplanation,
    | { readonly kind: 'not-found'; readonly what: 'stage' }
    | { readonly kind: 'stage-not-open'; readonly state: 'draft' }
    | { readonly kind: 'unknown-entry' }
  >
>

/** What a panel's other tablets have to be told, as the routes see it. */
export interface PanelNews {
  /** Marks of these cells were entered or moved: who has to look again will be told within a second. */
  entered(stage: FrozenStage, cells: readonly EnteredCell[]): void
}

export interface EnteredCell {
  readonly entryId: EntryId
  readonly aspectId: AspectId
  /** Of a newly entered mark: nothing stood in its cell before. */
  readonly isFirst?: boolean
}

/** The one-time set-up link: it works until somebody has been set up. */
export interface FirstSetUp {
  readonly tokenHash: string
}
