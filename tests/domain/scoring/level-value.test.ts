import { describe, expect, it } from 'vitest'
import { asId, type SeatId } from '#domain/ids.ts'
import { byRule, levelValue } from '#domain/level-value.ts'
import { compare, rational, whole } from '#domain/rational.ts'
import type { JudgeGroup } from '#domain/scheme.ts'
import { asSeated, type Seating, type Unit } from '#domain/scoring-plan.ts'
import { type ARule, judgement, points, rubricOf, scaled, timed, vetoOf, yesNo } from '../../support/rubrics.ts'
import {
  agreed,
  annulled,
  everyAspect,
  fail,
  gradeOf,
  groupOf,
  levelOf,
  type Marks,
  markedOf,
  notRaised,
  pass,
  planWith,
  pointsOf,
  raised,
  seatingOf,
  skipped,
  thousandths,
  timeOf,
} from '../../support/scoring.ts'

type Words = Parameters<typeof groupOf>[1]

/** The one unit of a group that marks these aspects. */
function unitOf(rules: readonly ARule[], words: Words, given?: 'maximum', which: readonly string[] = []): Unit {
  const rubric = rubricOf(rules)
  const amendments = given ? (which.length > 0 ? which : everyAspect(rubric)).map((id) => annulled(id)) : []
  const [part] = planWith(rubric, [groupOf(everyAspect(rubric), words)], {}, amendments).parts
  return [...part!.subCriteria.flatMap(({ units }) => units), ...part!.wholes][0]!
}

const valueOfUnit = (unit: Unit, marks: Marks, seating: Seating = asSeated) => {
  const { value, missing, begun, nought } = levelValue(unit, markedOf(marks, seating), false)
  return { value: thousandths(value), missing, begun, ...(nought ? { nought } : {}) }
}
const worked = (rule: ARule, words: Words, marks: Marks, seating?: Seating) =>
  valueOfUnit(unitOf([rule], words), marks, seating)
const complete = (value: number) => ({ value, missing: 0, begun: true })
const lacking = (missing: number) => ({ value: 0, missing, begun: false })
const two = { seats: ['J1', 'J2'] } as const
const three = { seats: ['J1', 'J2', 'J3'] } as const
const p = (seat: string, n: number) => ({ [`${seat} A1.1`]: pointsOf(n) })

describe('a group’s rule (RULES §1)', () => {
  const values = [9, 4, 7, 2].map(whole)
  const ruled = (rule: JudgeGroup['rule'], of = values) => byRule(rule, of)

  it('agreed and each take the one value, mean and sum all of them', () => {
    expect(ruled(agreed('J1'), [whole(3)])).toEqual(whole(3))
    expect(ruled({ kind: 'each' }, [whole(3), whole(3)])).toEqual(whole(3))
    expect(compare(ruled({ kind: 'mean' }), rational(11, 2))).toBe(0)
    expect(compare(ruled({ kind: 'sum' }), whole(22))).toBe(0)
  })

  it('median takes the middle value, or the mean of the two middle ones', () => {
    expect(ruled({ kind: 'median' }, values.slice(0, 3))).toEqual(whole(7))
    expect(compare(ruled({ kind: 'median' }), rational(11, 2))).toBe(0)
    expect(ruled({ kind: 'median' }, [whole(5)])).toEqual(whole(5))
  })

  it('trimmed drops the highest and the lowest, each as many as it says', () => {
    const trimmed = (high: number, low: number) => ruled({ kind: 'trimmed', high, low, tooFew: 'mean' })
    expect(compare(trimmed(1, 1), rational(11, 2))).toBe(0)
    expect(compare(trimmed(2, 1), whole(4))).toBe(0)
    expect(compare(trimmed(0, 3), whole(9))).toBe(0)
    expect(compare(trimmed(1, 0), rational(13, 3))).toBe(0)
  })

  it('trimmed takes the mean of all where nobody would be left', () => {
    const trimmed = (high: number, low: number) => ruled({ kind: 'trimmed', high, low, tooFew: 'mean' })
    expect(compare(trimmed(2, 2), rational(11, 2))).toBe(0)
    expect(compare(trimmed(3, 2), rational(11, 2))).toBe(0)
    expect(compare(trimmed(5, 0), rational(11, 2))).toBe(0)
  })
})

