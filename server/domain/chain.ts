import type { AspectId, SeatId } from './ids.ts'
import { levelValue, noSum, type Sum } from './level-value.ts'
import { add, compare, divide, negative, type Rational, sum, whole, zero } from './rational.ts'
import type { Link } from './scheme.ts'
import { type EntryGiven, type EntryScore, markedIn } from './score.ts'
import { countingSeats, maximumOf, type ScoringPlan, type Unit } from './scoring-plan.ts'
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
      return soFar(score.parts.filter(({ part }) => part.id === link.id))
    case 'criterion':
      return soFar(subCriteria(score).filter(({ criterion }) => criterion === link.id))
    case 'sub-criterion':
      return soFar(subCriteria(score).filter(({ id }) => id === link.id))
    case 'aspect':
      return aspectPoints(plan, standing, link.id as AspectId)
    case 'time': {
      const time = totalTime(plan, given)
      return time && negative(time)
    }
    case 'full-marks':
      return whole(fullMarks(plan, standing))
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

/** Points so far; undefined while not one value of it is complete. */
const soFar = (sums: readonly Sum[]): Rational | undefined =>
  sums.some(({ begun }) => begun) ? sum(sums.map(({ value }) => value)) : undefined

const subCriteria = ({ parts }: EntryScore) => parts.flatMap((part) => part.subCriteria)

interface OwnAspects {
  /** The whole part was made 0. */
  readonly isZero: boolean
  readonly units: readonly Unit[]
  readonly ids: ReadonlySet<AspectId>
}

/** A sub-criterion's aspects with points of their own: marked once, at level aspect and by nobody at a higher level. */
function ownAspects({ parts }: ScoringPlan, { isNought, parts: scores }: EntryScore): OwnAspects[] {
  return parts.flatMap(({ part, subCriteria, wholes }, i) => {
    if (part.attempts !== null) return []
    const isZero = isNought || scores[i]!.nought !== undefined
    const higher = new Set(wholes.flatMap(idsOf))
    return subCriteria.map(({ units }) => {
      const coarse = new Set([...higher, ...units.filter(({ group }) => group.level !== 'aspect').flatMap(idsOf)])
      return { isZero, units, ids: new Set(units.flatMap(idsOf).filter((id) => !coarse.has(id))) }
    })
  })
}

const idsOf = ({ aspects }: Unit): AspectId[] => aspects.map(({ aspect }) => aspect.id)

/** What each aspect of a sub-criterion gives: 0 where a veto or a stop made it or something above it 0. */
function pointsOf({ units, isZero }: OwnAspects, given: EntryGiven): ReadonlyMap<AspectId, Sum> {
  const marked = markedIn(given, undefined)
  const levels = units.map((unit) => ({ id: unit.aspects[0]!.aspect.id, level: levelValue(unit, marked, false) }))
  const isNought = isZero || levels.some(({ level: { nought } }) => nought === 'siblings' || nought === 'sub-criterion')
  const found = new Map<AspectId, Sum>()
  for (const { id, level } of levels) {
    const { value, missing, begun } = found.get(id) ?? noSum
    const sum = { value: add(value, level.value), missing: missing + level.missing, begun: begun || level.begun }
    found.set(id, isNought ? { value: zero, missing: 0, begun: true } : sum)
  }
  return found
}

function aspectPoints(plan: ScoringPlan, { given, score }: Standing, id: AspectId): Rational | undefined {
  const own = ownAspects(plan, score).find(({ ids }) => ids.has(id))
  const found = own && pointsOf(own, given).get(id)
  return found?.begun ? found.value : undefined
}

/** Aspects whose points equal all that their groups can give. */
function fullMarks(plan: ScoringPlan, { given, score }: Standing): number {
  let full = 0
  for (const own of ownAspects(plan, score)) {
    const points = pointsOf(own, given)
    for (const id of own.ids) {
      const units = own.units.filter(({ aspects }) => aspects[0]!.aspect.id === id)
      const { aspect, given: annulled } = units[0]!.aspects[0]!
      if (aspect.max === 0 || annulled !== undefined) continue
      const { value, missing } = points.get(id)!
      if (missing === 0 && compare(value, maximumOf(units)) === 0) full++
    }
  }
  return full
}

/** Of all timed aspects; undefined while one of them is missing, or was not attempted. */
function totalTime({ parts }: ScoringPlan, given: EntryGiven): Rational | undefined {
  let total: Rational = zero
  const seen = new Set<AspectId>()
  for (const { part, subCriteria, wholes } of parts) {
    const attempts =
      part.attempts === null ? [undefined] : (given.attempts.get(part.id) ?? []).filter((one) => !one.isVoid)
    const units = [...subCriteria.flatMap(({ units }) => units), ...wholes]
    for (const unit of units) {
      for (const { aspect, given: annulled } of unit.aspects) {
        if (aspect.kind !== 'timed' || annulled !== undefined || seen.has(aspect.id)) continue
        seen.add(aspect.id) // marked by several groups: the first one's time
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
  { group, need }: Unit,
  given: EntryGiven,
  aspect: Timed,
  attempt: string | undefined,
): Rational[] | undefined {
  if (countingSeats(group.seats, given.seating).length < need) return undefined
  const asked: readonly SeatId[] = group.rule.kind === 'agreed' ? [group.rule.recorder] : group.seats
  const times: Rational[] = []
  for (const seat of countingSeats(asked, given.seating)) {
    const mark = given.markOf(seat, aspect.id, attempt)
    if (mark?.kind !== 'timed') return undefined
    times.push(whole(takenTime(aspect, mark.time)))
  }
  return times.length > 0 ? times : undefined
}
