import type { Unfolded } from './attempts.ts'
import { linkValue, type Standing } from './chain.ts'
import type { BoardEntryId, SubCriterionId } from './ids.ts'
import type { BoardLine, BoardRow, BoardTitle, Tie } from './leaderboard.ts'
import { noSum } from './level-value.ts'
import { roundTo } from './points.ts'
import type { Rational } from './rational.ts'
import type { SubCriterion } from './rubric.ts'
import type { Scheme } from './scheme.ts'
import {
  criteriaOf,
  type EntryGiven,
  type EntryScore,
  markedIn,
  type SubCriterionScore,
  type Sum,
  scoreEntry,
  scoreSubCriterion,
} from './score.ts'
import type { PlannedPart, ScoringPlan } from './scoring-plan.ts'
import { type MarkOf, type SheetState, sheetSeats } from './sheet.ts'
import type { Feed, StageState } from './stage.ts'

export interface BoardEntry {
  readonly boardId: BoardEntryId
  readonly label: string
  readonly organization: string | null
  readonly division: string | null
}

export type SheetOf = (seatId: Parameters<MarkOf>[0], subCriterionId: SubCriterion['id']) => SheetState

/**
 * The marks of one entry that the stage's feed shows (RULES §10): on-lock those of locked cells, panel-complete those
 * of cells that every judge has signed, each-mark all. A locked stage shows everything.
 */
export function fedMarks(
  { rubric, scheme }: Unfolded,
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

/**
 * What a row's bar is cut into: the parts of a stage, or the criteria of its only one (DESIGN §1); nothing where judges'
 * whole totals or attempts count, which belong to no criterion.
 */
export function barsOf({ parts }: ScoringPlan): readonly Bars[] {
  const [only] = parts
  if (parts.length > 1 || !only)
    return parts.map(({ part: { id, name }, maximum }) => ({ id: name || id, name: '', max: roundTo(maximum, 3) }))
  return hasBars(only) ? only.criteria.map(({ id, name, maximum }) => ({ id, name, max: roundTo(maximum, 3) })) : []
}

type Bars = BoardTitle['bars'][number]

const hasBars = ({ part, wholes }: PlannedPart): boolean => part.attempts === null && wholes.length === 0

/** One entry's line on a board, from the marks that may be shown and what stands beside them. */
export function boardLine(
  plan: ScoringPlan,
  entry: BoardEntry,
  given: EntryGiven,
  drawn: Pick<Standing, 'lot' | 'decision'>,
  sumOf: (subCriterion: SubCriterionId, work: () => SubCriterionScore) => SubCriterionScore = (_, work) => work(),
): BoardLine {
  const marked = markedIn(given, undefined)
  const score = scoreEntry(plan, given, { sumOf: (one) => sumOf(one.id, () => scoreSubCriterion(one, marked)) })
  return {
    entryId: entry.boardId,
    label: entry.label,
    organization: entry.organization,
    total: score.begun ? score.points : null,
    missing: score.missing,
    bars: barSums(plan, score).map(({ value, begun, missing }) => ({
      points: begun ? roundTo(value, 3) : null,
      missing,
    })),
    division: placeOf(plan.scheme, entry.division),
    ties: tiesOf(plan, { ...drawn, given, score }),
  }
}

/** Two entries share a rank that nobody may share: a person has to decide first, and nothing is final (RULES §5). */
export const waitsForPerson = (
  { sharedRanksForbidden: band }: Scheme,
  rows: readonly Pick<BoardRow, 'rank' | 'division'>[],
): boolean =>
  band !== null &&
  rows.some(({ rank, division }, i) => {
    const above = rows[i - 1]
    return rank !== null && rank >= band.from && rank <= band.to && above?.rank === rank && above.division === division
  })

/** Where a division stands in the scheme's list; null: all entries rank together. */
const placeOf = ({ divisions }: Scheme, division: string | null): number | null =>
  divisions.length === 0 ? null : divisions.indexOf(division ?? '')

/** What ranks compare behind the published total. */
function tiesOf(plan: ScoringPlan, standing: Standing): Tie[] {
  if (!standing.score.begun) return []
  const exact = plan.scheme.rankOn === 'exact' ? [standing.score.exact] : []
  const ties = [...exact, ...plan.chain.map((link) => linkValue(plan, link, standing))].map(asTie)
  return ties.slice(
    0,
    ties.reduce((known, tie, i) => (tie === null ? known : i + 1), 0),
  )
}

const asTie = (value: Rational | undefined): Tie => (value ? `${value.n}/${value.d}` : null)

function barSums({ parts: [only, ...others] }: ScoringPlan, { parts }: EntryScore): readonly Sum[] {
  if (others.length > 0 || !only) return parts
  if (!hasBars(only)) return []
  const sums = criteriaOf(parts[0]!)
  return only.criteria.map(({ id }) => sums.get(id) ?? noSum)
}
