import type { AspectId, EntryId, SeatId, SubCriterionId } from './ids.ts'
import { type GivenValue, type MarkValue, sameValue } from './mark.ts'
import { exact } from './points.ts'
import { compare, multiply, ofDecimal, type Rational, subtract, whole, zero } from './rational.ts'
import { err, ok, type Result } from './result.ts'
import type { Aspect, SubCriterion } from './rubric.ts'
import { givenBy, givers, type Scheme } from './scheme.ts'

/** A judge's marks for one entry × sub-criterion: 未签, 已签, 已锁 (RULES §11; 已核 comes with the second-person check). */
export type SheetState = 'open' | 'signed' | 'locked'

export interface SheetKey {
  readonly seatId: SeatId
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
}

/** What a cell of the panel holds: undefined is missing. */
export type MarkOf = (seatId: SeatId, aspectId: AspectId) => MarkValue | undefined

/** The seats that keep a sheet for a sub-criterion: those who give at least one of its marks. */
export function sheetSeats(scheme: Scheme, subCriterion: SubCriterion): readonly SeatId[] {
  const ids = new Set(subCriterion.aspects.map((aspect) => aspect.id))
  const seats = scheme.groups.filter((group) => group.aspects.some((id) => ids.has(id))).flatMap(givers)
  return [...new Set(seats)]
}

/** The aspects of a sub-criterion that a seat has still to mark. */
export function missingOf(scheme: Scheme, seatId: SeatId, subCriterion: SubCriterion, markOf: MarkOf): AspectId[] {
  const own = givenBy(scheme, seatId)
  return subCriterion.aspects.map((aspect) => aspect.id).filter((id) => own.has(id) && markOf(seatId, id) === undefined)
}

/** How far apart the values of an aspect may lie; undefined: as far as they like (RULES §9). */
export function spreadLimitOf({ spreadLimit, spreadShare }: Scheme, aspect: Aspect): Rational | undefined {
  if (aspect.kind === 'judgement') return whole(spreadLimit)
  if (spreadShare === null || (aspect.kind !== 'points' && aspect.kind !== 'scaled')) return undefined
  return multiply(ofDecimal(spreadShare), exact(aspect.max))
}

/**
 * Aspects on which the counting seats of a group lie further apart than the limit (RULES §9).
 * Known only once every seat has given its level: before that a flag would tell what others gave.
 */
export function spreadAspects(scheme: Scheme, subCriterion: SubCriterion, markOf: MarkOf): AspectId[] {
  return subCriterion.aspects
    .filter((aspect) => {
      const limit = spreadLimitOf(scheme, aspect)
      return (
        limit !== undefined &&
        scheme.groups
          .filter((group) => group.counted && group.rule.kind !== 'agreed' && group.aspects.includes(aspect.id))
          .some(({ seats }) =>
            liesApart(
              seats.map((seat) => gradeOf(aspect, markOf(seat, aspect.id))),
              limit,
            ),
          )
      )
    })
    .map((aspect) => aspect.id)
}

/** Never while a value is missing. */
function liesApart(grades: readonly (Rational | undefined)[], limit: Rational): boolean {
  const known = grades.filter((grade) => grade !== undefined).sort(compare)
  const [lowest, highest] = [known[0], known[known.length - 1]]
  if (known.length < grades.length || !lowest || !highest) return false
  return compare(subtract(highest, lowest), limit) > 0
}

/** A level, or points; not attempted is 0. */
function gradeOf(aspect: Aspect, value: MarkValue | undefined): Rational | undefined {
  switch (value?.kind) {
    case 'judgement':
      return whole(value.level)
    case 'points':
      return exact(value.points)
    case 'scaled':
      return aspect.kind === 'scaled' ? multiply(ofDecimal(value.grade), ofDecimal(aspect.factor)) : undefined
    case 'not-attempted':
      return zero
    default:
      return undefined
  }
}

