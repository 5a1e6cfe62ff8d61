import { describe, expect, it } from 'vitest'
import { type AspectId, asId } from '#domain/ids.ts'
import { importedAspects } from '#domain/imported.ts'
import { withoutAspects } from '#domain/scheme.ts'
import { imported, points, rubricOf } from '../support/rubrics.ts'
import { agreed, groupOf, planWith } from '../support/scoring.ts'

const rubric = rubricOf([imported(90), points(10), imported(5)], [imported(7), imported(8)])
const { scheme } = planWith(rubric, [
  groupOf(['A1.1', 'A1.2'], { seats: ['J1', 'J2'], rule: agreed('J2') }),
  groupOf(['A2.1'], { seats: ['J1'] }),
  groupOf(['A2.2'], { seats: ['J1'], rule: agreed('J1') }),
  groupOf(['A2.2'], { seats: ['J2'], rule: agreed('J2') }),
])

describe('aspects whose points come from a file (RULES §2)', () => {
  it('are those of one recorder: not marked by each, not recorded twice, and not by nobody', () => {
    expect(importedAspects(rubric, scheme).map(({ aspect, seatId }) => [aspect.id, seatId])).toEqual([['A1.1', 'J2']])
  })
})

describe('a scheme without some aspects', () => {
  it('leaves them out of every group, and changes nothing else', () => {
    const left = withoutAspects(scheme, new Set(['A1.1', 'A2.2'].map(asId<AspectId>)))
    expect(left.groups.map(({ aspects }) => aspects)).toEqual([['A1.2'], ['A2.1'], [], []])
    expect({ ...left, groups: [] }).toEqual({ ...scheme, groups: [] })
  })
})
