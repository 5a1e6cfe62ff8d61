import type { DeviceId, EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { SheetState } from '#domain/sheet.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface ReturnSheet {
  readonly stage: FrozenStage
  /** The chief judge's own seat. */
  readonly chief: SeatId
  readonly deviceId: DeviceId
  /** Whose sheet goes back. */
  readonly seatId: SeatId
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
  readonly reason: string
}

export type ReturnSheetRefusal =
  | { readonly kind: 'stage-not-open'; readonly state: StageState }
  | { readonly kind: 'not-on-panel' }
  | { readonly kind: 'sheet-not-signed'; readonly state: SheetState }

/** The chief judge sends a signed sheet back to its judge, with a reason; only a return reopens it (RULES §11). */
export async function returnSheet(
  trx: Trx,
  journal: Journal,
  command: ReturnSheet,
  now: number,
): Promise<Result<SeatId, ReturnSheetRefusal>> {
  const { stage, chief, seatId, entryId, subCriterionId, reason } = command
  const state = await store.readStageState(trx, stage.id)
  if (state !== 'open') return err({ kind: 'stage-not-open', state })
  const panel = await store.readPanelSeats(trx, chief)
  if (!panel.includes(seatId)) return err({ kind: 'not-on-panel' })
  const sheet = await store.findSheet(trx, command)
  if (sheet.state !== 'signed') return err({ kind: 'sheet-not-signed', state: sheet.state })
  await store.saveReturn(trx, command, reason)
  await store.dropSpreadAccepted(trx, entryId, subCriterionId)
  const body = { stage: stage.id, seat: seatId, entry: entryId, subCriterion: subCriterionId, reason }
  const event = { kind: 'sheet-returned', actor: `seat:${chief}`, device: command.deviceId, body } as const
  await journal.append(trx, stage.journalId, [event], now)
  return ok(seatId)
}
