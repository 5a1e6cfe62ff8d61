import type { AspectId, CriterionId, SubCriterionId } from './ids.ts'
import { addPoints, type Points } from './points.ts'
import type { Decimal } from './rational.ts'

/**
 * What is marked: criterion > sub-criterion > aspect (DESIGN §1). Plain data; frozen when its stage opens.
 * Every id is unique in its rubric and goes into the journal, so it reads as people say it: "A", "A1", "A1.3".
 */
export interface Rubric {
  readonly title: string
  readonly criteria: readonly Criterion[]
  /** Sections of the occupational standard, where the scheme names them. Their weights are compared, never used. */
  readonly sections: readonly StandardsSection[]
}

/** A draft may be edited; frozen by hand or by the opening of a stage, it never changes again (RULES §11). */
export type RubricState = 'draft' | 'frozen'

export interface StandardsSection {
  readonly number: number
  readonly name: string
  readonly weight: Points
}

export interface Criterion {
  readonly id: CriterionId
  readonly name: string
  readonly subCriteria: readonly SubCriterion[]
}

export interface SubCriterion {
  readonly id: SubCriterionId
  readonly name: string
  /** Day of marking, from 1; null where the scheme does not say. */
  readonly day: number | null
  readonly aspects: readonly Aspect[]
}

export type Aspect = AspectFacts & AspectRule

export interface AspectFacts {
  readonly id: AspectId
  readonly name: string
  /** Further lines of description, in order. */
  readonly notes: readonly string[]
  /** What must be met, as the scheme states it ("4.0 Ω or less"). */
  readonly requirement: string
  /** Section of the occupational standard; null where missing. */
  readonly section: number | null
  /** M, the most this aspect can give; 0 for a pure penalty (RULES §2). */
  readonly max: Points
}

/** How an aspect is marked and what a mark is worth: the twelve kinds of RULES §2. */
export type AspectRule =
  | { readonly kind: 'pass-fail' }
  /** levels[i] describes level i; the top of the scale is levels.length - 1 (3 in CIS). */
  | { readonly kind: 'judgement'; readonly levels: readonly string[] }
  | { readonly kind: 'count'; readonly of: number }
  | { readonly kind: 'choice'; readonly min: Points; readonly options: readonly ChoiceOption[] }
  | ({ readonly kind: 'difference' } & DifferenceRule)
  | ({ readonly kind: 'range' } & RangeRule)
  | { readonly kind: 'points'; readonly min: Points; readonly step: Points }
  | {
      readonly kind: 'deduction'
      readonly start: Points
      /** null: no floor (only where start is 0). */
      readonly floor: Points | null
      readonly faults: readonly Fault[]
    }
  /** A grade between low and high; M = high × factor. */
  | {
      readonly kind: 'scaled'
      readonly low: Decimal
      readonly high: Decimal
      readonly step: Decimal
      readonly factor: Decimal
    }
  | ({ readonly kind: 'timed' } & TimedRule)
  /** Raised, it makes its target nought; what stands beneath stays recorded and shown. Its own M is 0. */
  | { readonly kind: 'veto'; readonly target: 'siblings' | 'sub-criterion' | 'part' | 'entry' }
  /** A number from a file, from 0 to M; `source` says from which. */
  | { readonly kind: 'imported'; readonly source: string }

export type AspectKind = AspectRule['kind']

export interface ChoiceOption {
  readonly label: string
  readonly worth: { readonly points: Points } | Deduction
}

/** Taken from the aspect's maximum: an amount of points, or a percentage of the maximum. */
export interface Deduction {
  readonly deduct: Decimal
  readonly in: 'points' | 'percent'
}

/** The instrument a reading is taken with: what the pad shows, and the limits of what can be typed (both may be open). */
export interface Instrument {
  readonly unit: string
  readonly decimals: number
  readonly low: Decimal | null
  readonly high: Decimal | null
}

/** M - d × steps(|reading - target| ÷ step), never below 0 (RULES §2). */
export interface DifferenceRule {
  readonly target: Decimal
  readonly step: Decimal
  readonly stepIn: 'units' | 'percent-of-target'
  readonly steps: 'complete' | 'begun' | 'proportional'
  readonly deduction: Deduction
  readonly instrument: Instrument
}

/** The narrowest band around the target that holds the reading decides; outside all bands 0 (RULES §2). */
export interface RangeRule {
  readonly target: Decimal
  readonly bands: readonly Band[]
  readonly instrument: Instrument
}

export interface Band {
  /** Distance allowed below the target. */
  readonly lower: Decimal
  /** Distance allowed above the target. */
  readonly upper: Decimal
  readonly deduction: Deduction
}

/** Whole milliseconds (RULES §0). */
export type Milliseconds = number

/** A time against a limit (RULES §3). */
export interface TimedRule {
  readonly limit: Milliseconds
  /** M, or 0 for a pure penalty. */
  readonly start: Points
  /** null: no floor (only where start is 0). */
  readonly floor: Points | null
  /** After `at`: that much scores nought, or what is done by then counts and the time is taken as `at`. */
  readonly stop: {
    readonly at: Milliseconds
    readonly effect: 'aspect-nought' | 'part-nought' | 'entry-nought' | 'done-counts'
  } | null
  readonly over: OverTime | null
  readonly bonus: {
    readonly amount: Points
    /** For each complete unit of this length before the limit. */
    readonly per: Milliseconds
    readonly cap: Points | null
    readonly aboveMax: boolean
  } | null
}

/** What time over the limit takes off: an amount for each unit, or by a table whose last bound is open. */
export type OverTime =
  | {
      readonly by: 'units'
      readonly amount: Points
      readonly per: Milliseconds
      readonly units: 'begun' | 'complete'
      readonly cap: Points | null
    }
  | {
      readonly by: 'table'
      /** upTo: the over time up to which, end included, this much is taken off; null in the last one alone. */
      readonly steps: readonly { readonly upTo: Milliseconds | null; readonly deduct: Points }[]
    }

export interface Fault {
  readonly name: string
  /** Taken off for each occurrence; positive. */
  readonly amount: Points
  /** The most that this fault can take off; null for no cap. */
  readonly cap: Points | null
}

export const subCriteriaOf = (rubric: Rubric): readonly SubCriterion[] =>
  rubric.criteria.flatMap((criterion) => criterion.subCriteria)

export const aspectsOf = (rubric: Rubric): readonly Aspect[] =>
  subCriteriaOf(rubric).flatMap((subCriterion) => subCriterion.aspects)

export const maximumOf = (aspects: readonly Aspect[]): Points => addPoints(aspects.map((aspect) => aspect.max))
