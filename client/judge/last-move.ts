import type { LastMove, SeatView } from '#contract/seats.ts'
import type { AspectId, EntryId, MoveId } from '#domain/ids.ts'
import type { GivenMark } from '#domain/mark.ts'

/** The last move of the sheet that an aspect stands on, as far as this tablet knows: every mark names it. */
export function lastMoveOf(view: SeatView | null, entryId: EntryId, aspectId: AspectId): MoveId | null {
  const sheet = view?.sheets.find(
    (candidate) =>
      candidate.entryId === entryId &&
      view.rubric.criteria.some((criterion) =>
        criterion.subCriteria.some(
          (sub) => sub.id === candidate.subCriterionId && sub.aspects.some((aspect) => aspect.id === aspectId),
        ),
      ),
  )
  return sheet?.moved?.id ?? null
}

/** Was one of these marks given before a move that this tablet knows of by now? Then it may stand elsewhere. */
export const isBehindMove = (view: SeatView | null, marks: readonly GivenMark[]): boolean =>
  marks.some((mark) => (mark.moved ?? null) !== lastMoveOf(view, mark.entryId, mark.aspectId))

/** Does the newer view know of a move that the older one did not? */
export function tellsOfMove(before: SeatView | null, after: SeatView): boolean {
  const known = new Set(movesIn(before).map((move) => move.id))
  return movesIn(after).some((move) => !known.has(move.id))
}

const movesIn = (view: SeatView | null): LastMove[] =>
  (view?.sheets ?? []).flatMap((sheet) => (sheet.moved ? [sheet.moved] : []))
