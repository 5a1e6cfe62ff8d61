import type { MarkValue } from './any-aspect.ts'
import type { BundlePlan } from './any-plan.ts'
import type { MarkFile } from './bundle-file.ts'
import { attemptIdOf, type PlacedEntry } from './entries.ts'
import { countingRound, kindOf, type PlacedAspect, type PlacedGroup, type PlacedPart } from './place.ts'

interface Marker {
  readonly seat: string
  /** Seats of one place give the same value, a stand-in as well as whom it stands for. */
  readonly place: number
}

/** Who marks an entry: the counting seats, and the idle ones where the bundle has them mark too. */
function markersOf({ seats, rule }: PlacedGroup, { excused, standIn }: PlacedEntry, idle: boolean): Marker[] {
  const places = seats.map((seat, place) => ({ seat, place }))
  const counting = places
    .filter(({ seat }) => !excused.has(seat) && (rule.kind !== 'agreed' || seat === rule.recorder))
    .map(({ seat, place }) => ({ seat: seat === standIn?.seat ? standIn.by : seat, place }))
  const beside = places.filter(({ seat }) => !counting.some((one) => one.seat === seat))
  return idle ? [...counting, ...beside] : counting
}

function givenValue(aspect: PlacedAspect, group: PlacedGroup, row: number, attempt: number, place: number): MarkValue {
  const isOfOneMind = group.rule.kind === 'each' && !group.plan.disputes
  const at = 7 * row + 3 * attempt + (isOfOneMind ? 0 : place)
  return countingRound(aspect.kind.values, countingRound(aspect.given, at))
}

/** A void attempt needs no marks; what a veto or a stop in it would reach, the rules do not say. */
function attemptsToMark(entry: PlacedEntry, part: PlacedPart, idle: boolean): (number | null)[] {
  if (!part.plan.attempts) return [null]
  const isPlain = part.aspects.every((aspect) => !['veto', 'timed'].includes(kindOf(aspect)))
  return entry.plan.attempts.flatMap((attempt, at) => (attempt.void && !(idle && isPlain) ? [] : [at]))
}

function marksOfGroup(group: PlacedGroup, entry: PlacedEntry, part: PlacedPart, idle: boolean): MarkFile[] {
  const cells = attemptsToMark(entry, part, idle).flatMap((attempt) =>
    group.aspects.flatMap((aspect) => markersOf(group, entry, idle).map((marker) => ({ attempt, aspect, ...marker }))),
  )
  return cells.map(({ attempt, aspect, seat, place }) => ({
    entry: entry.id,
    seat,
    aspect: aspect.id,
    ...(attempt === null ? {} : { attempt: attemptIdOf(entry.id, part.id, attempt) }),
    value: givenValue(aspect, group, entry.row, attempt ?? 0, place),
  }))
}

/** A veto is raised or not; there is nothing in it to attempt. */
const unlessVeto = (mark: MarkFile): MarkFile =>
  mark.value.kind === 'veto' ? mark : { ...mark, value: { kind: 'not-attempted' } }

/** Every mark that is needed, but for a few that are missing and a few that say "not attempted". */
export function marksOf(plan: BundlePlan, parts: readonly PlacedPart[], entries: readonly PlacedEntry[]): MarkFile[] {
  const all = entries
    .filter((entry) => entry.plan.marked)
    .flatMap((entry) =>
      parts.flatMap((part) => part.groups.flatMap((group) => marksOfGroup(group, entry, part, plan.idleMarks))),
    )
  const missing = new Set(plan.missing.map((pick) => pick % all.length))
  const notAttempted = new Set(plan.notAttempted.map((pick) => pick % all.length))
  return all.map((mark, at) => (notAttempted.has(at) ? unlessVeto(mark) : mark)).filter((_, at) => !missing.has(at))
}