describe('one level value (RULES §1, in its order)', () => {
  it('rounds what the rule makes, then takes the factor, then rounds again', () => {
    // Mean of 1 and 0.25 is 0.625 → 0.63 × 0.5 = 0.315 → 0.32.
    const marks = { ...p('J1', 1), ...p('J2', 0.25) }
    const rule = points(1, 0.01)
    expect(worked(rule, two, marks)).toEqual(complete(630))
    expect(worked(rule, { ...two, round: 'exact' }, marks)).toEqual(complete(625))
    expect(worked(rule, { ...two, factor: '0.5' }, marks)).toEqual(complete(315))
    expect(worked(rule, { ...two, factor: '0.5', factorRound: 2 }, marks)).toEqual(complete(320))
    expect(worked(rule, { ...two, round: 'exact', factor: '0.5', factorRound: 2 }, marks)).toEqual(complete(310))
  })

  it('at level aspect takes a scaled aspect’s own factor after the rule, at higher levels before the adding', () => {
    const grades = { 'J1 A1.1': gradeOf('8'), 'J1 A1.2': gradeOf('1'), 'J1 A1.3': gradeOf('1') }
    expect(worked(scaled('0', '10'), {}, grades)).toEqual(complete(16_000))
    const unit = unitOf([scaled('0', '10'), scaled('0', '10', '0.5', '3'), scaled('0', '10', '0.5', '1')], {
      level: 'sub-criterion',
    })
    expect(valueOfUnit(unit, grades)).toEqual(complete(16_000 + 3000 + 1000))
  })

  it('sums seat by seat before the rule: a seat that lacks one mark has no value', () => {
    const unit = unitOf([points(5), points(5)], { ...two, level: 'sub-criterion', rule: { kind: 'sum' } })
    const marks = { ...p('J1', 1), 'J1 A1.2': pointsOf(2), ...p('J2', 3) }
    expect(valueOfUnit(unit, { ...marks, 'J2 A1.2': pointsOf(4) })).toEqual(complete(10_000))
    expect(valueOfUnit(unit, marks)).toEqual(lacking(1))
    expect(valueOfUnit(unit, p('J1', 1))).toEqual(lacking(3))
  })
})

describe('a mark that is missing (RULES §0: never nought)', () => {
  it('is counted seat by seat; the value adds nothing and has not begun', () => {
    expect(worked(points(5), three, p('J1', 4))).toEqual(lacking(2))
    expect(worked(points(5), three, {})).toEqual(lacking(3))
  })

  it('is not the same as one not attempted, which is a mark of 0', () => {
    expect(worked(points(5), two, { ...p('J1', 4), 'J2 A1.1': skipped })).toEqual(complete(2000))
  })

  it('is asked of the recorder alone where the panel agrees', () => {
    const words = { ...three, rule: agreed('J2') }
    expect(worked(points(5), words, p('J2', 4))).toEqual(complete(4000))
    expect(worked(points(5), words, { ...p('J1', 4), ...p('J3', 4) })).toEqual(lacking(1))
  })
})

