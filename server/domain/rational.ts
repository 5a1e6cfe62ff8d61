/** Exact fractions: what every score passes through between a mark and a rounding (RULES §0). d is always positive. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
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

export const zero: Rational = { n: 0n, d: 1n }
export const whole = (n: number): Rational => ({ n: BigInt(n), d: 1n })

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

export const rational = (n: bigint, d: bigint): Rational => {
  if (d === 0n) throw new RangeError('division by nought')
  const sign = d < 0n ? -1n : 1n
  const divisor = gcd(n < 0n ? -n : n, d < 0n ? -d : d) || 1n
  return { n: (sign * n) / divisor, d: (sign * d) / divisor }
}

export const ofDecimal = (text: Decimal): Rational => {
  const [digits = '0', fraction = ''] = text.split('.')
  return rational(BigInt(digits + fraction), 10n ** BigInt(fraction.length))
}

export const add = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d)
export const subtract = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d)
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d)
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n)
export const sum = (values: readonly Rational[]): Rational => values.reduce(add, zero)
export const absolute = (a: Rational): Rational => (a.n < 0n ? { n: -a.n, d: a.d } : a)
/** Negative, 0 or positive, by cross-multiplying. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
export const atLeast = (a: Rational, floor: Rational): Rational => (compare(a, floor) < 0 ? floor : a)

/** The greatest whole number that is not above a. */
export const floorOf = (a: Rational): bigint => (a.n >= 0n ? a.n / a.d : -((-a.n + a.d - 1n) / a.d))
/** The least whole number that is not below a. */
export const ceilingOf = (a: Rational): bigint => -floorOf({ n: -a.n, d: a.d })
