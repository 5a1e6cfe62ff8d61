import type { Standing } from './chain.ts'
import type { EntryState } from './entry.ts'
import type { EntryId } from './ids.ts'

/** An entry of a stage, scored. */
export interface Scored extends Standing {
  readonly id: EntryId
  readonly state: EntryState
  /** null where the scheme has no divisions. */
  readonly division: string | null
  readonly organization: string
  /** What a person said where advancement stops at it: it goes on or not; null: nobody said (RULES §5). */
  readonly advances: boolean | null
}

/** Entries that share a rank, and the rank; the next ranks are skipped (RULES §5). */
export interface Ranked {
  readonly rank: number
  readonly entries: readonly Scored[]
}

/** What the rules leave to a person, with a reason (RULES §§5, 6). */
export type Stop =
  | (Tied & { readonly kind: 'shared-rank'; readonly rank: number; readonly overall?: true })
  /** `places` are left for all of them together. */
  | (Tied & { readonly kind: 'cut-tie'; readonly places: number })
  | (Tied & { readonly kind: 'quota-tie'; readonly places: number; readonly organization: string })

interface Tied {
  readonly division: string | null
  readonly entries: readonly EntryId[]
}
