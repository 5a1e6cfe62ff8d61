import { describe, expect, it } from 'vitest'
import { checkMark, type MarkValue, MOST_FAULTS, sameValue } from '#domain/mark.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal, type Decimal } from '#domain/rational.ts'
import { type AspectRule, aspectsOf } from '#domain/rubric.ts'
import {
  type ARule,
  countOf,
  imported,
  judgement,
  points,
  rubricOf,
  scaled,
  timed,
  vetoOf,
  yesNo,
} from '../support/rubrics.ts'

/** 'kept', or why a value cannot stand on its aspect. */
const check = (rule: ARule, value: MarkValue) => {
  const checked = checkMark(aspectsOf(rubricOf([rule]))[0]!, value)
  return checked.ok ? 'kept' : checked.error.kind
}
const d = asDecimal
const reading = (kind: 'difference' | 'range', of: string): MarkValue => ({ kind, reading: of as Decimal })
const instrument = { unit: 'mm', decimals: 1, low: d('0'), high: d('10') }
const deduct = { deduct: d('1'), in: 'points' } as const
const difference = (low: Decimal | null = d('0'), high: Decimal | null = d('10')): ARule => ({
  ...({
    kind: 'difference',
    target: d('5'),
    step: d('1'),
    stepIn: 'units',
    steps: 'complete',
    deduction: deduct,
  } as const),
  instrument: { ...instrument, low, high },
  max: 2,
})
const range: ARule = {
  kind: 'range',
  target: d('5'),
  bands: [{ lower: d('1'), upper: d('1'), deduction: deduct }],
  instrument,
  max: 2,
}
const option = { label: '甲', worth: { points: ofThousandths(0) } }
const choice: ARule = { kind: 'choice', min: ofThousandths(0), options: [option, option], max: 2 }
const faults: AspectRule = {
  kind: 'deduction',
  start: ofThousandths(2000),
  floor: ofThousandths(0),
  faults: [{ name: '跑', amount: ofThousandths(1000), cap: null }],
}
const deduction: ARule = { ...faults, max: 2 }

