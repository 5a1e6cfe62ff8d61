import type { Aspect } from '#domain/rubric.ts'
import { fullStretchOf, isReading } from '../ui/limits.ts'

export interface Gauge {
  /** The stretch that gives full marks, and the reading, as shares of the instrument's range. */
  readonly from: string
  readonly to: string
  readonly at: string | null
}

/** How a reading lies within its limits, for the bar under it; undefined where the instrument has no ends. */
export function gaugeOf(aspect: Aspect, text: string): Gauge | undefined {
  if (!isReading(aspect)) return undefined
  const { low, high } = aspect.instrument
  if (low === null || high === null) return undefined
  const [least, most] = [Number(low), Number(high)]
  const [from, to] = fullStretchOf(aspect)
  const share = (value: number) => String(Math.min(1, Math.max(0, (value - least) / (most - least))))
  const reading = /\d/.test(text) ? Number(text) : Number.NaN
  return { from: share(from), to: share(to), at: Number.isNaN(reading) ? null : share(reading) }
}
