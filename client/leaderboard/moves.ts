import type { BoardEntryId } from '#domain/ids.ts'
import type { BoardRow } from '#domain/leaderboard.ts'

/** What became of one row between two versions of a board. */
export interface Move {
  /** Ranks gained: positive is up. */
  readonly by: number
  /** Which segments of its bar have another figure. */
  readonly bars: readonly number[]
  /** Its own figures changed, and not long ago. */
  readonly lit: boolean
}

/**
 * The moves from one version to the next. Without `touched` (a snapshot says nothing of what changed) the figures tell.
 * A row whose rank and figures stayed has no entry: it keeps the sign of its last move.
 */
export function movesBetween(
  before: readonly BoardRow[],
  after: readonly BoardRow[],
  touched?: readonly BoardEntryId[],
): Map<BoardEntryId, Move> {
  const old = new Map(before.map((row) => [row.entryId, row]))
  const named = touched && new Set(touched)
  const moves = new Map<BoardEntryId, Move>()
  for (const row of after) {
    const was = old.get(row.entryId)
    if (!was) continue
    const lit = named ? named.has(row.entryId) : !sameFigures(was, row)
    if (!lit && was.rank === row.rank) continue
    moves.set(row.entryId, {
      by: was.rank === null || row.rank === null ? 0 : was.rank - row.rank,
      bars: lit ? row.bars.flatMap((bar, i) => (bar.points === was.bars[i]?.points ? [] : [i])) : [],
      lit,
    })
  }
  return moves
}

const sameFigures = (a: BoardRow, b: BoardRow): boolean =>
  a.total === b.total && a.bars.every((bar, i) => bar.points === b.bars[i]?.points)
