import { describe, expect, it } from 'vitest'
import { asId, type CriterionId, type PartId, type SeatId, type StageId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import { draftDefaults, type SchemeDraft } from '#domain/scheme-draft.ts'
import { firstShares, tryOut } from '../../../client/organizer/scheme/try-out.ts'
import { judgement, points, rubricOf, vetoOf, yesNo } from '../../support/rubrics.ts'
import { panelOf } from '../../support/schemes.ts'

const rubric = rubricOf([judgement(20), yesNo(30), vetoOf('siblings'), points(50)])
const ground = {
  rubric,
  panels: [panelOf(rubric, ['J1', 'J2', 'J3'].map(asId<SeatId>))],
  pointsRule: 'mean',
  stage: { id: asId<StageId>('s'), name: '' },
  siblings: [],
} as const
const shares = firstShares([asId<CriterionId>('A')])
const part = {
  id: asId<PartId>('P'),
  name: '实操',
  criteria: [asId<CriterionId>('A')],
  weight: asDecimal('0.6'),
  attempts: null,
  minimum: ofThousandths(60_000),
  belowZero: false,
}
const totals = (more: Partial<SchemeDraft>) =>
  tryOut({ ...draftDefaults, ...more }, ground, shares).map(({ total }) => total)

describe('trying a scheme', () => {
  it('ranks invented entries as the scorer does, and lets equal ones share the rank', () => {
    const tried = tryOut(draftDefaults, ground, shares)
    expect(tried.map(({ rank, isTied }) => [rank, isTied])).toEqual([
      [2, true],
      [1, false],
      [2, true],
    ])
    expect(tried.every(({ missing }) => missing === 0)).toBe(true)
  })

  it('moves with the figures of the scheme', () => {
    const added = tryOut({ ...draftDefaults, parts: [part] }, ground, shares)
    expect(added[0]?.parts[0]).toMatchObject({ name: '实操', maximum: '100.00', passed: true })
    expect(added[0]?.total).toBe(added[0]?.parts[0]?.contribution)
    expect(added[0]?.total).not.toBe(totals({})[0])
  })

  it('puts up with a scheme that has something to mend', () => {
    const weighted = { kind: 'weighted', maximum: ofThousandths(100_000) } as const
    for (const more of [
      { parts: [{ ...part, criteria: [] }] },
      { parts: [part, part], composition: weighted },
      { parts: [{ ...part, criteria: [asId<CriterionId>('Z')] }], composition: weighted },
      { parts: [{ ...part, weight: asDecimal('-3'), attempts: { take: 'best', best: 9, planned: 1 } as const }] },
      { chain: [{ by: 'aspect', id: 'Z' } as const, { by: 'part', id: 'Z' } as const] },
      { divisions: ['', ''], overall: true, scale: { centre: 0, unit: 0, least: 9, most: 0 } },
      { carried: [{ stage: 'nowhere', what: 'own', weight: asDecimal('0.5') } as const] },
      { advancement: { first: null, percent: asDecimal('0'), minimum: null, perOrganization: null, reserves: 0 } },
    ]) {
      expect(totals(more as Partial<SchemeDraft>)).toHaveLength(3)
    }
  })

  it('reckons with five seats where nobody is seated yet', () => {
    expect(tryOut(draftDefaults, { ...ground, panels: [] }, shares).every(({ missing }) => missing === 0)).toBe(true)
  })
})
