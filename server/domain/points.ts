import { type Decimal, isDecimal, ofDecimal, type Rational, rational, whole } from './rational.ts'

/** Whole thousandths of a point: 1.25 points is 1250. In memory, in JSON, in the journal and in the database (RULES §0). */
export type Points = number & { readonly __points: never }

/** How many decimals a rounding keeps. */
export type Decimals = 0 | 1 | 2 | 3

/** The only cast. Throws on anything that is not a whole, safe number of thousandths: that is a bug, not a refusal. */
export const ofThousandths = (n: number): Points => {
  if (!Number.isSafeInteger(n)) throw new RangeError(`points must be whole thousandths, got ${n}`)
  return n as Points
}

export const noPoints: Points = ofThousandths(0)

/** More points than this are given by no stage and no attempt: their sums stay whole thousandths that are safe. */
export const MOST_POINTS: Rational = whole(1_000_000_000)

/** As an exact fraction of a whole point. */
export const exact = (points: Points): Rational => rational(points, 1000)

/** n/d rounded to whole thousandths that are multiples of 10^(3 - decimals); halves away from zero (RULES §0). */
export const roundTo = ({ n, d }: Rational, decimals: Decimals): Points => {
  const unit = UNITS[decimals]
  if (typeof n === 'number' && typeof d === 'number') {
    const scaled = Math.abs(n) * 2000
    const half = d * unit
    if (scaled + half <= Number.MAX_SAFE_INTEGER) {
      const size = Math.floor((scaled + half) / (2 * half)) * unit
      return ofThousandths(n < 0 ? 0 - size : size)
    }
  }
  const [top, half] = [BigInt(n), BigInt(d) * BigInt(unit)]
  const size = ((2000n * (top < 0n ? -top : top) + half) / (2n * half)) * BigInt(unit)
  return ofThousandths(Number(top < 0n ? -size : size))
}

/** The thousandths that a last decimal stands for. */
const UNITS = [1000, 100, 10, 1] as const

export const addPoints = (values: readonly Points[]): Points => ofThousandths(values.reduce((a, b) => a + b, 0))

/** "0.56", "-1.00"; a third decimal only where it is not nought. For people, files and the command line. */
export const formatPoints = (points: Points): string => {
  const size = Math.abs(points)
  const thousandths = String(size % 1000).padStart(3, '0')
  return `${points < 0 ? '-' : ''}${Math.floor(size / 1000)}.${thousandths.replace(/0$/, '')}`
}

/** undefined where the text is no decimal or has more than three decimals. */
export const parsePoints = (text: string): Points | undefined => {
  if (!isDecimal(text)) return undefined
  const { n, d } = ofDecimal(text as Decimal)
  return 1000n % BigInt(d) === 0n ? ofThousandths(Number((BigInt(n) * 1000n) / BigInt(d))) : undefined
}
