import { mayNote, type NoteKey, type NoteRefusal } from '#domain/note.ts'
import type { Result } from '#domain/result.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

/** May the seat note something in this cell, as everything stands now? */
export async function mayNoteThere(trx: Trx, stage: FrozenStage, key: NoteKey): Promise<Result<true, NoteRefusal>> {
  const subCriterion = stage.subCriterionOf.get(key.aspectId)
  return mayNote(stage.scheme, key, {
    stage: await store.readStageState(trx, stage.id),
    entry: await store.findEntryState(trx, stage.id, key.entryId),
    locked: subCriterion !== undefined && (await store.isLocked(trx, key.entryId, subCriterion.id)),
  })
}
