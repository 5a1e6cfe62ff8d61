import { describe, expect, it } from 'vitest'
import { asId, type PartId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal, compare, rational } from '#domain/rational.ts'
import { aspectsOf } from '#domain/rubric.ts'
import { type CarriedOver, onePart, type Part, type Rounding, type Scheme, schemeDefaults } from '#domain/scheme.ts'
import {
  criteriaOf,
  type EntryGiven,
  type EntryScore,
  onlyMarks,
  scoreEntry,
  scoreSubCriterion,
} from '#domain/score.ts'
import { asSeated, countingSeats, type ScoringPlan } from '#domain/scoring-plan.ts'
import type { Attempt } from '#domain/worth.ts'
import { points, rubricOf, rubricOfCriteria, scaled, timed, vetoOf, yesNo } from '../../support/rubrics.ts'
import {
  annulled,
  attemptOf,
  givenOf,
  gradeOf,
  groupOf,
  inAttempts,
  type Marks,
  markedOf,
  notRaised,
  partOf,
  pass,
  planWith,
  pointsOf,
  raised,
  seatingOf,
  seats,
  taking,
  thousandths,
  timeOf,
} from '../../support/scoring.ts'

const p = (n: number) => ofThousandths(n * 1000)
const d = asDecimal
const scored = (plan: ScoringPlan, marks: Marks, more: Partial<EntryGiven> = {}) =>
  scoreEntry(plan, givenOf(marks, more))
const tally = ({ points: total, missing, begun }: EntryScore) => ({ total, missing, begun })
const rounding = (more: Partial<Rounding>): Rounding => ({ ...schemeDefaults.rounding, ...more })
const partsOf = (score: EntryScore) =>
  score.parts.map((part) => [part.part.id, thousandths(part.value), thousandths(part.contribution)])

/** Theory of 100 in A, practical of 100 in B. */
const two = rubricOfCriteria([[points(100, 0.001)]], [[points(100, 0.001)]])
const both = (theory: number, practical: number) => ({ 'J1 A1.1': pointsOf(theory), 'J1 B1.1': pointsOf(practical) })
const inTwo = (more: Partial<Scheme> = {}, theory: Partial<Part> = {}, practical: Partial<Part> = {}) =>
  planWith(two, [groupOf(['A1.1', 'B1.1'], { round: 'exact' })], {
    parts: [partOf('theory', ['A'], theory), partOf('practical', ['B'], practical)],
    ...more,
  })

