import type { MarkId } from './ids.ts'
import type { ValueRefusal } from './mark.ts'
import type { SheetState } from './sheet.ts'
import type { StageState } from './stage.ts'

/** Why a mark is refused for good (RULES §11). The tablet shows it beside the aspect; the marks behind it go on. */
export type MarkRefusal =
  | ValueRefusal
  | { readonly kind: 'stage-not-open'; readonly state: StageState }
  | { readonly kind: 'unknown-aspect' }
  | { readonly kind: 'unknown-entry' }
  | { readonly kind: 'entry-not-marked' }
  /** The aspect belongs to another panel. */
  | { readonly kind: 'not-on-panel' }
  /** The panel agrees on one value, and another seat records it. */
  | { readonly kind: 'not-the-recorder' }
  | { readonly kind: 'sheet-signed'; readonly state: SheetState }
  /** The same id came before with another body. */
  | { readonly kind: 'id-reused' }
  /** The device's running number came before under another id. */
  | { readonly kind: 'number-reused' }
  /** The marks of this sheet were moved to another competitor, and the tablet did not know it yet. */
  | { readonly kind: 'sheet-moved' }
  /** Nothing stands there that could be taken back. */
  | { readonly kind: 'nothing-to-take-back' }

export type Outcome = 'accepted' | 'already-had' | 'contested' | 'quarantined' | 'refused'

/**
 * The server's last word on one mark, durable before it is sent (RULES §11). The same id gets the same receipt again.
 * already-had: the cell held this very value already. contested: a newer mark was there; both are kept.
 */
export interface Receipt {
  readonly markId: MarkId
  readonly outcome: Outcome
  readonly refusal: MarkRefusal | null
  /** Where the contest's journal holds it. */
  readonly position: number
}

/** Is a mark stale: did another one come between it and the mark that it meant to replace? */
export function isStale(current: MarkId | null, replaces: MarkId | null): boolean {
  return current !== null && current !== replaces
}
