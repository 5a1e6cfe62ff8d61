import type { TrialSheet } from '#contract/trial.ts'
import type { EntryId, SeatId } from '#domain/ids.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import type { MarkOf } from '#domain/sheet.ts'
import { panelMarks } from '#domain/trial.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'

/** A trial entry's sheet as the panel may see it: none before all of it have marked. */
export function trialSheet(
  stage: FrozenStage,
  entryId: EntryId,
  subCriterion: SubCriterion,
  markOf: MarkOf,
  labelOf: (seatId: SeatId) => string,
): TrialSheet[] {
  const given = panelMarks(stage.needed, subCriterion, markOf)
  if (!given) return []
  const aspects = given.map(({ aspect, marks }) => ({
    aspect,
    marks: marks.map(({ seatId, value }) => ({ label: labelOf(seatId), value })),
  }))
  return [{ entryId, subCriterionId: subCriterion.id, aspects }]
}
