import { describe, expect, it } from 'vitest'
import { asId, type SeatId } from '#domain/ids.ts'
import type { PointsRule } from '#domain/scheme.ts'
import { countOf, imported, judgement, points, rubricOf, scaled, timed, vetoOf, yesNo } from '../support/rubrics.ts'
import { defaultScheme } from '../support/schemes.ts'

const seats = ['J1', 'J2', 'J3'].map(asId<SeatId>)
const rubric = rubricOf(
  [judgement(1), yesNo(1), countOf(4, 1), timed(1), vetoOf('siblings'), imported(1)],
  [points(1), scaled('0', '10')],
)

/** Each group as "level rule: aspects". */
const groupsBy = (rule: PointsRule) =>
  defaultScheme(rubric, seats, rule, seats[1]).groups.map(
    ({ level, rule, aspects }) => `${level} ${rule.kind}: ${aspects.join(' ')}`,
  )

describe('the scheme where nothing else is said (RULES §1)', () => {
  it.each([
    ['agreed', 'aspect agreed'],
    ['mean', 'aspect mean'],
    ['trimmed', 'aspect trimmed'],
    ['trimmed-whole', 'whole trimmed'],
  ] as const)(
    'puts points and grades together by the rule that the organizer names (%s), and nothing else',
    (rule, said) => {
      expect(groupsBy(rule)).toEqual([
        'aspect mean: A1.1',
        'aspect agreed: A1.2 A1.3 A1.4 A1.5 A1.6',
        `${said}: A2.1 A2.2`,
      ])
    },
  )
})
