import { describe, expect, it } from 'vitest'
import { asId, type CriterionId, type PartId, type SeatId } from '#domain/ids.ts'
import { checkMark, type MarkValue } from '#domain/mark.ts'
import { exact, ofThousandths } from '#domain/points.ts'
import { asDecimal, compare, multiply, rational, whole } from '#domain/rational.ts'
import { aspectsOf } from '#domain/rubric.ts'
import { sampleEntry } from '#domain/sample-entry.ts'
import { draftDefaults, type SchemeDraft, type SeatedPanel, schemeFrom } from '#domain/scheme-draft.ts'
import { scoreEntry } from '#domain/score.ts'
import { planOf } from '#domain/scoring-plan.ts'
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
import { panelOf } from '../support/schemes.ts'

const rubric = rubricOf(
  [judgement(3), yesNo(2), countOf(10, 5), timed(4), vetoOf('siblings'), imported(20)],
  [points(40), scaled('0', '10'), yesNo(1), yesNo(1), yesNo(1), yesNo(1), yesNo(1), yesNo(1)],
)
const seats = ['J1', 'J2', 'J3'].map(asId<SeatId>)
const panels = [panelOf(rubric, seats)]
const A = asId<CriterionId>('A')
const sample = (share: number, draft: SchemeDraft = draftDefaults) => {
  const scheme = schemeFrom(draft, rubric, panels, 'agreed')
  const given = sampleEntry({ rubric, panels, scheme }, new Map([[A, share]]), ofThousandths(0))
  return { given, score: scoreEntry(planOf(rubric, scheme), given) }
}

describe('an invented entry', () => {
  it.each([0, 25, 50, 80, 100])('has marks that any judge may give, and makes about its %i per cent', (share) => {
    const { given, score } = sample(share)
    for (const seat of seats) {
      for (const aspect of aspectsOf(rubric)) {
        expect(checkMark(aspect, given.markOf(seat, aspect.id, undefined)!).ok).toBe(true)
      }
    }
    expect(score.missing).toBe(0)
    const wanted = multiply(exact(ofThousandths(100_000)), rational(share, 100))
    expect(Math.abs(score.points - Number(wanted.n) * (1000 / Number(wanted.d)))).toBeLessThan(1500)
  })

  it('is marked differently by each judge, but by whoever records what is agreed', () => {
    const { given } = sample(80)
    const marks = seats.map((seat) => JSON.stringify(given.markOf(seat, asId('A2.1'), undefined)))
    expect(new Set(marks).size).toBe(3)
    expect(marks[0]).toBe('{"kind":"points","points":32000}')
  })

  const marksOf = (rules: readonly ARule[], share: number | undefined, panel?: Partial<SeatedPanel>) => {
    const own = rubricOf(rules)
    const seated = [{ ...panelOf(own, seats), ...panel }]
    const scheme = schemeFrom(draftDefaults, own, [panelOf(own, seats)], 'agreed')
    const shares = new Map(share === undefined ? [] : [[A, share]])
    const given = sampleEntry({ rubric: own, panels: seated, scheme }, shares, ofThousandths(7000))
    return { given, marks: aspectsOf(own).map(({ id }) => given.markOf(seats[0]!, id, undefined)) }
  }
  const instrument = { unit: 'mm', decimals: 1, low: null, high: null }
  const deduction = { deduct: asDecimal('2'), in: 'points' } as const
  it.each<[string, ARule, MarkValue]>([
    [
      'an option',
      {
        kind: 'choice',
        min: ofThousandths(0),
        options: [0, 5, 10].map((n) => ({ label: `${n}`, worth: { points: ofThousandths(n * 1000) } })),
        max: 10,
      },
      { kind: 'choice', option: 1 },
    ],
    [
      'a reading two steps and a half from the target, rounded to the better one',
      {
        kind: 'difference',
        target: asDecimal('20'),
        step: asDecimal('0.5'),
        stepIn: 'units',
        steps: 'complete',
        deduction,
        instrument,
        max: 10,
      },
      { kind: 'difference', reading: asDecimal('21') },
    ],
    [
      'a reading in the band that takes off as much',
      {
        kind: 'range',
        target: asDecimal('20'),
        bands: [
          { lower: asDecimal('1'), upper: asDecimal('1'), deduction: { ...deduction, deduct: asDecimal('0') } },
          { lower: asDecimal('2'), upper: asDecimal('2'), deduction: { ...deduction, deduct: asDecimal('5') } },
        ],
        instrument,
        max: 10,
      },
      { kind: 'range', reading: asDecimal('22') },
    ],
    [
      'so many of the first fault',
      {
        kind: 'deduction',
        start: ofThousandths(10_000),
        floor: ofThousandths(0),
        faults: ['one', 'two'].map((name) => ({ name, amount: ofThousandths(1000), cap: null })),
        max: 10,
      },
      { kind: 'deduction', faults: [5, 0] },
    ],
    [
      'the limit, where time over it takes nothing off',
      { ...timed(10), over: null } as ARule,
      { kind: 'timed', time: 180_000 },
    ],
  ])('that does half as well is given %s', (_, rule, mark) => expect(marksOf([rule], 50).marks).toEqual([mark]))

  it('of whom nothing is wanted is given nothing, and brings along what is said', () => {
    const { given, marks } = marksOf([points(10), yesNo(1)], undefined)
    expect(marks).toEqual([
      { kind: 'points', points: 0 },
      { kind: 'pass-fail', passed: false },
    ])
    expect(given.carriedOf({ stage: 'semi', what: 'own', weight: asDecimal('1') })).toBe(7000)
  })

  it('is marked first by the first seat where nobody records, and by nobody where nobody sits', () => {
    const unled = { seats: seats.map((id) => ({ id, recorder: false })) }
    expect(marksOf([points(10)], 50, unled).marks).toEqual([{ kind: 'points', points: 5000 }])
    expect(marksOf([points(10)], 50, { seats: [] }).marks).toEqual([undefined])
  })

  it('is complete in attempts too', () => {
    const part = {
      id: asId<PartId>('P'),
      name: '',
      criteria: [A],
      weight: asDecimal('1'),
      attempts: { take: 'sum', best: 1, planned: 2 } as const,
      minimum: null,
      belowZero: false,
    }
    const [once, twice] = [sample(80).score, sample(80, { ...draftDefaults, parts: [part] }).score]
    expect(twice.missing).toBe(0)
    expect(compare(twice.exact, multiply(once.exact, whole(2)))).toBe(0)
  })
})
