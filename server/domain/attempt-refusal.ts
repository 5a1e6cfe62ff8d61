import { firstLacking } from './grades.ts'
import { MOST_POINTS } from './points.ts'
import {
  absolute,
  add,
  atLeast,
  compare,
  type Decimal,
  multiply,
  ofDecimal,
  one,
  type Rational,
  zero,
} from './rational.ts'
import type { Rubric } from './rubric.ts'
import type { Part } from './scheme.ts'
import { farthestOf, type PlannedPart } from './scoring-plan.ts'
import type { Attempt } from './worth.ts'

export type AttemptRefusal =
  /** It could give more than MOST_POINTS. */
  | { readonly kind: 'attempt-too-large' }
  /** A grade of the part stands for nothing in its table: this is the first one. */
  | { readonly kind: 'table-incomplete'; readonly grade: Decimal }

/** Why the coefficients of an attempt of a part cannot stand (RULES §4); undefined where they can. */
export function attemptRefusal(planned: PlannedPart, rubric: Rubric, attempt: Attempt): AttemptRefusal | undefined {
  const { table, base, difficulty, multiplier } = attempt
  if (table) {
    for (const aspect of aspectsOf(rubric, planned.part)) {
      const grade = aspect.kind === 'scaled' ? firstLacking(aspect, table) : undefined
      if (grade !== undefined) return { kind: 'table-incomplete', grade }
    }
  }
  const judged = multiply(
    farthestOf(planned, table ? greatest(table) : undefined),
    multiply(ofDecimal(difficulty), ofDecimal(multiplier)),
  )
  const most = multiply(add(absolute(ofDecimal(base)), judged), atLeast(ofDecimal(planned.part.weight), one))
  return compare(most, MOST_POINTS) > 0 ? { kind: 'attempt-too-large' } : undefined
}

const greatest = (table: NonNullable<Attempt['table']>): Rational =>
  Object.values(table).reduce((most, worth) => atLeast(absolute(ofDecimal(worth)), most), zero)

const aspectsOf = ({ criteria }: Rubric, part: Part) =>
  criteria
    .filter(({ id }) => part.criteria.includes(id))
    .flatMap(({ subCriteria }) => subCriteria.flatMap(({ aspects }) => aspects))
