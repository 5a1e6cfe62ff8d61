import { describe, expect, it } from 'vitest'
import { byLink, linkValue } from '#domain/chain.ts'
import { ofThousandths } from '#domain/points.ts'
import { rational, whole, zero } from '#domain/rational.ts'
import type { Link } from '#domain/scheme.ts'
import type { EntryGiven } from '#domain/score.ts'
import type { ScoringPlan } from '#domain/scoring-plan.ts'
import { judgement, points, rubricOf, rubricOfCriteria, timed, vetoOf, yesNo } from '../../support/rubrics.ts'
import {
  agreed,
  annulled,
  attemptOf,
  fail,
  givenOf,
  groupOf,
  inAttempts,
  levelOf,
  type Marks,
  notRaised,
  partOf,
  pass,
  planWith,
  pointsOf,
  raised,
  seatingOf,
  skipped,
  standingOf,
  taking,
  thousandths,
  timeOf,
} from '../../support/scoring.ts'

const told = (plan: ScoringPlan, link: Link, marks: Marks, more: Partial<EntryGiven> = {}) =>
  thousandths(linkValue(plan, link, standingOf(plan, givenOf(marks, more))))
const aspect = (id: string): Link => ({ by: 'aspect', id })

describe('a link of the chain that sums (RULES §5: higher first)', () => {
  const rubric = rubricOfCriteria([[yesNo(1), yesNo(2)], [yesNo(4)]], [[yesNo(8)]])
  const plan = planWith(rubric, [groupOf(['A1.1', 'A1.2', 'A2.1', 'B1.1'])], {
    parts: [partOf('p', ['A']), partOf('q', ['B'])],
  })
  const all = { 'J1 A1.1': pass, 'J1 A1.2': pass, 'J1 A2.1': pass, 'J1 B1.1': pass }

  it('compares the part, the criterion or the sub-criterion that it names, and no other', () => {
    expect(told(plan, { by: 'part', id: 'p' }, all)).toBe(7000)
    expect(told(plan, { by: 'part', id: 'q' }, all)).toBe(8000)
    expect(told(plan, { by: 'criterion', id: 'A' }, all)).toBe(7000)
    expect(told(plan, { by: 'criterion', id: 'B' }, all)).toBe(8000)
    expect(told(plan, { by: 'sub-criterion', id: 'A1' }, all)).toBe(3000)
    expect(told(plan, { by: 'sub-criterion', id: 'A2' }, all)).toBe(4000)
  })

  it('compares points so far, and knows nothing before the first complete value (RULES §0)', () => {
    const first = { 'J1 A1.2': pass }
    expect(told(plan, { by: 'part', id: 'p' }, first)).toBe(2000)
    expect(told(plan, { by: 'criterion', id: 'A' }, first)).toBe(2000)
    expect(told(plan, { by: 'sub-criterion', id: 'A2' }, first)).toBeUndefined()
    expect(told(plan, { by: 'part', id: 'q' }, first)).toBeUndefined()
    expect(told(plan, { by: 'sub-criterion', id: 'A2' }, { 'J1 A2.1': fail })).toBe(0)
  })
})

