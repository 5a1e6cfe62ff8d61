import type { Aspect } from '#domain/rubric.ts'

export type ReadingAspect = Extract<Aspect, { kind: 'range' | 'difference' }>

export const isReading = (aspect: Aspect): aspect is ReadingAspect =>
  aspect.kind === 'range' || aspect.kind === 'difference'

/** The true minus sign, as wide as the digits are. */
export const signed = (figure: string) => figure.replace(/-/g, '−')

/** "0.00–20.00", "≥ 0.00": what can be read; undefined where the instrument has no end on either side. */
export function readableOf({ instrument: { low, high, decimals } }: ReadingAspect): string | undefined {
  const written = (end: string) => signed(Number(end).toFixed(decimals))
  if (low !== null && high !== null) return `${written(low)}–${written(high)}`
  if (low !== null) return `≥ ${written(low)}`
  return high === null ? undefined : `≤ ${written(high)}`
}

/** The stretch of readings that gives full marks. */
export function fullStretchOf(aspect: ReadingAspect): readonly [number, number] {
  const target = Number(aspect.target)
  if (aspect.kind === 'difference') return [target, target]
  const free = aspect.bands.filter((band) => Number(band.deduction.deduct) === 0)
  const [lower, upper] = [free.map((band) => Number(band.lower)), free.map((band) => Number(band.upper))]
  return [target - Math.max(0, ...lower), target + Math.max(0, ...upper)]
}

/** "≤ 4.00", "38.0–42.0": what gives full marks. */
export function fullOf(aspect: ReadingAspect): string {
  const { low, high, decimals } = aspect.instrument
  const [from, to] = fullStretchOf(aspect)
  const written = (value: number) => signed(value.toFixed(decimals))
  if (low !== null && from <= Number(low)) return `≤ ${written(to)}`
  if (high !== null && to >= Number(high)) return `≥ ${written(from)}`
  return from === to ? written(from) : `${written(from)}–${written(to)}`
}
