import type { SeatId } from '#domain/ids.ts'
import { type Rubric, subCriteriaOf } from '#domain/rubric.ts'
import type { PointsRule, Scheme } from '#domain/scheme.ts'
import { draftDefaults, type SeatedPanel, schemeFrom } from '#domain/scheme-draft.ts'

/** A panel that marks everything; the recorder is its first seat where nobody else is named. */
export const panelOf = (
  rubric: Rubric,
  seats: readonly SeatId[],
  recorder = seats[0],
  name = '第一组',
): SeatedPanel => ({
  name,
  subCriteria: subCriteriaOf(rubric).map(({ id }) => id),
  seats: seats.map((id) => ({ id, recorder: id === recorder })),
})

/** What is frozen where nobody edited a scheme, with one panel for everything. */
export const defaultScheme = (
  rubric: Rubric,
  seats: readonly SeatId[],
  rule: PointsRule,
  recorder = seats[0],
): Scheme => schemeFrom(draftDefaults, rubric, [panelOf(rubric, seats, recorder)], rule)
