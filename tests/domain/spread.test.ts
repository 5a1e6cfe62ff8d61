import { describe, expect, it } from 'vitest'
import { type AspectId, asId, type SeatId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import { subCriteriaOf } from '#domain/rubric.ts'
import { spreadAspects } from '#domain/sheet.ts'
import { levelsOf, lookAt, type Spread, spreadSeats } from '#domain/spread.ts'
import { judgement, points, rubricOf, scaled, yesNo } from '../support/rubrics.ts'
import { defaultScheme } from '../support/schemes.ts'

const seats = ['J1', 'J2', 'J3'].map(asId<SeatId>)
const [spoken, measured] = ['A1.1', 'A1.2'].map(asId<AspectId>) as [AspectId, AspectId]
const rubric = rubricOf([judgement(1), yesNo(1)])
const [subCriterion] = subCriteriaOf(rubric)
const scheme = defaultScheme(rubric, seats, 'mean')

const markOf =
  (...given: readonly (number | 'not-attempted' | undefined)[]) =>
  (seat: SeatId, aspectId: AspectId): MarkValue | undefined => {
    const n = given[seats.indexOf(seat)]
    if (aspectId !== spoken || n === undefined) return undefined
    return n === 'not-attempted' ? { kind: 'not-attempted' } : { kind: 'judgement', level: n }
  }
const look = (marks: ReturnType<typeof markOf>, known?: Spread) =>
  lookAt(scheme, subCriterion!, new Set([spoken, measured]), marks, (id) => (id === spoken ? known : undefined))
const none = { found: [], settled: [], waiting: [] }
const accepted = (marks: ReturnType<typeof markOf>): Spread => ({
  kind: 'accepted',
  levels: levelsOf(scheme, spoken, marks),
})

describe('points and grades (RULES §9)', () => {
  const graded = rubricOf([points(10), scaled('-3', '3', '1', '1.5')])
  const [sub] = subCriteriaOf(graded)
  const [given, grade] = sub!.aspects.map(({ id }) => id) as [AspectId, AspectId]
  const plain = defaultScheme(graded, seats, 'mean')
  const values =
    (...all: readonly (MarkValue | undefined)[]) =>
    (seat: SeatId, aspectId: AspectId) => {
      const value = all[seats.indexOf(seat)]
      return (value?.kind === 'scaled') === (aspectId === grade) ? value : undefined
    }
  const p = (points: number): MarkValue => ({ kind: 'points', points: ofThousandths(points) })
  const g = (grade: string): MarkValue => ({ kind: 'scaled', grade: asDecimal(grade) })
  const apart = (spreadShare: string | null, markOf: ReturnType<typeof values>) =>
    spreadAspects({ ...plain, spreadShare: spreadShare === null ? null : asDecimal(spreadShare) }, sub!, markOf)

  it('may lie as far apart as they like where no share is set', () => {
    expect(apart(null, values(p(0), p(10_000), p(5000)))).toEqual([])
  })

  it('lie apart beyond the share of what the aspect can give, and not at it', () => {
    expect(apart('0.2', values(p(7000), p(9000), p(8000)))).toEqual([])
    expect(apart('0.2', values(p(7000), p(9001), p(8000)))).toEqual([given])
    expect(apart('0.2', values(p(7000), p(9001), undefined))).toEqual([])
    expect(apart('0.2', values(p(7000), { kind: 'not-attempted' }, p(8000)))).toEqual([given])
  })

  it('are measured with the factor of their grade', () => {
    // M = 3 × 1.5 = 4.5; two grades apart are 3 points, a third of 4.5 is 1.5
    expect(apart('0.66', values(g('-1'), g('1'), g('0')))).toEqual([grade])
    expect(apart('0.67', values(g('-1'), g('1'), g('0')))).toEqual([])
  })

  it('are not asked about where the panel agrees on one value', () => {
    const agreed = { ...defaultScheme(graded, seats, 'agreed'), spreadShare: asDecimal('0.1') }
    expect(spreadAspects(agreed, sub!, values(p(0), p(10_000), p(5000)))).toEqual([])
  })
})

describe('a look at the levels of a panel (RULES §9)', () => {
  it('finds a spread over the limit once every judge has given a level, and not before', () => {
    expect(look(markOf(3, 1, undefined))).toEqual(none)
    expect(look(markOf(3, 2, 2))).toEqual(none)
    expect(look(markOf(3, 2, 1))).toEqual({ ...none, found: [spoken] })
    expect(look(markOf(2, 2, 'not-attempted'))).toEqual({ ...none, found: [spoken] })
  })

  it('settles one that was found before when the levels lie within the limit, but not while one is missing', () => {
    expect(look(markOf(3, 2, 2), { kind: 'raised' })).toEqual({ ...none, settled: [spoken] })
    expect(look(markOf(3, 1, undefined), { kind: 'raised' })).toEqual({ ...none, waiting: [spoken] })
    expect(look(markOf(3, 1, 1), { kind: 'raised' })).toEqual({ ...none, found: [spoken] })
  })

  it('passes over what was let stand for these very levels, seat by seat', () => {
    const stands = accepted(markOf(3, 2, 1))
    expect(look(markOf(3, 2, 1), stands)).toEqual(none)
    expect(look(markOf(3, 3, 3), stands)).toEqual(none)
    expect(look(markOf(1, 2, 3), stands)).toEqual({ ...none, found: [spoken] })
    expect(look(markOf(3, 2, 0), stands)).toEqual({ ...none, found: [spoken] })
    // Not attempted counts as 0, and is another word all the same.
    expect(look(markOf(3, 2, 'not-attempted'), accepted(markOf(3, 2, 0)))).toEqual({ ...none, found: [spoken] })
  })

  it('concerns the judges who give levels of their own, and nobody where the panel agrees on one value', () => {
    expect(spreadSeats(scheme, [spoken])).toEqual(seats)
    expect(spreadSeats(scheme, [measured])).toEqual([])
  })
})
