import type { AspectId, CriterionId, PartId, SeatId, SubCriterionId } from './ids.ts'
import { type LevelValue, levelValue, type Marked, noSum, rounded, type Sum } from './level-value.ts'
import type { MarkValue } from './mark.ts'
import { exact, type Points, roundTo } from './points.ts'
import {
  add,
  atLeast,
  compare,
  divide,
  multiply,
  ofDecimal,
  type Rational,
  subtract,
  sum,
  whole,
  zero,
} from './rational.ts'
import type { CarriedOver, Part, Scheme } from './scheme.ts'
import { asSeated, type PlannedPart, type PlannedSubCriterion, type ScoringPlan, type Seating } from './scoring-plan.ts'
import type { MarkOf } from './sheet.ts'
import type { Attempt } from './worth.ts'

export type { Sum } from './level-value.ts'

/** All that a stage knows of one entry beside its name. */
export interface EntryGiven {
  readonly markOf: (seat: SeatId, aspect: AspectId, attempt: string | undefined) => MarkValue | undefined
  readonly seating: Seating
  readonly attempts: ReadonlyMap<PartId, readonly Attempt[]>
  readonly penalties: readonly Correction[]
  readonly adjustments: readonly Correction[]
  /** undefined: not known yet. */
  readonly carriedOf: (carried: CarriedOver) => Points | undefined
}

/** Kept beside the score and never over it (RULES §4). Penalties are positive, adjustments signed. */
export interface Correction {
  readonly points: Points
  readonly reason: string
}

/** An entry of which nothing but marks is known. */
export const onlyMarks = (markOf: MarkOf): EntryGiven => ({
  markOf,
  seating: asSeated,
  attempts: new Map(),
  penalties: [],
  adjustments: [],
  carriedOf: () => undefined,
})

/** Points so far, of complete values only, and how many marks are still needed (RULES §0: missing is never nought). */
export interface Tally {
  readonly points: Points
  readonly missing: number
  readonly begun: boolean
}

/** One entry's score in a stage. Only ever computed. */
export interface EntryScore extends Tally {
  /** The total before it was rounded: what ranks compare where the scheme says so. */
  readonly exact: Rational
  readonly parts: readonly PartScore[]
  readonly carried: readonly (CarriedOver & { readonly points: Points | undefined })[]
  /** A veto or a stop made the whole entry 0. */
  readonly isNought: boolean
}

export interface PartScore extends Sum {
  readonly part: Part
  /** Before rounding and floor. */
  readonly exact: Rational
  readonly contribution: Rational
  /** null: no pass is asked for, or marks are missing. */
  readonly passed: boolean | null
  readonly subCriteria: readonly SubCriterionScore[]
  readonly wholes: readonly LevelValue[]
  readonly attempts: readonly AttemptScore[]
  readonly nought: 'part' | 'entry' | undefined
}

export interface SubCriterionScore extends Sum {
  readonly id: SubCriterionId
  readonly criterion: CriterionId
  readonly nought: 'part' | 'entry' | undefined
  readonly levels: readonly LevelValue[]
}

export interface AttemptScore extends Sum {
  readonly attempt: Attempt
  readonly nought: 'part' | 'entry' | undefined
  readonly subCriteria: readonly SubCriterionScore[]
  readonly wholes: readonly LevelValue[]
}

function together(sums: readonly Sum[]): Sum {
  let [value, missing, begun] = [zero, 0, false]
  for (const one of sums) {
    value = add(value, one.value)
    missing += one.missing
    begun ||= one.begun
  }
  return { value, missing, begun }
}

type Reach = 'part' | 'entry' | undefined
const widest = (noughts: readonly (string | undefined)[]): Reach =>
  noughts.includes('entry') ? 'entry' : noughts.includes('part') ? 'part' : undefined