describe('seats that count (RULES §1)', () => {
  it('are those that are left; a stand-in marks in the place of a seat', () => {
    const marks = { ...p('J1', 1), ...p('J2', 2), ...p('J3', 6), ...p('R1', 3) }
    expect(worked(points(9), three, marks, seatingOf(['J3']))).toEqual(complete(1500))
    expect(worked(points(9), three, marks, seatingOf([], { J3: 'R1' }))).toEqual(complete(2000))
    expect(worked(points(9), three, marks, seatingOf(['R1'], { J3: 'R1' }))).toEqual(complete(1500))
  })

  it('below the fewest that may be left keep it incomplete, one missing mark an aspect for each', () => {
    const marks = { ...p('J1', 1), ...p('J2', 2), ...p('J3', 6) }
    expect(worked(points(9), { ...three, minSeats: 3 }, marks, seatingOf(['J3']))).toEqual(lacking(1))
    expect(worked(points(9), { ...three, minSeats: 3 }, marks, seatingOf(['J2', 'J3']))).toEqual(lacking(2))
    expect(worked(points(9), { ...three, minSeats: 2 }, marks, seatingOf(['J3']))).toEqual(complete(1500))
    const unit = unitOf([points(9), points(9)], { ...three, level: 'sub-criterion', minSeats: 3 })
    const both = { ...marks, 'J1 A1.2': pointsOf(1), 'J2 A1.2': pointsOf(1) }
    expect(valueOfUnit(unit, both, seatingOf(['J3']))).toEqual(lacking(2))
  })

  it('must leave one to a trimmed mean, unless the scheme takes the mean of all then', () => {
    const trimmed = (tooFew: 'incomplete' | 'mean') =>
      ({ ...three, rule: { kind: 'trimmed', high: 1, low: 1, tooFew } }) as const
    const marks = { ...p('J1', 1), ...p('J2', 2), ...p('J3', 6) }
    expect(worked(points(9), trimmed('incomplete'), marks)).toEqual(complete(2000))
    expect(worked(points(9), trimmed('incomplete'), marks, seatingOf(['J3']))).toEqual(lacking(1))
    expect(worked(points(9), trimmed('mean'), marks, seatingOf(['J3']))).toEqual(complete(1500))
  })

  it('may be none: then one mark is missing, for the recorder of an agreed value too', () => {
    expect(worked(points(9), two, {}, seatingOf(['J1', 'J2']))).toEqual(lacking(1))
    const words = { ...two, rule: agreed('J2') }
    expect(worked(points(9), words, { ...p('J1', 3), ...p('J2', 3) }, seatingOf(['J2']))).toEqual(lacking(1))
    expect(worked(points(9), words, p('R1', 3), seatingOf([], { J2: 'R1' }))).toEqual(complete(3000))
  })
})

describe('dual marking (RULES §1: each)', () => {
  const each = { ...three, rule: { kind: 'each' } } as const

  it('takes the value that all seats gave', () => {
    expect(worked(points(5), each, { ...p('J1', 4), ...p('J2', 4), ...p('J3', 4) })).toEqual(complete(4000))
  })

  it('is disputed where one of them differs: no points, and one mark missing', () => {
    expect(worked(points(5), each, { ...p('J1', 4), ...p('J2', 4), ...p('J3', 3) })).toEqual(lacking(1))
    expect(worked(points(5), each, { ...p('J1', 3), ...p('J2', 4), ...p('J3', 4) })).toEqual(lacking(1))
  })

  it('is incomplete, and not yet disputed, while a seat has given nothing', () => {
    const { told } = levelValue(unitOf([points(5)], each), markedOf({ ...p('J1', 4), ...p('J2', 3) }, asSeated), true)
    expect(told?.disputed).toBe(false)
    expect(worked(points(5), each, { ...p('J1', 4), ...p('J2', 3) })).toEqual(lacking(1))
  })

  it('of a veto is raised by all or by none; where they differ it is disputed', () => {
    const veto = (...marks: readonly boolean[]) =>
      worked(
        vetoOf('part'),
        each,
        Object.fromEntries(marks.map((is, i) => [`J${i + 1} A1.1`, is ? raised : notRaised])),
      )
    expect(veto(true, true, true)).toEqual({ ...complete(0), nought: 'part' })
    expect(veto(false, false, false)).toEqual(complete(0))
    expect(veto(true, false, false)).toEqual(lacking(1))
    expect(veto(true, true, false)).toEqual(lacking(1))
  })

  it('of a veto beside a value that all gave alike is disputed all the same', () => {
    const unit = unitOf([points(5), vetoOf('siblings')], { ...two, level: 'sub-criterion', rule: { kind: 'each' } })
    const marks = { ...p('J1', 4), ...p('J2', 4), 'J1 A1.2': raised, 'J2 A1.2': notRaised }
    expect(valueOfUnit(unit, marks)).toEqual(lacking(1))
    expect(valueOfUnit(unit, { ...marks, 'J2 A1.2': raised })).toEqual({ ...complete(4000), nought: 'siblings' })
  })

  it('of seats that differ under another rule is no dispute', () => {
    expect(worked(points(5), two, { ...p('J1', 4), ...p('J2', 3) })).toEqual(complete(3500))
  })
})

