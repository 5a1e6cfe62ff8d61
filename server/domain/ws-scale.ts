import type { Points } from './points.ts'
import { exact } from './points.ts'
import {
  absolute,
  add,
  atLeast,
  atMost,
  compare,
  divide,
  floorOf,
  multiply,
  negative,
  type Rational,
  rational,
  subtract,
  sum,
  whole,
  zero,
} from './rational.ts'
import type { Medals, Scale } from './scheme.ts'

/** What makes the median deviation of a normal field its standard deviation, and the mean deviation likewise. */
const MEDIAN_FACTOR = rational(7413, 5000)
const MEAN_FACTOR = rational(12533, 10000)

/** The WorldSkills Scale of a field (RULES §7), in the order of the totals; undefined for fewer than three. */
export function scaleOf({ centre, unit, least, most }: Scale, totals: readonly Points[]): number[] | undefined {
  if (totals.length < 3) return undefined
  const values = totals.map(exact)
  const median = medianOf(values)
  const away = values.map((value) => absolute(subtract(value, median)))
  const spread = multiply(medianOf(away), MEDIAN_FACTOR)
  const width = compare(spread, zero) !== 0 ? spread : multiply(divide(sum(away), whole(away.length)), MEAN_FACTOR)
  return values.map((value) => {
    if (compare(width, zero) === 0) return Math.min(most, Math.max(least, centre))
    const at = add(whole(centre), divide(multiply(whole(unit), subtract(value, median)), width))
    return wholeOf(atMost(atLeast(at, whole(least)), whole(most)))
  })
}

function medianOf(values: readonly Rational[]): Rational {
  const sorted = [...values].sort(compare)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : divide(add(sorted[middle - 1]!, sorted[middle]!), whole(2))
}

/** Halves away from zero. */
const wholeOf = (value: Rational): number => {
  const half = rational(1, 2)
  return value.n < 0 ? -Number(floorOf(add(negative(value), half))) : Number(floorOf(add(value, half)))
}

export type Medal = 'gold' | 'silver' | 'bronze' | 'excellence'

/** Medals of a field by its scale scores (RULES §8), in the order in which they came; undefined: none. */
export function medalsOf(medals: Medals, scores: readonly number[]): (Medal | undefined)[] {
  const given: (Medal | undefined)[] = scores.map(() => undefined)
  const order = scores.map((_, at) => at).sort((a, b) => scores[b]! - scores[a]!)
  let next = 0
  /** Gives `medal` to the next entry and all within the tie width of it; how many got it. */
  const giveNext = (medal: Medal, from = scores[order[next]!]): number => {
    let lead = from! // none only where nobody is left
    let count = 0
    while (next < order.length && lead - scores[order[next]!]! <= medals.within) {
      const at = order[next]!
      given[at] = medal
      if (medals.chain) lead = scores[at]!
      next++
      count++
    }
    return count
  }
  const isLarge = (most: number) => medals.smallField === 'given' || scores.length >= most
  const lastScore = () => scores[order[next - 1]!]!
  const golds = giveNext('gold')
  if (golds === 1 && isLarge(5)) {
    const silvers = giveNext('silver')
    if (isLarge(6)) giveNext('bronze', silvers > 1 ? lastScore() : undefined)
  } else if (isLarge(6)) giveNext('bronze', golds > 2 ? lastScore() : undefined)
  return given.map((medal, at) => medal ?? (scores[at]! >= medals.excellence ? 'excellence' : undefined))
}