/** What the groups at level aspect and sub-criterion give for one sub-criterion; never below 0 outside attempts. */
export function scoreSubCriterion(planned: PlannedSubCriterion, marked: Marked, tells = false): SubCriterionScore {
  const levels = planned.units.map((unit) => levelValue(unit, marked, tells))
  const { id, criterion } = planned
  const nought = widest(levels.map((level) => level.nought))
  const head = { id, criterion, nought, levels: tells ? levels : [] }
  if (levels.some(({ nought }) => nought === 'siblings' || nought === 'sub-criterion'))
    return { ...head, value: zero, missing: 0, begun: true }
  const total = together(levels)
  const hasFloor = planned.hasFloor && marked.attempt === undefined
  return { ...head, ...total, value: hasFloor ? atLeast(total.value, zero) : total.value }
}

/** What each sub-criterion outside attempts gives: worked out from the marks, or remembered where none of them changed. */
export type SubCriterionSum = (planned: PlannedSubCriterion) => SubCriterionScore

export interface Asked {
  /** Every number on the way, for whoever wants to know why. */
  readonly tells?: boolean
  readonly sumOf?: SubCriterionSum
}

/** An entry's score: level values → sub-criteria → parts → contributions → total (RULES §4). */
export function scoreEntry({ scheme, parts: planned }: ScoringPlan, given: EntryGiven, asked: Asked = {}): EntryScore {
  const worked = planned.map((one) => scorePart(scheme, one, given, asked))
  const carried = scheme.carried.map((one) => ({ ...one, points: given.carriedOf(one) }))
  const isNought = worked.some((part) => part.nought === 'entry')
  const parts = isNought ? worked.map(madeNought) : worked
  const value = isNought ? zero : totalOf(parts, carried, given)
  const floored = scheme.totalBelowZero ? value : atLeast(value, zero)
  const lacking = carried.filter(({ points }) => points === undefined).length
  return {
    points: roundTo(floored, scheme.rounding.total),
    exact: floored,
    missing: isNought ? 0 : parts.reduce((missing, part) => missing + part.missing, lacking),
    begun: parts.some((part) => part.begun) || carried.some(({ points }) => points !== undefined),
    parts,
    carried,
    isNought,
  }
}

/** What lies beneath what a veto or a stop makes 0 is 0 with it, and nothing of it is missing. The marks stay to be seen. */
const madeNought = (part: PartScore): PartScore => ({
  ...part,
  value: zero,
  contribution: zero,
  missing: 0,
  begun: true,
  passed: isPassed(part.part, zero),
  subCriteria: part.subCriteria.map((one) => ({
    ...one,
    value: zero,
    missing: 0,
    begun: one.begun || one.missing > 0,
  })),
})

const isPassed = ({ minimum }: Part, value: Rational): boolean | null =>
  minimum === null ? null : compare(value, exact(minimum)) >= 0

function totalOf(parts: readonly PartScore[], carried: EntryScore['carried'], given: EntryGiven): Rational {
  let total = zero
  for (const { contribution } of parts) total = add(total, contribution)
  for (const { points, weight } of carried)
    if (points !== undefined) total = add(total, multiply(exact(points), ofDecimal(weight)))
  for (const { points } of given.penalties) total = subtract(total, exact(points))
  for (const { points } of given.adjustments) total = add(total, exact(points))
  return total
}

function scorePart(scheme: Scheme, planned: PlannedPart, given: EntryGiven, asked: Asked): PartScore {
  const { part } = planned
  const tells = asked.tells ?? false
  const work = part.attempts
    ? inAttempts(scheme, planned, part.attempts, given, tells)
    : once(planned, given, asked, tells)
  const floored = part.belowZero ? work.value : atLeast(work.value, zero)
  const value = rounded(floored, scheme.rounding.part)
  const scored: PartScore = {
    ...work,
    part,
    exact: work.value,
    value,
    contribution: rounded(contributionOf(scheme, planned, value), scheme.rounding.contribution),
    passed: work.missing > 0 || !work.begun ? null : isPassed(part, value),
  }
  return work.nought ? madeNought(scored) : scored
}

type Work = Sum & Pick<PartScore, 'subCriteria' | 'wholes' | 'attempts' | 'nought'>

