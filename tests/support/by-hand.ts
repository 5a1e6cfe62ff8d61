import type { MarkValue } from '#domain/mark.ts'
import type { Aspect } from '#domain/rubric.ts'

/**
 * What marks are worth, worked out a second time in whole numbers and by itself: it shares no code with the program's
 * scorer, so that a fault in one does not hide in the other. All results are hundredths of a point.
 */
const half = (n: bigint, d: bigint): bigint => (2n * n + d) / (2n * d)

/** "33.30" → hundredths of a percent, as a whole number. */
const hundredths = (text: string): bigint => {
  const [whole = '0', rest = ''] = text.split('.')
  return BigInt(whole) * 100n + BigInt(rest.padEnd(2, '0').slice(0, 2))
}

/** The aspect's points from one seat's value (agreed), or from all levels (judgement by mean). */
export function pointsByHand(aspect: Aspect, values: readonly MarkValue[]): bigint {
  const max = BigInt(aspect.max) // thousandths
  const [value] = values
  if (!value || value.kind === 'not-attempted') return 0n
  if (aspect.kind === 'judgement') {
    const levels = values.reduce((sum, given) => sum + (given.kind === 'judgement' ? given.level : 0), 0)
    return half(max * BigInt(levels), BigInt(3 * values.length) * 10n)
  }
  if (aspect.kind === 'pass-fail' && value.kind === 'pass-fail') return value.passed ? max / 10n : 0n
  if (aspect.kind === 'count' && value.kind === 'count') return half(max * BigInt(value.done), BigInt(aspect.of) * 10n)
  if (aspect.kind === 'choice' && value.kind === 'choice') {
    const worth = aspect.options[value.option]!.worth
    if ('points' in worth) return BigInt(worth.points) / 10n
    return lessDeduction(max, worth)
  }
  if (aspect.kind === 'range' && value.kind === 'range') {
    const away = hundredths0(value.reading) - hundredths0(aspect.target)
    const holding = aspect.bands
      .filter((band) => away >= -hundredths0(band.lower) && away <= hundredths0(band.upper))
      .sort((a, b) => Number(widthOf(a) - widthOf(b)))
    return holding[0] ? lessDeduction(max, holding[0].deduction) : 0n
  }
  if (aspect.kind === 'difference' && value.kind === 'difference') {
    const away = hundredths0(value.reading) - hundredths0(aspect.target)
    const steps = (away < 0n ? -away : away) / hundredths0(aspect.step)
    const left = max * 10n - hundredths(aspect.deduction.deduct) * 100n * steps
    return left < 0n ? 0n : half(left, 100n)
  }
  if (aspect.kind === 'deduction' && value.kind === 'deduction') {
    const taken = aspect.faults.reduce((sum, fault, i) => {
      const cost = fault.amount * (value.faults[i] ?? 0)
      return sum + (fault.cap === null ? cost : Math.min(cost, fault.cap))
    }, 0)
    return BigInt(Math.max(0, aspect.start - taken)) / 10n
  }
  throw new Error(`not worked out by hand: ${aspect.kind}`)
}

const hundredths0 = (text: string) => (text.startsWith('-') ? -hundredths(text.slice(1)) : hundredths(text))
const widthOf = (band: { lower: string; upper: string }) => hundredths0(band.lower) + hundredths0(band.upper)

function lessDeduction(max: bigint, deduction: { deduct: string; in: 'points' | 'percent' }): bigint {
  const left =
    deduction.in === 'points'
      ? max * 10n - hundredths(deduction.deduct) * 100n
      : (max * (10_000n - hundredths(deduction.deduct))) / 1000n
  // In ten-thousandths of a point; a percentage may leave more places than that, so it is rounded from the exact figure.
  if (deduction.in === 'percent') {
    const exact = max * (10_000n - hundredths(deduction.deduct))
    return exact <= 0n ? 0n : half(exact, 100_000n)
  }
  return left <= 0n ? 0n : half(left, 100n)
}

export const decimal = (hundredthsOfPoints: bigint): string =>
  `${hundredthsOfPoints / 100n}.${String(hundredthsOfPoints % 100n).padStart(2, '0')}`
