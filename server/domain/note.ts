import type { EntryState } from './entry.ts'
import { isMarked } from './entry.ts'
import type { AspectId, EntryId, SeatId } from './ids.ts'
import { err, ok, type Result } from './result.ts'
import type { SubCriterion } from './rubric.ts'
import type { Scheme } from './scheme.ts'
import type { MarkOf } from './sheet.ts'
import { missingOf } from './sheet.ts'
import type { StageState } from './stage.ts'

/** Letters of one note. */
export const MOST_NOTE_LETTERS = 500
/** Photos that a seat may show of one aspect × entry at a time. */
export const MOST_CELL_PHOTOS = 6
/** Photos that a seat may send in a whole stage, taken down or not: no tablet fills the disk that marks need. */
export const MOST_SEAT_PHOTOS = 300

/** A note and its photos belong to a judge, a competitor and an aspect. */
export interface NoteKey {
  readonly seatId: SeatId
  readonly entryId: EntryId
  readonly aspectId: AspectId
}

/** Why nothing may be noted there, or no more. */
export type NoteRefusal =
  | { readonly kind: 'stage-not-open'; readonly state: StageState }
  | { readonly kind: 'unknown-aspect' }
  | { readonly kind: 'unknown-entry' }
  | { readonly kind: 'entry-not-marked' }
  /** The aspect belongs to another panel. */
  | { readonly kind: 'not-on-panel' }
  /** The chief judge has locked entry × sub-criterion: its notes are frozen with its marks. */
  | { readonly kind: 'sheet-locked' }

/** What stands around one cell before something is noted there. */
export interface NotedCell {
  readonly stage: StageState
  /** undefined: no such entry in this stage. */
  readonly entry: EntryState | undefined
  readonly locked: boolean
}

/**
 * May this seat note something there? Every seat of the panel may, also where another sets the value down, and after it
 * has signed: until the chief judge locks the sheet.
 */
export function mayNote(scheme: Scheme, { seatId, aspectId }: NoteKey, cell: NotedCell): Result<true, NoteRefusal> {
  if (cell.stage !== 'open') return err({ kind: 'stage-not-open', state: cell.stage })
  const groups = scheme.groups.filter((group) => group.aspects.includes(aspectId))
  if (groups.length === 0) return err({ kind: 'unknown-aspect' })
  if (!groups.some((group) => group.seats.includes(seatId))) return err({ kind: 'not-on-panel' })
  if (cell.entry === undefined) return err({ kind: 'unknown-entry' })
  if (cell.locked) return err({ kind: 'sheet-locked' })
  return isMarked(cell.entry) ? ok(true) : err({ kind: 'entry-not-marked' })
}

export type ReadRefusal = { readonly kind: 'own-marks-first'; readonly missing: readonly AspectId[] }

/**
 * May the chief judge read what others of the panel noted on a sheet? Once everything of the chief's own on it is marked:
 * a chief judge marks too, and blind like all (RULES §11, promise P10).
 */
export function mayReadPanel(
  scheme: Scheme,
  chief: SeatId,
  subCriterion: SubCriterion,
  markOf: MarkOf,
): Result<true, ReadRefusal> {
  const missing = missingOf(scheme, chief, subCriterion, markOf)
  return missing.length > 0 ? err({ kind: 'own-marks-first', missing }) : ok(true)
}
