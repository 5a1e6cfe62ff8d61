import type { Aspect } from '#domain/rubric.ts'

export interface Gauge {
  /** The stretch that gives full marks, and the reading, as shares of the instrument's range. */
  readonly from: string
  readonly to: string
  readonly at: string | null
  /** "≤ 4.00", "38.0–42.0": what gives full marks. */
  readonly full: string
}

/** How a reading lies within its limits, for the bar under it; undefined where the instrument has no ends. */
export function gaugeOf(aspect: Aspect, text: string): Gauge | undefined {
  if (aspect.kind !== 'range' && aspect.kind !== 'difference') return undefined
  const { low, high, decimals } = aspect.instrument
  if (low === null || high === null) return undefined
  const [least, most] = [Number(low), Number(high)]
  const [from, to] = fullMarks(aspect)
  const share = (value: number) => String(Math.min(1, Math.max(0, (value - least) / (most - least))))
  const reading = /\d/.test(text) ? Number(text) : Number.NaN
  const full =
    from <= least
      ? `≤ ${to.toFixed(decimals)}`
      : to >= most
        ? `≥ ${from.toFixed(decimals)}`
        : between(from, to, decimals)
  return { from: share(from), to: share(to), at: Number.isNaN(reading) ? null : share(reading), full }
}

const between = (from: number, to: number, decimals: number) =>
  from === to ? from.toFixed(decimals) : `${from.toFixed(decimals)}–${to.toFixed(decimals)}`

function fullMarks(aspect: Extract<Aspect, { kind: 'range' | 'difference' }>): [number, number] {
  const target = Number(aspect.target)
  if (aspect.kind === 'difference') return [target, target]
  const free = aspect.bands.filter((band) => Number(band.deduction.deduct) === 0)
  const [lower, upper] = [free.map((band) => Number(band.lower)), free.map((band) => Number(band.upper))]
  return [target - Math.max(0, ...lower), target + Math.max(0, ...upper)]
}
