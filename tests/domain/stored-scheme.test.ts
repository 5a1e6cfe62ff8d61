import { describe, expect, it } from 'vitest'
import { type AspectId, asId, type SeatId } from '#domain/ids.ts'
import type { Scheme } from '#domain/scheme.ts'
import { storedScheme } from '#domain/scheme.ts'
import { onlyMarks, scoreEntry } from '#domain/score.ts'
import { planOf } from '#domain/scoring-plan.ts'
import { points, rubricOf } from '../support/rubrics.ts'

describe('a scheme that an earlier version froze', () => {
  it('scores as it did: one part, to two decimals', () => {
    const rubric = rubricOf([points(10)])
    const seats = ['J1', 'J2', 'J3'].map(asId<SeatId>)
    const frozen = JSON.parse(
      JSON.stringify({
        groups: [
          {
            name: 'panel',
            seats,
            aspects: ['A1.1'],
            level: 'aspect',
            rule: { kind: 'mean' },
            round: 2,
            factor: '1',
            factorRound: 'exact',
            counted: true,
          },
        ],
        rounding: { part: 2, total: 2 },
        rankOn: 'published',
        spreadLimit: 1,
        spreadShare: null,
      }),
    ) as Scheme
    const marks = new Map(seats.map((seat, i) => [seat, 8000 + 500 * i * i]))
    const plan = planOf(rubric, storedScheme(frozen, rubric))
    const given = onlyMarks((seat: SeatId, _: AspectId) => ({ kind: 'points', points: marks.get(seat) as never }))
    // 8.0, 8.5, 10.0
    expect(scoreEntry(plan, given)).toMatchObject({ points: 8830, missing: 0, begun: true })
    expect(plan.scheme.parts).toHaveLength(1)
  })
})
