import type { AmendedAspect, SeatView } from '#contract/seats.ts'
import type { AspectId } from '#domain/ids.ts'
import type { Aspect, SubCriterion } from '#domain/rubric.ts'

/** How an aspect was amended last. A view that an earlier version left on this tablet knows of none. */
export const amendedOf = (view: SeatView | null, aspectId: AspectId): AmendedAspect | undefined =>
  ((view?.amended ?? []) as readonly AmendedAspect[]).find((amended) => amended.aspectId === aspectId)

/** It counts no more, so nothing of it is waited for (RULES §11). */
export const isAnnulled = (view: SeatView | null, aspectId: AspectId): boolean =>
  amendedOf(view, aspectId)?.kind === 'annulled'

/** What of a sheet still counts. */
export const counting = (view: SeatView | null, { aspects }: SubCriterion): readonly Aspect[] =>
  aspects.filter(({ id }) => !isAnnulled(view, id))
