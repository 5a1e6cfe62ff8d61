import type { MarkValue } from './mark.ts'
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
  multiply,
  ofDecimal,
  type Rational,
  rational,
  subtract,
  whole,
  zero,
} from './rational.ts'
import type { Aspect, Band, Deduction, DifferenceRule, RangeRule } from './rubric.ts'
import { timedPoints } from './timed.ts'

/** One dive, element, run or dish of an entry, with its own coefficients (RULES §4). */
export interface Attempt {
  readonly id: string
  readonly base: Decimal
  readonly difficulty: Decimal
  readonly multiplier: Decimal
  /** What each grade of a scaled aspect stands for in this attempt; null: itself. */
  readonly table: Readonly<Record<string, Decimal>> | null
  /** Set down as void: it needs no marks and is 0. */
  readonly isVoid: boolean
}

/** The seat's value before its group's rule (RULES §2, third column). Exact but where the rule book rounds at the seat. */
export function seatValue(aspect: Aspect, value: MarkValue, attempt?: Attempt): Rational {
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
    case 'imported':
      return exact(value.points)
    case 'scaled':
      return ofDecimal(attempt?.table?.[value.grade] ?? value.grade)
    case 'timed':
      return aspect.kind === 'timed' ? exact(timedPoints(aspect, value.time)) : mismatch(aspect)
    case 'veto':
      return zero
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
