import { barsOf, waitsForPerson } from '#domain/board-line.ts'
import type { BoardRow, BoardTitle } from '#domain/leaderboard.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { BoardHead } from './store.ts'

/** What stands above the rows; a stage in draft has no frozen rubric yet, and no bars. */
export const titleOf = (
  stage: FrozenStage | undefined,
  head: BoardHead,
  rows: readonly BoardRow[] = [],
): BoardTitle => ({
  contest: head.contest,
  skill: head.skill,
  stage: head.stage,
  bars: stage ? barsOf(stage.plan) : [],
  divisions: stage?.scheme.divisions ?? [],
  identity: head.settings.identity,
  provisional: head.state !== 'locked' || (stage !== undefined && waitsForPerson(stage.plan.scheme, rows)),
  rehearsal: head.rehearsal,
})
