import type { PanelSheet } from '#contract/moves.ts'
import type { EntryId, SubCriterionId } from '#domain/ids.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import type { Seat } from './createSeat.ts'

/** This seat's sheets of one sub-criterion as the server is known to hold them: what a move names. */
export const ownSheets = (seat: Seat, { id, aspects }: SubCriterion): PanelSheet[] =>
  (seat.state.view?.entries ?? []).map(({ id: entryId, code, station, trial }) => {
    const own = aspects.filter((aspect) => seat.isOwn(aspect.id))
    const held = own.flatMap((aspect) => seat.cellOf(entryId, aspect.id)?.held ?? [])
    const sheet = seat.sheetOf(entryId, id)
    return {
      entryId,
      code,
      station,
      trial,
      entryState: 'present', // nobody else is on the list
      sheet: sheet.state,
      moved: sheet.moved?.id ?? null,
      given: held.filter((mark) => mark.value.kind !== 'taken-back').length,
      needed: own.length,
      marks: held.map((mark) => mark.markId),
    }
  })

export type MoveBlock = 'offline' | 'unsent' | 'attention' | 'signed' | 'locked' | 'stage' | 'nothing' | 'nobody'

/**
 * Why nothing can be moved now. While anything of the sub-criterion is unsent the server does not know what is to be
 * moved, so the tablet waits.
 */
export function moveBlock(
  seat: Seat,
  { id, aspects }: SubCriterion,
  from: EntryId,
  to: EntryId | undefined,
): MoveBlock | undefined {
  if (seat.state.view?.state !== 'open') return 'stage'
  const { state } = seat.sheetOf(from, id)
  if (state !== 'open') return state
  if (isUnsent(seat, id, aspects)) return seat.isOffline() ? 'offline' : 'unsent'
  if (seat.isOffline()) return 'offline'
  const ends = to === undefined ? [from] : [from, to]
  if (ends.some((end) => aspects.some((aspect) => seat.cellOf(end, aspect.id)?.state === 'attention')))
    return 'attention'
  const sheets = ownSheets(seat, { id, aspects } as SubCriterion)
  const own = sheets.find((sheet) => sheet.entryId === from)
  if (!own || own.given === 0) return 'nothing'
  return sheets.some((sheet) => sheet.entryId !== from && sheet.trial === own.trial) ? undefined : 'nobody'
}

const isUnsent = (seat: Seat, id: SubCriterionId, aspects: SubCriterion['aspects']): boolean =>
  seat.state.queue.some((item) =>
    item.kind === 'signature'
      ? item.signature.subCriterionId === id
      : aspects.some((aspect) => aspect.id === item.mark.aspectId),
  )