describe('the total of an entry (RULES §4)', () => {
  it('is the sum of its parts times their weights where they are added', () => {
    expect(tally(scored(inTwo(), both(40, 50)))).toEqual({ total: 90_000, missing: 0, begun: true })
    expect(scored(inTwo({}, { weight: d('0.5') }, { weight: d('2') }), both(40, 50)).points).toBe(120_000)
  })

  it('weighs each part’s share of its maximum (example 4: 82 at 30 %, 76.5 at 70 % → 78.15)', () => {
    const weighted = (maximum: number) =>
      inTwo({ composition: { kind: 'weighted', maximum: p(maximum) } }, { weight: d('0.3') }, { weight: d('0.7') })
    const score = scored(weighted(100), both(82, 76.5))
    expect(partsOf(score)).toEqual([
      ['theory', 82_000, 24_600],
      ['practical', 76_500, 53_550],
    ])
    expect(score.points).toBe(78_150)
    expect(scored(weighted(200), both(82, 76.5)).points).toBe(156_300)
  })

  it('gives nothing for a part all of whose aspects were annulled, and the others their shares', () => {
    const plan = planWith(
      two,
      [groupOf(['A1.1', 'B1.1'])],
      {
        parts: [partOf('theory', ['A'], { weight: d('0.3') }), partOf('practical', ['B'], { weight: d('0.7') })],
        composition: { kind: 'weighted', maximum: p(100) },
      },
      [annulled('A1.1', 'nothing')],
    )
    expect(partsOf(scored(plan, both(82, 76.5)))).toEqual([
      ['theory', 0, 0],
      ['practical', 76_500, 53_550],
    ])
  })

  it('rounds part, contribution and total, each as it is set, and keeps the exact total', () => {
    const [sub] = two.criteria
    expect(sub!.id).toBe('A')
    const marks = both(40.006, 50.006)
    expect(scored(inTwo(), marks).points).toBe(90_020)
    expect(scored(inTwo({ rounding: rounding({ part: 'exact' }) }), marks).points).toBe(90_010)
    expect(scored(inTwo({ rounding: rounding({ part: 0 }) }), marks).points).toBe(90_000)
    expect(scored(inTwo({ rounding: rounding({ part: 'exact', contribution: 1 }) }), marks).points).toBe(90_000)
    expect(scored(inTwo({ rounding: rounding({ total: 0 }) }), both(40.25, 50.25)).points).toBe(91_000)
    const exact = scored(inTwo({ rounding: rounding({ part: 'exact', total: 1 }) }), marks)
    expect([exact.points, compare(exact.exact, rational(90_012, 1000))]).toEqual([90_000, 0])
  })

  it('takes penalties off and adds signed adjustments', () => {
    const penalties = [
      { points: p(5), reason: '迟到' },
      { points: p(1), reason: '工具' },
    ]
    const adjustments = [
      { points: p(2), reason: '裁决' },
      { points: p(-0.5), reason: '裁决' },
    ]
    expect(scored(inTwo(), both(40, 50), { penalties }).points).toBe(84_000)
    expect(scored(inTwo(), both(40, 50), { adjustments }).points).toBe(91_500)
    expect(scored(inTwo(), both(40, 50), { penalties, adjustments }).points).toBe(85_500)
  })

  it('is never below 0 unless it is set so', () => {
    const penalties = [{ points: p(5), reason: '迟到' }]
    expect(scored(inTwo(), both(1, 1), { penalties })).toMatchObject({ points: 0, exact: { n: 0 } })
    expect(scored(inTwo({ totalBelowZero: true }), both(1, 1), { penalties }).points).toBe(-3000)
  })

  it('of points so far holds complete values only, and says how many marks are missing (RULES §0)', () => {
    expect(tally(scored(inTwo(), { 'J1 B1.1': pointsOf(30) }))).toEqual({ total: 30_000, missing: 1, begun: true })
    expect(tally(scored(inTwo(), {}))).toEqual({ total: 0, missing: 2, begun: false })
    expect(
      scoreEntry(
        inTwo(),
        onlyMarks(() => undefined),
      ).begun,
    ).toBe(false)
  })
})

describe('what is carried over (RULES §4)', () => {
  const carried: CarriedOver[] = [
    { stage: 'semi', what: 'own', weight: d('0.5') },
    { stage: 'heat', what: 'total', weight: d('1') },
  ]
  const plan = inTwo({ carried })
  const known = (semi?: number, heat?: number): Partial<EntryGiven> => ({
    carriedOf: ({ stage }) => {
      const points = stage === 'semi' ? semi : heat
      return points === undefined ? undefined : p(points)
    },
  })

  it('counts times its weight, and is one mark missing while it is not known', () => {
    expect(tally(scored(plan, both(40, 50), known(20, 3)))).toEqual({ total: 103_000, missing: 0, begun: true })
    expect(tally(scored(plan, both(40, 50), known(20)))).toEqual({ total: 100_000, missing: 1, begun: true })
    expect(tally(scored(plan, both(40, 50)))).toEqual({ total: 90_000, missing: 2, begun: true })
    expect(scored(plan, {}, known(20)).carried).toEqual([
      { ...carried[0], points: 20_000 },
      { ...carried[1], points: undefined },
    ])
  })

  it('begins the total by itself', () => {
    expect(tally(scored(plan, {}, known(20)))).toEqual({ total: 10_000, missing: 3, begun: true })
    expect(scored(plan, {}).begun).toBe(false)
  })

  it('is known to nobody of whom nothing but marks is known', () => {
    expect(
      scoreEntry(
        plan,
        onlyMarks(() => undefined),
      ).missing,
    ).toBe(4)
  })
})

