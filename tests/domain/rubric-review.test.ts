import { describe, expect, it } from 'vitest'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal, type Decimal } from '#domain/rational.ts'
import type { Aspect, Rubric } from '#domain/rubric.ts'
import { compareRubrics } from '#domain/rubric-comparison.ts'
import { outlineOf } from '#domain/rubric-outline.ts'
import { reviewOf, stopsFreezing, unboundedIn } from '#domain/rubric-review.ts'
import { judgement, rubricOf, yesNo } from '../support/rubrics.ts'

const full = rubricOf([judgement(40), yesNo(60)])
const kindsOf = (rubric: Rubric) => reviewOf(rubric).map((finding) => finding.kind)
/** The same rubric with its aspects made anew. */
const withAspects = (rubric: Rubric, change: (aspects: readonly Aspect[]) => readonly Aspect[]): Rubric => ({
  ...rubric,
  criteria: rubric.criteria.map((criterion) => ({
    ...criterion,
    subCriteria: criterion.subCriteria.map((sub) => ({ ...sub, aspects: change(sub.aspects) })),
  })),
})
const numbered = (aspects: readonly Aspect[]): Aspect[] =>
  aspects.map((aspect, i) => ({ ...aspect, id: `A1.${i + 1}` as Aspect['id'] }))

describe('the review of a rubric', () => {
  it('has nothing to say of one that adds up to 100, is named and described', () => {
    expect(reviewOf(full)).toEqual([])
  })

  it('names an empty rubric, criterion and sub-criterion, and faults of aspects: they stop the freezing', () => {
    const [criterion] = full.criteria
    const bare = {
      ...criterion!,
      id: 'B' as never,
      subCriteria: [{ ...criterion!.subCriteria[0]!, id: 'B1' as never, aspects: [] }],
    }
    const rubric = { ...full, criteria: [criterion!, bare, { ...bare, id: 'C' as never, subCriteria: [] }] }
    expect(reviewOf(rubric).filter(stopsFreezing)).toEqual([
      { kind: 'empty', id: 'B1' },
      { kind: 'empty', id: 'C' },
    ])
    expect(reviewOf({ title: '', criteria: [], sections: [] })).toEqual([{ kind: 'empty', id: null }])
    const worthless = withAspects(full, ([first, ...rest]) => [{ ...first!, max: ofThousandths(0) }, ...rest])
    expect(reviewOf(worthless)[0]).toEqual({ kind: 'faulty', id: 'A1.1', fault: 'maximum-nothing', path: ['max'] })
  })

  it('tells a total other than 100, levels without words and what has no name, and finds nothing in a veto', () => {
    expect(kindsOf(rubricOf([yesNo(99.5)]))).toEqual(['total-off'])
    const silent = withAspects(full, ([first, ...rest]) => [
      { ...first!, levels: ['a', ' ', '', 'd'] } as Aspect,
      ...rest,
    ])
    expect(reviewOf(silent)).toEqual([{ kind: 'levels-undescribed', id: 'A1.1', levels: [1, 2] }])
    expect(reviewOf(withAspects(full, ([first, ...rest]) => [{ ...first!, name: ' ' }, ...rest]))).toEqual([
      { kind: 'unnamed', id: 'A1.1' },
    ])
    expect(kindsOf(rubricOf([yesNo(100), { kind: 'veto', target: 'part', max: 0 }]))).toEqual([])
  })

  it('names a reading that its instrument does not bound on both sides', () => {
    const read = (low: Decimal | null, high: Decimal | null) =>
      kindsOf(
        rubricOf([
          {
            kind: 'difference',
            target: asDecimal('5'),
            step: asDecimal('1'),
            stepIn: 'units',
            steps: 'complete',
            deduction: { deduct: asDecimal('10'), in: 'percent' },
            instrument: { unit: 'mm', decimals: 1, low, high },
            max: 100,
          },
        ]),
      )
    expect(read(asDecimal('0'), asDecimal('10'))).toEqual([])
    expect(read(asDecimal('0'), null)).toEqual(['unbounded'])
    expect(read(null, asDecimal('10'))).toEqual(['unbounded'])
  })

  it('tells a section only when it lies more than 5 from its weight, and one that is not in the list', () => {
    const sections = [40, 55].map((weight, i) => ({
      number: i + 1,
      name: `${i}`,
      weight: ofThousandths(weight * 1000),
    }))
    const inSections = (...numbers: number[]) =>
      withAspects({ ...full, sections }, (aspects) => aspects.map((aspect, i) => ({ ...aspect, section: numbers[i]! })))
    expect(reviewOf(inSections(1, 2))).toEqual([])
    expect(reviewOf(inSections(2, 2))).toEqual([
      { kind: 'section-off', section: sections[0], sum: 0 },
      { kind: 'section-off', section: sections[1], sum: 100_000 },
    ])
    expect(kindsOf(inSections(1, 7))).toEqual(['section-unknown', 'section-off'])
  })
})