function once({ subCriteria, wholes }: PlannedPart, given: EntryGiven, { sumOf }: Asked, tells: boolean): Work {
  const marked = markedIn(given, undefined)
  const subs = subCriteria.map((one) => (sumOf && !tells ? sumOf(one) : scoreSubCriterion(one, marked, tells)))
  const all = wholes.map((unit) => levelValue(unit, marked, tells))
  const nought = widest([...subs, ...all].map((one) => one.nought))
  return { ...together([...subs, ...all]), subCriteria: subs, wholes: all, attempts: [], nought }
}

export const markedIn = ({ markOf, seating }: EntryGiven, attempt: Attempt | undefined): Marked => ({
  markOf: (seat, aspect) => markOf(seat, aspect, attempt?.id),
  seating,
  attempt,
})

function inAttempts(
  scheme: Scheme,
  planned: PlannedPart,
  { take, best }: NonNullable<Part['attempts']>,
  given: EntryGiven,
  tells: boolean,
): Work {
  const attempts = (given.attempts.get(planned.part.id) ?? []).map((attempt) =>
    scoreAttempt(scheme, planned, attempt, given, tells),
  )
  const { missing } = together(attempts)
  const begun = take === 'last' ? (lastOf(attempts)?.begun ?? attempts.length > 0) : attempts.some((one) => one.begun)
  const nought = widest(attempts.map((attempt) => attempt.nought))
  return { value: taken(attempts, take, best), missing, begun, attempts, subCriteria: [], wholes: [], nought }
}

/** base + points of the groups × difficulty × multiplier; nothing while nobody has marked it. */
function scoreAttempt(
  scheme: Scheme,
  { subCriteria, wholes }: PlannedPart,
  attempt: Attempt,
  given: EntryGiven,
  tells: boolean,
): AttemptScore {
  if (attempt.isVoid) return { ...noSum, begun: true, attempt, subCriteria: [], wholes: [], nought: undefined }
  const marked = markedIn(given, attempt)
  const subs = subCriteria.map((one) => scoreSubCriterion(one, marked, tells))
  const all = wholes.map((unit) => levelValue(unit, marked, tells))
  const { value, missing, begun } = together([...subs, ...all])
  const hasBegun = begun || missing === 0
  const factor = multiply(ofDecimal(attempt.difficulty), ofDecimal(attempt.multiplier))
  const worth = add(ofDecimal(attempt.base), multiply(value, factor))
  return {
    value: hasBegun ? rounded(worth, scheme.rounding.attempt) : zero,
    missing,
    begun: hasBegun,
    attempt,
    subCriteria: subs,
    wholes: all,
    nought: widest([...subs, ...all].map((one) => one.nought)),
  }
}

const lastOf = (attempts: readonly AttemptScore[]): AttemptScore | undefined => {
  const own = attempts.filter(({ attempt }) => !attempt.isVoid)
  return own[own.length - 1]
}

function taken(attempts: readonly AttemptScore[], take: NonNullable<Part['attempts']>['take'], best: number): Rational {
  const begun = attempts.filter((attempt) => attempt.begun).map(({ value }) => value)
  switch (take) {
    case 'sum':
      return sum(begun)
    case 'mean':
      return attempts.length === 0 ? zero : divide(sum(begun), whole(attempts.length))
    case 'best':
      return sum([...begun].sort((a, b) => compare(b, a)).slice(0, best))
    case 'last':
      return lastOf(attempts)?.value ?? zero
  }
}

function contributionOf({ composition }: Scheme, { part, maximum }: PlannedPart, value: Rational): Rational {
  const weight = ofDecimal(part.weight)
  if (composition.kind === 'added') return multiply(value, weight)
  // All of its aspects were annulled: there is nothing to take a share of.
  if (compare(maximum, zero) === 0) return zero
  return multiply(multiply(divide(value, maximum), weight), exact(composition.maximum))
}

/** Points so far and marks still needed, criterion by criterion: of a part that is marked once, by aspect or sub-criterion. */
export function criteriaOf({ subCriteria }: PartScore): ReadonlyMap<CriterionId, Sum> {
  const found = new Map<CriterionId, Sum>()
  for (const one of subCriteria) found.set(one.criterion, together([found.get(one.criterion) ?? noSum, one]))
  return found
}
