import type { EntryState } from '#domain/entry.ts'
import type { EntryId, PartId, StageId } from '#domain/ids.ts'
import type { StageState } from '#domain/stage.ts'
import type { Figure } from './entry-explanation.ts'

/**
 * GET /api/stages/:stageId/standings, for organizers: who stands where in each division, by the marks that the stage's
 * feed shows, who goes on, and what the rules leave to a person (RULES §§5, 6).
 */
export interface StageStandings {
  readonly stageId: StageId
  readonly state: StageState
  readonly contest: string
  readonly skill: string
  readonly stage: string
  /** Parts that ask for a pass. */
  readonly minima: readonly { readonly id: PartId; readonly name: string; readonly minimum: Figure }[]
  /** The scheme lets somebody go on. */
  readonly advances: boolean
  /** Division by division, and over all where that is set. */
  readonly rankings: readonly Ranking[]
  readonly stops: readonly ToldStop[]
  /** By state, and whoever has not one complete value yet. */
  readonly unranked: readonly UnrankedEntry[]
  /** All that count, by code: whom something can be set down of. */
  readonly entries: readonly StandingEntry[]
  /** What the scheme carries over from other stages. */
  readonly carried: readonly { readonly stage: string; readonly name: string; readonly what: 'own' | 'total' }[]
  /** Parts that are marked in attempts, and how many each entry has. */
  readonly attempts: readonly { readonly part: PartId; readonly name: string; readonly planned: number }[]
}

export interface StandingEntry {
  readonly id: EntryId
  readonly code: string
  readonly name: string
  readonly organization: string
}

export interface Ranking {
  /** null: the stage has no divisions, or this is the ranking over all of them. */
  readonly division: string | null
  readonly overall: boolean
  readonly rows: readonly StandingRow[]
}

export interface StandingRow {
  readonly rank: number
  readonly entry: StandingEntry
  readonly total: Figure
  /** Marks that it still waits for: its rank is provisional. */
  readonly missing: number
  /** Penalties and adjustments together; null: none. */
  readonly corrected: Figure | null
  /** One for each of `minima`; null while open. */
  readonly passes: readonly (boolean | null)[]
  /** A number: which reserve it is, from 1. */
  readonly advances: 'yes' | 'no' | 'waits' | number
}

export interface ToldStop {
  readonly kind: 'shared-rank' | 'cut-tie' | 'quota-tie'
  readonly division: string | null
  readonly overall: boolean
  /** The rank that is shared. */
  readonly rank: number | null
  /** How many places are left for all of them together. */
  readonly places: number | null
  /** Whose quota it is. */
  readonly organization: string | null
  readonly entries: readonly StandingEntry[]
  /** Marks of them are missing: it may go away by itself. */
  readonly isProvisional: boolean
}

export interface UnrankedEntry extends StandingEntry {
  readonly state: EntryState
  readonly division: string | null
  /** Where it was marked; null: not one value is complete. */
  readonly total: Figure | null
}
