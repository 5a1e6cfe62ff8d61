import type { Figure } from '#contract/entry-explanation.ts'
import { type Decimal, divide, ofDecimal, type Rational, writtenOut } from '#domain/rational.ts'

/** "5/9" or "24.6" as an exact fraction. */
export function ofFigure(figure: Figure): Rational {
  const [n = '0', d = '1'] = figure.split('/')
  return divide(ofDecimal(n as Decimal), ofDecimal(d as Decimal))
}

/** Larger fractions than this are no help to a pencil. */
const LARGEST = 99n

/**
 * Points as people write them: two decimals or more, the true minus sign. A small fraction that does not end stays one; of
 * a large one the first decimals stand, cut off and not rounded: "31.4755…".
 */
export function points(figure: Figure): string {
  const minus = figure.startsWith('-') ? '−' : ''
  const size = figure.replace('-', '')
  const [n, d] = size.split('/')
  if (n && d) return `${minus}${BigInt(d) <= LARGEST ? size : cutOff(BigInt(n), BigInt(d))}`
  const [whole, decimals = ''] = size.split('.')
  return `${minus}${whole}.${decimals.padEnd(2, '0')}`
}

function cutOff(n: bigint, d: bigint): string {
  const digits = String((n * 10_000n) / d).padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}…`
}

export const written = (value: Rational): string => points(writtenOut(value))

/** A reading, a factor, a number of steps: as it was given. */
export const plain = (text: string): string => text.replace('-', '−')

/** How much of its maximum a bar is filled to: nothing where nothing is complete. */
export function share(value: Figure | null, maximum: Figure | null): number {
  if (value === null || maximum === null) return 0
  const asNumber = (figure: Figure) => {
    const { n, d } = ofFigure(figure)
    return Number(n) / Number(d)
  }
  const most = asNumber(maximum)
  return most > 0 ? Math.min(1, Math.max(0, asNumber(value) / most)) : 0
}
