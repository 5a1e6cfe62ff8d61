import type { AspectId, EntryId, MarkId, MoveId } from './ids.ts'
import type { Points } from './points.ts'
import { compare, type Decimal, divide, isDecimal, isWhole, ofDecimal, subtract } from './rational.ts'
import { err, ok, type Result } from './result.ts'
import type { Aspect, DifferenceRule, Milliseconds, RangeRule } from './rubric.ts'

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
  | { readonly kind: 'imported'; readonly points: Points }
  /** A grade on the aspect's scale. */
  | { readonly kind: 'scaled'; readonly grade: Decimal }
  | { readonly kind: 'timed'; readonly time: Milliseconds }
  | { readonly kind: 'veto'; readonly raised: boolean }
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

/** A week: nobody works longer at one aspect. */
const LONGEST = 7 * 24 * 3600 * 1000

/** More occurrences of one fault than anybody can count are a slip of the finger. */
export const MOST_FAULTS = 999

function fits(aspect: Aspect, value: MarkValue): ValueRefusal | undefined {
  if (value.kind === 'not-attempted') return undefined
  const wrongKind: ValueRefusal = { kind: 'wrong-kind', expected: aspect.kind }
  switch (aspect.kind) {
    case 'pass-fail':
    case 'veto':
      return value.kind === aspect.kind ? undefined : wrongKind
    case 'judgement':
      return value.kind === 'judgement' ? onScale(isCount(value.level, aspect.levels.length - 1)) : wrongKind
    case 'count':
      return value.kind === 'count' ? onScale(isCount(value.done, aspect.of)) : wrongKind
    case 'choice':
      return value.kind === 'choice' ? onScale(isCount(value.option, aspect.options.length - 1)) : wrongKind
    case 'difference':
    case 'range':
      return value.kind === aspect.kind ? readingFits(aspect, value.reading) : wrongKind
    case 'points':
      return value.kind === 'points' ? pointsFit(aspect, value.points) : wrongKind
    case 'imported':
      return value.kind === 'imported' ? onScale(isCount(value.points, aspect.max)) : wrongKind
    case 'scaled':
      return value.kind === 'scaled' ? gradeFits(aspect, value.grade) : wrongKind
    case 'timed':
      return value.kind === 'timed' ? onScale(isCount(value.time, LONGEST)) : wrongKind
    case 'deduction':
      return value.kind === 'deduction' ? faultsFit(aspect, value.faults) : wrongKind
  }
}

type Of<Kind> = Extract<Aspect, { kind: Kind }>

const onScale = (isOn: boolean): ValueRefusal | undefined => (isOn ? undefined : { kind: 'off-scale' })

const faultsFit = (aspect: Of<'deduction'>, faults: readonly number[]): ValueRefusal | undefined =>
  onScale(faults.length === aspect.faults.length && faults.every((n) => isCount(n, MOST_FAULTS)))

function pointsFit({ min, max, step }: Of<'points'>, points: Points): ValueRefusal | undefined {
  if (!Number.isSafeInteger(points) || points < min || points > max) return { kind: 'off-scale' }
  return (points - min) % step === 0 ? undefined : { kind: 'off-step' }
}

function gradeFits(aspect: Of<'scaled'>, grade: string): ValueRefusal | undefined {
  if (!isDecimal(grade)) return { kind: 'off-scale' }
  const [given, low] = [ofDecimal(grade), ofDecimal(aspect.low)]
  if (compare(given, low) < 0 || compare(given, ofDecimal(aspect.high)) > 0) return { kind: 'off-scale' }
  return isWhole(divide(subtract(given, low), ofDecimal(aspect.step))) ? undefined : { kind: 'off-step' }
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
