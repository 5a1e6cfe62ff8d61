import type { AspectId, SeatId } from './ids.ts'
import type { MarkValue } from './mark.ts'
import type { SubCriterion } from './rubric.ts'
import type { JudgeGroup, Scheme } from './scheme.ts'
import { type MarkOf, spreadAspects } from './sheet.ts'

/** What the seats that count gave for one aspect, group by group; null where one has given nothing. */
export type Levels = readonly (readonly [SeatId, MarkValue | null])[]

/** A spread that was found and not talked over yet, or one that the chief judge let stand for exactly these levels. */
export type Spread = { readonly kind: 'raised' } | { readonly kind: 'accepted'; readonly levels: Levels }
export type SpreadOf = (aspectId: AspectId) => Spread | undefined

/** The groups whose levels can lie apart: each of their seats gives its own, and they count (RULES §9). */
const groupsOf = (scheme: Scheme, aspectId: AspectId): readonly JudgeGroup[] =>
  scheme.groups.filter((group) => group.counted && group.rule.kind !== 'agreed' && group.aspects.includes(aspectId))

export const levelsOf = (scheme: Scheme, aspectId: AspectId, markOf: MarkOf): Levels =>
  groupsOf(scheme, aspectId).flatMap((group) =>
    group.seats.map((seat) => [seat, markOf(seat, aspectId) ?? null] as const),
  )

/** The judges who have to talk about these aspects. */
export const spreadSeats = (scheme: Scheme, aspectIds: readonly AspectId[]): readonly SeatId[] => [
  ...new Set(aspectIds.flatMap((id) => groupsOf(scheme, id).flatMap((group) => group.seats))),
]

/** What a look at the levels as they stand tells of some aspects. */
export interface Look {
  /** Over the limit, and not what was let stand. */
  readonly found: readonly AspectId[]
  /** Raised before, and gone. */
  readonly settled: readonly AspectId[]
  /** Raised before; whether it is gone cannot be told, since a judge has taken a level back. */
  readonly waiting: readonly AspectId[]
}

/**
 * Looks at the levels of some aspects as they stand. Marking is blind, so a look tells judges something of what others
 * gave, and there are only four: when the last judge of a group gives a first level; when a judge says that the
 * discussion is done; when a judge signs; when marks are moved. Between them a spread stays as it was last found,
 * whatever levels somebody tries: each bit costs a deliberate act that the journal holds.
 */
export function lookAt(
  scheme: Scheme,
  subCriterion: SubCriterion,
  aspectIds: ReadonlySet<AspectId>,
  markOf: MarkOf,
  spreadOf: SpreadOf,
): Look {
  const over = new Set(spreadAspects(scheme, subCriterion, markOf))
  const found: AspectId[] = []
  const settled: AspectId[] = []
  const waiting: AspectId[] = []
  for (const { id } of subCriterion.aspects) {
    if (!aspectIds.has(id)) continue
    const levels = levelsOf(scheme, id, markOf)
    const known = spreadOf(id)
    if (over.has(id)) {
      if (known?.kind !== 'accepted' || !sameLevels(known.levels, levels)) found.push(id)
    } else if (known?.kind === 'raised') {
      if (levels.some(([, value]) => value === null)) waiting.push(id)
      else settled.push(id)
    }
  }
  return { found, settled, waiting }
}

/** Values are small plain data with keys in a fixed order. */
const sameLevels = (a: Levels, b: Levels): boolean => JSON.stringify(a) === JSON.stringify(b)
