import { ceilingOf, type Decimal, floorOf, multiply, ofDecimal, whole } from '#domain/rational.ts'
import type { Aspect } from '#domain/rubric.ts'

type Of<Kind extends Aspect['kind']> = Extract<Aspect, { kind: Kind }>

export type ScaledAspect = Of<'scaled'>

/** What is typed as one number; a time is typed as a clock. */
export type ScaleAspect = Of<'points' | 'difference' | 'range' | 'count' | 'imported' | 'scaled'>

/** The scale in units of its last place: from `low` in steps of `step`, up to `high`; null where it is open. */
export interface Scale {
  readonly places: number
  readonly low: bigint | null
  readonly high: bigint | null
  readonly step: bigint
}

const placesIn = (decimal: Decimal) => decimal.split('.')[1]?.length ?? 0

export function scaleOf(aspect: ScaleAspect): Scale {
  switch (aspect.kind) {
    case 'count':
      return { places: 0, low: 0n, high: BigInt(aspect.of), step: 1n }
    case 'imported':
      return { places: 3, low: 0n, high: BigInt(aspect.max), step: 1n }
    case 'points': {
      const places = [1000, 100, 10, 1].findIndex((unit) => aspect.step % unit === 0 && aspect.min % unit === 0)
      const unit = 10n ** BigInt(3 - places)
      const high = BigInt(aspect.max) / unit - (aspect.max < 0 && BigInt(aspect.max) % unit !== 0n ? 1n : 0n)
      return { places, low: BigInt(aspect.min) / unit, high, step: BigInt(aspect.step) / unit }
    }
    case 'scaled': {
      const places = Math.max(placesIn(aspect.low), placesIn(aspect.step))
      const inUnits = (decimal: Decimal) => floorOf(multiply(ofDecimal(decimal), whole(10 ** places)))
      return { places, low: inUnits(aspect.low), high: inUnits(aspect.high), step: inUnits(aspect.step) }
    }
    default: {
      const { low, high, decimals } = aspect.instrument
      const inUnits = (end: Decimal) => multiply(ofDecimal(end), whole(10 ** decimals))
      return {
        places: decimals,
        low: low === null ? null : ceilingOf(inUnits(low)),
        high: high === null ? null : floorOf(inUnits(high)),
        step: 1n,
      }
    }
  }
}

/** Does a value of the scale lie between these sizes, on this side of nought? */
export function hasValue({ low, high, step }: Scale, sign: string, least: bigint, most: bigint): boolean {
  let [from, to] = sign === '-' ? [-most, -(least === 0n ? 1n : least)] : [least, most]
  if (low !== null && from < low) from = low
  if (high !== null && to > high) to = high
  if (low !== null && step !== 1n) from = low + ((from - low + step - 1n) / step) * step
  return from <= to
}

/** A grade has one writing: "7.5" and "8", never "8.0". An attempt's table is asked by it. */
export const shortest = (text: string): Decimal => (text.includes('.') ? text.replace(/\.?0+$/, '') : text) as Decimal

/** With more steps than this a scale has a pad: a hand does not find one of so many keys. */
const MOST_KEYS = 13

/** The grades of a scale that is short enough for a key each. */
export function gradesOf(aspect: ScaledAspect): readonly Decimal[] | undefined {
  const { places, low, high, step } = scaleOf(aspect)
  if (low === null || high === null) return undefined
  const steps = (high - low) / step
  if (steps >= BigInt(MOST_KEYS)) return undefined
  return Array.from({ length: Number(steps) + 1 }, (_, n) =>
    shortest((Number(low + BigInt(n) * step) / 10 ** places).toFixed(places)),
  )
}
