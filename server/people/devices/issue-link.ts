import type { SeatId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface IssueLink {
  readonly stageId: StageId
  readonly seatId: SeatId
  readonly linkHash: string
  readonly actor: string
}

/** A fresh one-time link for a seat. The link before it is dead from now on; a tablet that sits there already stays. */
export async function issueLink(
  trx: Trx,
  journal: Journal,
  command: IssueLink,
  now: number,
): Promise<Result<SeatId, { kind: 'not-found'; what: 'seat' }>> {
  const seat = await store.findInStage(trx, command.stageId, command.seatId)
  if (!seat) return err({ kind: 'not-found', what: 'seat' })
  await store.saveLink(trx, seat.seatId, command.linkHash)
  const event = { kind: 'seat-link-issued', actor: command.actor, device: null, body: { seat: seat.seatId } } as const
  await journal.append(trx, seat.journalId, [event], now)
  return ok(seat.seatId)
}
