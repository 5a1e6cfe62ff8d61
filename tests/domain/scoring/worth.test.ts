import { describe, expect, it } from 'vitest'
import type { MarkValue } from '#domain/mark.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal, compare, rational } from '#domain/rational.ts'
import { type Aspect, type AspectRule, aspectsOf, type Deduction, type TimedRule } from '#domain/rubric.ts'
import { isStopped, takenTime, timedPoints } from '#domain/timed.ts'
import { seatValue } from '#domain/worth.ts'
import {
  type ARule,
  countOf,
  judgement,
  points,
  rubricOf,
  scaled,
  timed,
  vetoOf,
  yesNo,
} from '../../support/rubrics.ts'
import { attemptOf, gradeOf, pass, raised, skipped, thousandths, timeOf } from '../../support/scoring.ts'

const aspectOf = (rule: ARule): Aspect => aspectsOf(rubricOf([rule]))[0]!
const worth = (rule: ARule, value: MarkValue) => thousandths(seatValue(aspectOf(rule), value))
const p = (n: number) => ofThousandths(n * 1000)
const off = (deduct: string, unit: Deduction['in'] = 'points'): Deduction => ({ deduct: asDecimal(deduct), in: unit })
const instrument = { unit: '', decimals: 3, low: null, high: null }

describe('what a seat’s mark is worth (RULES §2)', () => {
  it('is 0 where it was not attempted, whatever the kind', () => {
    for (const rule of [yesNo(1), judgement(1), points(5), scaled('5', '10'), timed(3)])
      expect(worth(rule, skipped)).toBe(0)
  })

  it('of yes is the maximum, of no nothing, of a veto nothing', () => {
    expect(worth(yesNo(2), pass)).toBe(2000)
    expect(worth(yesNo(2), { kind: 'pass-fail', passed: false })).toBe(0)
    expect(worth(vetoOf('part'), raised)).toBe(0)
  })

  it('of a level is its share of the scale, exact', () => {
    const third = seatValue(aspectOf(judgement(1)), { kind: 'judgement', level: 1 })
    expect(compare(third, rational(1, 3))).toBe(0)
    const five = { ...judgement(2), levels: ['零', '一', '二', '三', '四', '五'] } as ARule
    expect(worth(five, { kind: 'judgement', level: 2 })).toBe(800)
  })

  it('of a count is its share, rounded to two decimals', () => {
    expect(worth(countOf(3, 1), { kind: 'count', done: 2 })).toBe(670)
    expect(worth(countOf(3, 1), { kind: 'count', done: 3 })).toBe(1000)
  })

  it('of points and of an imported number is itself', () => {
    expect(worth(points(5), { kind: 'points', points: p(3.5) })).toBe(3500)
    expect(worth({ kind: 'imported', source: '', max: 90 }, { kind: 'imported', points: p(80.125) })).toBe(80_125)
  })

  it('of a grade is itself, or what the attempt’s table says of it', () => {
    const aspect = aspectOf(scaled('0', '10'))
    const table = { '8': asDecimal('1.5') }
    expect(thousandths(seatValue(aspect, gradeOf('8.5')))).toBe(8500)
    expect(thousandths(seatValue(aspect, gradeOf('8'), attemptOf('1')))).toBe(8000)
    expect(thousandths(seatValue(aspect, gradeOf('8'), attemptOf('1', { table })))).toBe(1500)
    expect(thousandths(seatValue(aspect, gradeOf('7'), attemptOf('1', { table })))).toBe(7000)
  })

  it('of another kind than its aspect is a bug, and says which', () => {
    const marks: readonly MarkValue[] = [
      { kind: 'judgement', level: 1 },
      { kind: 'count', done: 1 },
      { kind: 'timed', time: 1 },
      { kind: 'choice', option: 0 },
      { kind: 'difference', reading: asDecimal('1') },
      { kind: 'range', reading: asDecimal('1') },
      { kind: 'deduction', faults: [] },
    ]
    for (const mark of marks) {
      expect(() => worth(yesNo(1), mark)).toThrow(
        new TypeError('a mark of another kind reached aspect A1.1 (pass-fail); checkMark was not asked'),
      )
    }
  })
})

describe('a choice', () => {
  const choice: ARule = {
    kind: 'choice',
    min: p(-1),
    options: [
      { label: '甲', worth: { points: p(-1) } },
      { label: '乙', worth: { points: ofThousandths(1005) } },
      { label: '丙', worth: off('0.4') },
      { label: '丁', worth: off('50', 'percent') },
      { label: '戊', worth: off('9') },
    ],
    max: 2.25,
  }
  const taken = (option: number) => worth(choice, { kind: 'choice', option })

  it('is worth its points, rounded to two decimals, and may be negative', () => {
    expect([0, 1].map(taken)).toEqual([-1000, 1010])
  })

  it('is worth what its deduction leaves of the maximum, in points or percent, never below 0', () => {
    expect([2, 3, 4].map(taken)).toEqual([1850, 1130, 0])
  })

  it('that the aspect does not have is a bug', () => {
    expect(() => taken(5)).toThrow('checkMark was not asked')
  })
})

