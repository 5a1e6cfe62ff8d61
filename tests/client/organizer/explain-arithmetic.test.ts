import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ToldPart, ToldSeatMarks, ToldUnit } from '#contract/entry-explanation.ts'
import { asId, type SeatId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import type { Decimal } from '#domain/rational.ts'
import type { Aspect, AspectRule } from '#domain/rubric.ts'
import type { GroupRule } from '#domain/scheme.ts'
import { setLanguage } from '../../../client/i18n/language.ts'
import {
  attemptSentence,
  contributionSentence,
  seatSentence,
  sumSentence,
  unitSentence,
} from '../../../client/organizer/explain/arithmetic.ts'
import { points, share } from '../../../client/organizer/explain/figures.ts'
import { saidBy } from '../../../client/organizer/explain/link-words.ts'
import { lackOf, ruleOf } from '../../../client/organizer/explain/unit-words.ts'
import { worthSentence } from '../../../client/organizer/explain/worth.ts'

beforeEach(() => setLanguage('en'))
afterEach(() => setLanguage('zh-CN'))

const aspectOf = (rule: AspectRule, max = 2): Aspect =>
  ({ id: 'A1.1', name: '', notes: [], requirement: '', section: null, max: max * 1000, ...rule }) as unknown as Aspect
const judged = aspectOf({ kind: 'judgement', levels: ['', '', '', ''] })
const level = (n: number): MarkValue => ({ kind: 'judgement', level: n })
const given = (n: number) => ({ kind: 'points', points: n * 1000 }) as MarkValue
const mean: GroupRule = { kind: 'mean' }
const agreed: GroupRule = { kind: 'agreed', recorder: asId<SeatId>('J1') }
const trimmed: GroupRule = { kind: 'trimmed', high: 1, low: 1, tooFew: 'incomplete' }

const seat = (
  label: string,
  value: MarkValue | null,
  worth: string | null,
  dropped: ToldSeatMarks['dropped'] = null,
): ToldSeatMarks => ({
  seat: asId<SeatId>(label),
  label,
  marks: [{ aspectId: judged.id, value, worth }],
  value: worth,
  dropped,
})

const unit = (aspect: Aspect, rule: GroupRule, seats: readonly ToldSeatMarks[], rounded: string | null): ToldUnit => ({
  group: '',
  level: 'aspect',
  rule,
  round: 2,
  factor: '1' as Decimal,
  factorRound: 'exact',
  aspects: [aspect],
  maximum: '2',
  seats,
  isDisputed: false,
  isAnnulled: false,
  ruled: rounded,
  rounded,
  points: rounded,
  missing: rounded === null ? 1 : 0,
})

describe('the sentence of a level value', () => {
  it('multiplies the levels out, so that a pencil can follow', () => {
    const seats = [seat('J1', level(2), '4/3'), seat('J2', level(2), '4/3'), seat('J3', level(1), '2/3')]
    expect(unitSentence(unit(judged, mean, seats, '1.11'))).toBe('2.00 × (2 + 2 + 1) ÷ (3 × 3) = 1.11')
    expect(unitSentence(unit(judged, agreed, seats.slice(0, 1), '1.33'))).toBe('2.00 × 2 ÷ 3 = 1.33')
    expect(unitSentence(unit(judged, { kind: 'sum' }, seats, '3.33'))).toBe('2.00 × (2 + 2 + 1) ÷ 3 = 3.33')
  })

  it('counts what was not attempted as 0', () => {
    const seats = [seat('J1', level(3), '2'), seat('J2', { kind: 'not-attempted' }, '0')]
    expect(unitSentence(unit(judged, mean, seats, '1'))).toBe('2.00 × (3 + 0) ÷ (3 × 2) = 1.00')
  })

  it('leaves out what was dropped, and takes the middle of a median', () => {
    const aspect = aspectOf({ kind: 'points', min: 0, step: 500 } as AspectRule, 10)
    const values = [8, 9.5, 7, 8.5].map((n, i) => seat(`J${i + 1}`, given(n), String(n)))
    const [one, two, three, four] = values as [ToldSeatMarks, ToldSeatMarks, ToldSeatMarks, ToldSeatMarks]
    const marked = [one, { ...two, dropped: 'high' }, { ...three, dropped: 'low' }, four] as const
    expect(unitSentence(unit(aspect, trimmed, marked, '8.25'))).toBe('(8.00 + 8.50) ÷ 2 = 8.25')
    expect(unitSentence(unit(aspect, { kind: 'median' }, values, '8.25'))).toBe('(8.00 + 8.50) ÷ 2 = 8.25')
    expect(unitSentence(unit(aspect, mean, values, '8.25'))).toBe('(8.00 + 9.50 + 7.00 + 8.50) ÷ 4 = 8.25')
  })

  it('goes on with the factor of the group', () => {
    const seats = [seat('J1', level(2), '4/3')]
    const told = { ...unit(judged, agreed, seats, '1.33'), factor: '1.5' as Decimal, points: '1.995' }
    expect(unitSentence(told)).toBe('2.00 × 2 ÷ 3 = 1.33; 1.33 × 1.5 = 1.995')
  })

  it('is none while a mark is missing: who has to give it is said instead, and no 0', () => {
    const told = unit(judged, mean, [seat('J1', level(3), '2'), seat('J2', null, null), seat('J3', null, null)], null)
    expect(unitSentence(told)).toBeUndefined()
    expect(lackOf(told)).toBe('Mark of J2, J3 missing: adds nothing yet')
    expect(lackOf({ ...told, seats: told.seats.slice(0, 1) })).toBe('Too few seats: adds nothing')
    expect(lackOf({ ...told, isDisputed: true })).toBe('The seats differ: adds nothing until it is settled')
    expect(ruleOf(told)).toBe('Mean of the seats, to 2 decimals')
    expect(ruleOf({ ...told, rule: trimmed, round: 'exact' })).toBe('Mean without 1 highest and 1 lowest, not rounded')
  })

  it('adds up what a seat gave for several aspects', () => {
    const marks = ['4', '3.5'].map((worth) => ({ aspectId: judged.id, value: given(Number(worth)), worth }))
    expect(seatSentence({ ...seat('J1', null, '7.5'), marks })).toBe('4.00 + 3.50 = 7.50')
    expect(seatSentence(seat('J1', null, null))).toBeUndefined()
  })
})

describe('what one mark is worth', () => {
  const of = (rule: object, value: object, worth: string, max = 2) =>
    worthSentence(aspectOf(rule as AspectRule, max), value as MarkValue, worth)
  const points = { in: 'points' }

  it('is said for each kind in the figures of the marking scheme', () => {
    expect(of({ kind: 'count', of: 12 }, { kind: 'count', done: 9 }, '0.75', 1)).toBe('1.00 × 9 ÷ 12 = 0.75')
    expect(of({ kind: 'pass-fail' }, { kind: 'pass-fail', passed: false }, '0')).toBe('No → 0.00')
    expect(of({ kind: 'pass-fail' }, { kind: 'not-attempted' }, '0')).toBe('Not attempted → 0.00')
  })

  it('of a deduction lists the faults, each with its cap, and does not fall below the floor', () => {
    const faults = [
      { name: '', amount: 250, cap: null },
      { name: '', amount: 500, cap: 1000 },
      { name: '', amount: 100, cap: null },
    ]
    const rule = { kind: 'deduction', start: 2000, floor: 0, faults }
    const counted = (...faults: number[]) => ({ kind: 'deduction', faults })
    expect(of(rule, counted(2, 1, 0), '1')).toBe('2.00 − 2 × 0.25 − 1 × 0.50 = 1.00')
    expect(of(rule, counted(0, 3, 0), '1')).toBe('2.00 − min(3 × 0.50, 1.00) = 1.00')
    expect(of(rule, counted(9, 0, 0), '0')).toBe('2.00 − 9 × 0.25 = −0.25 → 0.00')
    expect(of(rule, counted(0, 0, 0), '2')).toBe('2.00 − 0 = 2.00')
  })

  it('of a choice says the option', () => {
    const options = [
      { label: 'clean', worth: { points: 2000 } },
      { label: 'marks', worth: { ...points, deduct: '0.5' } },
      { label: 'burrs', worth: { in: 'percent', deduct: '75' } },
    ]
    const chosen = (option: number) => ({ kind: 'choice', option })
    const rule = { kind: 'choice', min: 0, options }
    expect(of(rule, chosen(0), '2')).toBe('1 clean → 2.00')
    expect(of(rule, chosen(1), '1.5')).toBe('2 marks: 2.00 − 0.50 = 1.50')
    expect(of(rule, chosen(2), '0.5')).toBe('3 burrs: 2.00 − 2.00 × 75 ÷ 100 = 0.50')
  })

  it('of a reading counts the steps from the target, or names the band', () => {
    const away = {
      target: '40',
      step: '0.5',
      stepIn: 'units',
      steps: 'complete',
      deduction: { ...points, deduct: '0.4' },
    }
    const reading = (kind: string, reading: string) => ({ kind, reading })
    const rule = { kind: 'difference', ...away }
    expect(of(rule, reading('difference', '41.3'), '1.2')).toBe(
      'off by |41.3 − 40| = 1.3, step 0.5: 2 full steps; 2.00 − 2 × 0.40 = 1.20',
    )
    expect(of(rule, reading('difference', '45'), '0')).toBe(
      'off by |45 − 40| = 5, step 0.5: 10 full steps; 2.00 − 10 × 0.40 = −2.00 → 0.00',
    )
    const bands = [
      { lower: '1', upper: '1', deduction: { ...points, deduct: '0.5' } },
      { lower: '0.2', upper: '0.2', deduction: { ...points, deduct: '0' } },
    ]
    const ranged = { kind: 'range', target: '4', bands }
    expect(of(ranged, reading('range', '3.9'), '2')).toBe('3.9 is in 3.8 to 4.2: 2.00 − 0 = 2.00')
    expect(of(ranged, reading('range', '4.6'), '1.5')).toBe('4.6 is in 3 to 5: 2.00 − 0.50 = 1.50')
    expect(of(ranged, reading('range', '9'), '0')).toBe('9 is out of range → 0.00')
  })
})

describe('sums', () => {
  it('add what is complete, and show where they were rounded or held', () => {
    expect(sumSentence(['1.11', '1', '0.75'], '2.86')).toBe('1.11 + 1.00 + 0.75 = 2.86')
    expect(sumSentence(['1.11', null], '1.11')).toBe('1.11')
    expect(sumSentence(['1', '-3'], '0')).toBe('1.00 + (−3.00) = −2.00 → 0.00')
    expect(sumSentence(['10/9', '1'], '2.11')).toBe('10/9 + 1.00 = 19/9 → 2.11')
  })

  it('carry a weighted part over to the total', () => {
    const part = { points: '18', maximum: '20', weight: '0.3', contribution: '27' } as ToldPart
    const weighted = { kind: 'weighted', maximum: 100_000 } as never
    expect(contributionSentence(part, weighted)).toBe('18.00 ÷ 20.00 × 0.3 × 100.00 = 27.00')
    expect(contributionSentence({ ...part, weight: '1' as Decimal }, { kind: 'added' })).toBeUndefined()
    expect(contributionSentence({ ...part, contribution: null }, weighted)).toBeUndefined()
  })

  it('make an attempt of its base, what it was given, its difficulty and its multiplier', () => {
    const criteria = [{ points: '8.5' }, { points: null }]
    const attempt = { base: '0', difficulty: '3.1', multiplier: '3', points: '79.05', criteria, wholes: [] }
    expect(attemptSentence(attempt as never)).toBe('8.50 × 3.1 × 3 = 79.05')
    expect(attemptSentence({ ...attempt, base: '2', difficulty: '1' } as never)).toBe('2.00 + 8.50 × 3 = 79.05')
  })
})

describe('figures', () => {
  it('have two decimals or more, and the true minus sign', () => {
    const figures = ['8', '-1.5', '1.125', '-5/9', '7082/225', '1/999']
    expect(figures.map(points)).toEqual(['8.00', '−1.50', '1.125', '−5/9', '31.4755…', '0.0010…'])
    expect([share('5', '20'), share('-1', '20'), share(null, '20'), share('5', null)]).toEqual([0.25, 0, 0, 0])
  })

  it('of a step in the chain are said as what they are', () => {
    expect(saidBy({ by: 'time' }, '201500')).toBe('3:21.5')
    expect(saidBy({ by: 'lot' }, '4')).toBe('4')
    expect(saidBy({ by: 'part', id: 'D' }, '13.2')).toBe('13.20')
    expect(saidBy({ by: 'time' }, null)).toBe('Not known yet')
  })
})
