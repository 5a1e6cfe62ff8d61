import type { BoardEntryId } from '#domain/ids.ts'
import type { BoardRow } from '#domain/leaderboard.ts'

/**
 * Whose own figures changed from one version to the next, each with the segments of its bar that have another figure.
 * Without `touched` (a snapshot says nothing of what changed) the figures tell.
 */
export function scoredBetween(
  before: readonly BoardRow[],
  after: readonly BoardRow[],
  touched?: readonly BoardEntryId[],
): Map<BoardEntryId, readonly number[]> {
  const old = new Map(before.map((row) => [row.entryId, row]))
  const named = touched && new Set(touched)
  const scored = new Map<BoardEntryId, readonly number[]>()
  for (const row of after) {
    const was = old.get(row.entryId)
    if (!was || !(named ? named.has(row.entryId) : !sameFigures(was, row))) continue
    scored.set(
      row.entryId,
      row.bars.flatMap((bar, i) => (bar.points === was.bars[i]?.points ? [] : [i])),
    )
  }
  return scored
}

const sameFigures = (a: BoardRow, b: BoardRow): boolean =>
  a.total === b.total && a.bars.every((bar, i) => bar.points === b.bars[i]?.points)

/** Who stood where at one moment. */
export interface Places {
  readonly at: number
  readonly ranks: ReadonlyMap<BoardEntryId, number | null>
}

/** Moves are told against the places of five minutes ago. */
const AGO = 5 * 60_000
/** A page that slept compares with nothing, rather than with what stood an hour ago. */
const TOO_LONG_AGO = 2 * AGO
const EVERY = 15_000

/** What stands now joins what is remembered, a few times a minute; what is too old goes. */
export function remember(kept: readonly Places[], rows: readonly BoardRow[], now: number): readonly Places[] {
  const last = kept[kept.length - 1]
  if (last && now - last.at < EVERY) return kept
  const ranks = new Map(rows.map((row) => [row.entryId, row.rank]))
  return [...kept.filter(({ at }) => now - at <= TOO_LONG_AGO), { at: now, ranks }]
}

/** The newest places that are five minutes old; undefined while nobody has looked for that long. */
export const placesAgo = (kept: readonly Places[], now: number): Places | undefined =>
  kept.filter(({ at }) => now - at >= AGO && now - at <= TOO_LONG_AGO).pop()

/** Ranks gained since then, positive is up; 0 where it stands as it did, or had no rank then or now. */
export const gainedSince = (then: Places | undefined, { entryId, rank }: BoardRow): number => {
  const was = then?.ranks.get(entryId) ?? null
  return was === null || rank === null ? 0 : was - rank
}