describe('a difference from a target', () => {
  const rule = (more: object = {}, max = 2): ARule =>
    ({
      kind: 'difference',
      target: asDecimal('10'),
      step: asDecimal('2'),
      stepIn: 'units',
      steps: 'complete',
      deduction: off('0.5'),
      instrument,
      max,
      ...more,
    }) as ARule
  const at = (reading: string, more: object = {}) =>
    worth(rule(more), { kind: 'difference', reading: asDecimal(reading) })

  it('takes off for each complete step away, on either side', () => {
    expect(['10', '11.9', '12', '8', '13.9', '6'].map((r) => at(r))).toEqual([2000, 2000, 1500, 1500, 1500, 1000])
  })

  it('takes off for each begun step, or in proportion, where it is set so', () => {
    expect(['10', '10.1', '12', '12.1'].map((r) => at(r, { steps: 'begun' }))).toEqual([2000, 1500, 1500, 1000])
    expect(['10', '11', '7'].map((r) => at(r, { steps: 'proportional' }))).toEqual([2000, 1750, 1250])
  })

  it('takes a step or a deduction in percent: of the target, and of the maximum', () => {
    expect(at('12', { step: asDecimal('10'), stepIn: 'percent-of-target' })).toBe(1000)
    const below = { target: asDecimal('-10'), step: asDecimal('10'), stepIn: 'percent-of-target' }
    expect(at('-12', below)).toBe(1000)
    expect(at('14', { deduction: off('30', 'percent') })).toBe(800)
  })

  it('never falls below 0, and is rounded once', () => {
    expect(at('100')).toBe(0)
    expect(at('10.5', { steps: 'proportional', deduction: off('0.13') })).toBe(1970)
  })

  it('in percent of a target of 0 is met by the target alone', () => {
    const nought = { target: asDecimal('0'), stepIn: 'percent-of-target' }
    expect(at('0', nought)).toBe(2000)
    expect(at('0.001', nought)).toBe(0)
    expect(worth(rule(nought, 0.125), { kind: 'difference', reading: asDecimal('0') })).toBe(130)
  })
})

describe('a range around a target', () => {
  const band = (lower: string, upper: string, deduction: Deduction) => ({
    lower: asDecimal(lower),
    upper: asDecimal(upper),
    deduction,
  })
  const ranged = (...bands: readonly ReturnType<typeof band>[]): ARule => ({
    kind: 'range',
    target: asDecimal('10'),
    bands,
    instrument,
    max: 2,
  })
  const at = (rule: ARule, reading: string) => worth(rule, { kind: 'range', reading: asDecimal(reading) })

  it('is decided by the narrowest band that holds the reading, ends included, wherever it is listed', () => {
    const rule = ranged(band('4', '6', off('1')), band('1', '2', off('0')), band('2', '3', off('25', 'percent')))
    const readings = ['9', '12', '8.9', '8', '13', '7.9', '13.1', '6', '16']
    expect(readings.map((reading) => at(rule, reading))).toEqual([2000, 2000, 1500, 1500, 1500, 1000, 1000, 1000, 1000])
    expect(['5.9', '16.1'].map((reading) => at(rule, reading))).toEqual([0, 0])
  })

  it('takes the first listed of bands that are equally wide', () => {
    const rule = ranged(band('2', '1', off('0.5')), band('1', '2', off('1')))
    expect(at(rule, '10')).toBe(1500)
    expect(at(rule, '12')).toBe(1000)
  })

  it('is narrow by both sides together', () => {
    const rule = ranged(band('1', '9', off('1')), band('4', '4', off('0.5')))
    expect(at(rule, '10')).toBe(1500)
    expect(at(rule, '18')).toBe(1000)
  })
})

describe('deductions for faults', () => {
  const faulty = (more: object = {}): ARule =>
    ({
      kind: 'deduction',
      start: p(5),
      floor: p(0),
      faults: [
        { name: '跑', amount: p(1), cap: null },
        { name: '跪', amount: p(2), cap: p(3) },
      ],
      max: 5,
      ...more,
    }) as ARule
  const left = (faults: readonly number[], more: object = {}) => worth(faulty(more), { kind: 'deduction', faults })

  it('come off the start, each as often as it occurred and up to its own cap', () => {
    expect(left([0, 0])).toBe(5000)
    expect(left([1, 1])).toBe(2000)
    expect(left([0, 9])).toBe(2000)
    expect(left([2, 2])).toBe(0)
  })

  it('stop at the floor, and know none where it is not set', () => {
    expect(left([9, 0])).toBe(0)
    expect(left([9, 0], { floor: p(1) })).toBe(1000)
    expect(left([9, 1], { start: p(0), floor: null, max: 0 })).toBe(-11_000)
  })
})

