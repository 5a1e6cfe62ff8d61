import type { MoveSheet as Asked, SheetMoved } from '#contract/moves.ts'
import type { AspectId, DeviceId, EntryId, MarkId, SeatId } from '#domain/ids.ts'
import { type MoveEnd, type MoveRefusal, mayMove } from '#domain/move.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import { sheetSeats } from '#domain/sheet.ts'
import { lookAt } from '#domain/spread.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import { isGiven, readEntryMarks } from '../../db/stage-marks.ts'
import type { Trx } from '../../db/transact.ts'
import { raiseSpreads } from './raise-spreads.ts'
import * as store from './store.ts'

export interface MoveSheet extends Asked {
  readonly stage: FrozenStage
  /** Who moves it: the seat itself, or the chief judge of its panel. */
  readonly by: { readonly seatId: SeatId; readonly chief: boolean }
  readonly deviceId: DeviceId
}

export type MoveSheetRefusal =
  | MoveRefusal
  | { readonly kind: 'stage-not-open'; readonly state: StageState }
  | { readonly kind: 'not-the-chief' }
  | { readonly kind: 'not-on-panel' }
  | { readonly kind: 'no-such-sheet' }
  | { readonly kind: 'not-found'; readonly what: 'entry' }
  /** Marked, moved or taken back since the person looked. */
  | { readonly kind: 'sheet-changed'; readonly entryId: EntryId }
  /** The same id came before for another move. */
  | { readonly kind: 'id-reused' }

type End = MoveEnd & store.SheetEnd

/** What else hangs on a judge's sheet and goes with its marks: notes and photos. */
export type MoveAlong = (
  trx: Trx,
  move: {
    readonly seatId: SeatId
    readonly aspectIds: readonly AspectId[]
    readonly from: EntryId
    readonly to: EntryId
    readonly swap: boolean
  },
) => Promise<void>

/**
 * Moves a judge's marks of one sheet to the competitor whom they belong to, or lets two competitors' marks change
 * places. The judge may for an own sheet, the chief judge for any of the panel; both sheets must be open, since a
 * signature stands for the marks of that very competitor and only a return takes it back (RULES §11). The marks keep
 * their ids, values and receipts; what is on its way for either sheet is refused, since it does not name this move.
 * Spreads on either entry, let stand or not, were other marks': they are looked at anew.
 */
export async function moveSheet(
  trx: Trx,
  { journal, moveAlong }: { readonly journal: Journal; readonly moveAlong: MoveAlong },
  command: MoveSheet,
  now: number,
): Promise<Result<SheetMoved & { readonly isNew: boolean }, MoveSheetRefusal>> {
  const { stage, by, whose, subCriterionId, swap } = command
  const known = await store.findMove(trx, command.id)
  if (known)
    return isSame(known, command) ? ok({ kind: 'moved', id: known.id, isNew: false }) : err({ kind: 'id-reused' })
  const state = await store.readStageState(trx, stage.id)
  if (state !== 'open') return err({ kind: 'stage-not-open', state })
  if (whose !== by.seatId && !by.chief) return err({ kind: 'not-the-chief' })
  if (!(await store.readPanelSeats(trx, by.seatId)).includes(whose)) return err({ kind: 'not-on-panel' })
  const subCriterion = stage.subCriteria.get(subCriterionId)
  if (!subCriterion || !sheetSeats(stage.scheme, subCriterion).includes(whose)) return err({ kind: 'no-such-sheet' })
  const from = await endOf(trx, command, subCriterion, command.from)
  if (!from.ok) return from
  const to = await endOf(trx, command, subCriterion, command.to)
  if (!to.ok) return to
  const allowed = mayMove(from.value, to.value, swap)
  if (!allowed.ok) return allowed
  const aspectIds = subCriterion.aspects.map((aspect) => aspect.id)
  await keep(trx, command, aspectIds, from.value, to.value, now)
  await moveAlong(trx, { seatId: whose, aspectIds, from: from.value.entryId, to: to.value.entryId, swap })
  await journal.append(trx, stage.journalId, [eventOf(command, from.value, to.value)], now)
  await lookAnew(trx, journal, command, subCriterion, now)
  return ok({ kind: 'moved', id: command.id, isNew: true })
}