describe('floors (RULES §4)', () => {
  const penalty = { ...timed(0, 2), start: p(0), floor: null } as ReturnType<typeof timed>
  const late = timeOf(200_000) // two begun tens of seconds over: −4

  it('hold a sub-criterion at 0, but not one of penalties only, which its part takes in', () => {
    const mixed = planWith(rubricOf([points(3), penalty], [points(5)]), [groupOf(['A1.1', 'A1.2', 'A2.1'])])
    const marks = { 'J1 A1.1': pointsOf(1), 'J1 A1.2': late, 'J1 A2.1': pointsOf(5) }
    expect(scored(mixed, marks).points).toBe(5000)
    const apart = planWith(rubricOf([penalty], [points(5)]), [groupOf(['A1.1', 'A2.1'])])
    const score = scored(apart, { 'J1 A1.1': late, 'J1 A2.1': pointsOf(5) })
    expect(score.points).toBe(1000)
    expect(score.parts[0]!.subCriteria.map(({ value }) => thousandths(value))).toEqual([-4000, 5000])
  })

  it('hold a part at 0 unless it is set otherwise; what it was before stays to be seen', () => {
    const apart = (more: Partial<Part>) =>
      planWith(rubricOf([penalty], [points(5)]), [groupOf(['A1.1', 'A2.1'])], {
        parts: [partOf('p', ['A'], more)],
        totalBelowZero: true,
      })
    const marks = { 'J1 A1.1': late, 'J1 A2.1': pointsOf(1) }
    const held = scored(apart({}), marks)
    expect([held.points, thousandths(held.parts[0]!.exact)]).toEqual([0, -3000])
    expect(scored(apart({ belowZero: true }), marks).points).toBe(-3000)
  })

  it('know none for a sub-criterion inside an attempt', () => {
    const plan = planWith(rubricOf([points(3), penalty]), [groupOf(['A1.1', 'A1.2'])], {
      parts: [partOf('p', ['A'], { attempts: taking('sum'), belowZero: true })],
      totalBelowZero: true,
    })
    const marks = { 'J1 A1.1 1': pointsOf(1), 'J1 A1.2 1': late }
    expect(scored(plan, marks, { attempts: inAttempts('p', attemptOf('1')) }).points).toBe(-3000)
  })
})

describe('a pass (RULES §4: failing one does not change the total)', () => {
  const plan = inTwo({}, { minimum: p(60) })
  const passes = (marks: Marks) => scored(plan, marks).parts.map(({ passed }) => passed)

  it('is reached at the minimum, and not below it', () => {
    expect(passes(both(60, 1))).toEqual([true, null])
    expect(passes(both(59.99, 99))).toEqual([false, null])
    expect(scored(plan, both(59.99, 99)).points).toBe(158_990)
  })

  it('is not known while marks are missing', () => {
    expect(passes({ 'J1 B1.1': pointsOf(9) })).toEqual([null, null])
    const three = planWith(rubricOf([points(100), points(100)]), [groupOf(['A1.1', 'A1.2'])], {
      parts: [partOf('p', ['A'], { minimum: p(60) })],
    })
    expect(scored(three, { 'J1 A1.1': pointsOf(99) }).parts[0]!.passed).toBeNull()
  })

  it('is not known of a part that was never begun, though nothing of it is missing', () => {
    const dives = planWith(rubricOf([points(10)]), [groupOf(['A1.1'])], {
      parts: [partOf('p', ['A'], { minimum: p(1), attempts: taking('sum') })],
    })
    expect(scored(dives, {}).parts[0]).toMatchObject({ missing: 0, begun: false, passed: null })
  })
})

