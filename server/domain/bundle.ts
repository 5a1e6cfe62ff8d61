import type { Amendment } from './amend.ts'
import type { EntryState } from './entry.ts'
import type { AspectId, EntryId, PartId, SeatId } from './ids.ts'
import type { MarkValue } from './mark.ts'
import type { Points } from './points.ts'
import type { Ranked, Scored } from './ranked.ts'
import type { Rubric } from './rubric.ts'
import type { Scheme } from './scheme.ts'
import { type Correction, type EntryGiven, scoreEntry } from './score.ts'
import { planOf, type ScoringPlan, type Seating } from './scoring-plan.ts'
import { type Standings, standingsOf } from './standing.ts'
import type { Attempt } from './worth.ts'
import { type Medal, medalsOf, scaleOf } from './ws-scale.ts'

/** One stage as plain data (计分包): all that its scores follow from (docs/bundles.md). */
export interface Bundle {
  readonly title: string
  readonly scheme: Scheme
  readonly rubric: Rubric
  /** In the order in which they were signed; marks stand on the aspects as these leave them. */
  readonly amendments: readonly Amendment[]
  readonly entries: readonly BundleEntry[]
  readonly marks: readonly BundleMark[]
}

export interface BundleEntry extends Pick<Scored, 'lot' | 'decision' | 'advances'> {
  readonly id: EntryId
  readonly label: string
  readonly organization: string
  readonly division: string | null
  readonly state: EntryState
  readonly attempts: ReadonlyMap<PartId, readonly Attempt[]>
  readonly seating: Seating
  readonly penalties: readonly Correction[]
  readonly adjustments: readonly Correction[]
  readonly carried: Readonly<Record<string, { readonly own?: Points | undefined; readonly total?: Points | undefined }>>
}

export interface BundleMark {
  readonly entry: EntryId
  readonly seat: SeatId
  readonly aspect: AspectId
  readonly attempt?: string | undefined
  readonly value: MarkValue
}

export interface BundleScores {
  readonly plan: ScoringPlan
  /** In the order of the bundle. */
  readonly scored: readonly Scored[]
  readonly standings: Standings
  readonly honours: ReadonlyMap<EntryId, Honours>
}

export interface Honours {
  readonly scale: number
  readonly medal: Medal | undefined
}

const keyOf = (seat: string, aspect: string, attempt: string | undefined) => `${seat}\n${aspect}\n${attempt ?? ''}`

/** Scores, ranks, scale and medals of a stage; a function of its bundle and of nothing else. */
export function scoreBundle({ rubric, scheme, amendments, entries, marks }: Bundle, tells = false): BundleScores {
  const plan = planOf(rubric, scheme, amendments)
  const byEntry = new Map<EntryId, Map<string, MarkValue>>(entries.map(({ id }) => [id, new Map()]))
  for (const { entry, seat, aspect, attempt, value } of marks)
    byEntry.get(entry)?.set(keyOf(seat, aspect, attempt), value)
  const scored = entries.map((entry): Scored => {
    const own = byEntry.get(entry.id)!
    const given: EntryGiven = {
      ...entry,
      markOf: (seat, aspect, attempt) => own.get(keyOf(seat, aspect, attempt)),
      carriedOf: ({ stage, what }) => entry.carried[stage]?.[what],
    }
    return { ...entry, given, score: scoreEntry(plan, given, { tells }) }
  })
  const standings = standingsOf(plan, scored)
  const honours = new Map(standings.divisions.flatMap(({ ranked }) => honoursOf(scheme, ranked)))
  return { plan, scored, standings, honours }
}

function honoursOf({ scale, medals }: Scheme, ranked: readonly Ranked[]): [EntryId, Honours][] {
  const field = ranked.flatMap(({ entries }) => entries)
  const scores = scale
    ? scaleOf(
        scale,
        field.map(({ score }) => score.points),
      )
    : undefined
  if (!scores) return []
  const given = medals ? medalsOf(medals, scores) : []
  return field.map(({ id }, at) => [id, { scale: scores[at]!, medal: given[at] }])
}
