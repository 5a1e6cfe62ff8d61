import type { AspectId, EntryId, MarkId, MoveId } from './ids.ts'
import { exact, noPoints, ofThousandths, type Points, roundTo } from './points.ts'
import {
  absolute,
  add,
  atLeast,
  ceilingOf,
  compare,
  type Decimal,
  divide,
  floorOf,
  isDecimal,
  multiply,
  ofDecimal,
  type Rational,
  rational,
  subtract,
  whole,
  zero,
} from './rational.ts'
import { err, ok, type Result } from './result.ts'
import type { Aspect, Band, Deduction, DifferenceRule, RangeRule } from './rubric.ts'

/** What a seat gives (RULES §2). Only ever given, never computed. */
export type MarkValue =
  | { readonly kind: 'judgement'; readonly level: number }
  | { readonly kind: 'pass-fail'; readonly passed: boolean }
  | { readonly kind: 'count'; readonly done: number }
  /** option is the index in the aspect's options, from 0. */
  | { readonly kind: 'choice'; readonly option: number }
  | { readonly kind: 'difference'; readonly reading: Decimal }
  | { readonly kind: 'range'; readonly reading: Decimal }
  | { readonly kind: 'points'; readonly points: Points }
  /** Occurrences of each fault, in the order of the aspect's faults. */
  | { readonly kind: 'deduction'; readonly faults: readonly number[] }
  /** Counts 0 and is shown as such; not the same as a mark that is missing. */
  | { readonly kind: 'not-attempted' }

/** What a tablet sends for one cell: a value, or the taking back of the one before (清除, RULES §11). */
export type GivenValue = MarkValue | { readonly kind: 'taken-back' }

/** Two values say the same. Values are small plain data with keys in a fixed order. */
export const sameValue = (a: GivenValue, b: GivenValue): boolean => JSON.stringify(a) === JSON.stringify(b)

/** One mark on its way from a tablet. */
export interface GivenMark {
  readonly id: MarkId
  /** The device's own running number, from 1, without gaps. */
  readonly number: number
  readonly entryId: EntryId
  readonly aspectId: AspectId
  readonly value: GivenValue
  /** The mark of the same cell that this one takes the place of, as the tablet knew it. */
  readonly replaces: MarkId | null
  /**
   * The last move of its sheet that the tablet knew of; absent for none. A mark given before its sheet was moved would
   * otherwise land on the competitor that the sheet was taken from.
   */
  readonly moved?: MoveId | undefined
  /** The tablet's own clock in UTC milliseconds: kept, never used for order. */
  readonly at: number
}

/** Why a value cannot stand on its aspect. Values off the scale or step are refused, never clipped (RULES §2). */
export type ValueRefusal =
  | { readonly kind: 'wrong-kind'; readonly expected: Aspect['kind'] }
  | { readonly kind: 'off-scale' }
  | { readonly kind: 'off-step' }

const isCount = (n: number, most: number) => Number.isInteger(n) && n >= 0 && n <= most

/** More occurrences of one fault than anybody can count are a slip of the finger. */
export const MOST_FAULTS = 999

function fits(aspect: Aspect, value: MarkValue): ValueRefusal | undefined {
  if (value.kind === 'not-attempted') return undefined
  if (aspect.kind !== value.kind) return { kind: 'wrong-kind', expected: aspect.kind }
  const offScale: ValueRefusal = { kind: 'off-scale' }
  switch (aspect.kind) {
    case 'pass-fail':
      return undefined
    case 'judgement':
      return value.kind === 'judgement' && isCount(value.level, aspect.levels.length - 1) ? undefined : offScale
    case 'count':
      return value.kind === 'count' && isCount(value.done, aspect.of) ? undefined : offScale
    case 'choice':
      return value.kind === 'choice' && isCount(value.option, aspect.options.length - 1) ? undefined : offScale
    case 'difference':
    case 'range':
      return value.kind === aspect.kind ? readingFits(aspect, value.reading) : offScale
    case 'points': {
      if (value.kind !== 'points' || !Number.isSafeInteger(value.points)) return offScale
      if (value.points < aspect.min || value.points > aspect.max) return offScale
      return (value.points - aspect.min) % aspect.step === 0 ? undefined : { kind: 'off-step' }
    }
    case 'deduction':
      return value.kind === 'deduction' &&
        value.faults.length === aspect.faults.length &&
        value.faults.every((n) => isCount(n, MOST_FAULTS))
        ? undefined
        : offScale
  }
}

