import type {
  EntryExplanation,
  Figure,
  ToldAttempt,
  ToldPart,
  ToldSeatMarks,
  ToldUnit,
} from '#contract/entry-explanation.ts'
import { exact } from '#domain/points.ts'
import { add, compare, multiply, negative, ofDecimal, type Rational, sum, writtenOut } from '#domain/rational.ts'
import type { Aspect } from '#domain/rubric.ts'
import type { Composition } from '#domain/scheme.ts'
import { t } from '../../i18n/explain.ts'
import { ofFigure, plain, points, written } from './figures.ts'
import { worthSentence } from './worth.ts'

/**
 * How a level value came about, in one line that a pencil can follow: "2.00 × (2 + 2 + 1) ÷ (3 × 3) = 1.11". undefined
 * while something of it is missing: then there is nothing to work out.
 */
export function unitSentence(unit: ToldUnit): string | undefined {
  if (unit.points === null || unit.rounded === null || unit.seats.length === 0) return undefined
  const ruled = ruledSentence(unit, points(unit.rounded))
  if (unit.factor === '1') return ruled
  return `${ruled}${t('semicolon')}${points(unit.rounded)} × ${plain(unit.factor)} = ${points(unit.points)}`
}

function ruledSentence(unit: ToldUnit, result: string): string {
  const [aspect] = unit.aspects
  const isSingle = unit.level === 'aspect'
  const counted = countedSeats(unit)
  if (isSingle && aspect?.kind === 'judgement') return judgementSentence(aspect, counted, result)
  const factor = isSingle && aspect?.kind === 'scaled' && aspect.factor !== '1' ? ` × ${plain(aspect.factor)}` : ''
  const [only] = counted.seats
  if (isSingle && aspect && only && counted.seats.length === 1 && factor === '') {
    const [mark] = only.marks
    if (mark?.value && mark.worth !== null)
      return roundedAgain(worthSentence(aspect, mark.value, mark.worth), mark.worth, result)
  }
  const values = counted.seats.map(({ value }) => points(value ?? ''))
  return `${overSeats(values, counted.by)}${factor} = ${result}`
}

/** A worth that the rule rounded again. */
const roundedAgain = (sentence: string, worth: Figure, result: string) =>
  points(worth) === result ? sentence : `${sentence} → ${result}`

const overSeats = (values: readonly string[], by: number) => {
  const added = values.length > 1 ? values.join(' + ') : (values[0] ?? '')
  return by > 1 ? `${values.length > 1 ? `(${added})` : added} ÷ ${by}` : added
}

function judgementSentence(aspect: Extract<Aspect, { kind: 'judgement' }>, { seats, by }: Counted, result: string) {
  const top = aspect.levels.length - 1
  const levels = seats.map(({ marks: [mark] }) => (mark?.value?.kind === 'judgement' ? String(mark.value.level) : '0'))
  const added = levels.length > 1 ? `(${levels.join(' + ')})` : levels[0]
  const parts = by > 1 ? `(${top} × ${by})` : String(top)
  return `${written(exact(aspect.max))} × ${added} ÷ ${parts} = ${result}`
}

interface Counted {
  readonly seats: readonly ToldSeatMarks[]
  /** What their sum is divided by. */
  readonly by: number
}

/** The seats whose values the rule works with. */
function countedSeats({ rule, seats }: ToldUnit): Counted {
  switch (rule.kind) {
    case 'agreed':
    case 'each':
      return { seats: seats.slice(0, 1), by: 1 }
    case 'sum':
      return { seats, by: 1 }
    case 'mean':
      return { seats, by: seats.length }
    case 'trimmed': {
      const kept = seats.filter(({ dropped }) => dropped === null)
      return { seats: kept, by: kept.length }
    }
    case 'median': {
      const ofSeat = ({ value }: ToldSeatMarks) => ofFigure(value ?? '0')
      const sorted = [...seats].sort((a, b) => compare(ofSeat(a), ofSeat(b)))
      const middle = sorted.length >> 1
      return sorted.length % 2 === 1
        ? { seats: sorted.slice(middle, middle + 1), by: 1 }
        : { seats: sorted.slice(middle - 1, middle + 1), by: 2 }
    }
  }
}

