import type { DeviceId, EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { SheetState } from '#domain/sheet.ts'
import { spreadSeats } from '#domain/spread.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal, JournalEvent } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import { readSpreads } from './read-spreads.ts'
import * as store from './store.ts'

export interface ReturnSheet {
  readonly stage: FrozenStage
  /** The chief judge's own seat. */
  readonly chief: SeatId
  readonly deviceId: DeviceId
  /** Whose sheet goes back; null for every judge's who has to talk about the spread that was found there. */
  readonly seatId: SeatId | null
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
  readonly reason: string
}

export type ReturnSheetRefusal =
  | { readonly kind: 'stage-not-open'; readonly state: StageState }
  | { readonly kind: 'not-on-panel' }
  | { readonly kind: 'no-spread' }
  | { readonly kind: 'sheet-not-signed'; readonly state: SheetState }

/**
 * The chief judge sends a signed sheet back to its judge, with a reason; only a return reopens it (RULES §11). On account
 * of a spread all who take part in it get theirs back: who has signed can neither talk with an open hand nor mark again.
 */
export async function returnSheet(
  trx: Trx,
  journal: Journal,
  command: ReturnSheet,
  now: number,
): Promise<Result<readonly SeatId[], ReturnSheetRefusal>> {
  const { stage, chief, entryId, subCriterionId, reason } = command
  const state = await store.readStageState(trx, stage.id)
  if (state !== 'open') return err({ kind: 'stage-not-open', state })
  const panel = await store.readPanelSeats(trx, chief)
  const wanted = command.seatId === null ? await concerned(trx, command) : [command.seatId]
  if (wanted.length === 0) return err({ kind: 'no-spread' })
  if (wanted.some((seat) => !panel.includes(seat))) return err({ kind: 'not-on-panel' })
  const stateOf = await store.readSheetStates(trx, stage.id, [entryId])
  const cell = { entryId, subCriterionId }
  const seats = wanted.filter((seat) => stateOf(cell, seat) === 'signed')
  if (seats.length === 0) return err({ kind: 'sheet-not-signed', state: stateOf(cell, wanted[0]!) })
  for (const seatId of seats) await store.saveReturn(trx, { seatId, ...cell }, reason)
  const events = seats.map((seat): JournalEvent => {
    const body = { stage: stage.id, seat, entry: entryId, subCriterion: subCriterionId, reason }
    return { kind: 'sheet-returned', actor: `seat:${chief}`, device: command.deviceId, body }
  })
  await journal.append(trx, stage.journalId, events, now)
  return ok(seats)
}

const concerned = async (trx: Trx, { stage, entryId, subCriterionId }: ReturnSheet) =>
  spreadSeats(stage.scheme, (await readSpreads(trx, stage, [entryId])).raised(entryId, subCriterionId))
