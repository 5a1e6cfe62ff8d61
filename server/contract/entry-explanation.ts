import type { Amendment, Gift } from '#domain/amend.ts'
import type { EntryState } from '#domain/entry.ts'
import type { AspectId, CriterionId, EntryId, PartId, RubricId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import type { Decimal } from '#domain/rational.ts'
import type { Aspect } from '#domain/rubric.ts'
import type { CarriedOver, Composition, JudgeGroup, Link, Part, Rounding } from '#domain/scheme.ts'
import type { StageState } from '#domain/stage.ts'

/** A figure that was worked out: "24.6", or "5/9" where its decimals do not end. Marks and rules stand as the rubric has them. */
export type Figure = string

/**
 * GET /api/stages/:stageId/explanations/:entryId, for organizers: every number between the marks of one entry and its
 * rank, each as it was used. null is "nothing of it is complete", and never 0 (docs/rules.md).
 */
export interface EntryExplanation {
  readonly stageId: StageId
  readonly state: StageState
  readonly contest: string
  readonly skill: string
  readonly stage: string
  readonly rubric: { readonly id: RubricId; readonly version: number; readonly sha256: string }
  readonly entry: ExplainedEntry & {
    readonly organization: string
    readonly station: string | null
    readonly state: EntryState
    readonly division: string | null
  }
  /** All that count, by code: what else can be asked for. */
  readonly entries: readonly ExplainedEntry[]
  /** As published. */
  readonly total: Figure | null
  readonly missing: number
  /** Before it was rounded: what ranks compare where `rankOn` is exact. */
  readonly exact: Figure
  readonly rankOn: 'published' | 'exact'
  readonly rounding: Rounding
  readonly composition: Composition
  /** A veto or a stop made the whole entry 0. */
  readonly isNought: boolean
  /** null: not present, or not one value is complete. `of` entries rank, `sharing` hold this rank. */
  readonly rank: { readonly rank: number; readonly sharing: number; readonly of: number } | null
  readonly parts: readonly ToldPart[]
  /** Positive: taken off. */
  readonly penalties: readonly ToldCorrection[]
  readonly adjustments: readonly ToldCorrection[]
  readonly carried: readonly (CarriedOver & { readonly name: string; readonly points: Figure | null })[]
  /** Aspects of the stage that were amended, each by its last amendment, with who says so. */
  readonly amended: readonly ToldAmendment[]
  readonly neighbours: {
    readonly above: readonly Neighbour[]
    readonly sharing: readonly Neighbour[]
    readonly below: readonly Neighbour[]
  }
}

export interface ToldAmendment {
  readonly aspectId: AspectId
  readonly name: string
  readonly kind: Amendment['kind']
  /** null: it was corrected. */
  readonly give: Gift | null
  readonly reason: string
  readonly signer: string
  readonly at: number
}

export interface ToldCorrection {
  readonly points: Figure
  readonly reason: string
  /** The full name of whoever signed it. */
  readonly signer: string
}

export interface ExplainedEntry {
  readonly id: EntryId
  readonly code: string
  readonly name: string
}

/** An entry on the next rank, or on the same. */
export interface Neighbour extends ExplainedEntry {
  readonly rank: number
  readonly total: Figure
  /** Where the totals are equal: link by link in the order of the chain; empty where the totals decide. */
  readonly chain: readonly ComparedLink[]
}

export interface ComparedLink {
  readonly link: Link
  /** What the link names in the rubric or the scheme; '' where it names nothing. */
  readonly name: string
  readonly outcome: 'equal' | 'decides' | 'unused'
  /** Points, milliseconds, a number of marks or a lot; null: unknown. Of an unused link nothing was asked. */
  readonly own: Figure | null
  readonly theirs: Figure | null
}

interface ToldSum {
  readonly points: Figure | null
  readonly missing: number
}

export interface ToldPart extends ToldSum, ToldInside {
  readonly id: PartId
  readonly name: string
  readonly weight: Decimal
  /** null: a part with attempts has none. */
  readonly maximum: Figure | null
  /** Before rounding and floor. */
  readonly exact: Figure
  readonly contribution: Figure | null
  readonly nought: 'part' | 'entry' | null
  /** null: no pass is asked for. */
  readonly minimum: Figure | null
  readonly passed: boolean | null
  readonly take: Part['attempts']
  readonly attempts: readonly ToldAttempt[]
}

/** What the groups gave, of a part that is marked once or in one attempt. */
export interface ToldInside {
  readonly criteria: readonly ToldCriterion[]
  /** Level values of groups that give one for the whole part. */
  readonly wholes: readonly ToldUnit[]
}

export interface ToldAttempt extends ToldSum, ToldInside {
  readonly id: string
  readonly base: Decimal
  readonly difficulty: Decimal
  readonly multiplier: Decimal
  readonly isVoid: boolean
}

export interface ToldCriterion extends ToldSum {
  readonly id: CriterionId
  readonly name: string
  readonly maximum: Figure
  readonly subCriteria: readonly ToldSubCriterion[]
}

export interface ToldSubCriterion extends ToldSum {
  readonly id: SubCriterionId
  readonly name: string
  readonly maximum: Figure
  /** What a veto or a stop made 0, this with it. */
  readonly nought: 'sub-criterion' | 'part' | 'entry' | null
  /** Its level values add up to less than 0, and it never falls below that. */
  readonly isFloored: boolean
  readonly units: readonly ToldUnit[]
}

/** One level value: what a group's seats gave, what its rule made of that, and what came out. */
export interface ToldUnit extends ToldSum, Pick<JudgeGroup, 'level' | 'rule' | 'round' | 'factor' | 'factorRound'> {
  readonly group: string
  readonly aspects: readonly Aspect[]
  readonly maximum: Figure
  readonly seats: readonly ToldSeatMarks[]
  /** Where all seats have to give the same: they do not. */
  readonly isDisputed: boolean
  /** Annulled, and given to every entry: no mark counts. */
  readonly isAnnulled: boolean
  /** By the rule, before rounding; null while incomplete. */
  readonly ruled: Figure | null
  /** Rounded, before the group's factor. */
  readonly rounded: Figure | null
}

export interface ToldSeatMarks {
  readonly seat: SeatId
  /** "J1" */
  readonly label: string
  /** One for each of the unit's aspects, in their order. */
  readonly marks: readonly {
    readonly aspectId: AspectId
    /** null: missing. */
    readonly value: MarkValue | null
    /** What it is worth before the group's rule; null: missing. */
    readonly worth: Figure | null
  }[]
  /** Its worths together; null while one is missing. */
  readonly value: Figure | null
  /** A trimmed mean leaves it out, as one of the highest or of the lowest. */
  readonly dropped: 'high' | 'low' | null
}
