import type { ContestId, SeatId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { deleteContest } from '../../db/contest-rows.ts'
import type { Trx } from '../../db/transact.ts'
import { saveWiped } from '../../db/wiped.ts'
import * as store from './store.ts'

export interface WipeRehearsal {
  readonly contestId: ContestId
  /** As the organizer typed it. */
  readonly name: string
}

export type WipeRehearsalRefusal =
  | { readonly kind: 'not-found'; readonly what: 'contest' }
  /** What counted is never wiped. */
  | { readonly kind: 'not-a-rehearsal' }
  | { readonly kind: 'name-differs' }

/** Whoever looks at one of these has to be told. */
export interface RehearsalWiped {
  readonly stages: readonly StageId[]
  readonly seats: readonly SeatId[]
}

/** Wipes a rehearsal whole, its journal with it, so that what was practised stands nowhere beside what counts. */
export async function wipeRehearsal(
  trx: Trx,
  { contestId, name }: WipeRehearsal,
  now: number,
): Promise<Result<RehearsalWiped, WipeRehearsalRefusal>> {
  const contest = await store.findContest(trx, contestId)
  if (!contest) return err({ kind: 'not-found', what: 'contest' })
  if (!contest.rehearsal) return err({ kind: 'not-a-rehearsal' })
  if (contest.name !== name) return err({ kind: 'name-differs' })
  const stages = await store.readStageIds(trx, contest.id)
  const seats = await store.readSeatIds(trx, contest.id)
  await deleteContest(trx, contest)
  await saveWiped(trx, [...stages, ...seats], now)
  return ok({ stages, seats })
}