function readingFits(aspect: DifferenceRule | RangeRule, reading: string): ValueRefusal | undefined {
  if (!isDecimal(reading)) return { kind: 'off-scale' }
  const { low, high, decimals } = aspect.instrument
  const value = ofDecimal(reading)
  if (low !== null && compare(value, ofDecimal(low)) < 0) return { kind: 'off-scale' }
  if (high !== null && compare(value, ofDecimal(high)) > 0) return { kind: 'off-scale' }
  return (reading.split('.')[1]?.length ?? 0) <= decimals ? undefined : { kind: 'off-step' }
}

/** The one check of a mark's value: the tablet asks it before it shows the mark, the server before it keeps it. */
export function checkMark(aspect: Aspect, value: MarkValue): Result<MarkValue, ValueRefusal> {
  const refusal = fits(aspect, value)
  return refusal ? err(refusal) : ok(value)
}

/** The seat's value before its group's rule (RULES §2, third column). Exact but where the rule book rounds at the seat. */
export function seatValue(aspect: Aspect, value: MarkValue): Rational {
  const max = exact(aspect.max)
  switch (value.kind) {
    case 'not-attempted':
      return zero
    case 'pass-fail':
      return value.passed ? max : zero
    case 'judgement':
      return aspect.kind === 'judgement'
        ? multiply(max, rational(BigInt(value.level), BigInt(aspect.levels.length - 1)))
        : mismatch(aspect)
    case 'count':
      return aspect.kind === 'count'
        ? exact(roundTo(multiply(max, rational(BigInt(value.done), BigInt(aspect.of))), 2))
        : mismatch(aspect)
    case 'points':
      return exact(value.points)
    case 'choice': {
      if (aspect.kind !== 'choice') return mismatch(aspect)
      const worth = aspect.options[value.option]?.worth ?? mismatch(aspect)
      return exact('points' in worth ? roundTo(exact(worth.points), 2) : afterDeduction(max, worth))
    }
    case 'difference':
      return aspect.kind === 'difference' ? exact(differencePoints(aspect, max, value.reading)) : mismatch(aspect)
    case 'range':
      return aspect.kind === 'range' ? exact(rangePoints(aspect, max, value.reading)) : mismatch(aspect)
    case 'deduction': {
      if (aspect.kind !== 'deduction') return mismatch(aspect)
      const left = aspect.start - aspect.faults.reduce((taken, fault, i) => taken + takenBy(fault, value.faults[i]!), 0)
      return exact(ofThousandths(aspect.floor === null ? left : Math.max(aspect.floor, left)))
    }
  }
}

const takenBy = (fault: { amount: Points; cap: Points | null }, occurrences: number) =>
  Math.min(fault.amount * occurrences, fault.cap ?? Number.POSITIVE_INFINITY)

function mismatch(aspect: Aspect): never {
  throw new TypeError(`a mark of another kind reached aspect ${aspect.id} (${aspect.kind}); checkMark was not asked`)
}

const amountOf = (max: Rational, deduction: Deduction): Rational =>
  deduction.in === 'points'
    ? ofDecimal(deduction.deduct)
    : multiply(max, divide(ofDecimal(deduction.deduct), whole(100)))

const afterDeduction = (max: Rational, deduction: Deduction): Points =>
  roundTo(atLeast(subtract(max, amountOf(max, deduction)), zero), 2)

function differencePoints(rule: DifferenceRule, max: Rational, reading: Decimal): Points {
  const target = ofDecimal(rule.target)
  const step =
    rule.stepIn === 'units'
      ? ofDecimal(rule.step)
      : absolute(multiply(target, divide(ofDecimal(rule.step), whole(100))))
  const away = absolute(subtract(ofDecimal(reading), target))
  if (compare(step, zero) === 0) return compare(away, zero) === 0 ? roundTo(max, 2) : noPoints // a percentage of a target of 0: only the target itself is met
  const steps = divide(away, step)
  const counted =
    rule.steps === 'proportional' ? steps : rational(rule.steps === 'complete' ? floorOf(steps) : ceilingOf(steps), 1n)
  return roundTo(atLeast(subtract(max, multiply(amountOf(max, rule.deduction), counted)), zero), 2)
}

function rangePoints(rule: RangeRule, max: Rational, reading: Decimal): Points {
  const away = subtract(ofDecimal(reading), ofDecimal(rule.target))
  const holding = rule.bands.filter(
    (band) => compare(away, subtract(zero, ofDecimal(band.lower))) >= 0 && compare(away, ofDecimal(band.upper)) <= 0,
  )
  const narrowest = holding.reduce<Band | undefined>(
    (best, band) => (best === undefined || compare(widthOf(band), widthOf(best)) < 0 ? band : best),
    undefined,
  )
  return narrowest ? afterDeduction(max, narrowest.deduction) : noPoints
}

const widthOf = (band: Band): Rational => add(ofDecimal(band.lower), ofDecimal(band.upper))
