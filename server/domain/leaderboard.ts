import type { BoardEntryId, StageId } from './ids.ts'
import type { Points } from './points.ts'

/** One segment of a row's bar: a criterion of a stage of one part (DESIGN §1). */
export interface Bar {
  /** Points so far in thousandths; null until the first complete value (an open segment, never a nought). */
  readonly points: Points | null
  /** Marks still needed. */
  readonly missing: number
}

/** What decides between equal totals, the better one larger: an exact fraction, "5/9"; null: unknown, which comes last. */
export type Tie = string | null

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
  /** Where its division stands in the title's list; null: all entries rank together. */
  readonly division: number | null
  /** In the order of the scheme's chain, as far as anything is known. */
  readonly ties: readonly Tie[]
}

export interface BoardRow extends BoardLine {
  /** In its division; equals share a rank and the next is skipped; null while nothing counts yet. */
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
  /** In the order of the scheme; empty: all entries rank together. */
  readonly divisions: readonly string[]
  readonly identity: 'code' | 'name'
  readonly provisional: boolean
  /** Of a contest that is only practised: a hall must never take it for the real one. */
  readonly rehearsal: boolean
}

/**
 * Division by division; higher totals first, then link by link; what has no total yet comes last; equals stand by label,
 * so that no other order shows through.
 */
export const inOrder = (a: BoardLine, b: BoardLine): number => byRank(a, b) || byLabel(a, b)

const byRank = (a: BoardLine, b: BoardLine): number => {
  if (a.division !== b.division) return (a.division ?? -1) - (b.division ?? -1)
  if (a.total === null || b.total === null) return a.total === b.total ? 0 : a.total === null ? 1 : -1
  if (a.total !== b.total) return b.total - a.total
  for (let i = 0; i < Math.max(a.ties.length, b.ties.length); i++) {
    const decided = byTie(a.ties[i] ?? null, b.ties[i] ?? null)
    if (decided !== 0) return decided
  }
  return 0
}

const byTie = (a: Tie, b: Tie): number => {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  const [over, under] = [parts(a), parts(b)]
  const [own, theirs] = [over.n * under.d, under.n * over.d]
  return own === theirs ? 0 : own > theirs ? -1 : 1
}

const parts = (tie: string) => {
  const [n = '', d = ''] = tie.split('/')
  return { n: BigInt(n), d: BigInt(d) }
}

const byLabel = (a: BoardLine, b: BoardLine) =>
  a.label < b.label ? -1 : a.label > b.label ? 1 : a.entryId < b.entryId ? -1 : 1

/** Ranks by published totals and the chain: equals share a rank and the next is skipped, 1, 2, 2, 4 (RULES §5). */
export const rank = (lines: readonly BoardLine[]): BoardRow[] => rankInOrder([...lines].sort(inOrder))

/** The ranks of lines that stand in order already. */
export function rankInOrder(lines: readonly BoardLine[]): BoardRow[] {
  let first = 0
  let rank = 1
  return lines.map((line, i) => {
    const above = lines[i - 1]
    if (above?.division !== line.division) first = i
    if (i === first || !above || byRank(above, line) !== 0) rank = i - first + 1
    return { ...line, rank: line.total === null ? null : rank }
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
