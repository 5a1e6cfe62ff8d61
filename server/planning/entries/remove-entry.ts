import type { EntryId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Journal } from '../../db/journal.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import type { EntriesRefusal } from './add-entries.ts'
import * as store from './store.ts'

export interface RemoveEntry {
  readonly stageId: StageId
  readonly entryId: EntryId
  readonly actor: string
}

/** Takes an entry off the roster. Only in draft: once marking is open an entry can only be absent or withdrawn. */
export async function removeEntry(
  trx: Trx,
  journal: Journal,
  command: RemoveEntry,
  now: number,
): Promise<Result<EntryId, EntriesRefusal>> {
  const stage = await findStage(trx, command.stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  if (stage.state !== 'draft') return err({ kind: 'stage-not-draft', state: stage.state })
  const entry = await store.findEntry(trx, stage.id, command.entryId)
  if (!entry) return err({ kind: 'not-found', what: 'entry' })
  await store.dropEntry(trx, entry.id)
  const body = { stage: stage.id, entry: entry.id }
  await journal.append(trx, stage.journalId, [{ kind: 'entry-removed', actor: command.actor, device: null, body }], now)
  return ok(entry.id)
}