describe('what a veto or a stop makes 0 (RULES §§2, 3)', () => {
  const rubric = rubricOfCriteria(
    [[points(5), vetoOf('siblings'), vetoOf('sub-criterion')], [points(3)]],
    [[points(7), vetoOf('part')]],
    [[points(9), vetoOf('entry')]],
  )
  const own = aspectsOf(rubric).map(({ id }) => id)
  const plan = planWith(rubric, [groupOf(own)], {
    parts: [partOf('p', ['A'], { minimum: p(0) }), partOf('q', ['B'], { minimum: p(1) }), partOf('r', ['C'])],
  })
  const marks = {
    'J1 A1.1': pointsOf(5),
    'J1 A1.2': notRaised,
    'J1 A1.3': notRaised,
    'J1 A2.1': pointsOf(3),
    'J1 B1.1': pointsOf(7),
    'J1 B1.2': notRaised,
    'J1 C1.1': pointsOf(9),
    'J1 C1.2': notRaised,
  }
  const values = (score: EntryScore) => score.parts.map(({ value }) => thousandths(value))

  it('is nothing while nobody has raised one', () => {
    expect(values(scored(plan, marks))).toEqual([8000, 7000, 9000])
  })

  it('is the sub-criterion, complete, whatever is missing in it', () => {
    for (const veto of ['J1 A1.2', 'J1 A1.3']) {
      expect(values(scored(plan, { ...marks, [veto]: raised }))).toEqual([3000, 7000, 9000])
      const { 'J1 A1.1': _, ...without } = marks
      expect(scored(plan, without).missing).toBe(1)
      expect(scored(plan, { ...without, [veto]: raised })).toMatchObject({ missing: 0, points: 19_000 })
    }
    expect(tally(scored(plan, { 'J1 A1.2': raised }))).toEqual({ total: 0, missing: 5, begun: true })
  })

  it('is the part with all beneath, and no other; then nothing of it is missing, and its pass is failed', () => {
    const score = scored(plan, { ...marks, 'J1 B1.2': raised })
    expect(values(score)).toEqual([8000, 0, 9000])
    expect(score.parts.map(({ nought, passed }) => [nought, passed])).toEqual([
      [undefined, true],
      ['part', false],
      [undefined, null],
    ])
    expect(score).toMatchObject({ points: 17_000, isNought: false })
    expect(score.parts[1]!.subCriteria[0]).toMatchObject({ missing: 0, begun: true, value: { n: 0 } })
    const { 'J1 B1.1': _, ...without } = marks
    expect(scored(plan, { ...without, 'J1 B1.2': raised })).toMatchObject({ missing: 0, points: 17_000 })
  })

  it('is the entry: its total, its parts and what beneath them, penalties and what was carried with it', () => {
    const more = { penalties: [{ points: p(5), reason: '' }], adjustments: [{ points: p(50), reason: '' }] }
    const score = scored(plan, { ...marks, 'J1 C1.2': raised }, more)
    expect(score).toMatchObject({ points: 0, missing: 0, begun: true, isNought: true, exact: { n: 0 } })
    expect(values(score)).toEqual([0, 0, 0])
    expect(score.parts.map(({ contribution, passed }) => [thousandths(contribution), passed])).toEqual([
      [0, true],
      [0, false],
      [0, null],
    ])
    expect(score.parts[0]!.subCriteria.map(({ value }) => thousandths(value))).toEqual([0, 0])
    const carried = planWith(rubric, [groupOf(own)], {
      parts: plan.scheme.parts,
      carried: [{ stage: 's', what: 'own', weight: d('1') }],
    })
    expect(tally(scored(carried, { 'J1 C1.2': raised }))).toEqual({ total: 0, missing: 0, begun: true })
  })

  it('has begun where a mark was missing, so that it shows a nought and no open bar', () => {
    const score = scored(plan, { 'J1 C1.2': raised })
    expect(score.parts.flatMap(({ subCriteria }) => subCriteria.map(({ begun, missing }) => [begun, missing]))).toEqual(
      [
        [true, 0],
        [true, 0],
        [true, 0],
        [true, 0],
      ],
    )
    // A sub-criterion that nobody marks is as open as before.
    const unmarked = planWith(rubricOf([vetoOf('entry')], [points(3)]), [groupOf(['A1.1'])])
    const [part] = scored(unmarked, { 'J1 A1.1': raised }).parts
    expect(part!.subCriteria.map(({ begun }) => begun)).toEqual([true, false])
  })

  it('reaches out of a group at level whole, and out of an attempt', () => {
    for (const [target, isNought] of [
      ['part', false],
      ['entry', true],
    ] as const) {
      const rubric = rubricOf([points(5), vetoOf(target)])
      const whole = planWith(rubric, [groupOf(['A1.1', 'A1.2'], { level: 'whole' })])
      const score = scored(whole, { 'J1 A1.1': pointsOf(5), 'J1 A1.2': raised })
      expect([score.points, score.isNought]).toEqual([0, isNought])
      for (const level of ['aspect', 'whole'] as const) {
        const parts = [partOf('p', ['A'], { attempts: taking('sum') })]
        const dives = planWith(rubric, [groupOf(['A1.1', 'A1.2'], { level })], { parts })
        const attempts = inAttempts('p', attemptOf('1'), attemptOf('2'))
        const marks = {
          'J1 A1.1 1': pointsOf(5),
          'J1 A1.2 1': notRaised,
          'J1 A1.1 2': pointsOf(5),
          'J1 A1.2 2': raised,
        }
        const dived = scored(dives, marks, { attempts })
        expect([dived.points, dived.isNought]).toEqual([0, isNought])
        expect(scored(dives, { ...marks, 'J1 A1.2 2': notRaised }, { attempts }).points).toBe(10_000)
      }
    }
  })
})

