import type { ToldLevel } from '#domain/level-value.ts'
import { exact } from '#domain/points.ts'
import { type Rational, writtenOut } from '#domain/rational.ts'
import type { AttemptScore, EntryScore, PartScore, SubCriterionScore } from '#domain/score.ts'

/** The tree of the numbers that a score was worked out from, each as it was used (issue: every score explains itself). */
export const explanationOf = (score: EntryScore) => ({
  exact: writtenOut(score.exact),
  nought: score.isNought,
  parts: score.parts.map(partOf),
  carried: score.carried.map(({ stage, what, weight, points }) => ({
    stage,
    what,
    weight,
    points: points === undefined ? null : writtenOut(exact(points)),
  })),
})

const partOf = ({ part, exact, value, contribution, missing, nought, subCriteria, wholes, attempts }: PartScore) => ({
  id: part.id,
  exact: writtenOut(exact),
  points: writtenOut(value),
  contribution: writtenOut(contribution),
  weight: part.weight,
  missing,
  nought: nought ?? null,
  ...insideOf({ subCriteria, wholes }),
  ...(part.attempts && { take: part.attempts, attempts: attempts.map(attemptOf) }),
})

const attemptOf = ({ attempt, value, missing, ...inside }: AttemptScore) => ({
  id: attempt.id,
  base: attempt.base,
  difficulty: attempt.difficulty,
  multiplier: attempt.multiplier,
  void: attempt.isVoid,
  points: writtenOut(value),
  missing,
  ...insideOf(inside),
})

const insideOf = ({ subCriteria, wholes }: Pick<PartScore, 'subCriteria' | 'wholes'>) => ({
  subCriteria: subCriteria.map(subCriterionOf),
  wholes: wholes.flatMap(({ told }) => (told ? [levelOf(told)] : [])),
})

const subCriterionOf = ({ id, value, missing, levels }: SubCriterionScore) => ({
  id,
  points: writtenOut(value),
  missing,
  levels: levels.flatMap(({ told }) => (told ? [levelOf(told)] : [])),
})

const orNull = (value: Rational | undefined) => (value === undefined ? null : writtenOut(value))

const levelOf = ({ unit: { group, aspects }, seats, disputed, ruled, rounded, value }: ToldLevel) => ({
  group: group.name,
  level: group.level,
  rule: group.rule,
  aspects: aspects.map(({ aspect }) => aspect.id),
  seats: seats.map(({ seat, value, dropped }) => ({ seat, points: orNull(value), ...(dropped && { dropped }) })),
  ...(disputed && { disputed }),
  ruled: orNull(ruled),
  round: group.round,
  rounded: orNull(rounded),
  factor: group.factor,
  points: writtenOut(value),
})
