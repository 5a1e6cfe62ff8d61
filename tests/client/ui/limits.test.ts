import { describe, expect, it } from 'vitest'
import type { Decimal } from '#domain/rational.ts'
import { fullOf, type ReadingAspect, readableOf } from '../../../client/ui/limits.ts'

const decimal = (text: string) => text as Decimal

/** A reading with two places that is full within 4 of nought. */
const reading = (low: string | null, high: string | null) =>
  ({
    kind: 'range',
    target: decimal('0'),
    bands: [{ lower: decimal('4'), upper: decimal('4'), deduction: { deduct: decimal('0'), in: 'points' } }],
    instrument: { unit: 'Ω', decimals: 2, low: low && decimal(low), high: high && decimal(high) },
  }) as unknown as ReadingAspect

describe('what stands beside a reading', () => {
  it.each([
    ['-20', '20', '−20.00–20.00', '−4.00–4.00'],
    ['0', '20', '0.00–20.00', '≤ 4.00'],
    ['0', null, '≥ 0.00', '≤ 4.00'],
    [null, '4', '≤ 4.00', '≥ −4.00'],
    [null, null, undefined, '−4.00–4.00'],
  ])('from %s to %s: what can be read, and what gives full marks', (low, high, range, full) => {
    expect(readableOf(reading(low, high))).toBe(range)
    expect(fullOf(reading(low, high))).toBe(full)
  })
})