describe('attempts (RULES §4)', () => {
  type Take = NonNullable<Part['attempts']>['take']
  const rubric = rubricOf([points(10, 0.001)])
  const dives = (take: Take, best = 1, more: Partial<Scheme> = {}) =>
    planWith(rubric, [groupOf(['A1.1'], { round: 'exact' })], {
      parts: [partOf('p', ['A'], { attempts: taking(take, best) })],
      ...more,
    })
  const of = (take: Take, grades: readonly (number | undefined)[], more: Partial<Attempt>[] = [], best = 1) => {
    const attempts = inAttempts('p', ...grades.map((_, i) => attemptOf(`${i + 1}`, more[i])))
    const marks = Object.fromEntries(grades.map((n, i) => [`J1 A1.1 ${i + 1}`, n === undefined ? n : pointsOf(n)]))
    return tally(scored(dives(take, best), marks, { attempts }))
  }
  const total = (points: number, missing = 0, begun = true) => ({ total: points, missing, begun })

  it('are summed, averaged, or the best, the best k or the last is taken', () => {
    expect(of('sum', [4, 9, 5])).toEqual(total(18_000))
    expect(of('mean', [4, 9, 5])).toEqual(total(6000))
    expect(of('best', [4, 9, 5])).toEqual(total(9000))
    expect(of('best', [4, 9, 5], [], 2)).toEqual(total(14_000))
    expect(of('last', [4, 9, 5])).toEqual(total(5000))
  })

  it('that are void need no marks and are 0; the last is the last that is not', () => {
    const third = [{}, {}, { isVoid: true }]
    expect(of('sum', [4, 9, undefined], third)).toEqual(total(13_000))
    expect(of('mean', [4, 8, undefined], third)).toEqual(total(4000))
    expect(of('best', [4, 9, undefined], third, 3)).toEqual(total(13_000))
    expect(of('last', [4, 9, undefined], third)).toEqual(total(9000))
    expect(of('last', [undefined], [{ isVoid: true }])).toEqual(total(0))
    expect(of('sum', [undefined], [{ isVoid: true }])).toEqual(total(0))
  })

  it('that nobody has marked add nothing, and each of their marks is missing', () => {
    expect(of('sum', [4, undefined])).toEqual(total(4000, 1))
    expect(of('mean', [4, undefined])).toEqual(total(2000, 1))
    expect(of('best', [undefined, 4], [], 2)).toEqual(total(4000, 1))
    expect(of('sum', [undefined, undefined])).toEqual(total(0, 2, false))
    expect(of('last', [4, undefined])).toEqual(total(0, 1, false))
  })

  it('are taken before those that nobody has marked, below 0 too', () => {
    expect(of('best', [1, undefined], [{ base: d('-3') }])).toEqual(total(0, 1))
    const owed = planWith(rubric, [groupOf(['A1.1'])], {
      parts: [partOf('p', ['A'], { attempts: taking('best'), belowZero: true })],
      totalBelowZero: true,
    })
    const attempts = inAttempts('p', attemptOf('1', { base: d('-3') }), attemptOf('2'))
    expect(tally(scored(owed, { 'J1 A1.1 1': pointsOf(1) }, { attempts }))).toEqual(total(-2000, 1))
  })

  it('have their own sub-criteria and whole totals, and the part none', () => {
    const attempts = inAttempts('p', attemptOf('1'), attemptOf('2', { isVoid: true }))
    const [part] = scored(dives('sum'), { 'J1 A1.1 1': pointsOf(4) }, { attempts }).parts
    expect([part!.subCriteria, part!.wholes]).toEqual([[], []])
    expect(part!.attempts.map(({ subCriteria, wholes }) => [subCriteria.map(({ id }) => id), wholes])).toEqual([
      [['A1'], []],
      [[], []],
    ])
  })

  it('have base value, difficulty and multiplier: base + points × difficulty × multiplier', () => {
    const coefficients = { base: d('1.5'), difficulty: d('3.1'), multiplier: d('3') }
    expect(of('sum', [8.5], [coefficients])).toEqual(total(80_550))
    expect(of('sum', [undefined], [coefficients])).toEqual(total(0, 1, false))
  })

  it('are rounded each, where it is set so', () => {
    const attempts = inAttempts('p', attemptOf('1', { difficulty: d('1.5') }), attemptOf('2'))
    const marks = { 'J1 A1.1 1': pointsOf(1.23), 'J1 A1.1 2': pointsOf(1.04) }
    const rounded = dives('sum', 1, { rounding: rounding({ attempt: 1, part: 'exact' }) })
    expect(scored(rounded, marks, { attempts }).points).toBe(2800)
    expect(scored(dives('sum'), marks, { attempts }).points).toBe(2890)
  })

  it('may be none: then there is nothing so far and nothing missing', () => {
    for (const take of ['sum', 'mean', 'best', 'last'] as const) expect(of(take, [])).toEqual(total(0, 0, false))
    expect(tally(scored(dives('sum'), {}))).toEqual(total(0, 0, false))
  })

  it('read a grade by the table of each', () => {
    const plan = planWith(rubricOf([scaled('0', '10')]), [groupOf(['A1.1'])], {
      parts: [partOf('p', ['A'], { attempts: taking('sum') })],
    })
    const attempts = inAttempts('p', attemptOf('1', { table: { '8': d('1.5') } }), attemptOf('2'))
    const marks = { 'J1 A1.1 1': gradeOf('8'), 'J1 A1.1 2': gradeOf('8') }
    expect(scored(plan, marks, { attempts }).points).toBe(19_000)
  })

  it('of another part are no attempts of this one, and marks outside attempts are none of them', () => {
    expect(
      tally(scored(dives('sum'), { 'J1 A1.1': pointsOf(4) }, { attempts: inAttempts('q', attemptOf('1')) })),
    ).toEqual(total(0, 0, false))
  })

  it('whose aspects were all annulled are their base value', () => {
    const plan = planWith(rubric, [groupOf(['A1.1'])], { parts: [partOf('p', ['A'], { attempts: taking('sum') })] }, [
      annulled('A1.1', 'nothing'),
    ])
    expect(tally(scored(plan, {}, { attempts: inAttempts('p', attemptOf('1', { base: d('2.5') })) }))).toEqual(
      total(2500),
    )
  })
})

