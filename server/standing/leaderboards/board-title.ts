import { hasBars } from '#domain/board-line.ts'
import type { BoardTitle } from '#domain/leaderboard.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { Scheme } from '#domain/scheme.ts'
import { criterionMaximum } from '#domain/score.ts'
import type { BoardHead } from './store.ts'

export const titleOf = (rubric: Rubric, scheme: Scheme, head: BoardHead): BoardTitle => ({
  contest: head.contest,
  skill: head.skill,
  stage: head.stage,
  bars: hasBars(scheme) ? rubric.criteria.map(({ id, name }) => ({ id, name, max: criterionMaximum(rubric, id) })) : [],
  identity: head.settings.identity,
  provisional: head.state !== 'locked',
  rehearsal: head.rehearsal,
})
