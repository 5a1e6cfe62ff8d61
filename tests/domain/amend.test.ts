import { describe, expect, it } from 'vitest'
import { type Amendment, amendedRubric, annulledBy, correctionFaults } from '#domain/amend.ts'
import { scoreBundle } from '#domain/bundle.ts'
import { type AspectId, asId, type EntryId, type SeatId } from '#domain/ids.ts'
import { checkMark, type MarkValue } from '#domain/mark.ts'
import { mayAmend } from '#domain/may-amend.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import { type Aspect, aspectsOf } from '#domain/rubric.ts'
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
import { defaultScheme } from '../support/schemes.ts'

const aspectOf = (rule: ARule): Aspect => aspectsOf(rubricOf([rule]))[0]!
const seat = asId<SeatId>('J1')
const instrument = { unit: 'mm', decimals: 1, low: null, high: null } as const
const half = { deduct: asDecimal('50'), in: 'percent' } as const

const difference: ARule = {
  kind: 'difference',
  max: 2,
  target: asDecimal('100'),
  step: asDecimal('1'),
  stepIn: 'units',
  steps: 'complete',
  deduction: half,
  instrument,
}
const range: ARule = {
  kind: 'range',
  max: 2,
  target: asDecimal('100'),
  bands: [{ lower: asDecimal('1'), upper: asDecimal('1'), deduction: { deduct: asDecimal('0'), in: 'points' } }],
  instrument,
}
const choice: ARule = {
  kind: 'choice',
  max: 2,
  min: ofThousandths(0),
  options: [
    { label: '齐', worth: { points: ofThousandths(2000) } },
    { label: '缺', worth: { points: ofThousandths(0) } },
  ],
}
const deduction: ARule = {
  kind: 'deduction',
  max: 2,
  start: ofThousandths(2000),
  floor: ofThousandths(0),
  faults: [{ name: '划伤', amount: ofThousandths(500), cap: null }],
}

/** What one mark of an aspect is worth after these amendments of it. */
function worthOf(aspect: Aspect, value: MarkValue, ...amendments: Amendment[]): number | null {
  const rubric = { ...rubricOf([yesNo(1)]) }
  const [criterion] = rubric.criteria
  const own = {
    ...rubric,
    criteria: [{ ...criterion!, subCriteria: [{ ...criterion!.subCriteria[0]!, aspects: [aspect] }] }],
  }
  const scheme = defaultScheme(own, [seat], 'agreed')
  const entry = asId<EntryId>('1')
  const [scored] = scoreBundle({
    title: '',
    scheme,
    rubric: own,
    amendments,
    entries: [
      {
        id: entry,
        label: '',
        organization: '',
        division: null,
        state: 'present',
        attempts: new Map(),
        seating: { excused: new Set(), standIns: new Map() },
        penalties: [],
        adjustments: [],
        carried: {},
        lot: null,
        decision: null,
        advances: null,
      },
    ],
    marks: [{ entry, seat, aspect: aspect.id, value }],
  }).scored
  return scored!.score.begun ? scored!.score.points : null
}

const corrected = (to: Aspect): Amendment => ({ kind: 'corrected', aspect: to.id, to })
const annulled = (aspect: Aspect, give: 'nothing' | 'maximum'): Amendment => ({
  kind: 'annulled',
  aspect: aspect.id,
  give,
})

describe('a correction (RULES §11)', () => {
  it.each<[string, ARule, Partial<Record<string, unknown>>, MarkValue, number, number]>([
    ['another maximum of a pass-fail aspect', yesNo(1), { max: 1500 }, { kind: 'pass-fail', passed: true }, 1000, 1500],
    ['another maximum of a judgement', judgement(3), { max: 1500 }, { kind: 'judgement', level: 2 }, 2000, 1000],
    ['how many there are to count', countOf(4, 1), { of: 6 }, { kind: 'count', done: 3 }, 750, 500],
    [
      'what an option is worth',
      choice,
      {
        options: [
          { label: '齐', worth: { points: 2000 } },
          { label: '缺', worth: { points: 1000 } },
        ],
      },
      { kind: 'choice', option: 1 },
      0,
      1000,
    ],
    [
      'the target of a difference',
      difference,
      { target: '101' },
      { kind: 'difference', reading: asDecimal('101') },
      1000,
      2000,
    ],
    ['the target of a range', range, { target: '103' }, { kind: 'range', reading: asDecimal('102') }, 0, 2000],
    [
      'the most that points can be',
      points(10),
      { max: 20_000 },
      { kind: 'points', points: ofThousandths(8000) },
      8000,
      8000,
    ],
    [
      'the factor of a scale',
      scaled('0', '5'),
      { factor: '4', max: 20_000 },
      { kind: 'scaled', grade: asDecimal('3') },
      6000,
      12_000,
    ],
    [
      'what a fault takes off',
      deduction,
      { faults: [{ name: '划伤', amount: 250, cap: null }] },
      { kind: 'deduction', faults: [2] },
      1000,
      1500,
    ],
    ['the limit of a time', timed(10), { limit: 200_000 }, { kind: 'timed', time: 200_000 }, 6000, 10_000],
    [
      'the maximum of what is imported',
      imported(50),
      { max: 60_000 },
      { kind: 'imported', points: ofThousandths(40_000) },
      40_000,
      40_000,
    ],
  ])('changes %s, and the mark that stands is worth what that makes of it', (_, rule, change, value, before, after) => {
    const old = aspectOf(rule)
    const to = { ...old, ...change } as Aspect
    expect(correctionFaults(old, to)).toEqual([])
    expect(checkMark(to, value).ok).toBe(true)
    expect([worthOf(old, value), worthOf(old, value, corrected(to))]).toEqual([before, after])
  })

  it('changes what a veto makes 0', () => {
    const old = aspectOf(vetoOf('siblings'))
    expect(correctionFaults(old, { ...old, target: 'part' } as Aspect)).toEqual([])
  })

  it.each<[string, ARule, Partial<Record<string, unknown>>, string]>([
    ['another aspect', yesNo(1), { id: 'A9.9' }, 'other-aspect'],
    ['another kind', yesNo(1), { kind: 'judgement', levels: ['', ''] }, 'kind-changed'],
    ['another name', yesNo(1), { name: '别的', max: 2000 }, 'name-changed'],
    ['another section', yesNo(1), { section: 3, max: 2000 }, 'section-changed'],
    ['more levels', judgement(3), { levels: ['', '', '', '', ''] }, 'levels-changed'],
    [
      'options in another order',
      choice,
      { options: [...(choice as { readonly options: readonly unknown[] }).options].reverse() },
      'options-changed',
    ],
    [
      'one fault more',
      deduction,
      {
        faults: [
          { name: '划伤', amount: 1, cap: null },
          { name: '缺件', amount: 1, cap: null },
        ],
      },
      'faults-changed',
    ],
    ['another unit', range, { instrument: { ...instrument, unit: 'cm' } }, 'unit-changed'],
    ['nothing at all', range, {}, 'nothing-changed'],
    ['what cannot be marked', yesNo(1), { max: 0 }, 'maximum-nothing'],
  ])('to %s is refused by name', (_, rule, change, fault) => {
    const old = aspectOf(rule)
    expect(correctionFaults(old, { ...old, ...change } as Aspect).map((found) => found.fault)).toEqual([fault])
  })
})

