import type { StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStages } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface LockStageStores {
  readonly journal: Journal
  readonly frozen: FrozenStages
}

export interface LockStage {
  readonly stageId: StageId
  readonly actor: string
}

export type LockStageRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' }
  | { readonly kind: 'stage-not-open'; readonly state: StageState }
  /** So many sheets are not locked yet. */
  | { readonly kind: 'sheets-open'; readonly open: number }

/**
 * Locking freezes marks and signatures (RULES §11). Every sheet of every entry that is marked must be locked before, as
 * amended by now: an aspect that counts again is waited for again.
 */
export async function lockStage(
  trx: Trx,
  { journal, frozen }: LockStageStores,
  { stageId, actor }: LockStage,
  now: number,
): Promise<Result<StageId, LockStageRefusal>> {
  const head = await findStage(trx, stageId)
  if (!head) return err({ kind: 'not-found', what: 'stage' })
  const stage = await frozen.current(trx, stageId)
  if (head.state !== 'open' || !stage) return err({ kind: 'stage-not-open', state: head.state })
  const perEntry = [...stage.sheetSeats.values()].reduce((sheets, seats) => sheets + seats.length, 0)
  const needed = perEntry * (await store.countMarkedEntries(trx, stage.id))
  const locked = await store.countLockedSheets(trx, stage.id, stage.sheetSeats)
  if (locked < needed) return err({ kind: 'sheets-open', open: needed - locked })
  await store.saveStageLock(trx, stage.id, now)
  await journal.append(
    trx,
    head.journalId,
    [{ kind: 'stage-locked', actor, device: null, body: { stage: stage.id } }],
    now,
  )
  return ok(stage.id)
}
