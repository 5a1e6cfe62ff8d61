import { isMarked } from '#domain/entry.ts'
import type { EntryId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Journal } from '../../db/journal.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import type { EntriesRefusal } from './add-entries.ts'
import * as store from './store.ts'

export interface ChangeDivision {
  readonly stageId: StageId
  readonly entryId: EntryId
  readonly division: string | null
  readonly actor: string
}

/**
 * Puts an entry into another division (RULES §5). After the opening only one that does not count: what ranks among what is
 * frozen, but whoever comes late may have had none.
 */
export async function changeDivision(
  trx: Trx,
  journal: Journal,
  command: ChangeDivision,
  now: number,
): Promise<Result<string | null, EntriesRefusal>> {
  const stage = await findStage(trx, command.stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  const entry = await store.findEntry(trx, stage.id, command.entryId)
  if (!entry || entry.trial === 1) return err({ kind: 'not-found', what: 'entry' })
  const mayChange = stage.state === 'draft' || (stage.state === 'open' && !isMarked(entry.state))
  if (!mayChange) return err({ kind: 'stage-not-draft', state: stage.state })
  const { division } = command
  if (entry.division === division) return ok(division)
  await store.saveDivision(trx, entry.id, division)
  const body = { stage: stage.id, entry: entry.id, from: entry.division, to: division }
  const event = { kind: 'entry-division-changed', actor: command.actor, device: null, body } as const
  await journal.append(trx, stage.journalId, [event], now)
  return ok(division)
}