describe('the comparison of two versions', () => {
  const [first, second] = full.criteria[0]!.subCriteria[0]!.aspects as [Aspect, Aspect]
  const made = (...aspects: Aspect[]) => withAspects(full, () => numbered(aspects))

  it('finds nothing between a rubric and itself', () => {
    expect(compareRubrics(full, full)).toMatchObject({ added: [], removed: [], changed: [], moved: [], unchanged: 2 })
  })

  it('knows an aspect again that was moved, though its id is another', () => {
    const { added, removed, changed, moved } = compareRubrics(made(first, second), made(second, first))
    expect([added, removed, changed]).toEqual([[], [], []])
    expect(moved.map(({ before, after }) => [before.id, after.id])).toEqual([
      ['A1.2', 'A1.1'],
      ['A1.1', 'A1.2'],
    ])
  })

  it('names the fields that changed, what came and what went, and both totals', () => {
    const dearer = { ...second, max: ofThousandths(61_000), name: '改了' }
    const another = { ...second, name: '新的', max: ofThousandths(500) }
    const found = compareRubrics(made(first, second), made(first, dearer, another))
    expect(found.changed.map(({ before, after, fields }) => [before.id, after.id, fields])).toEqual([
      ['A1.2', 'A1.2', ['name', 'max']],
    ])
    expect(found.added.map((aspect) => aspect.name)).toEqual(['新的'])
    expect(found.removed).toEqual([])
    expect(found.total).toEqual({ before: 100_000, after: 101_500 })
    expect(compareRubrics(made(first, second), made(first)).removed.map(({ id }) => id)).toEqual(['A1.2'])
  })

  it('says "kind" for the whole rule when an aspect is marked in another way', () => {
    const { max, name } = first
    const other = { ...second, max, name } as Aspect
    expect(compareRubrics(made(first), made(other)).changed[0]?.fields).toEqual(['kind'])
  })
})

describe('the outline of a rubric', () => {
  it('sums and counts it, without its long texts', () => {
    const aspect = (id: string, kind: string) => ({ id, kind })
    expect(outlineOf(rubricOf([judgement(40), yesNo(10)], [yesNo(50)]))).toEqual({
      title: '评分标准',
      max: 100_000,
      kinds: [
        { kind: 'judgement', aspects: 1 },
        { kind: 'pass-fail', aspects: 2 },
      ],
      criteria: [
        {
          id: 'A',
          name: '模块',
          max: 100_000,
          subCriteria: [
            {
              id: 'A1',
              name: '子项1',
              day: 1,
              max: 50_000,
              aspects: [aspect('A1.1', 'judgement'), aspect('A1.2', 'pass-fail')],
            },
            { id: 'A2', name: '子项2', day: 1, max: 50_000, aspects: [aspect('A2.1', 'pass-fail')] },
          ],
        },
      ],
    })
  })
})

describe('readings that can be any figure at all', () => {
  it('are those whose instrument is open at either end', () => {
    const reading = (low: string | null, high: string | null) => ({
      kind: 'range' as const,
      target: asDecimal('1'),
      bands: [],
      instrument: { unit: '', decimals: 0, low: low as Decimal | null, high: high as Decimal | null },
      max: 1,
    })
    const rubric = rubricOf([yesNo(1), reading('0', '9'), reading(null, '9'), reading('0', null)])
    expect(unboundedIn(rubric)).toEqual(['A1.3', 'A1.4'])
  })
})