describe('a mark (RULES §2: off the scale or step is refused, never clipped)', () => {
  it('of another kind than its aspect is refused, and says which was expected', () => {
    const [aspect] = aspectsOf(rubricOf([yesNo(1)]))
    expect(checkMark(aspect!, { kind: 'judgement', level: 1 })).toEqual({
      ok: false,
      error: { kind: 'wrong-kind', expected: 'pass-fail' },
    })
  })

  it('of any kind stands on that kind alone', () => {
    const values: readonly (readonly [ARule, MarkValue])[] = [
      [yesNo(1), { kind: 'pass-fail', passed: true }],
      [judgement(1), { kind: 'judgement', level: 1 }],
      [countOf(3, 1), { kind: 'count', done: 1 }],
      [choice, { kind: 'choice', option: 1 }],
      [difference(), reading('difference', '5')],
      [range, reading('range', '5')],
      [points(5), { kind: 'points', points: ofThousandths(1000) }],
      [imported(5), { kind: 'imported', points: ofThousandths(1000) }],
      [scaled('0', '10'), { kind: 'scaled', grade: d('1') }],
      [timed(2), { kind: 'timed', time: 1 }],
      [vetoOf('part'), { kind: 'veto', raised: true }],
      [deduction, { kind: 'deduction', faults: [1] }],
    ]
    for (const [rule] of values)
      for (const [, value] of values) expect(check(rule, value)).toBe(rule.kind === value.kind ? 'kept' : 'wrong-kind')
  })

  it('may be not attempted on every kind', () => {
    const kinds = [
      yesNo(1),
      judgement(1),
      countOf(3, 1),
      choice,
      difference(),
      range,
      points(5),
      imported(5),
      scaled('0', '10'),
      timed(2),
      vetoOf('part'),
      deduction,
    ]
    expect(kinds.map((rule) => check(rule, { kind: 'not-attempted' }))).toEqual(kinds.map(() => 'kept'))
  })

  it('is yes or no, and raised or not', () => {
    expect(check(yesNo(1), { kind: 'pass-fail', passed: false })).toBe('kept')
    expect(check(vetoOf('entry'), { kind: 'veto', raised: true })).toBe('kept')
  })

  it.each<[string, ARule, (n: number) => MarkValue, number]>([
    ['a level', judgement(1), (level) => ({ kind: 'judgement', level }), 3],
    ['a count', countOf(4, 1), (done) => ({ kind: 'count', done }), 4],
    ['an option', choice, (n) => ({ kind: 'choice', option: n }), 1],
    ['an imported number', imported(5), (n) => ({ kind: 'imported', points: n as never }), 5000],
    ['a time', timed(2), (time) => ({ kind: 'timed', time }), 7 * 24 * 3600 * 1000],
    ['the occurrences of a fault', deduction, (n) => ({ kind: 'deduction', faults: [n] }), MOST_FAULTS],
  ])('of %s is whole, from 0 to its most', (_, rule, value, most) => {
    expect([0, most].map((n) => check(rule, value(n)))).toEqual(['kept', 'kept'])
    expect([-1, most + 1, 0.5, Number.NaN].map((n) => check(rule, value(n)))).toEqual(Array(4).fill('off-scale'))
  })

  it('of a deduction names every fault', () => {
    expect(check(deduction, { kind: 'deduction', faults: [] })).toBe('off-scale')
    expect(check(deduction, { kind: 'deduction', faults: [1, 1] })).toBe('off-scale')
  })

  it('of points lies between the least and the most, on a step from the least', () => {
    const given = (n: number) => check(points(3, 0.5, 1), { kind: 'points', points: n as never })
    expect([1000, 1500, 3000].map(given)).toEqual(['kept', 'kept', 'kept'])
    expect([500, 3500, 1000.5, Number.NaN].map(given)).toEqual(Array(4).fill('off-scale'))
    expect(given(1250)).toBe('off-step')
  })

  it('of a grade lies on the scale and on a step from its low end', () => {
    const given = (grade: string) => check(scaled('1', '9'), { kind: 'scaled', grade: grade as Decimal })
    expect(['1', '1.5', '9.0'].map(given)).toEqual(['kept', 'kept', 'kept'])
    expect(['0.5', '9.5', 'acht', '1e1'].map(given)).toEqual(Array(4).fill('off-scale'))
    expect(given('1.25')).toBe('off-step')
  })

  it('of a reading lies within the instrument, with no more decimals than it shows', () => {
    for (const [rule, kind] of [
      [difference(), 'difference'],
      [range, 'range'],
    ] as const) {
      const given = (of: string) => check(rule, reading(kind, of))
      expect(['0', '10', '4.5'].map(given)).toEqual(['kept', 'kept', 'kept'])
      expect(['-0.1', '10.1', 'x'].map(given)).toEqual(Array(3).fill('off-scale'))
      expect(given('4.55')).toBe('off-step')
    }
  })

  it('of a reading may be any figure where the instrument is open', () => {
    const given = (of: string) => check(difference(null, null), reading('difference', of))
    expect(['-1000', '1000'].map(given)).toEqual(['kept', 'kept'])
  })
})

describe('two values', () => {
  it('say the same only where kind and figure are the same', () => {
    expect(sameValue({ kind: 'judgement', level: 2 }, { kind: 'judgement', level: 2 })).toBe(true)
    expect(sameValue({ kind: 'judgement', level: 0 }, { kind: 'judgement', level: 1 })).toBe(false)
    expect(sameValue({ kind: 'judgement', level: 0 }, { kind: 'not-attempted' })).toBe(false)
    expect(sameValue({ kind: 'taken-back' }, { kind: 'taken-back' })).toBe(true)
  })
})