/** Highest minus lowest level; 0 while a seat's level is missing. Not attempted is level 0. */
export function spreadOf(values: readonly (MarkValue | undefined)[]): number {
  const levels = values.map((value) =>
    value?.kind === 'judgement' ? value.level : value?.kind === 'not-attempted' ? 0 : undefined,
  )
  const known = levels.filter((level) => level !== undefined)
  return known.length < levels.length || known.length === 0 ? 0 : Math.max(...known) - Math.min(...known)
}

/** One value under a signature, as the judge saw it. */
export interface SignedValue {
  readonly aspectId: AspectId
  readonly value: GivenValue
}

export type SignRefusal =
  /** These aspects hold something else than the judge saw: another tablet of the seat was there. */
  | { readonly kind: 'sheet-changed'; readonly aspects: readonly AspectId[] }
  | { readonly kind: 'sheet-incomplete'; readonly missing: readonly AspectId[] }
  | { readonly kind: 'spread-open'; readonly aspects: readonly AspectId[] }
  | { readonly kind: 'sheet-not-open'; readonly state: SheetState }
  | { readonly kind: 'no-such-sheet' }
  /** Its marks were moved since the tablet looked: what the judge signed is not what stands there. */
  | { readonly kind: 'sheet-moved' }

/**
 * May this seat sign its sheet? Everything marked, and as the judge saw it. A spread that waits for a word among the
 * judges keeps it open too; that takes a look at the others' levels (spread.ts), which comes last.
 */
export function maySign(
  scheme: Scheme,
  seatId: SeatId,
  subCriterion: SubCriterion,
  state: SheetState,
  markOf: MarkOf,
  seen: readonly SignedValue[],
): Result<true, SignRefusal> {
  if (!sheetSeats(scheme, subCriterion).includes(seatId)) return err({ kind: 'no-such-sheet' })
  if (state !== 'open') return err({ kind: 'sheet-not-open', state })
  const missing = missingOf(scheme, seatId, subCriterion, markOf)
  if (missing.length > 0) return err({ kind: 'sheet-incomplete', missing })
  const own = givenBy(scheme, seatId)
  const seenAs = new Map(seen.map(({ aspectId, value }) => [aspectId, value]))
  const changed = subCriterion.aspects
    .map((aspect) => aspect.id)
    .filter((id) => own.has(id) && !isSame(markOf(seatId, id), seenAs.get(id)))
  return changed.length > 0 ? err({ kind: 'sheet-changed', aspects: changed }) : ok(true)
}

const isSame = (stands: MarkValue | undefined, seen: GivenValue | undefined): boolean =>
  stands !== undefined && seen !== undefined && sameValue(stands, seen)

export type LockRefusal =
  | { readonly kind: 'sheets-unsigned'; readonly seats: readonly SeatId[] }
  | { readonly kind: 'spread-open'; readonly aspects: readonly AspectId[] }
  | { readonly kind: 'already-locked' }
  /** Nothing of a trial entry is ever final. */
  | { readonly kind: 'trial-entry' }

/**
 * May the chief lock this entry × sub-criterion? Every sheet signed; a spread only with a reason (RULES §9, §11). A
 * signature looks at the levels, so that only a spread that was found before can stand here: asking tells nothing new.
 */
export function mayLock(
  seats: readonly SeatId[],
  stateOf: (seatId: SeatId) => SheetState,
  raised: readonly AspectId[],
): Result<true, LockRefusal> {
  if (seats.every((seat) => stateOf(seat) === 'locked')) return err({ kind: 'already-locked' })
  // A spread keeps the judges from signing: it is what has to be settled first.
  if (raised.length > 0) return err({ kind: 'spread-open', aspects: raised })
  const unsigned = seats.filter((seat) => stateOf(seat) === 'open')
  return unsigned.length > 0 ? err({ kind: 'sheets-unsigned', seats: unsigned }) : ok(true)
}
