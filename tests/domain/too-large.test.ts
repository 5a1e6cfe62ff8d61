import { describe, expect, it } from 'vitest'
import { RuledJson } from '#contract/rulings.ts'
import { attemptRefusal } from '#domain/attempt-refusal.ts'
import { asId, type SeatId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import type { Rubric } from '#domain/rubric.ts'
import { draftDefaults, type GroupSetting, type SchemeDraft } from '#domain/scheme-draft.ts'
import { draftFaults } from '#domain/scheme-draft-faults.ts'
import { faultsOfMaxima, schemeFaults } from '#domain/scheme-faults.ts'
import type { Attempt } from '#domain/worth.ts'
import { type ARule, points, rubricOf, rubricOfCriteria, scaled, yesNo } from '../support/rubrics.ts'
import { panelOf } from '../support/schemes.ts'
import { attemptOf, everyAspect, groupOf, partOf, planWith, taking } from '../support/scoring.ts'

const ten = rubricOf([points(10)])
const faultsIn = (more: Partial<SchemeDraft>, rubric: Rubric = ten) =>
  draftFaults(
    { ...draftDefaults, ...more },
    {
      rubric,
      panels: [panelOf(rubric, ['J1', 'J2'].map(asId<SeatId>))],
      pointsRule: 'mean',
      stage: { id: asId('final'), name: '决赛' },
      siblings: [{ id: asId('semi'), name: '半决赛', carries: [] }],
    },
  ).map(({ fault, path }) => `${fault} at ${path.join('.')}`)
const setting = (more: Partial<GroupSetting> = {}): GroupSetting => ({
  panel: null,
  family: 'points',
  level: 'aspect',
  rule: { kind: 'mean' },
  minSeats: 1,
  round: 2,
  factor: asDecimal('1'),
  factorRound: 'exact',
  counted: true,
  ...more,
})
const weighing = (weight: string, more = {}) => partOf('p', ['A'], { weight: asDecimal(weight), ...more })
const composed = (maximum: number) => ({ kind: 'weighted', maximum: ofThousandths(maximum) }) as const

describe('a stage maximum', () => {
  it.each([0, -5000])('of %i thousandths is refused: it would turn the ranks round', (maximum) => {
    expect(faultsIn({ composition: composed(maximum) })).toEqual(['maximum-not-above-0 at composition.maximum'])
  })
  it('above 0 is not', () => expect(faultsIn({ composition: composed(1) })).toEqual([]))
})

describe('a scheme of which no group counts', () => {
  const mixed = rubricOf([points(10), yesNo(1)])
  const uncounted = setting({ counted: false })
  it('is refused', () => {
    expect(faultsIn({ groups: [uncounted] })).toEqual(['nothing-counts at groups'])
    const groups = [groupOf(['A1.1'], { counted: false })]
    expect(schemeFaults(planWith(ten, groups).scheme, ten)).toEqual([{ fault: 'nothing-counts', path: ['groups'] }])
  })
  it('is not while one of them does', () => expect(faultsIn({ groups: [uncounted] }, mixed)).toEqual([]))
})

describe('what a stage can give', () => {
  const tooLarge = ['total-too-large at parts']
  it.each<[string, Partial<SchemeDraft>, string[]]>([
    ['a weight', { parts: [weighing('100000000')] }, []],
    ['a weight beyond it', { parts: [weighing('100000000.1')] }, tooLarge],
    ['the largest weight', { parts: [weighing('999999999999999')] }, tooLarge],
    ['a factor', { groups: [setting({ factor: asDecimal('100000000') })] }, []],
    ['a factor beyond it', { groups: [setting({ factor: asDecimal('100000001') })] }, tooLarge],
    [
      'a factor that a small weight brings down again, since the part itself is written too',
      { parts: [weighing('0.000001')], groups: [setting({ factor: asDecimal('100000001') })] },
      tooLarge,
    ],
    ['every attempt', { parts: [weighing('20000000', { attempts: { ...taking('sum'), planned: 5 } })] }, []],
    [
      'every attempt beyond it',
      { parts: [weighing('20000001', { attempts: { ...taking('sum'), planned: 5 } })] },
      tooLarge,
    ],
    ['seats added', { groups: [setting({ rule: { kind: 'sum' }, factor: asDecimal('50000000') })] }, []],
    [
      'seats added beyond it',
      { groups: [setting({ rule: { kind: 'sum' }, factor: asDecimal('50000001') })] },
      tooLarge,
    ],
    ['what is carried', { carried: [{ stage: 'semi', what: 'own', weight: asDecimal('999.99999') }] }, []],
    ['what is carried beyond it', { carried: [{ stage: 'semi', what: 'own', weight: asDecimal('1000') }] }, tooLarge],
    ['the stage maximum', { composition: composed(999_999_990_000) }, []],
    ['the stage maximum beyond it', { composition: composed(999_999_990_001) }, tooLarge],
  ])('is at most 1,000,000,000 points, by %s', (_, more, found) => expect(faultsIn(more)).toEqual(found))

  it.each<[string, ARule, string, string[]]>([
    ['points', points(1, 0.5, -10), '100000000', []],
    ['points', points(1, 0.5, -10), '100000001', tooLarge],
    ['a grade', scaled('-10', '1', '0.5', '2'), '50000000', []],
    ['a grade', scaled('-10', '1', '0.5', '2'), '50000001', tooLarge],
  ])('counts what %s below 0 can take away', (_, rule, factor, found) =>
    expect(faultsIn({ groups: [setting({ factor: asDecimal(factor) })] }, rubricOf([rule]))).toEqual(found),
  )

  it('is asked of a scheme in a bundle too', () => {
    const plan = planWith(ten, [groupOf(['A1.1'], { factor: '999999999999999' })])
    expect(faultsOfMaxima(plan)).toEqual([{ fault: 'total-too-large', path: ['parts'] }])
  })
})

describe('a chain', () => {
  const both = rubricOfCriteria([[points(10)], [points(10)]])
  const judged = setting({ level: 'sub-criterion' })
  it.each(['criterion', 'sub-criterion', 'aspect'] as const)('of groups by sub-criterion compares by %s', (by) => {
    const id = { criterion: 'A', 'sub-criterion': 'A1', aspect: 'A1.1' }[by]
    const found = by === 'aspect' ? ['link-too-fine at chain.0'] : []
    expect(faultsIn({ groups: [judged], chain: [{ by, id }] }, both)).toEqual(found)
  })
})

describe('the coefficients of an attempt (RULES §4)', () => {
  const rubric = rubricOfCriteria([[scaled('0', '1', '0.5', '1')]], [[scaled('0', '9', '1', '1')]])
  const parts = [weighing('2', { attempts: taking('sum') }), partOf('q', ['B'])]
  const plan = planWith(rubric, [groupOf(['A1.1']), groupOf(['B1.1'])], { parts })
  const refused = (more: Partial<Attempt>) => attemptRefusal(plan.parts[0]!, plan.rubric, attemptOf('1', more))
  const tooLarge = { kind: 'attempt-too-large' }
  const table = { '0': asDecimal('0'), '0.5': asDecimal('2'), '1': asDecimal('5') }

  it('stand while the attempt can give no more than 1,000,000,000 points', () => {
    expect(everyAspect(rubric)).toEqual(['A1.1', 'B1.1'])
    expect(refused({ difficulty: asDecimal('500000000') })).toBe(undefined)
    expect(refused({ difficulty: asDecimal('500000001') })).toEqual(tooLarge)
    expect(refused({ difficulty: asDecimal('50000'), multiplier: asDecimal('10001') })).toEqual(tooLarge)
    expect(refused({ base: asDecimal('-499999999') })).toBe(undefined)
    expect(refused({ base: asDecimal('-500000000') })).toEqual(tooLarge)
  })

  it('are asked by what the table makes of a grade', () => {
    expect(refused({ table, difficulty: asDecimal('100000000') })).toBe(undefined)
    expect(refused({ table, difficulty: asDecimal('100000001') })).toEqual(tooLarge)
    expect(refused({ table: { ...table, '0': asDecimal('-999999999999') } })).toEqual(tooLarge)
  })

  it('have a table with every grade of the part, and of no other part', () => {
    expect(refused({ table })).toBe(undefined)
    expect(refused({ table: { '0': table['0'], '1': table['1'] } })).toEqual({ kind: 'table-incomplete', grade: '0.5' })
    expect(refused({ table: {} })).toEqual({ kind: 'table-incomplete', grade: '0' })
  })

  it('have no table to fill where the part has no grades', () => {
    const pointed = planWith(ten, [groupOf(['A1.1'])], { parts: [weighing('1', { attempts: taking('sum') })] })
    expect(attemptRefusal(pointed.parts[0]!, ten, attemptOf('1', { table: {} }))).toBe(undefined)
  })

  const said = (more: object) => {
    const attempt = { id: '1', base: '0', difficulty: '1', multiplier: '1', table: null, isVoid: false, ...more }
    return RuledJson.safeParse({ kind: 'attempt', part: 'p', attempt })
  }
  it('are kept with the grades as tablets write them, each once', () => {
    const kept = said({ table: { '8.50': '3', '9.00': '4', '-0.0': '1', '10': '5' } })
    expect(kept.data).toMatchObject({ attempt: { table: { '0': '1', '8.5': '3', '9': '4', '10': '5' } } })
    expect(said({ table: { '8.50': '3', '8.5': '3' } }).success).toBe(false)
  })
  it.each(['difficulty', 'multiplier'])('have no %s below 0', (which) => {
    expect([said({ [which]: '-0.5' }).success, said({ [which]: '0' }).success]).toEqual([false, true])
  })
})