describe('an amendment of a stage', () => {
  const rubric = rubricOf([deduction], [yesNo(1)])
  const [only] = aspectsOf(rubric)
  const weighted = {
    ...defaultScheme(rubric, [seat], 'agreed'),
    composition: { kind: 'weighted', maximum: ofThousandths(100_000) },
  } as const
  const opened = { frozenRubric: rubric, scheme: weighted, amendments: [] }

  it('is refused where a weighted part would be left without a maximum', () => {
    const alone = rubricOf([deduction])
    const scheme = { ...weighted, groups: weighted.groups.map((group) => ({ ...group, aspects: [only!.id] })) }
    const penalty = { ...only, max: 0, start: 0, floor: null } as unknown as Aspect
    expect(mayAmend({ frozenRubric: alone, scheme, amendments: [] }, corrected(penalty))).toEqual({
      ok: false,
      error: { kind: 'scheme-breaks', faults: ['part-without-maximum'] },
    })
    // With something else in the part it still has one; and all of it may be annulled (decision 13).
    expect(mayAmend(opened, corrected(penalty)).ok).toBe(true)
    expect(mayAmend({ frozenRubric: alone, scheme, amendments: [] }, annulled(only!, 'nothing')).ok).toBe(true)
  })

  it('is refused where it is annulled so already, and not where it is to give something else', () => {
    const amendments = [annulled(only!, 'nothing')]
    expect(mayAmend({ ...opened, amendments }, annulled(only!, 'nothing'))).toMatchObject({
      error: { kind: 'nothing-amended' },
    })
    expect(mayAmend({ ...opened, amendments }, annulled(only!, 'maximum')).ok).toBe(true)
    expect(mayAmend({ ...opened, amendments }, corrected(only!)).ok).toBe(true)
    expect(mayAmend(opened, corrected(only!))).toMatchObject({ error: { kind: 'correction-refused' } })
  })

  it('concerns an aspect of the rubric, and no other', () => {
    const stranger = { ...only!, id: asId<AspectId>('Z9.9') }
    expect(mayAmend(opened, corrected(stranger))).toEqual({ ok: false, error: { kind: 'unknown-aspect' } })
  })
})

describe('amendments that follow one another (docs/rules.md, decision 17)', () => {
  const old = aspectOf(countOf(4, 1))
  const right = { ...old, max: ofThousandths(3000) } as Aspect
  const three: MarkValue = { kind: 'count', done: 3 }
  const id = asId<AspectId>('A1.1')

  it('the last correction counts', () => {
    expect(worthOf(old, three, corrected({ ...right, of: 9 } as Aspect), corrected(right))).toBe(2250)
    expect(worthOf(old, three, corrected(right), corrected(old))).toBe(750)
  })

  it('an annulment after a correction gives the corrected maximum, or takes the aspect out', () => {
    expect(worthOf(old, three, corrected(right), annulled(old, 'maximum'))).toBe(3000)
    expect(worthOf(old, three, corrected(right), annulled(old, 'nothing'))).toBeNull()
    expect(worthOf(old, three, annulled(old, 'nothing'), annulled(old, 'maximum'))).toBe(1000)
  })

  it('a correction after an annulment makes the aspect count again', () => {
    expect(worthOf(old, three, annulled(old, 'nothing'), corrected(old))).toBe(750)
    expect([...annulledBy([annulled(old, 'nothing'), corrected(right)])]).toEqual([])
    expect([...annulledBy([corrected(right), annulled(old, 'maximum')])]).toEqual([[id, 'maximum']])
  })

  it('amendments applied once more change nothing', () => {
    const rubric = rubricOf([countOf(4, 1), yesNo(1)])
    const once = amendedRubric(rubric, [corrected(right)])
    expect(amendedRubric(once, [corrected(right)])).toEqual(once)
    expect(aspectsOf(once).map(({ max }) => max)).toEqual([3000, 1000])
  })
})
