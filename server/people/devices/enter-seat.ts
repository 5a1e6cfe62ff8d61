import type { DeviceId, SeatId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface EnterSeat {
  readonly linkHash: string
  readonly deviceId: DeviceId
  readonly tokenHash: string
}

/** A tablet takes its seat: the link's token is exchanged for the tablet's own and is worth nothing afterwards. */
export async function enterSeat(
  trx: Trx,
  journal: Journal,
  command: EnterSeat,
  now: number,
): Promise<Result<SeatId, { kind: 'link-spent' }>> {
  const seat = await store.findByLink(trx, command.linkHash)
  if (!seat) return err({ kind: 'link-spent' })
  await store.saveLink(trx, seat.seatId, null)
  await store.saveDevice(trx, command.deviceId, seat.seatId, command.tokenHash, now)
  const event = {
    kind: 'seat-taken',
    actor: `seat:${seat.seatId}`,
    device: command.deviceId,
    body: { seat: seat.seatId },
  } as const
  await journal.append(trx, seat.journalId, [event], now)
  return ok(seat.seatId)
}