describe('a link by an aspect', () => {
  const rubric = rubricOf([points(6), vetoOf('siblings')], [points(4), vetoOf('sub-criterion')], [vetoOf('part')])
  const own = ['A1.1', 'A2.1', 'A1.2', 'A2.2', 'A3.1']
  const plan = planWith(rubric, [groupOf(own), groupOf(['A1.1'], { seats: ['P1'], factor: '0.5' })])
  const marks = {
    'J1 A1.1': pointsOf(3),
    'P1 A1.1': pointsOf(5),
    'J1 A2.1': pointsOf(4),
    'J1 A1.2': notRaised,
    'J1 A2.2': notRaised,
    'J1 A3.1': notRaised,
  }

  it('adds what each of its groups gives, times the group’s factor', () => {
    expect(told(plan, aspect('A1.1'), marks)).toBe(5500)
    expect(told(plan, aspect('A2.1'), marks)).toBe(4000)
  })

  it('compares what its groups gave so far, and is unknown before the first of them', () => {
    expect(told(plan, aspect('A1.1'), { 'P1 A1.1': pointsOf(5) })).toBe(2500)
    expect(told(plan, aspect('A1.1'), { 'J1 A1.1': pointsOf(3) })).toBe(3000)
    expect(told(plan, aspect('A1.1'), { 'J1 A2.1': pointsOf(4) })).toBeUndefined()
  })

  it('is 0, and known, where a veto made its siblings or its sub-criterion 0', () => {
    expect(told(plan, aspect('A1.1'), { ...marks, 'J1 A1.2': raised })).toBe(0)
    expect(told(plan, aspect('A2.1'), { ...marks, 'J1 A1.2': raised })).toBe(4000)
    expect(told(plan, aspect('A2.1'), { ...marks, 'J1 A2.2': raised })).toBe(0)
    expect(told(plan, aspect('A2.1'), { 'J1 A2.2': raised })).toBe(0)
  })

  it('is 0 where the part or the entry was made 0', () => {
    expect(told(plan, aspect('A2.1'), { ...marks, 'J1 A3.1': raised })).toBe(0)
    const apart = planWith(rubricOfCriteria([[points(6)]], [[vetoOf('entry')]]), [groupOf(['A1.1', 'B1.1'])], {
      parts: [partOf('p', ['A']), partOf('q', ['B'])],
    })
    const both = { 'J1 A1.1': pointsOf(6), 'J1 B1.1': notRaised }
    expect(told(apart, aspect('A1.1'), both)).toBe(6000)
    expect(told(apart, aspect('A1.1'), { ...both, 'J1 B1.1': raised })).toBe(0)
  })

  it('of another part that was made 0 stays what it is', () => {
    const apart = planWith(rubricOfCriteria([[points(6)]], [[vetoOf('part')]]), [groupOf(['A1.1', 'B1.1'])], {
      parts: [partOf('p', ['A']), partOf('q', ['B'])],
    })
    expect(told(apart, aspect('A1.1'), { 'J1 A1.1': pointsOf(6), 'J1 B1.1': raised })).toBe(6000)
  })

  it('has no points of its own where somebody marks it at a higher level (RULES §1)', () => {
    const two = rubricOf([points(6), points(4)])
    const given = { 'J1 A1.1': pointsOf(6), 'J1 A1.2': pointsOf(4), 'P1 A1.1': pointsOf(1) }
    for (const level of ['sub-criterion', 'whole'] as const) {
      const mixed = planWith(two, [groupOf(['A1.1', 'A1.2']), groupOf(['A1.1'], { seats: ['P1'], level })])
      expect(told(mixed, aspect('A1.1'), given)).toBeUndefined()
      expect(told(mixed, aspect('A1.2'), given)).toBe(4000)
    }
  })

  it('has none in a part of attempts, which repeats it', () => {
    const dives = planWith(rubricOf([points(6)]), [groupOf(['A1.1'])], {
      parts: [partOf('p', ['A'], { attempts: taking('sum') })],
    })
    const attempts = { attempts: inAttempts('p', attemptOf('1')) }
    expect(told(dives, aspect('A1.1'), { 'J1 A1.1 1': pointsOf(5), 'J1 A1.1': pointsOf(5) }, attempts)).toBeUndefined()
    expect(told(dives, { by: 'full-marks' }, { 'J1 A1.1': pointsOf(6) }, attempts)).toBe(0)
  })
})