describe('a time against a limit (RULES §3)', () => {
  const clock = (more: Partial<TimedRule> = {}, max = 10) => {
    const rule: TimedRule & { max: ReturnType<typeof p> } = {
      limit: 60_000,
      start: p(max),
      floor: p(0),
      stop: null,
      over: null,
      bonus: null,
      ...more,
      max: p(max),
    }
    return (time: number) => timedPoints(rule, time)
  }
  const units = (more: object = {}) =>
    ({ by: 'units', amount: p(2), per: 10_000, units: 'begun', cap: null, ...more }) as TimedRule['over']
  const bonus = (more: object = {}) =>
    ({ amount: p(1), per: 10_000, cap: null, aboveMax: true, ...more }) as NonNullable<TimedRule['bonus']>

  it('that is kept costs nothing', () => {
    expect([0, 60_000].map(clock({ over: units() }))).toEqual([10_000, 10_000])
  })

  it('takes off for each begun unit over it, or for complete ones where it is set so', () => {
    expect([60_001, 70_000, 70_001].map(clock({ over: units() }))).toEqual([8000, 8000, 6000])
    expect([69_999, 70_000, 80_000].map(clock({ over: units({ units: 'complete' }) }))).toEqual([10_000, 8000, 6000])
  })

  it('takes off up to a cap, and never below the floor', () => {
    expect(clock({ over: units({ cap: p(3) }) })(200_000)).toBe(7000)
    expect(clock({ over: units() })(200_000)).toBe(0)
    expect(clock({ over: units(), floor: p(4) })(200_000)).toBe(4000)
    expect(clock({ over: units(), start: p(0), floor: null }, 0)(70_000)).toBe(-2000)
  })

  it('takes off by a table, ends included, its last bound open; nothing where the time was kept', () => {
    const over: TimedRule['over'] = {
      by: 'table',
      steps: [
        { upTo: 10_000, deduct: p(1) },
        { upTo: 20_000, deduct: p(3) },
        { upTo: null, deduct: p(7) },
      ],
    }
    expect([60_000, 60_001, 70_000, 70_001, 80_000, 80_001, 900_000].map(clock({ over }))).toEqual([
      10_000, 9000, 9000, 7000, 7000, 3000, 3000,
    ])
    expect(clock({ over })(0)).toBe(10_000)
  })

  it('gives a bonus for each complete unit before it, up to a cap', () => {
    expect([60_000, 50_001, 50_000, 31_000].map(clock({ bonus: bonus() }))).toEqual([10_000, 10_000, 11_000, 12_000])
    expect(clock({ bonus: bonus({ cap: p(1.5) }) })(0)).toBe(11_500)
    expect(clock({ bonus: bonus() })(70_000)).toBe(10_000)
  })

  it('gives a bonus above the maximum only where it is set so', () => {
    expect(clock({ bonus: bonus({ aboveMax: false }) })(0)).toBe(10_000)
    expect(clock({ bonus: bonus({ aboveMax: false }), start: p(8) })(0)).toBe(10_000)
    expect(clock({ bonus: bonus({ aboveMax: false }), start: p(8) })(50_000)).toBe(9000)
    expect(clock({ bonus: bonus({ aboveMax: false }), start: p(12) })(50_000)).toBe(12_000)
  })

  it('beyond the stop scores 0, or counts as the stop where what is done by then counts', () => {
    const stop = (effect: NonNullable<TimedRule['stop']>['effect']) => ({ at: 75_000, effect })
    for (const effect of ['aspect-nought', 'part-nought', 'entry-nought'] as const)
      expect([75_000, 75_001].map(clock({ over: units(), floor: p(1), stop: stop(effect) }))).toEqual([6000, 0])
    expect([75_000, 75_001, 900_000].map(clock({ over: units(), stop: stop('done-counts') }))).toEqual([
      6000, 6000, 6000,
    ])
  })

  it('knows no stop where none is set', () => {
    expect(isStopped({ stop: null }, 1e9)).toBe(false)
    expect(takenTime({ stop: null }, 1e9)).toBe(1e9)
    expect(takenTime({ stop: { at: 5, effect: 'aspect-nought' } }, 9)).toBe(9)
    expect(takenTime({ stop: { at: 5, effect: 'done-counts' } }, 9)).toBe(5)
    expect(takenTime({ stop: { at: 5, effect: 'done-counts' } }, 3)).toBe(3)
  })

  it('is worth the same to a seat', () => {
    expect(worth(timed(5), timeOf(185_000))).toBe(3000)
    const rule: AspectRule = { ...(timed(5) as AspectRule) }
    expect(worth({ ...rule, max: 5 } as ARule, timeOf(0))).toBe(5000)
  })
})
