import type { AspectId, SeatId } from './ids.ts'
import { levelValue } from './level-value.ts'
import { exact } from './points.ts'
import { add, compare, divide, type Rational, sum, whole, zero } from './rational.ts'
import type { Link } from './scheme.ts'
import { type EntryGiven, type EntryScore, markedIn } from './score.ts'
import { countingSeats, type ScoringPlan, type Unit } from './scoring-plan.ts'
import { takenTime } from './timed.ts'

/** An entry as it stands among others. */
export interface Standing {
  readonly given: EntryGiven
  readonly score: EntryScore
  /** Drawn, and decided by the chief judge: the smaller goes first; null: not known. */
  readonly lot: number | null
  readonly decision: number | null
}

/** What a link compares, the better one larger; undefined: unknown, which comes last (RULES §5). */
export function linkValue(plan: ScoringPlan, link: Link, standing: Standing): Rational | undefined {
  const { score, given, lot, decision } = standing
  switch (link.by) {
    case 'part':
      return score.parts.find(({ part }) => part.id === link.id)?.value
    case 'criterion':
      return sum(subCriteria(score).flatMap((one) => (one.criterion === link.id ? [one.value] : [])))
    case 'sub-criterion':
      return subCriteria(score).find(({ id }) => id === link.id)?.value
    case 'aspect':
      return aspectPoints(plan, given, link.id as AspectId)
    case 'time': {
      const time = totalTime(plan, given)
      return time && { n: typeof time.n === 'number' ? 0 - time.n : -time.n, d: time.d }
    }
    case 'full-marks':
      return whole(fullMarks(plan, given))
    case 'lot':
      return lot === null ? undefined : whole(0 - lot)
    case 'decision':
      return decision === null ? undefined : whole(0 - decision)
  }
}

/** Two values of one link: negative where a stands before b. */
export function byLink(a: Rational | undefined, b: Rational | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  return compare(b, a)
}

const subCriteria = ({ parts }: EntryScore) => parts.flatMap((part) => part.subCriteria)

/** The units of an aspect that has points of its own: marked once, at level aspect. */
function* ownUnits({ parts }: ScoringPlan): Generator<Unit> {
  for (const { part, subCriteria } of parts) {
    if (part.attempts !== null) continue
    for (const { units } of subCriteria) yield* units.filter(({ group }) => group.level === 'aspect')
  }
}

function aspectPoints(plan: ScoringPlan, given: EntryGiven, id: AspectId): Rational {
  const marked = markedIn(given, undefined)
  const units = [...ownUnits(plan)].filter(({ aspects }) => aspects[0]!.aspect.id === id)
  return sum(units.map((unit) => levelValue(unit, marked, false).value))
}

function fullMarks(plan: ScoringPlan, given: EntryGiven): number {
  const marked = markedIn(given, undefined)
  const points = new Map<AspectId, { readonly max: number; readonly value: Rational }>()
  for (const unit of ownUnits(plan)) {
    const { aspect, given: annulled } = unit.aspects[0]!
    if (aspect.max === 0 || annulled !== undefined) continue
    const value = add(points.get(aspect.id)?.value ?? zero, levelValue(unit, marked, false).value)
    points.set(aspect.id, { max: aspect.max, value })
  }
  return [...points.values()].filter(({ max, value }) => compare(value, exact(max as never)) === 0).length
}

/** Of all timed aspects; undefined while one of them is missing, or was not attempted. */
function totalTime({ parts }: ScoringPlan, given: EntryGiven): Rational | undefined {
  let total: Rational = zero
  for (const { part, subCriteria, wholes } of parts) {
    const attempts =
      part.attempts === null ? [undefined] : (given.attempts.get(part.id) ?? []).filter((one) => !one.isVoid)
    const units = [...subCriteria.flatMap(({ units }) => units), ...wholes]
    for (const unit of units) {
      for (const { aspect, given: annulled } of unit.aspects) {
        if (aspect.kind !== 'timed' || annulled !== undefined) continue
        for (const attempt of attempts) {
          const times = timesOf(unit, given, aspect, attempt?.id)
          if (!times) return undefined
          total = add(total, divide(sum(times), whole(times.length)))
        }
      }
    }
  }
  return total
}

type Timed = Extract<Unit['aspects'][number]['aspect'], { kind: 'timed' }>

function timesOf(
  { group }: Unit,
  given: EntryGiven,
  aspect: Timed,
  attempt: string | undefined,
): Rational[] | undefined {
  const asked: readonly SeatId[] = group.rule.kind === 'agreed' ? [group.rule.recorder] : group.seats
  const times: Rational[] = []
  for (const seat of countingSeats(asked, given.seating)) {
    const mark = given.markOf(seat, aspect.id, attempt)
    if (mark?.kind !== 'timed') return undefined
    times.push(whole(takenTime(aspect, mark.time)))
  }
  return times.length > 0 ? times : undefined
}
