import type {
  Figure,
  ToldAttempt,
  ToldInside,
  ToldPart,
  ToldSeatMarks,
  ToldSubCriterion,
  ToldUnit,
} from '#contract/entry-explanation.ts'
import type { SeatId } from '#domain/ids.ts'
import type { LevelValue, Sum, ToldSeat } from '#domain/level-value.ts'
import { exact } from '#domain/points.ts'
import { compare, multiply, type Rational, sum, writtenOut } from '#domain/rational.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import type { AttemptScore, EntryScore, PartScore, SubCriterionScore } from '#domain/score.ts'
import { maximumOf, type PlannedPart, type PlannedSubCriterion, type Unit } from '#domain/scoring-plan.ts'
import { type Attempt, seatValue } from '#domain/worth.ts'

/** What the tree of numbers is told with: names and labels for what the score holds as ids. */
export interface ToldWith {
  readonly planned: readonly PlannedPart[]
  readonly labelOf: (seat: SeatId) => string
  readonly subCriterionOf: (id: PlannedSubCriterion['id']) => SubCriterion | undefined
}

/** The parts of a score that was worked out with every number on the way. */
export const tellParts = (score: EntryScore, told: ToldWith): ToldPart[] =>
  score.parts.map((part, i) =>
    // Under a whole entry that is 0 every part is 0 with it.
    tellPart(score.isNought ? { ...part, nought: 'entry' } : part, told.planned[i]!, told),
  )

const figureOr = (value: Rational | undefined): Figure | null => (value === undefined ? null : writtenOut(value))

const tellSum = ({ value, missing, begun }: Sum) => ({ points: begun ? writtenOut(value) : null, missing })

function tellPart(scored: PartScore, planned: PlannedPart, told: ToldWith): ToldPart {
  const { part } = scored
  return {
    id: part.id,
    name: part.name,
    weight: part.weight,
    maximum: part.attempts === null ? writtenOut(planned.maximum) : null,
    ...tellSum(scored),
    exact: writtenOut(scored.exact),
    contribution: scored.begun ? writtenOut(scored.contribution) : null,
    nought: scored.nought ?? null,
    minimum: part.minimum === null ? null : writtenOut(exact(part.minimum)),
    passed: scored.passed,
    take: part.attempts,
    attempts: scored.attempts.map((attempt) => tellAttempt(attempt, planned, told)),
    ...(part.attempts === null ? tellInside(scored, planned, told, undefined) : { criteria: [], wholes: [] }),
  }
}

const tellAttempt = (scored: AttemptScore, planned: PlannedPart, told: ToldWith): ToldAttempt => ({
  id: scored.attempt.id,
  base: scored.attempt.base,
  difficulty: scored.attempt.difficulty,
  multiplier: scored.attempt.multiplier,
  isVoid: scored.attempt.isVoid,
  ...tellSum(scored),
  ...(scored.attempt.isVoid ? { criteria: [], wholes: [] } : tellInside(scored, planned, told, scored.attempt)),
})

function tellInside(
  { subCriteria, wholes, nought }: Pick<PartScore, 'subCriteria' | 'wholes' | 'nought'>,
  planned: PlannedPart,
  told: ToldWith,
  attempt: Attempt | undefined,
): ToldInside {
  const scores = new Map(subCriteria.map((one) => [one.id, one]))
  return {
    // A criterion of which nothing is marked by itself is all in the wholes.
    criteria: planned.criteria.flatMap(({ id, name, maximum }) => {
      const own = planned.subCriteria.filter(({ criterion, units }) => criterion === id && units.length > 0)
      if (own.length === 0) return []
      return {
        id,
        name,
        maximum: writtenOut(maximum),
        ...tellSum(together(own.flatMap((sub) => scores.get(sub.id) ?? []))),
        subCriteria: own.map((sub) => tellSubCriterion(scores.get(sub.id)!, sub, { ...told, nought, attempt })),
      }
    }),
    wholes: wholes.map((level, i) => tellUnit(level, planned.wholes[i]!, told, attempt)),
  }
}

const together = (sums: readonly Sum[]): Sum => ({
  value: sum(sums.map(({ value }) => value)),
  missing: sums.reduce((missing, one) => missing + one.missing, 0),
  begun: sums.some(({ begun }) => begun),
})

interface ToldWithin extends ToldWith {
  readonly nought: PartScore['nought']
  readonly attempt: Attempt | undefined
}

function tellSubCriterion(scored: SubCriterionScore, planned: PlannedSubCriterion, told: ToldWithin): ToldSubCriterion {
  const { levels } = scored
  const isOwn = levels.some(({ nought }) => nought === 'siblings' || nought === 'sub-criterion')
  const nought = told.nought ?? (isOwn ? 'sub-criterion' : null)
  const added = sum(levels.map(({ value }) => value))
  const inRubric = told.subCriterionOf(scored.id)
  const place = ({ aspects: [first] }: ToldUnit) => inRubric?.aspects.findIndex(({ id }) => id === first?.id) ?? -1
  return {
    id: scored.id,
    name: inRubric?.name ?? '',
    maximum: writtenOut(maximumOf(planned.units)),
    ...tellSum(scored),
    nought,
    isFloored: nought === null && compare(added, scored.value) !== 0,
    units: levels
      .map((level, i) => tellUnit(level, planned.units[i]!, told, told.attempt))
      .sort((a, b) => place(a) - place(b)),
  }
}

function tellUnit(scored: LevelValue, unit: Unit, { labelOf }: ToldWith, attempt: Attempt | undefined): ToldUnit {
  const { group, aspects } = unit
  const { told } = scored
  const seats = told?.seats ?? []
  const dropped = sides(seats, group.rule.kind === 'trimmed' ? group.rule.low : 0)
  return {
    group: group.name,
    level: group.level,
    rule: group.rule,
    round: group.round,
    factor: group.factor,
    factorRound: group.factorRound,
    aspects: aspects.map(({ aspect }) => aspect),
    maximum: writtenOut(maximumOf([unit])),
    ...tellSum(scored),
    seats: seats.map((seat, i) => ({
      seat: seat.seat,
      label: labelOf(seat.seat),
      marks: marksOf(seat, unit, attempt),
      value: figureOr(seat.value),
      dropped: dropped.get(i) ?? null,
    })),
    isDisputed: told?.disputed ?? false,
    isAnnulled: told === undefined,
    ruled: figureOr(told?.ruled),
    rounded: figureOr(told?.rounded),
  }
}

/** At higher levels a scaled aspect's own factor comes before the adding (docs/rules.md). */
const marksOf = (seat: ToldSeat, { group, aspects }: Unit, attempt: Attempt | undefined): ToldSeatMarks['marks'] =>
  aspects.map(({ aspect, factor, given }, i) => {
    const mark = seat.marks[i]
    const worth = given ?? (mark && seatValue(aspect, mark, attempt))
    const counted = worth && factor && group.level !== 'aspect' ? multiply(worth, factor) : worth
    return { aspectId: aspect.id, value: mark ?? null, worth: figureOr(counted) }
  })

/** Of the dropped seats the lowest stand for the lowest, all others for the highest. */
function sides(seats: readonly ToldSeat[], low: number): ReadonlyMap<number, 'high' | 'low'> {
  const inOrder = seats
    .flatMap(({ value, dropped }, at) => (dropped && value ? [{ value, at }] : []))
    .sort((a, b) => compare(a.value, b.value))
  return new Map(inOrder.map(({ at }, nth) => [at, nth < low ? 'low' : 'high']))
}