async function lookAnew(trx: Trx, journal: Journal, command: MoveSheet, subCriterion: SubCriterion, now: number) {
  const { stage, by, deviceId, from, to } = command
  const marksOf = await readEntryMarks(trx, stage.id, [from.entryId, to.entryId])
  const aspectIds = new Set(subCriterion.aspects.map((aspect) => aspect.id))
  const found = [from, to].map(({ entryId }) => {
    const { found } = lookAt(stage.needed, subCriterion, aspectIds, marksOf(entryId).markOf, () => undefined)
    return { entryId, subCriterionId: subCriterion.id, aspects: found }
  })
  await raiseSpreads(trx, journal, stage, { actor: `seat:${by.seatId}`, device: deviceId, by: 'move' }, found, now)
}

/** How one end stands, if it still stands as the person saw it. */
async function endOf(
  trx: Trx,
  { stage, whose, subCriterionId }: MoveSheet,
  subCriterion: SubCriterion,
  seen: Asked['from'],
): Promise<Result<End, MoveSheetRefusal>> {
  const { entryId } = seen
  const entry = await store.findEntry(trx, stage.id, entryId)
  if (!entry) return err({ kind: 'not-found', what: 'entry' })
  const sheet = await store.findSheet(trx, { seatId: whose, entryId, subCriterionId })
  const aspectIds = subCriterion.aspects.map((aspect) => aspect.id)
  const marks = await store.readSheetMarks(trx, whose, entryId, aspectIds)
  const ids = marks.map((mark) => mark.mark_id)
  const isAsSeen = sheet.moved === seen.moved && sameIds(ids, seen.marks)
  if (!isAsSeen && sheet.state === 'open') return err({ kind: 'sheet-changed', entryId })
  return ok({
    entryId,
    entryState: entry.state,
    trial: entry.trial === 1,
    sheet: sheet.state,
    given: marks.filter(isGiven).length,
    marks,
  })
}

async function keep(trx: Trx, command: MoveSheet, aspectIds: readonly AspectId[], from: End, to: End, now: number) {
  const { stage, by, whose, subCriterionId, swap, reason, id } = command
  await store.saveMove(trx, {
    id,
    stage_id: stage.id,
    seat_id: whose,
    sub_criterion_id: subCriterionId,
    from_entry_id: from.entryId,
    to_entry_id: to.entryId,
    swap: swap ? 1 : 0,
    reason,
    by_seat_id: by.seatId,
    at: now,
  })
  await store.exchangeMarks(trx, from, to)
  for (const { entryId } of [from, to]) {
    await store.saveMoved(trx, stage.id, { seatId: whose, entryId, subCriterionId }, id)
    await store.dropSpreads(trx, entryId, aspectIds)
  }
}

/** Everything that a replay needs: which marks went which way. */
function eventOf({ stage, by, deviceId, whose, subCriterionId, swap, reason, id }: MoveSheet, from: End, to: End) {
  const marksOf = (end: End) => end.marks.map((mark) => ({ mark: mark.mark_id, aspect: mark.aspect_id }))
  const body = {
    stage: stage.id,
    move: id,
    seat: whose,
    subCriterion: subCriterionId,
    from: from.entryId,
    to: to.entryId,
    swap,
    reason,
    went: marksOf(from),
    came: marksOf(to),
  }
  return { kind: 'sheet-moved', actor: `seat:${by.seatId}`, device: deviceId, body } as const
}

type Known = NonNullable<Awaited<ReturnType<typeof store.findMove>>>
const isSame = (known: Known, { by, whose, subCriterionId, from, to, swap }: MoveSheet): boolean =>
  known.by_seat_id === by.seatId &&
  known.seat_id === whose &&
  known.sub_criterion_id === subCriterionId &&
  known.from_entry_id === from.entryId &&
  known.to_entry_id === to.entryId &&
  known.swap === (swap ? 1 : 0)

/** What is held has no id twice. */
const sameIds = (held: readonly MarkId[], seen: readonly MarkId[]): boolean =>
  held.length === seen.length && held.every((id) => seen.includes(id))