describe('a link by full marks (RULES §5: aspects whose points equal M)', () => {
  const rubric = rubricOf([yesNo(1), judgement(2), vetoOf('siblings')], [yesNo(3)])
  const own = ['A1.1', 'A1.2', 'A1.3', 'A2.1']
  const plan = planWith(rubric, [groupOf(own)])
  const count = (marks: Marks, of: ScoringPlan = plan) => told(of, { by: 'full-marks' }, marks)
  const all = { 'J1 A1.1': pass, 'J1 A1.2': levelOf(3), 'J1 A1.3': notRaised, 'J1 A2.1': pass }

  it('counts each aspect at its maximum; a veto, whose maximum is 0, is none', () => {
    expect(count(all)).toBe(3000)
    expect(count({ ...all, 'J1 A1.2': levelOf(2) })).toBe(2000)
    expect(count({ ...all, 'J1 A1.1': fail, 'J1 A2.1': skipped })).toBe(1000)
    expect(count({})).toBe(0)
  })

  it('counts none of what a veto made 0', () => {
    expect(count({ ...all, 'J1 A1.3': raised })).toBe(1000)
  })

  it('asks for all that its groups together can give', () => {
    const both = planWith(rubric, [groupOf(own), groupOf(['A2.1'], { seats: ['P1'], factor: '0.5' })])
    expect(count({ ...all, 'P1 A2.1': pass }, both)).toBe(3000)
    expect(count({ ...all, 'P1 A2.1': fail }, both)).toBe(2000)
    expect(count(all, both)).toBe(2000)
    expect(count({ ...all, 'J1 A2.1': fail, 'P1 A2.1': pass }, both)).toBe(2000)
  })

  it('leaves out what was annulled with its maximum, and what is marked at a higher level too', () => {
    expect(count(all, planWith(rubric, [groupOf(own)], {}, [annulled('A2.1')]))).toBe(2000)
    const mixed = planWith(rubric, [groupOf(own), groupOf(['A2.1'], { seats: ['P1'], level: 'sub-criterion' })])
    expect(count({ ...all, 'P1 A2.1': pass }, mixed)).toBe(2000)
  })

  it('is not reached with a mark missing, though the points so far are the maximum', () => {
    // Half of its groups can give nothing: the other half alone is all there is, but not yet complete.
    const half = planWith(rubric, [groupOf(['A2.1']), groupOf(['A2.1'], { seats: ['P1'], factor: '0' })])
    expect(count({ 'J1 A2.1': pass }, half)).toBe(0)
    expect(count({ 'J1 A2.1': pass, 'P1 A2.1': fail }, half)).toBe(1000)
  })
})

describe('a link by total time (RULES §5: shorter first, unknown last)', () => {
  const time: Link = { by: 'time' }
  const two = rubricOf([timed(5), timed(5)], [yesNo(1)])
  const plan = planWith(two, [groupOf(['A1.1', 'A1.2', 'A2.1'])])

  it('sums T over all timed aspects, whatever else is marked', () => {
    expect(told(plan, time, { 'J1 A1.1': timeOf(200), 'J1 A1.2': timeOf(30) })).toBe(-230_000)
    expect(told(planWith(rubricOf([yesNo(1)]), [groupOf(['A1.1'])]), time, { 'J1 A1.1': pass })).toBe(0)
  })

  it('is unknown while one of them is missing, or was not attempted', () => {
    expect(told(plan, time, { 'J1 A1.1': timeOf(200) })).toBeUndefined()
    expect(told(plan, time, { 'J1 A1.1': timeOf(200), 'J1 A1.2': skipped })).toBeUndefined()
  })

  it('takes the mean of the seats, and of an agreed value the recorder’s alone', () => {
    const rubric = rubricOf([timed(5)])
    const given = { 'J1 A1.1': timeOf(100), 'J2 A1.1': timeOf(200) }
    expect(told(planWith(rubric, [groupOf(['A1.1'], { seats: ['J1', 'J2'] })]), time, given)).toBe(-150_000)
    const recorded = planWith(rubric, [groupOf(['A1.1'], { seats: ['J1', 'J2'], rule: agreed('J2') })])
    expect(told(recorded, time, { 'J2 A1.1': timeOf(200) })).toBe(-200_000)
    expect(told(recorded, time, { 'J1 A1.1': timeOf(200) })).toBeUndefined()
  })

  it('asks for as many seats as the points do, and passes over who is excused (RULES §1)', () => {
    const rubric = rubricOf([timed(5)])
    const given = { 'J1 A1.1': timeOf(100), 'J2 A1.1': timeOf(200), 'J3 A1.1': timeOf(400) }
    const three = { seats: ['J1', 'J2', 'J3'] }
    const excused = { seating: seatingOf(['J3']) }
    expect(told(planWith(rubric, [groupOf(['A1.1'], { ...three, minSeats: 2 })]), time, given, excused)).toBe(-150_000)
    expect(told(planWith(rubric, [groupOf(['A1.1'], { ...three, minSeats: 3 })]), time, given, excused)).toBeUndefined()
    const standIn = { seating: seatingOf([], { J3: 'R1' }) }
    expect(told(planWith(rubric, [groupOf(['A1.1'], three)]), time, { ...given, 'R1 A1.1': timeOf(0) }, standIn)).toBe(
      -100_000,
    )
  })

  it('is unknown where the recorder of an agreed value is excused, though others are left', () => {
    const recorded = planWith(rubricOf([timed(5)]), [groupOf(['A1.1'], { seats: ['J1', 'J2'], rule: agreed('J2') })])
    expect(told(recorded, time, { 'J2 A1.1': timeOf(200) }, { seating: seatingOf(['J2']) })).toBeUndefined()
  })

  it('counts an aspect of several groups once, by the first of them', () => {
    const twice = planWith(rubricOf([timed(5)]), [groupOf(['A1.1']), groupOf(['A1.1'], { seats: ['P1'] })])
    expect(told(twice, time, { 'J1 A1.1': timeOf(100), 'P1 A1.1': timeOf(900) })).toBe(-100_000)
    expect(told(twice, time, { 'J1 A1.1': timeOf(100) })).toBe(-100_000)
  })

  it('takes the stop for the time where what is done by then counts (RULES §3)', () => {
    const stop = { at: 250, effect: 'done-counts' } as const
    const stopped = planWith(rubricOf([{ ...timed(5), stop } as never]), [groupOf(['A1.1'])])
    expect(told(stopped, time, { 'J1 A1.1': timeOf(900) })).toBe(-250_000)
  })

  it('leaves out an aspect that was annulled with its maximum', () => {
    const left = planWith(two, [groupOf(['A1.1', 'A1.2', 'A2.1'])], {}, [annulled('A1.2')])
    expect(told(left, time, { 'J1 A1.1': timeOf(200) })).toBe(-200_000)
  })

  it('sums over all attempts but void ones, in a group at level whole as in any other', () => {
    for (const level of ['aspect', 'sub-criterion', 'whole'] as const) {
      const runs = planWith(rubricOf([timed(5)]), [groupOf(['A1.1'], { level })], {
        parts: [partOf('p', ['A'], { attempts: taking('best') })],
      })
      const given = { 'J1 A1.1 1': timeOf(100), 'J1 A1.1 2': timeOf(70) }
      const attempts = inAttempts('p', attemptOf('1'), attemptOf('2'), attemptOf('3', { isVoid: true }))
      expect(told(runs, time, given, { attempts })).toBe(-170_000)
      expect(told(runs, time, { 'J1 A1.1 1': timeOf(100) }, { attempts })).toBeUndefined()
      expect(told(runs, time, given)).toBe(0)
    }
  })
})