describe('what makes things 0 (RULES §§2, 3)', () => {
  const stopAt = (effect: 'aspect-nought' | 'part-nought' | 'entry-nought' | 'done-counts'): ARule =>
    ({ ...timed(5), stop: { at: 200_000, effect } }) as ARule
  const late = { 'J1 A1.1': timeOf(200_001) }

  it('is a veto that every seat has raised; one that is missing or not attempted is not raised', () => {
    const veto = (marks: Marks) => worked(vetoOf('entry'), two, marks)
    expect(veto({ 'J1 A1.1': raised, 'J2 A1.1': raised })).toEqual({ ...complete(0), nought: 'entry' })
    expect(veto({ 'J1 A1.1': raised, 'J2 A1.1': notRaised })).toEqual(complete(0))
    expect(veto({ 'J1 A1.1': raised, 'J2 A1.1': skipped })).toEqual(complete(0))
    expect(veto({ 'J1 A1.1': raised })).toEqual(lacking(1))
    expect(worked(vetoOf('entry'), two, {}, seatingOf(['J1', 'J2']))).toEqual(lacking(1))
  })

  it('is a time beyond the stop, as far as the stop says', () => {
    expect(worked(stopAt('aspect-nought'), {}, late)).toEqual(complete(0))
    expect(worked(stopAt('part-nought'), {}, late)).toEqual({ ...complete(0), nought: 'part' })
    expect(worked(stopAt('entry-nought'), {}, late)).toEqual({ ...complete(0), nought: 'entry' })
    expect(worked(stopAt('done-counts'), {}, late)).toEqual(complete(1000))
    expect(worked(stopAt('entry-nought'), {}, { 'J1 A1.1': timeOf(200_000) })).toEqual(complete(1000))
    expect(worked(timed(5), {}, late)).toEqual(complete(0))
    expect(worked(stopAt('entry-nought'), {}, { 'J1 A1.1': skipped })).toEqual(complete(0))
  })

  it('is a stop that every seat saw passed', () => {
    const time = (...times: readonly number[]) =>
      worked(stopAt('part-nought'), two, Object.fromEntries(times.map((t, i) => [`J${i + 1} A1.1`, timeOf(t)])))
    expect(time(200_001, 300_000)).toEqual({ ...complete(0), nought: 'part' })
    expect(time(200_001, 180_000)).toEqual(complete(2500))
    expect(time(200_001)).toEqual(lacking(1))
  })

  it('is the widest of several, in whatever order they stand', () => {
    const kinds = ['siblings', 'sub-criterion', 'part', 'entry'] as const
    const widest = (...targets: readonly (typeof kinds)[number][]) => {
      const unit = unitOf(targets.map(vetoOf), { level: 'sub-criterion' })
      return levelValue(
        unit,
        markedOf(Object.fromEntries(targets.map((_, i) => [`J1 A1.${i + 1}`, raised])), asSeated),
        false,
      ).nought
    }
    for (const [i, narrow] of kinds.entries()) {
      expect(widest(narrow)).toBe(narrow)
      for (const wide of kinds.slice(i + 1)) {
        expect(widest(narrow, wide)).toBe(wide)
        expect(widest(wide, narrow)).toBe(wide)
      }
    }
  })

  it('holds as soon as its own marks are there, whatever else is missing beside it', () => {
    const unit = unitOf([vetoOf('part'), points(5)], { level: 'sub-criterion' })
    expect(valueOfUnit(unit, { 'J1 A1.1': raised })).toEqual({ ...lacking(1), nought: 'part' })
    expect(valueOfUnit(unit, p('J1', 3))).toEqual(lacking(1))
  })

  it('does not hold while there are too few seats', () => {
    const words = { ...two, minSeats: 2 }
    expect(worked(vetoOf('entry'), words, { 'J1 A1.1': raised }, seatingOf(['J2']))).toEqual(lacking(1))
  })
})

