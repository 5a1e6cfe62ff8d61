import type { BoardEntryId } from './ids.ts'
import type { BoardLine } from './leaderboard.ts'
import type { Rubric, SubCriterion } from './rubric.ts'
import type { Scheme } from './scheme.ts'
import { type SubCriterionSum, scoreEntry } from './score.ts'
import { type MarkOf, type SheetState, sheetSeats } from './sheet.ts'
import type { Feed, StageState } from './stage.ts'

export interface BoardEntry {
  readonly boardId: BoardEntryId
  readonly label: string
  readonly organization: string | null
}

export type SheetOf = (seatId: Parameters<MarkOf>[0], subCriterionId: SubCriterion['id']) => SheetState

/**
 * The marks of one entry that the stage's feed shows (RULES §10): on-lock those of locked cells, panel-complete those
 * of cells that every judge has signed, each-mark all. A locked stage shows everything.
 */
export function fedMarks(
  rubric: Rubric,
  scheme: Scheme,
  feed: Feed,
  state: StageState,
  markOf: MarkOf,
  sheetOf: SheetOf,
): MarkOf {
  if (feed === 'each-mark' || state === 'locked') return markOf
  const shows = (sheet: SheetState) => sheet === 'locked' || (feed === 'panel-complete' && sheet === 'signed')
  const shown = new Set(
    rubric.criteria
      .flatMap((criterion) => criterion.subCriteria)
      .filter((sub) => sheetSeats(scheme, sub).every((seat) => shows(sheetOf(seat, sub.id))))
      .flatMap((sub) => sub.aspects.map((aspect) => aspect.id)),
  )
  return (seatId, aspectId) => (shown.has(aspectId) ? markOf(seatId, aspectId) : undefined)
}

/** A stage of one part shows its criteria as bars; not where judges' whole totals count, which belong to no criterion. */
export const hasBars = (scheme: Scheme): boolean => !scheme.groups.some((group) => group.level === 'whole')

/** One entry's line on a board, from the marks that may be shown. */
export function boardLine(
  rubric: Rubric,
  scheme: Scheme,
  entry: BoardEntry,
  shown: MarkOf,
  sumOf?: SubCriterionSum,
): BoardLine {
  const score = scoreEntry(rubric, scheme, shown, sumOf)
  return {
    entryId: entry.boardId,
    label: entry.label,
    organization: entry.organization,
    total: score.begun ? score.points : null,
    missing: score.missing,
    bars: hasBars(scheme)
      ? score.criteria.map(({ begun, points, missing }) => ({ points: begun ? points : null, missing }))
      : [],
  }
}