describe('a plan (RULES §§1, 4)', () => {
  const rubric = rubricOfCriteria([[points(4), points(6)], [yesNo(1)]], [[points(8)]])
  const maximaOf = (plan: ScoringPlan) =>
    plan.parts.map(({ part, maximum, criteria }) => [
      part.id,
      thousandths(maximum),
      ...criteria.map((criterion) => `${criterion.id} ${thousandths(criterion.maximum)}`),
    ])

  it('has for a part’s maximum all that its counted groups can give, times their factors, and seats under a sum', () => {
    const own = ['A1.1', 'A1.2', 'A2.1', 'B1.1']
    const groups = [
      groupOf(own),
      groupOf(['A1.1'], { seats: ['P1', 'P2'], rule: { kind: 'sum' }, factor: '0.5' }),
      groupOf(own, { seats: ['H1'], counted: false }),
    ]
    const plan = planWith(rubric, groups, { parts: [partOf('p', ['A']), partOf('q', ['B'])] })
    expect(maximaOf(plan)).toEqual([
      ['p', 15_000, 'A 15000'],
      ['q', 8000, 'B 8000'],
    ])
    const marks = { 'J1 A1.1': pointsOf(1), 'J1 A1.2': pointsOf(1), 'J1 A2.1': pass, 'J1 B1.1': pointsOf(1) }
    const given = { ...marks, 'P1 A1.1': pointsOf(4), 'P2 A1.1': pointsOf(2), 'H1 A1.1': pointsOf(4) }
    expect(tally(scored(plan, given))).toEqual({ total: 7000, missing: 0, begun: true })
  })

  it('counts wholes in the part’s maximum, which belong to no criterion', () => {
    const plan = planWith(rubric, [groupOf(['A1.1', 'B1.1'], { level: 'whole' }), groupOf(['A2.1'])], {
      parts: [partOf('p', ['A', 'B'])],
    })
    expect(maximaOf(plan)).toEqual([['p', 13_000, 'A 1000', 'B 0']])
    expect(scored(plan, { 'J1 A1.1': pointsOf(3), 'J1 B1.1': pointsOf(8), 'J1 A2.1': pass }).points).toBe(12_000)
  })

  it('cuts a group at level whole by part, and asks none for a part that it does not mark', () => {
    const plan = planWith(rubric, [groupOf(['A1.1', 'A2.1'], { level: 'whole' })], {
      parts: [partOf('p', ['A']), partOf('q', ['B'])],
    })
    expect(plan.parts.map(({ wholes }) => wholes.map(({ aspects }) => aspects.map(({ aspect }) => aspect.id)))).toEqual(
      [[['A1.1', 'A2.1']], []],
    )
  })

  it('rules a group at level sub-criterion over all of its aspects there, at level aspect over each', () => {
    const units = (level: 'aspect' | 'sub-criterion') =>
      planWith(rubric, [groupOf(['A1.1', 'A1.2', 'B1.1'], { level })]).parts[0]!.subCriteria.map((sub) =>
        sub.units.map(({ aspects }) => aspects.map(({ aspect }) => aspect.id)),
      )
    expect(units('aspect')).toEqual([[['A1.1'], ['A1.2']], [], [['B1.1']]])
    expect(units('sub-criterion')).toEqual([[['A1.1', 'A1.2']], [], [['B1.1']]])
  })

  it('leaves an annulled aspect out of every sum and maximum, or gives it to all', () => {
    const parts = [partOf('p', ['A', 'B'])]
    const groups = [groupOf(['A1.1', 'A1.2', 'A2.1', 'B1.1'])]
    const marks = { 'J1 A1.1': pointsOf(1), 'J1 A2.1': pass, 'J1 B1.1': pointsOf(1) }
    const without = planWith(rubric, groups, { parts }, [annulled('A1.2', 'nothing')])
    expect(maximaOf(without)).toEqual([['p', 13_000, 'A 5000', 'B 8000']])
    expect(tally(scored(without, marks))).toEqual({ total: 3000, missing: 0, begun: true })
    const given = planWith(rubric, groups, { parts }, [annulled('A1.2')])
    expect(maximaOf(given)).toEqual([['p', 19_000, 'A 11000', 'B 8000']])
    expect(tally(scored(given, marks))).toEqual({ total: 9000, missing: 0, begun: true })
  })

  it('leaves an annulled aspect out of the judges’ whole totals too', () => {
    const whole = planWith(rubric, [groupOf(['A1.1', 'A1.2'], { level: 'whole' })], {}, [annulled('A1.2', 'nothing')])
    expect(maximaOf(whole)).toEqual([['all', 4000, 'A 0', 'B 0']])
    expect(tally(scored(whole, { 'J1 A1.1': pointsOf(3) }))).toEqual({ total: 3000, missing: 0, begun: true })
  })

  it('asks nobody about an annulled veto, whatever is given for it', () => {
    for (const give of ['nothing', 'maximum'] as const) {
      const vetoed = planWith(rubricOf([points(4), vetoOf('entry')]), [groupOf(['A1.1', 'A1.2'])], {}, [
        annulled('A1.2', give),
      ])
      expect(tally(scored(vetoed, { 'J1 A1.1': pointsOf(4), 'J1 A1.2': raised }))).toEqual({
        total: 4000,
        missing: 0,
        begun: true,
      })
      expect(tally(scored(vetoed, {}))).toEqual({ total: 0, missing: 1, begun: false })
    }
  })

  it('gives an annulled scaled aspect its highest grade times its factor', () => {
    const plan = planWith(rubricOf([scaled('0', '10', '0.5', '1.5')]), [groupOf(['A1.1'])], {}, [annulled('A1.1')])
    expect(scored(plan, {}).points).toBe(15_000)
  })

  it('lets stand-ins sit in the place of their seats, and nobody who is excused', () => {
    const names = seats('J1', 'J2', 'J3')
    expect(countingSeats(names, seatingOf([]))).toEqual(names)
    expect(countingSeats(names, seatingOf(['J2']))).toEqual(['J1', 'J3'])
    expect(countingSeats(names, seatingOf([], { J2: 'R1' }))).toEqual(['J1', 'R1', 'J3'])
    expect(countingSeats(names, seatingOf(['R1', 'J3'], { J2: 'R1' }))).toEqual(['J1'])
    expect(countingSeats(names, seatingOf(['J2'], { J2: 'R1' }))).toEqual(['J1', 'R1', 'J3'])
  })
})