describe('an aspect that was annulled with its maximum (RULES §11)', () => {
  it('is given its maximum, exact, times its group’s factor; no mark is asked for', () => {
    const annulledUnit = (rule: ARule, words: Words) => valueOfUnit(unitOf([rule], words, 'maximum'), {})
    expect(annulledUnit(points(5), three)).toEqual(complete(5000))
    expect(annulledUnit(points(0.125, 0.001), { round: 2 })).toEqual(complete(125))
    expect(annulledUnit(points(5), { factor: '0.333', factorRound: 2 })).toEqual(complete(1665))
    expect(annulledUnit(scaled('0', '10'), {})).toEqual(complete(20_000))
  })

  it('is given as often as there are seats under a sum, counted as they sit', () => {
    const words = { ...three, rule: { kind: 'sum' } } as const
    const unit = unitOf([points(5)], words, 'maximum')
    expect(valueOfUnit(unit, {})).toEqual(complete(15_000))
    expect(valueOfUnit(unit, {}, seatingOf(['J3']))).toEqual(complete(10_000))
  })

  it('needs no seats', () => {
    const unit = unitOf([points(5)], { ...two, minSeats: 2 }, 'maximum')
    expect(valueOfUnit(unit, {}, seatingOf(['J1', 'J2']))).toEqual(complete(5000))
  })

  it('stands among the others at a higher level, where the sum is rounded as ever', () => {
    const words = { ...two, level: 'sub-criterion' } as const
    const unit = unitOf([points(0.125, 0.001), points(5)], words, 'maximum', ['A1.1'])
    const marks = { 'J1 A1.2': pointsOf(1), 'J2 A1.2': pointsOf(2) }
    expect(valueOfUnit(unit, marks)).toEqual(complete(1630))
    expect(valueOfUnit(unit, { 'J1 A1.2': pointsOf(1) })).toEqual(lacking(1))
    expect(valueOfUnit(unitOf([scaled('0', '10'), points(5)], words, 'maximum', ['A1.1']), marks)).toEqual(
      complete(21_500),
    )
  })

  it('at a higher level with all the others is rounded, seats or none', () => {
    const words = { ...two, level: 'sub-criterion', factor: '0.5', factorRound: 2 } as const
    const unit = unitOf([points(0.125, 0.001), points(1)], words, 'maximum')
    // 1.125 → 1.13 × 0.5 = 0.565 → 0.57.
    expect(valueOfUnit(unit, {})).toEqual(complete(570))
    expect(valueOfUnit(unit, {}, seatingOf(['J1', 'J2']))).toEqual(complete(570))
    const summed = unitOf([points(1), points(2)], { ...two, level: 'sub-criterion', rule: { kind: 'sum' } }, 'maximum')
    expect(valueOfUnit(summed, {})).toEqual(complete(6000))
    expect(valueOfUnit(summed, {}, seatingOf(['J2']))).toEqual(complete(3000))
    expect(valueOfUnit(summed, {}, seatingOf(['J1', 'J2']))).toEqual(complete(0))
  })

  it('is told at a higher level where there are seats: each is given the maximum', () => {
    const unit = unitOf([points(1), points(2)], { ...two, level: 'sub-criterion' }, 'maximum')
    const told = (seating: Seating) => levelValue(unit, markedOf({}, seating), true).told
    expect(told(asSeated)?.seats.map(({ value }) => thousandths(value))).toEqual([3000, 3000])
    expect(told(seatingOf(['J1', 'J2']))).toBeUndefined()
    const single = unitOf([points(1)], two, 'maximum')
    expect(levelValue(single, markedOf({}, asSeated), true).told).toBeUndefined()
  })

  it('makes nothing 0 any more', () => {
    const stopped = { ...timed(5), stop: { at: 1, effect: 'entry-nought' } } as ARule
    const unit = unitOf([stopped, points(5)], { level: 'sub-criterion' }, 'maximum', ['A1.1'])
    expect(valueOfUnit(unit, { 'J1 A1.1': timeOf(9), 'J1 A1.2': pointsOf(2) })).toEqual(complete(7000))
  })
})

