import type { SeatId } from './ids.ts'
import type { MarkValue } from './mark.ts'
import { exact, roundTo } from './points.ts'
import { add, compare, divide, multiply, type Rational, sum, whole, zero } from './rational.ts'
import type { GroupRule, JudgeGroup, Rounded } from './scheme.ts'
import { countingSeats, type PlannedAspect, type Seating, type Unit } from './scoring-plan.ts'
import { isStopped } from './timed.ts'
import { type Attempt, seatValue } from './worth.ts'

/** A sum on its way, before anything is rounded: of complete values only, and how many marks are still needed. */
export interface Sum {
  readonly value: Rational
  readonly missing: number
  /** false until the first complete value: then the board draws an open bar, not a nought. */
  readonly begun: boolean
}

export const noSum: Sum = { value: zero, missing: 0, begun: false }

/** What a raised veto, or a time beyond a stop, makes 0. */
export type Nought = 'siblings' | 'sub-criterion' | 'part' | 'entry'

export interface LevelValue extends Sum {
  readonly nought: Nought | undefined
  /** How it came about; undefined where nobody asked. */
  readonly told: ToldLevel | undefined
}

/** The numbers that a level value was worked out from, in the order of the work. */
export interface ToldLevel {
  readonly unit: Unit
  readonly seats: readonly ToldSeat[]
  /** Where *each* found different values. */
  readonly disputed: boolean
  /** What the rule made of the seats' values, before rounding and factor; undefined while incomplete. */
  readonly ruled: Rational | undefined
  /** The same rounded, before the group's factor. */
  readonly rounded: Rational | undefined
  readonly value: Rational
}

export interface ToldSeat {
  readonly seat: SeatId
  readonly marks: readonly (MarkValue | undefined)[]
  /** The seat's values summed to the level; undefined while one is missing. */
  readonly value: Rational | undefined
  /** A trimmed mean leaves it out. */
  readonly dropped: boolean
}

/** The marks of one entry, in one attempt where there are attempts. */
export interface Marked {
  readonly markOf: (seat: SeatId, aspect: PlannedAspect['aspect']['id']) => MarkValue | undefined
  readonly seating: Seating
  readonly attempt: Attempt | undefined
}

export const rounded = (value: Rational, decimals: Rounded): Rational =>
  decimals === 'exact' ? value : exact(roundTo(value, decimals))

/**
 * One level value. RULES §1, in its order: each seat's values, exact; summed seat by seat; the rule over seats; rounded;
 * × factor; rounded.
 */
export function levelValue(unit: Unit, marked: Marked, tells: boolean): LevelValue {
  const { group, aspects } = unit
  const counting = countingSeats(group.seats, marked.seating)
  const seats = group.rule.kind === 'agreed' ? countingSeats([group.rule.recorder], marked.seating) : counting
  const asked = aspects.filter(({ given }) => given === undefined).length
  if (asked === 0 && (group.level === 'aspect' || seats.length === 0)) return annulledValue(unit, counting.length)
  const lacking = Math.max(0, unit.need - counting.length, seats.length === 0 ? 1 : 0)
  let missing = lacking * asked
  const values: Rational[] = []
  const toldSeats: ToldSeat[] = []
  for (const seat of seats) {
    const before = missing
    let value = zero
    for (const planned of aspects) {
      const worth = worthOf(planned, marked, seat, group.level !== 'aspect')
      if (worth === undefined) missing++
      else value = add(value, worth)
    }
    const isGiven = missing === before
    if (isGiven) values.push(value)
    if (tells) toldSeats.push(toldSeat(seat, aspects, marked, isGiven ? value : undefined))
  }
  const disputed = missing === 0 && group.rule.kind === 'each' && !isOne(unit, marked, seats, values)
  if (missing > 0 || disputed) {
    const told = tells ? tell(unit, toldSeats, disputed) : undefined
    return {
      value: zero,
      missing: Math.max(missing, 1),
      begun: false,
      nought: lacking > 0 ? undefined : noughtOf(unit, marked, seats),
      told,
    }
  }
  const ruled = ofAspect(unit, byRule(group.rule, values))
  const value = finished(group, ruled, unit.factor)
  const told = tells ? tell(unit, toldSeats, false, ruled, value) : undefined
  return { value, missing: 0, begun: true, nought: noughtOf(unit, marked, seats), told }
}

/** Annulled with its maximum: an aspect gives that and nothing else, whoever sits there; higher levels are rounded as ever. */
function annulledValue({ group, aspects, factor }: Unit, seats: number): LevelValue {
  const most = sum(aspects.map(({ aspect }) => exact(aspect.max)))
  const ruled = group.rule.kind === 'sum' ? multiply(most, whole(seats)) : most
  const value = group.level === 'aspect' ? multiply(ruled, factor) : finished(group, ruled, factor)
  return { value, missing: 0, begun: true, nought: undefined, told: undefined }
}

const finished = (group: JudgeGroup, ruled: Rational, factor: Rational): Rational =>
  rounded(multiply(rounded(ruled, group.round), factor), group.factorRound)