/** What a seat gave for several aspects together: "4.00 + 3.50 = 7.50". */
export const seatSentence = ({ marks, value }: ToldSeatMarks): string | undefined =>
  value === null
    ? undefined
    : sumSentence(
        marks.map(({ worth }) => worth),
        value,
      )

/** Penalties, taken off, and adjustments: what stands between the parts and the total. */
export const correctionsIn = ({ penalties, adjustments }: Pick<EntryExplanation, 'penalties' | 'adjustments'>) => [
  ...penalties.map((one) => ({ ...one, kind: 'penalty' as const, figure: minus(one.points) })),
  ...adjustments.map((one) => ({ ...one, kind: 'adjustment' as const, figure: one.points })),
]

const minus = (figure: Figure): Figure => writtenOut(negative(ofFigure(figure)))

/** "31.11 − 1.50 + 2.00": what was corrected behind the sum. */
const behind = (figures: readonly Figure[]): string =>
  figures.map((figure) => (figure.startsWith('-') ? ` − ${points(figure.slice(1))}` : ` + ${points(figure)}`)).join('')

/** "1.11 + 1.00 = 2.11" of what is complete; a third figure behind an arrow where it was rounded or held. */
export function sumSentence(
  values: readonly (Figure | null)[],
  total: Figure,
  corrected: readonly Figure[] = [],
): string {
  const known = values.filter((value): value is Figure => value !== null)
  const added = sum([...known, ...corrected].map(ofFigure))
  const isOne = known.length + corrected.length < 2
  if (isOne && compare(added, ofFigure(total)) === 0) return points(total)
  const expression = `${known.map((value) => (value.startsWith('-') ? `(${points(value)})` : points(value))).join(' + ')}${behind(corrected)}`
  if (compare(added, ofFigure(total)) === 0) return `${expression} = ${points(total)}`
  return isOne ? `${expression} → ${points(total)}` : `${expression} = ${written(added)} → ${points(total)}`
}

/** "18.00 ÷ 20.00 × 0.3 × 100.00 = 27.00"; undefined where a part counts as it is. */
export function contributionSentence(part: ToldPart, composition: Composition): string | undefined {
  if (part.points === null || part.contribution === null) return undefined
  const own = points(part.points)
  if (composition.kind === 'added')
    return part.weight === '1' ? undefined : `${own} × ${plain(part.weight)} = ${points(part.contribution)}`
  if (part.maximum === null || part.maximum === '0') return undefined
  const share = `${own} ÷ ${points(part.maximum)} × ${plain(part.weight)}`
  return `${share} × ${written(exact(composition.maximum))} = ${points(part.contribution)}`
}

/** "0.00 + 25.50 × 3.1 × 3 = …": base + points × difficulty × multiplier. */
export function attemptSentence({ base, difficulty, multiplier, points: result, criteria, wholes }: ToldAttempt) {
  if (result === null) return undefined
  const inside = [...criteria, ...wholes].flatMap((one) => (one.points === null ? [] : [ofFigure(one.points)]))
  const gained: Rational = inside.reduce(add, { n: 0, d: 1 })
  const start = compare(ofFigure(base), { n: 0, d: 1 }) === 0 ? '' : `${points(base)} + `
  const factors = [difficulty, multiplier].filter((factor) => factor !== '1').map((factor) => ` × ${plain(factor)}`)
  return `${start}${written(gained)}${factors.join('')} = ${points(result)}`
}

/** Does the total follow from one part that counts as it is? Then its criteria alone add up to it. */
export const isPlain = ({ parts, carried, composition }: Pick<EntryExplanation, 'parts' | 'carried' | 'composition'>) =>
  parts.length === 1 &&
  carried.length === 0 &&
  composition.kind === 'added' &&
  parts[0]!.weight === '1' &&
  parts[0]!.take === null

/** What a figure that was carried over from another stage adds. */
export const carriedFigure = ({ points: figure, weight }: EntryExplanation['carried'][number]): Figure | null =>
  figure === null ? null : writtenOut(multiply(ofFigure(figure), ofDecimal(weight)))

/** "W = 13.05 + 20.36 = 33.41"; undefined where attempts are taken by their own rule. */
export const partSentence = ({ id, criteria, wholes, take, points: figure }: ToldPart): string | undefined =>
  take !== null || figure === null
    ? undefined
    : `${id} = ${sumSentence(
        [...criteria, ...wholes].map((one) => one.points),
        figure,
      )}`