describe('how a level value came about', () => {
  const told = (rules: readonly ARule[], words: Words, marks: Marks, seating: Seating = asSeated) =>
    levelValue(unitOf(rules, words), markedOf(marks, seating), true).told!
  const seat = (id: string) => asId<SeatId>(id)

  it('is told only where somebody asks', () => {
    expect(levelValue(unitOf([points(5)], {}), markedOf(p('J1', 3), asSeated), false).told).toBeUndefined()
  })

  it('names each seat’s marks and value, what the rule made of them, the rounded and the final value', () => {
    const rule = points(1, 0.01)
    const one = told([rule], { ...two, factor: '0.5' }, { ...p('J1', 1), ...p('J2', 0.25) })
    expect(one.seats).toEqual([
      { seat: seat('J1'), marks: [pointsOf(1)], value: { n: 1000, d: 1000 }, dropped: false },
      { seat: seat('J2'), marks: [pointsOf(0.25)], value: { n: 250, d: 1000 }, dropped: false },
    ])
    expect([one.ruled, one.rounded, one.value].map(thousandths)).toEqual([625, 630, 315])
    expect(one.disputed).toBe(false)
  })

  it('shows a seat that lacks a mark without a value, and no ruled value', () => {
    const one = told([points(5), points(5)], { ...two, level: 'sub-criterion' }, { ...p('J1', 1), 'J1 A1.2': skipped })
    expect(one.seats.map(({ marks, value }) => [marks.map((mark) => mark?.kind), thousandths(value)])).toEqual([
      [['points', 'not-attempted'], 1000],
      [[undefined, undefined], undefined],
    ])
    expect([one.ruled, one.rounded, thousandths(one.value)]).toEqual([undefined, undefined, 0])
  })

  it('says that it is disputed, with what each gave', () => {
    const one = told([points(5)], { ...two, rule: { kind: 'each' } }, { ...p('J1', 1), ...p('J2', 2) })
    expect(one.disputed).toBe(true)
    expect(one.seats.map(({ value }) => thousandths(value))).toEqual([1000, 2000])
    expect(one.ruled).toBeUndefined()
  })

  describe('of a trimmed mean', () => {
    const trimmed = (high: number, low: number, tooFew: 'incomplete' | 'mean' = 'mean') =>
      ({ seats: ['J1', 'J2', 'J3', 'J4'], rule: { kind: 'trimmed', high, low, tooFew } }) as const
    const dropped = (words: Words, marks: Marks, seating?: Seating) =>
      told([points(9)], words, marks, seating).seats.flatMap((one) => (one.dropped ? [one.seat] : []))
    const marks = { ...p('J1', 4), ...p('J2', 9), ...p('J3', 1), ...p('J4', 7) }

    it('names who is left out at either end', () => {
      expect(dropped(trimmed(1, 1), marks)).toEqual(['J2', 'J3'])
      expect(dropped(trimmed(2, 1), marks)).toEqual(['J2', 'J3', 'J4'])
      expect(dropped(trimmed(1, 0), marks)).toEqual(['J2'])
      expect(dropped(trimmed(0, 2), marks)).toEqual(['J1', 'J3'])
    })

    it('names nobody where nobody would be left', () => {
      expect(dropped(trimmed(2, 2), marks)).toEqual([])
      expect(dropped(trimmed(3, 2), marks)).toEqual([])
    })

    it('names nobody under another rule, and no seat that gave nothing', () => {
      expect(dropped({ ...trimmed(1, 1), rule: { kind: 'mean' } }, marks)).toEqual([])
      const { 'J2 A1.1': _, ...without } = marks as Record<string, ReturnType<typeof pointsOf>>
      expect(dropped(trimmed(1, 1), without)).not.toContain('J2')
    })
  })
})

describe('a judgement by mean (RULES §12, example 1)', () => {
  it('is exact until it is rounded once: 2, 2, 1 of 3 are 5 ÷ 9 = 0.56', () => {
    const marks = { 'J1 A1.1': levelOf(2), 'J2 A1.1': levelOf(2), 'J3 A1.1': levelOf(1) }
    expect(worked(judgement(1), three, marks)).toEqual(complete(560))
    const exact = levelValue(unitOf([judgement(1)], { ...three, round: 'exact' }), markedOf(marks, asSeated), false)
    expect(compare(exact.value, rational(5, 9))).toBe(0)
    expect(worked(yesNo(1), three, { 'J1 A1.1': pass, 'J2 A1.1': pass, 'J3 A1.1': fail })).toEqual(complete(670))
  })
})