describe('a link by lot or by the chief judge’s decision', () => {
  const plan = planWith(rubricOf([yesNo(1)]), [groupOf(['A1.1'])])
  const value = (by: 'lot' | 'decision', known: { lot?: number; decision?: number }) =>
    linkValue(plan, { by }, standingOf(plan, givenOf({}), known))

  it('puts the smaller first, and is unknown until it is drawn or said', () => {
    expect(value('lot', { lot: 3, decision: 1 })).toEqual(whole(-3))
    expect(value('decision', { lot: 3, decision: 1 })).toEqual(whole(-1))
    expect(value('lot', { decision: 1 })).toBeUndefined()
    expect(value('decision', { lot: 3 })).toBeUndefined()
  })
})

describe('two values of a link', () => {
  it('put the larger first, equals nowhere, and the unknown last', () => {
    const [half, third] = [rational(1, 2), rational(1, 3)]
    expect(byLink(half, third)).toBeLessThan(0)
    expect(byLink(third, half)).toBeGreaterThan(0)
    expect(byLink(half, rational(2, 4))).toBe(0)
    expect(byLink(zero, undefined)).toBeLessThan(0)
    expect(byLink(undefined, zero)).toBeGreaterThan(0)
    expect(byLink(undefined, undefined)).toBe(0)
  })
})

describe('points of an aspect in thousandths', () => {
  it('are exact: nothing is rounded but by its group', () => {
    const plan = planWith(rubricOf([judgement(1)]), [groupOf(['A1.1'], { round: 'exact' })])
    const third = linkValue(plan, aspect('A1.1'), standingOf(plan, givenOf({ 'J1 A1.1': levelOf(1) })))
    expect(byLink(third, rational(1, 3))).toBe(0)
    expect(thousandths(third)).toBe(ofThousandths(333))
  })
})
