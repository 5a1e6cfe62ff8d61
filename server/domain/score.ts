import type { AspectId, CriterionId, SeatId, SubCriterionId } from './ids.ts'
import { seatValue } from './mark.ts'
import { addPoints, type Decimals, exact, type Points, roundTo } from './points.ts'
import { atLeast, compare, divide, multiply, ofDecimal, type Rational, sum, whole, zero } from './rational.ts'
import { type Aspect, aspectsOf, maximumOf, type Rubric, type SubCriterion } from './rubric.ts'
import { givers, type JudgeGroup, type Scheme } from './scheme.ts'
import type { MarkOf } from './sheet.ts'

/** Points so far, of complete values only, and how many marks are still needed (RULES §0: missing is never nought). */
export interface Tally {
  readonly points: Points
  readonly missing: number
  /** false until the first complete value: then the board draws an open bar, not a nought. */
  readonly begun: boolean
}

/** One entry's score in a stage of one part. Only ever computed. */
export interface EntryScore extends Tally {
  readonly criteria: readonly CriterionTally[]
}

export interface CriterionTally extends Tally {
  readonly id: CriterionId
  readonly subCriteria: readonly SubCriterionTally[]
}

export interface SubCriterionTally extends Tally {
  readonly id: SubCriterionId
}

/** A sum on its way, before anything is rounded. */
export interface Sum {
  readonly value: Rational
  readonly missing: number
  readonly begun: boolean
}

const nothing: Sum = { value: zero, missing: 0, begun: false }

const together = (parts: readonly Sum[]): Sum => ({
  value: sum(parts.map((part) => part.value)),
  missing: parts.reduce((missing, part) => missing + part.missing, 0),
  begun: parts.some((part) => part.begun),
})

const round = (value: Rational, decimals: Decimals | 'exact'): Rational =>
  decimals === 'exact' ? value : exact(roundTo(value, decimals))

/**
 * The value of one level unit (an aspect, a sub-criterion, or all aspects of the group). RULES §1, in its order: each
 * seat's values, exact; summed seat by seat; the rule over seats; rounded; × factor; rounded.
 */
function levelValue(group: JudgeGroup, aspects: readonly Aspect[], markOf: MarkOf): Sum {
  const seats = givers(group)
  const perSeat = seats.map((seat) => seatSum(seat, aspects, markOf))
  const missing = perSeat.reduce((total, seat) => total + seat.missing, 0)
  if (missing > 0 || seats.length === 0) return { value: zero, missing: Math.max(missing, 1), begun: false }
  const value = ruled(
    group,
    perSeat.map((seat) => seat.value),
  )
  if (value === undefined) return { value: zero, missing: tooFewBy(group), begun: false }
  return {
    value: round(multiply(round(value, group.round), ofDecimal(group.factor)), group.factorRound),
    missing: 0,
    begun: true,
  }
}

function seatSum(seat: SeatId, aspects: readonly Aspect[], markOf: MarkOf): Sum {
  return together(
    aspects.map((aspect) => {
      const value = markOf(seat, aspect.id)
      return value === undefined
        ? { value: zero, missing: 1, begun: false }
        : { value: seatValue(aspect, value), missing: 0, begun: true }
    }),
  )
}

/** undefined where a trimmed mean would keep nobody and the scheme calls that incomplete (RULES §1). */
function ruled({ rule }: JudgeGroup, values: readonly Rational[]): Rational | undefined {
  switch (rule.kind) {
    case 'agreed':
      return values[0]
    case 'mean':
      return meanOf(values)
    case 'trimmed': {
      const kept = [...values].sort(compare).slice(rule.low, Math.max(rule.low, values.length - rule.high))
      if (kept.length > 0) return meanOf(kept)
      return rule.tooFew === 'mean' ? meanOf(values) : undefined
    }
  }
}

const meanOf = (values: readonly Rational[]): Rational => divide(sum(values), whole(values.length))

/** How many more seats a trimmed group would need before anybody is left to count. */
const tooFewBy = ({ rule, seats }: JudgeGroup): number =>
  rule.kind === 'trimmed' ? rule.high + rule.low + 1 - seats.length : 1

/** A sub-criterion is never below 0, but one whose maximum is 0 (penalties only) has no floor (RULES §4). */
const floored = (tally: Sum, aspects: readonly Aspect[]): Sum =>
  maximumOf(aspects) === 0 ? tally : { ...tally, value: atLeast(tally.value, zero) }

const counted = (scheme: Scheme) => scheme.groups.filter((group) => group.counted)

/** What the groups at level aspect and sub-criterion give for one sub-criterion. */
export function scoreSubCriterion(scheme: Scheme, subCriterion: SubCriterion, markOf: MarkOf): Sum {
  const parts = counted(scheme)
    .filter((group) => group.level !== 'whole')
    .map((group) => {
      const ids = new Set<AspectId>(group.aspects)
      const own = subCriterion.aspects.filter((aspect) => ids.has(aspect.id))
      if (own.length === 0) return nothing
      return group.level === 'sub-criterion'
        ? levelValue(group, own, markOf)
        : together(own.map((aspect) => levelValue(group, [aspect], markOf)))
    })
  return floored(together(parts), subCriterion.aspects)
}

/** What the groups at level whole give: they have no points for any single sub-criterion (RULES §1). */
function scoreWholes(rubric: Rubric, scheme: Scheme, markOf: MarkOf): Sum {
  return together(
    counted(scheme)
      .filter((group) => group.level === 'whole')
      .map((group) => {
        const ids = new Set<AspectId>(group.aspects)
        const own = aspectsOf(rubric).filter((aspect) => ids.has(aspect.id))
        return levelValue(group, own, markOf)
      }),
  )
}

const tally = ({ value, missing, begun }: Sum): Tally => ({ points: roundTo(value, 3), missing, begun })

/** What each sub-criterion gives: worked out from the marks, or remembered where none of them has changed. */
export type SubCriterionSum = (subCriterion: SubCriterion) => Sum

/**
 * An entry's score: sub-criteria → criteria → part, rounded to rounding.part and never below 0 → total, rounded to
 * rounding.total (RULES §4, composition `added` with one part).
 */
export function scoreEntry(
  rubric: Rubric,
  scheme: Scheme,
  markOf: MarkOf,
  sumOf: SubCriterionSum = (subCriterion) => scoreSubCriterion(scheme, subCriterion, markOf),
): EntryScore {
  const criteria = rubric.criteria.map((criterion) => {
    const subCriteria = criterion.subCriteria.map((subCriterion) => ({
      id: subCriterion.id,
      sum: sumOf(subCriterion),
    }))
    return { id: criterion.id, subCriteria, sum: together(subCriteria.map((subCriterion) => subCriterion.sum)) }
  })
  const part = together([...criteria.map((criterion) => criterion.sum), scoreWholes(rubric, scheme, markOf)])
  const rounded = roundTo(atLeast(part.value, zero), scheme.rounding.part)
  return {
    points: roundTo(exact(rounded), scheme.rounding.total),
    missing: part.missing,
    begun: part.begun,
    criteria: criteria.map((criterion) => ({
      id: criterion.id,
      ...tally(criterion.sum),
      subCriteria: criterion.subCriteria.map((subCriterion) => ({ id: subCriterion.id, ...tally(subCriterion.sum) })),
    })),
  }
}

export const criterionMaximum = (rubric: Rubric, id: CriterionId): Points =>
  addPoints(
    rubric.criteria
      .filter((criterion) => criterion.id === id)
      .flatMap((criterion) => criterion.subCriteria)
      .map((subCriterion) => maximumOf(subCriterion.aspects)),
  )
