import type { EntryState } from './entry.ts'
import { isMarked } from './entry.ts'
import type { EntryId } from './ids.ts'
import { err, ok, type Result } from './result.ts'
import type { SheetState } from './sheet.ts'

/** One end of a move: a seat's sheet of one competitor, as it stands. */
export interface MoveEnd {
  readonly entryId: EntryId
  readonly entryState: EntryState
  readonly trial: boolean
  readonly sheet: SheetState
  /** Marks that stand there; one that was taken back is none. */
  readonly given: number
}

export type MoveRefusal =
  | { readonly kind: 'same-entry' }
  | { readonly kind: 'entry-not-marked'; readonly entryId: EntryId }
  /** What a panel has seen of one another's marks on a trial entry must not become a score, nor the other way round. */
  | { readonly kind: 'trial-apart' }
  /** Signed: the chief judge returns it first. Locked: it stays. */
  | { readonly kind: 'sheet-not-open'; readonly entryId: EntryId; readonly state: SheetState }
  | { readonly kind: 'nothing-to-move' }
  /** The other competitor has marks on that sheet: the two can change places, if somebody says so. */
  | { readonly kind: 'target-has-marks' }

/**
 * May the marks of one sheet be moved to another competitor, or change places with theirs? Only between open sheets: a
 * signature stands for marks of that very competitor, and only a return takes it back (RULES §11).
 */
export function mayMove(from: MoveEnd, to: MoveEnd, swap: boolean): Result<true, MoveRefusal> {
  if (from.entryId === to.entryId) return err({ kind: 'same-entry' })
  for (const { entryId, entryState } of [from, to]) {
    if (!isMarked(entryState)) return err({ kind: 'entry-not-marked', entryId })
  }
  if (from.trial !== to.trial) return err({ kind: 'trial-apart' })
  for (const { entryId, sheet } of [from, to]) {
    if (sheet !== 'open') return err({ kind: 'sheet-not-open', entryId, state: sheet })
  }
  if (from.given === 0) return err({ kind: 'nothing-to-move' })
  return to.given > 0 && !swap ? err({ kind: 'target-has-marks' }) : ok(true)
}