/** Exact; at higher levels a scaled aspect's own factor comes before the adding. */
function worthOf(planned: PlannedAspect, marked: Marked, seat: SeatId, isSummed: boolean): Rational | undefined {
  const { aspect, factor, given } = planned
  const mark = given === undefined ? marked.markOf(seat, aspect.id) : undefined
  const worth = given ?? (mark && seatValue(aspect, mark, marked.attempt))
  return worth && isSummed && factor ? multiply(worth, factor) : worth
}

/** At level aspect its own factor comes after the rule. */
const ofAspect = ({ group, aspects }: Unit, value: Rational): Rational => {
  const factor = group.level === 'aspect' ? aspects[0]!.factor : undefined
  return factor ? multiply(value, factor) : value
}

export function byRule(rule: GroupRule, values: readonly Rational[]): Rational {
  switch (rule.kind) {
    case 'agreed':
    case 'each':
      return values[0]!
    case 'mean':
      return meanOf(values)
    case 'sum':
      return sum(values)
    case 'median': {
      const sorted = [...values].sort(compare)
      const middle = sorted.length >> 1
      return sorted.length % 2 === 1 ? sorted[middle]! : meanOf([sorted[middle - 1]!, sorted[middle]!])
    }
    case 'trimmed': {
      const kept = [...values].sort(compare).slice(rule.low, Math.max(rule.low, values.length - rule.high))
      return meanOf(kept.length > 0 ? kept : values)
    }
  }
}

const meanOf = (values: readonly Rational[]): Rational => divide(sum(values), whole(values.length))

/** Dual marking: the seats gave the same, to the same points; and a veto is raised by all of them or by none. */
function isOne({ aspects }: Unit, marked: Marked, seats: readonly SeatId[], values: readonly Rational[]): boolean {
  if (values.some((value) => compare(value, values[0]!) !== 0)) return false
  return aspects.every(({ aspect }) => {
    const raised = seats.filter((seat) => isRaised(marked.markOf(seat, aspect.id))).length
    return raised === 0 || raised === seats.length
  })
}

const isRaised = (mark: MarkValue | undefined): boolean => mark?.kind === 'veto' && mark.raised

/** The widest thing that one of its aspects makes 0; each needs the marks of that aspect alone. There are seats. */
function noughtOf({ aspects }: Unit, marked: Marked, seats: readonly SeatId[]): Nought | undefined {
  let found: Nought | undefined
  for (const { aspect, given } of aspects) {
    if (given !== undefined || (aspect.kind !== 'veto' && aspect.kind !== 'timed')) continue
    const marks = seats.map((seat) => marked.markOf(seat, aspect.id))
    const nought = aspect.kind === 'veto' ? vetoed(aspect, marks) : stopped(aspect, marks)
    if (nought && (found === undefined || WIDTH[nought] > WIDTH[found])) found = nought
  }
  return found
}

const WIDTH: Readonly<Record<Nought, number>> = { siblings: 0, 'sub-criterion': 1, part: 2, entry: 3 }

type Of<Kind> = Extract<PlannedAspect['aspect'], { kind: Kind }>
type Marks = readonly (MarkValue | undefined)[]

const vetoed = ({ target }: Of<'veto'>, marks: Marks): Nought | undefined =>
  marks.every(isRaised) ? target : undefined

const STOPS = {
  'aspect-nought': undefined,
  'done-counts': undefined,
  'part-nought': 'part',
  'entry-nought': 'entry',
} as const

const stopped = (aspect: Of<'timed'>, marks: Marks): Nought | undefined =>
  marks.every((mark) => mark?.kind === 'timed' && isStopped(aspect, mark.time)) ? STOPS[aspect.stop!.effect] : undefined

const toldSeat = (
  seat: SeatId,
  aspects: readonly PlannedAspect[],
  { markOf }: Marked,
  value: Rational | undefined,
): ToldSeat => ({ seat, marks: aspects.map(({ aspect }) => markOf(seat, aspect.id)), value, dropped: false })

const tell = (
  unit: Unit,
  seats: readonly ToldSeat[],
  disputed: boolean,
  ruled?: Rational,
  value = zero,
): ToldLevel => ({
  unit,
  seats: unit.group.rule.kind === 'trimmed' ? withDropped(seats, unit.group.rule) : seats,
  disputed,
  ruled,
  rounded: ruled && rounded(ruled, unit.group.round),
  value,
})

/** Among equal values it does not matter which are dropped: at either end the first in the order of seats. */
function withDropped(
  seats: readonly ToldSeat[],
  { high, low }: Extract<GroupRule, { kind: 'trimmed' }>,
): readonly ToldSeat[] {
  const inOrder = seats.filter(({ value }) => value !== undefined).sort((a, b) => compare(a.value!, b.value!))
  if (inOrder.length <= high + low) return seats
  const kept = new Set(inOrder.slice(low, inOrder.length - high))
  return seats.map((seat) => (kept.has(seat) || seat.value === undefined ? seat : { ...seat, dropped: true }))
}