describe('a score that is asked for more', () => {
  const rubric = rubricOfCriteria([[points(4)], [points(6)]], [[points(8)]])
  const plan = planWith(rubric, [groupOf(['A1.1', 'A2.1', 'B1.1'])])
  const marks = { 'J1 A1.1': pointsOf(1), 'J1 B1.1': pointsOf(3) }

  it('keeps every number on the way, and nothing of it otherwise', () => {
    const levels = (tells?: boolean) =>
      scoreEntry(plan, givenOf(marks), tells === undefined ? {} : { tells }).parts[0]!.subCriteria.map((one) =>
        one.levels.map(({ told }) => thousandths(told?.ruled)),
      )
    expect(levels(true)).toEqual([[1000], [undefined], [3000]])
    expect(levels(false)).toEqual([[], [], []])
    expect(levels()).toEqual([[], [], []])
    const whole = planWith(rubric, [groupOf(['A1.1', 'B1.1'], { level: 'whole' })])
    const told = (tells: boolean) =>
      scoreEntry(whole, givenOf(marks), { tells }).parts[0]!.wholes.map(({ told }) => thousandths(told?.ruled))
    expect([told(true), told(false)]).toEqual([[4000], [undefined]])
  })

  it('keeps nothing of a sub-criterion that is asked for by itself', () => {
    const [planned] = plan.parts[0]!.subCriteria
    expect(scoreSubCriterion(planned!, markedOf(marks, asSeated)).levels).toEqual([])
    expect(scoreSubCriterion(planned!, markedOf(marks, asSeated), true).levels).toHaveLength(1)
  })

  it('tells each attempt', () => {
    for (const level of ['aspect', 'whole'] as const) {
      const dives = planWith(rubricOf([points(9)]), [groupOf(['A1.1'], { level })], {
        parts: [partOf('p', ['A'], { attempts: taking('sum') })],
      })
      const given = givenOf({ 'J1 A1.1 1': pointsOf(4) }, { attempts: inAttempts('p', attemptOf('1')) })
      const ruled = (tells: boolean) =>
        scoreEntry(dives, given, { tells }).parts[0]!.attempts.flatMap((attempt) =>
          [...attempt.wholes, ...attempt.subCriteria.flatMap(({ levels }) => levels)].map(({ told }) =>
            thousandths(told?.ruled),
          ),
        )
      expect(ruled(true)).toEqual([4000])
      expect(ruled(false).filter((value) => value !== undefined)).toEqual([])
    }
  })

  it('takes remembered sums of sub-criteria, but not where it has to tell', () => {
    const remembered = { value: rational(2, 1), missing: 0, begun: true, nought: undefined, levels: [] }
    const sumOf = ({ id, criterion }: { id: never; criterion: never }) => ({ ...remembered, id, criterion })
    const asked = { sumOf: sumOf as never }
    expect(scoreEntry(plan, givenOf(marks), asked).points).toBe(6000)
    expect(scoreEntry(plan, givenOf(marks), { ...asked, tells: true }).points).toBe(4000)
  })

  it('sums a part’s criteria apart', () => {
    const sums = criteriaOf(scoreEntry(plan, givenOf(marks)).parts[0]!)
    expect([...sums].map(([id, { value, missing, begun }]) => [id, thousandths(value), missing, begun])).toEqual([
      ['A', 1000, 1, true],
      ['B', 3000, 0, true],
    ])
  })
})

describe('the one part of a stage', () => {
  it('holds every criterion, with weight 1', () => {
    expect(onePart(two)).toMatchObject({ id: asId<PartId>('all'), criteria: ['A', 'B'], weight: '1' })
  })
})
