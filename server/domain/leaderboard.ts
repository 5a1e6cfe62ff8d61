import type { BoardEntryId, StageId } from './ids.ts'
import type { Points } from './points.ts'

/** One segment of a row's bar: a criterion of a stage of one part (DESIGN §1). */
export interface Bar {
  /** Points so far in thousandths; null until the first complete value (an open segment, never a nought). */
  readonly points: Points | null
  /** Marks still needed. */
  readonly missing: number
}

/** What a board knows of one entry. Scores only: ranks follow from them. */
export interface BoardLine {
  readonly entryId: BoardEntryId
  /** A code or a name, by the stage's setting (RULES §10). */
  readonly label: string
  /** Employer; null while codes are shown. */
  readonly organization: string | null
  /** Points so far in thousandths; null until the first complete value. */
  readonly total: Points | null
  /** Marks still needed before the total is complete; a row with any is provisional (RULES §0). */
  readonly missing: number
  readonly bars: readonly Bar[]
}

export interface BoardRow extends BoardLine {
  /** Equal totals share a rank and the next is skipped; null while nothing counts yet. */
  readonly rank: number | null
}

/** A numbered state of one public feed. A new epoch means: forget what you held. */
export interface Leaderboard {
  readonly stageId: StageId
  readonly epoch: string
  readonly version: number
  readonly rows: readonly BoardRow[]
}

/** What moved a board from one version to the next: the newest line of each entry touched, and the entries gone. */
export interface LeaderboardFrame {
  readonly stageId: StageId
  readonly epoch: string
  readonly from: number
  readonly to: number
  readonly rows: readonly BoardLine[]
  readonly gone: readonly BoardEntryId[]
}

/** What the head of a board says; it changes only with a new epoch. */
export interface BoardTitle {
  readonly contest: string
  readonly skill: string
  readonly stage: string
  readonly bars: readonly { readonly id: string; readonly name: string; readonly max: Points }[]
  readonly identity: 'code' | 'name'
  readonly provisional: boolean
  /** Of a contest that is only practised: a hall must never take it for the real one. */
  readonly rehearsal: boolean
}

/** Higher totals first; what has no total yet comes last; equals stand by label, so that no other order shows through. */
export const inOrder = (a: BoardLine, b: BoardLine): number =>
  (b.total ?? Number.NEGATIVE_INFINITY) === (a.total ?? Number.NEGATIVE_INFINITY)
    ? byLabel(a, b)
    : (b.total ?? Number.NEGATIVE_INFINITY) - (a.total ?? Number.NEGATIVE_INFINITY)

const byLabel = (a: BoardLine, b: BoardLine) =>
  a.label < b.label ? -1 : a.label > b.label ? 1 : a.entryId < b.entryId ? -1 : 1

/** Ranks by published totals: equals share a rank and the next is skipped, 1, 2, 2, 4 (RULES §5). */
export const rank = (lines: readonly BoardLine[]): BoardRow[] => rankInOrder([...lines].sort(inOrder))

/** The ranks of lines that stand in order already. */
export function rankInOrder(lines: readonly BoardLine[]): BoardRow[] {
  let last: { total: Points | null; rank: number } = { total: null, rank: 0 }
  return lines.map((line, i) => {
    if (line.total === null) return { ...line, rank: null }
    if (line.total !== last.total) last = { total: line.total, rank: i + 1 }
    return { ...line, rank: last.rank }
  })
}

const merge = (held: readonly BoardLine[], changed: readonly BoardLine[], gone: readonly BoardEntryId[]) => {
  const replaced = new Set([...changed.map((line) => line.entryId), ...gone])
  return [...held.filter((line) => !replaced.has(line.entryId)), ...changed]
}

/**
 * The one way a board moves, on the server and on every screen (DESIGN §3).
 * Returns undefined when a frame was missed: the caller must fetch the snapshot again.
 */
export function apply(board: Leaderboard, frame: LeaderboardFrame): Leaderboard | undefined {
  if (frame.epoch !== board.epoch || frame.from > board.version) return undefined
  if (frame.to <= board.version) return board
  return { ...board, version: frame.to, rows: rank(merge(board.rows, frame.rows, frame.gone)) }
}
