import { trialCode } from '#domain/blind-code.ts'
import { asId, type BoardEntryId, type EntryId, type StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Journal } from '../../db/journal.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface AddTrial {
  readonly stageId: StageId
  readonly actor: string
}

export type AddTrialRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' }
  | { readonly kind: 'already-locked' }

/**
 * Adds a trial entry (试评): the panels mark it to agree on their levels, and it counts nowhere. While the stage is open
 * too: panels calibrate before their first competitor. Nobody's code is drawn for it, and nothing on a board changes.
 */
export async function addTrial(
  trx: Trx,
  journal: Journal,
  command: AddTrial,
  newId: () => string,
  now: number,
): Promise<Result<{ readonly entryId: EntryId; readonly code: string }, AddTrialRefusal>> {
  const stage = await findStage(trx, command.stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  if (stage.state === 'locked') return err({ kind: 'already-locked' })
  const entryId = asId<EntryId>(newId())
  const code = trialCode(await store.readTrialCodes(trx, stage.id))
  await store.saveTrial(trx, stage.id, { entryId, boardId: asId<BoardEntryId>(newId()), code })
  const body = { stage: stage.id, entry: entryId, code }
  await journal.append(trx, stage.journalId, [{ kind: 'trial-added', actor: command.actor, device: null, body }], now)
  return ok({ entryId, code })
}
