import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPoints, ofThousandths, parsePoints, roundTo } from '#domain/points.ts'
import {
  add,
  asDecimal,
  ceilingOf,
  compare,
  divide,
  floorOf,
  isDecimal,
  multiply,
  negative,
  ofDecimal,
  rational,
  subtract,
  whole,
  zero,
} from '#domain/rational.ts'

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([n, d]) => rational(n, d))

describe('rounding', () => {
  it.each([
    [5n, 1000n, 2, 10],
    [-5n, 1000n, 2, -10],
    [15n, 1000n, 2, 20],
    [4n, 1000n, 2, 0],
    [-4n, 1000n, 2, 0],
    [5n, 9n, 2, 560],
    [1n, 8n, 2, 130],
    [2n, 3n, 2, 670],
    [5n, 10n, 0, 1000],
    [-5n, 10n, 0, -1000],
  ] as const)(
    'takes halves away from zero: %s/%s to %s decimals is %s thousandths (RULES §0)',
    (n, d, decimals, thousandths) => {
      expect(roundTo(rational(n, d), decimals)).toBe(thousandths)
    },
  )

  it('never moves a value by more than half a unit', () => {
    fc.assert(
      fc.property(fraction, fc.constantFrom(0, 1, 2, 3), (value, decimals) => {
        const rounded = rational(BigInt(roundTo(value, decimals as 0)), 1000n)
        const apart = subtract(rounded, value)
        const half = rational(1n, 2n * 10n ** BigInt(decimals))
        const size = apart.n < 0n ? { n: -apart.n, d: apart.d } : apart
        expect(compare(size, half)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('exact fractions', () => {
  it('add up the same in any order', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => compare(add(add(a, b), c), add(a, add(c, b))) === 0),
    )
  })

  it('have a floor and a ceiling around them', () => {
    fc.assert(
      fc.property(fraction, (value) => {
        const [low, high] = [floorOf(value), ceilingOf(value)]
        expect(compare({ n: low, d: 1n }, value)).toBeLessThanOrEqual(0)
        expect(compare({ n: high, d: 1n }, value)).toBeGreaterThanOrEqual(0)
        expect(high - low).toBeLessThanOrEqual(1n)
      }),
    )
  })

  it.each(['1e3', '.5', '5.', '01', '+1', '', ' 1', '1,5', 'NaN'])('take %j for no decimal', (text) => {
    expect(isDecimal(text)).toBe(false)
    expect(() => asDecimal(text)).toThrow(RangeError)
  })

  it('carry their sign above the line and are reduced once they are large', () => {
    expect(rational(1n, -2n)).toEqual({ n: -1, d: 2 })
    expect(rational(-6n, -4n)).toEqual({ n: 3, d: 2 })
    expect(rational(1, -2)).toEqual({ n: -1, d: 2 })
    expect(rational(0n, -5n)).toEqual({ n: 0, d: 1 })
  })

  it('divide by anything but nought', () => {
    expect(compare(divide(whole(3), whole(-2)), rational(-3, 2))).toBe(0)
    expect(compare(divide(rational(-1, 3), rational(-2, 3)), rational(1, 2))).toBe(0)
    expect(() => divide(whole(1), zero)).toThrow(new RangeError('division by nought'))
    expect(() => rational(1n, 0n)).toThrow(new RangeError('division by nought'))
  })

  it('stay exact beyond the safe integers, and come back to numbers where they fit again', () => {
    const most = Number.MAX_SAFE_INTEGER
    const beyond = add(whole(most), whole(most))
    expect(beyond).toEqual({ n: 2n * BigInt(most), d: 1n })
    expect(subtract(beyond, whole(most))).toEqual(whole(most))
    expect(negative(beyond)).toEqual({ n: -2n * BigInt(most), d: 1n })
    expect(multiply(beyond, rational(1, 2))).toEqual(whole(most))
    expect(compare(multiply(beyond, beyond), beyond)).toBe(1)
    expect(compare(whole(most), beyond)).toBe(-1)
    expect(compare(beyond, rational(2n * BigInt(most), 1n))).toBe(0)
    expect(roundTo(divide(negative(beyond), whole(most)), 0)).toBe(-2000)
    // Nine parts in ten of the way from 1 to 2, over a line that no number holds.
    const line = 10n ** 30n
    expect([1n, -1n].map((sign) => roundTo(rational(sign * 19n * (line + 1n), 10n * (line + 1n) + 1n), 1))).toEqual([
      1900, -1900,
    ])
  })

  it('keep every digit of a decimal', () => {
    expect(compare(ofDecimal(asDecimal('-0.050')), rational(-1n, 20n))).toBe(0)
  })
})

describe('points', () => {
  it('are whole thousandths or a bug', () => {
    for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => ofThousandths(bad)).toThrow(RangeError)
  })

  it('are read from decimals of at most three places, and from nothing else', () => {
    expect(['1.005', '-2', '0.0005', '1e3', 'acht'].map(parsePoints)).toEqual([
      1005,
      -2000,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('are written with two decimals, a third only where it is not nought, and read back', () => {
    expect([0, 560, -500, 1005, 100_000].map((n) => formatPoints(ofThousandths(n)))).toEqual([
      '0.00',
      '0.56',
      '-0.50',
      '1.005',
      '100.00',
    ])
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (n) => parsePoints(formatPoints(ofThousandths(n))) === n),
    )
  })
})
