import type { SeatView } from '#contract/seats.ts'
import type { EntryId, MoveId } from '#domain/ids.ts'
import type { House, Tablet } from './house.ts'

let moves = 0
export const newMove = () => `move-${++moves}`.padEnd(22, '_') as MoveId

/** One end of a move as a tablet sees it now. */
export const seenBy = (view: SeatView, entryId: EntryId, subCriterionId: string) => {
  const aspects = view.rubric.criteria
    .flatMap((criterion) => criterion.subCriteria)
    .find((sub) => sub.id === subCriterionId)?.aspects
  return {
    entryId,
    marks: view.marks
      .filter((mark) => mark.entryId === entryId && aspects?.some((aspect) => aspect.id === mark.aspectId))
      .map((mark) => mark.markId),
    moved:
      view.sheets.find((sheet) => sheet.entryId === entryId && sheet.subCriterionId === subCriterionId)?.moved?.id ??
      null,
  }
}

export interface Moving {
  readonly from: EntryId
  readonly to: EntryId
  readonly subCriterionId?: string
  readonly swap?: boolean
}

/** What a tablet would send to move its own sheet, with what it sees now. */
export async function moveOf(
  tablet: Tablet,
  { from, to, subCriterionId = 'A1', swap = false }: Moving,
  more: object = {},
) {
  const view = await tablet.view()
  return {
    id: newMove(),
    whose: tablet.seatId,
    subCriterionId,
    from: seenBy(view, from, subCriterionId),
    to: seenBy(view, to, subCriterionId),
    swap,
    reason: '选错选手',
    ...more,
  }
}

/** The marks as the database holds them, without their places: id, seat, aspect, value, journal position. */
export const marksOf = async (house: House) =>
  (await house.db.selectFrom('mark').selectAll().orderBy('mark_id').execute()).map(({ entry_id: _, ...mark }) => mark)

/** Where each mark stands. */
export const placesOf = async (house: House) =>
  (await house.db.selectFrom('mark').select(['mark_id', 'entry_id', 'aspect_id']).execute())
    .map((mark) => `${mark.mark_id} ${mark.entry_id} ${mark.aspect_id}`)
    .sort()
