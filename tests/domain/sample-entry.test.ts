import { describe, expect, it } from 'vitest'
import { asId, type CriterionId, type PartId, type SeatId } from '#domain/ids.ts'
import { checkMark } from '#domain/mark.ts'
import { exact, ofThousandths } from '#domain/points.ts'
import { asDecimal, compare, multiply, rational } from '#domain/rational.ts'
import { aspectsOf } from '#domain/rubric.ts'
import { sampleEntry } from '#domain/sample-entry.ts'
import { draftDefaults, type SchemeDraft, schemeFrom } from '#domain/scheme-draft.ts'
import { scoreEntry } from '#domain/score.ts'
import { planOf } from '#domain/scoring-plan.ts'
import { countOf, imported, judgement, points, rubricOf, scaled, timed, vetoOf, yesNo } from '../support/rubrics.ts'
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

  it('is complete in attempts too', () => {
    const part = {
      id: asId<PartId>('P'),
      name: '',
      criteria: [A],
      weight: asDecimal('1'),
      attempts: { take: 'mean', best: 1, planned: 3 } as const,
      minimum: null,
      belowZero: false,
    }
    const [once, thrice] = [sample(80).score, sample(80, { ...draftDefaults, parts: [part] }).score]
    expect(thrice.missing).toBe(0)
    expect(compare(thrice.exact, once.exact)).toBe(0)
  })
})
