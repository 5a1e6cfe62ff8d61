import type { StaffId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface SetUpFirst {
  readonly id: StaffId
  readonly name: string
  /** As hashed, never as typed. */
  readonly password: string
}

/** The first organizer takes the house over. Works once: afterwards the printed link leads nowhere. */
export async function setUp(
  trx: Trx,
  command: SetUpFirst,
  now: number,
): Promise<Result<StaffId, { kind: 'already-set-up' }>> {
  if (await store.anybody(trx)) return err({ kind: 'already-set-up' })
  await store.saveStaff(trx, command.id, command.name, command.password, now)
  return ok(command.id)
}
