/**
 * Exact fractions: what every score passes through between a mark and a rounding (RULES §0). d is always positive. Both
 * parts are numbers while they are safe integers, which is ten times as fast, and BigInts beyond; fractions are reduced
 * only when they grow, so equal values may be written differently: ask `compare`.
 */
export interface Rational {
  readonly n: number | bigint
  readonly d: number | bigint
}

/** A plain decimal in a string: "1.25", "-3". Readings, targets, steps, factors and weights (RULES §0). */
export type Decimal = string & { readonly __decimal: never }

const DECIMAL = /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/

export const isDecimal = (text: string): text is Decimal => DECIMAL.test(text)

/** For literals and parsers that have looked already. */
export const asDecimal = (text: string): Decimal => {
  if (!isDecimal(text)) throw new RangeError(`not a plain decimal: ${text}`)
  return text
}

export const zero: Rational = { n: 0, d: 1 }
export const one: Rational = { n: 1, d: 1 }
export const whole = (n: number): Rational => ({ n, d: 1 })

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

const isSafe = Number.isSafeInteger
const areSafe = (n: bigint, d: bigint) => -MOST <= n && n <= MOST && d <= MOST
const MOST = BigInt(Number.MAX_SAFE_INTEGER)

/** Reduced, and in numbers again where it fits. */
const reduced = (n: bigint, d: bigint): Rational => {
  if (d === 0n) throw new RangeError('division by nought')
  const sign = d < 0n ? -1n : 1n
  const divisor = gcd(n < 0n ? -n : n, d < 0n ? -d : d)
  const [top, bottom] = [(sign * n) / divisor, (sign * d) / divisor]
  return areSafe(top, bottom) ? { n: Number(top), d: Number(bottom) } : { n: top, d: bottom }
}

export const rational = (n: number | bigint, d: number | bigint): Rational =>
  typeof n === 'number' && typeof d === 'number' && d > 0 ? { n, d } : reduced(BigInt(n), BigInt(d))

export const ofDecimal = (text: Decimal): Rational => {
  const [digits = '0', fraction = ''] = text.split('.')
  return reduced(BigInt(digits + fraction), 10n ** BigInt(fraction.length))
}

/** Denominators beyond this are reduced before they reach the end of the safe integers. */
const LARGE = 1e9

export function add(a: Rational, b: Rational): Rational {
  if (a.n === 0) return b
  if (b.n === 0) return a
  if (typeof a.n === 'number' && typeof b.n === 'number' && typeof a.d === 'number' && typeof b.d === 'number') {
    if (a.d === b.d) {
      const n = a.n + b.n
      if (isSafe(n)) return { n, d: a.d }
    } else {
      const [left, right, d] = [a.n * b.d, b.n * a.d, a.d * b.d]
      const n = left + right
      if (d < LARGE && isSafe(left) && isSafe(right) && isSafe(n)) return { n, d }
    }
  }
  return reduced(BigInt(a.n) * BigInt(b.d) + BigInt(b.n) * BigInt(a.d), BigInt(a.d) * BigInt(b.d))
}

export function multiply(a: Rational, b: Rational): Rational {
  if (typeof a.n === 'number' && typeof b.n === 'number' && typeof a.d === 'number' && typeof b.d === 'number') {
    const [n, d] = [a.n * b.n || 0, a.d * b.d] // never -0
    if (d < LARGE && isSafe(n)) return { n, d }
  }
  return reduced(BigInt(a.n) * BigInt(b.n), BigInt(a.d) * BigInt(b.d))
}

export const negative = ({ n, d }: Rational): Rational => ({ n: typeof n === 'number' ? 0 - n : -n, d })
export const subtract = (a: Rational, b: Rational): Rational => add(a, negative(b))
export const divide = (a: Rational, b: Rational): Rational => {
  if (b.n > 0) return multiply(a, { n: b.d, d: b.n })
  if (b.n < 0) return multiply(a, { n: -b.d, d: -b.n })
  throw new RangeError('division by nought')
}
export const sum = (values: readonly Rational[]): Rational => values.reduce(add, zero)
export const absolute = (a: Rational): Rational => (a.n < 0 ? negative(a) : a)
/** Negative, 0 or positive, by cross-multiplying. */
export function compare(a: Rational, b: Rational): number {
  if (typeof a.n === 'number' && typeof b.n === 'number' && typeof a.d === 'number' && typeof b.d === 'number') {
    if (a.d === b.d) return a.n - b.n
    const [left, right] = [a.n * b.d, b.n * a.d]
    if (isSafe(left) && isSafe(right)) return left - right
  }
  const difference = BigInt(a.n) * BigInt(b.d) - BigInt(b.n) * BigInt(a.d)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
export const atLeast = (a: Rational, floor: Rational): Rational => (compare(a, floor) < 0 ? floor : a)
export const atMost = (a: Rational, ceiling: Rational): Rational => (compare(a, ceiling) > 0 ? ceiling : a)

export const isWhole = ({ n, d }: Rational): boolean => BigInt(n) % BigInt(d) === 0n

/** The greatest whole number that is not above a. */
export const floorOf = (a: Rational): bigint => {
  const [n, d] = [BigInt(a.n), BigInt(a.d)]
  return n >= 0n ? n / d : -((-n + d - 1n) / d)
}
/** The least whole number that is not below a. */
export const ceilingOf = (a: Rational): bigint => -floorOf(negative(a))

/** "24.6", or "5/9" where the decimals do not end within nine places. */
export function writtenOut({ n, d }: Rational): string {
  const { n: top, d: bottom } = reduced(BigInt(n), BigInt(d))
  for (let places = 0, unit = 1n; places <= 9; places++, unit *= 10n) {
    if ((BigInt(top) * unit) % BigInt(bottom) !== 0n) continue
    const digits = (BigInt(top) * unit) / BigInt(bottom)
    const size = String(digits < 0n ? -digits : digits).padStart(places + 1, '0')
    const sign = digits < 0n ? '-' : ''
    return places === 0 ? `${sign}${size}` : `${sign}${size.slice(0, -places)}.${size.slice(-places)}`
  }
  return `${top}/${bottom}`
}
