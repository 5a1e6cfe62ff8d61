import { describe, expect, it } from 'vitest'
import { attemptsOf, inAttempt, unfolded, unfoldedIds, withoutAttempt } from '#domain/attempts.ts'
import { asId, type EntryId, type PartId, type RulingId, type SubCriterionId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import { subCriteriaOf } from '#domain/rubric.ts'
import { nothingRuled, type Ruled, ruledOn } from '#domain/ruling.ts'
import { points, rubricOfCriteria } from '../support/rubrics.ts'
import { attemptOf, groupOf, partOf, planWith, taking } from '../support/scoring.ts'

const p = (n: number) => ofThousandths(n * 1000)

describe('what was ruled on an entry (RULES §§4, 5)', () => {
  const ruled = (...all: readonly Ruled[]) =>
    ruledOn(
      all.map((one, i) => ({
        id: asId<RulingId>(`${i}`),
        entryId: asId<EntryId>('e'),
        ruled: one,
        reason: `r${i}`,
        signer: 's',
      })),
    )

  it('is nothing where nobody ruled', () => {
    expect(ruled()).toEqual(nothingRuled)
  })

  it('keeps every penalty and adjustment apart, each with its reason', () => {
    expect(
      ruled(
        { kind: 'penalty', points: p(5) },
        { kind: 'adjustment', points: p(-1) },
        { kind: 'penalty', points: p(2) },
      ),
    ).toEqual({
      ...nothingRuled,
      penalties: [
        { points: 5000, reason: 'r0', signer: 's' },
        { points: 2000, reason: 'r2', signer: 's' },
      ],
      adjustments: [{ points: -1000, reason: 'r1', signer: 's' }],
    })
  })

  it('takes the last lot, the last decision and the last figure of each stage', () => {
    expect(
      ruled(
        { kind: 'lot', place: 3 },
        { kind: 'decision', place: 2 },
        { kind: 'lot', place: 1 },
        { kind: 'carried', stage: 'semi', what: 'own', points: p(1) },
        { kind: 'carried', stage: 'semi', what: 'total', points: p(2) },
        { kind: 'carried', stage: 'heat', what: 'own', points: p(3) },
        { kind: 'carried', stage: 'semi', what: 'own', points: p(4) },
      ),
    ).toEqual({
      ...nothingRuled,
      lot: 1,
      decision: 2,
      carried: { semi: { own: 4000, total: 2000 }, heat: { own: 3000 } },
    })
  })
})

describe('attempts on tablets (RULES §4)', () => {
  const rubric = rubricOfCriteria([[points(4), points(2)]], [[points(6)]], [[points(1)]])
  const { scheme } = planWith(rubric, [groupOf(['A1.1', 'B1.1']), groupOf(['A1.2', 'C9.9'], { seats: ['J2'] })], {
    parts: [partOf('dives', ['A'], { attempts: { ...taking('sum'), planned: 2 } }), partOf('talk', ['B'])],
  })
  const ids = subCriteriaOf(rubric).map(({ id }) => id)

  it('are marked as sheets of their own, one after the other; what has none stands once', () => {
    const one = unfolded(rubric, scheme)
    expect(
      subCriteriaOf(one.rubric).map(({ id, name, aspects }) => [id, name, aspects.map((each) => each.id)]),
    ).toEqual([
      ['A1@1', '子项1 1', ['A1.1@1', 'A1.2@1']],
      ['A1@2', '子项1 2', ['A1.1@2', 'A1.2@2']],
      ['B1', '子项1', ['B1.1']],
      ['C1', '子项1', ['C1.1']],
    ])
    // An aspect that the rubric does not know is marked by nobody.
    expect(one.scheme.groups.map(({ aspects }) => aspects)).toEqual([
      ['A1.1@1', 'A1.1@2', 'B1.1'],
      ['A1.2@1', 'A1.2@2'],
    ])
    expect(unfoldedIds(rubric, scheme, ids)).toEqual(['A1@1', 'A1@2', 'B1', 'C1'])
    expect(unfoldedIds(rubric, scheme, [asId<SubCriterionId>('B1')])).toEqual(['B1'])
  })

  it('leave rubric and scheme as they are where no part has any', () => {
    const { scheme: plain } = planWith(rubric, [groupOf(['A1.1'])])
    expect(unfolded(rubric, plain)).toEqual({ rubric, scheme: plain })
    expect(attemptsOf(plain, new Map())).toEqual(new Map())
    expect([inAttempt('A1.1', undefined), inAttempt('A1.1', '3')]).toEqual(['A1.1', 'A1.1@3'])
    expect([withoutAttempt('A1.1'), withoutAttempt('A1.1@3')]).toEqual(['A1.1', 'A1.1'])
  })

  it('are as they were set down for the entry, else without coefficients; none beyond those planned', () => {
    const own = attemptOf('2', { difficulty: asDecimal('3.1') })
    const setDown = new Map([[asId<PartId>('dives'), [own, attemptOf('9')]]])
    expect(attemptsOf(scheme, setDown)).toEqual(new Map([['dives', [attemptOf('1'), own]]]))
    expect(attemptsOf(scheme, new Map())).toEqual(new Map([['dives', [attemptOf('1'), attemptOf('2')]]]))
  })
})
