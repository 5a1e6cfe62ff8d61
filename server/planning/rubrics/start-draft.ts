import type { RubricId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface StartDraft {
  readonly stageId: StageId
  readonly rubricId: RubricId
  /** The version to copy; null for an empty rubric. */
  readonly from: RubricId | null
  readonly actor: string
  readonly savedBy: string
}

export type StartDraftRefusal = { readonly kind: 'not-found'; readonly what: 'stage' | 'rubric' }

/**
 * Starts a new draft of the skill's rubric, as a copy or empty. A stage that has a rubric goes on with that one until
 * the draft is frozen or chosen; a stage in draft that has none takes it at once.
 */
export async function startDraft(
  trx: Trx,
  journal: Journal,
  command: StartDraft,
  now: number,
): Promise<Result<{ readonly rubricId: RubricId; readonly version: number }, StartDraftRefusal>> {
  const { stageId, rubricId, from, actor, savedBy } = command
  const stage = await store.findStage(trx, stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  const copied = from === null ? undefined : await store.findVersion(trx, stage.skillId, from)
  if (from !== null && !copied) return err({ kind: 'not-found', what: 'rubric' })
  const rubric: Rubric = copied?.rubric ?? { title: stage.skill, criteria: [], sections: [] }
  const version = stage.version + 1
  const saved = { id: rubricId, skillId: stage.skillId, version, rubric, file: '', sha256: '', findings: [], savedBy }
  await store.saveRubric(trx, saved, now)
  if (stage.state === 'draft' && stage.chosen === null) await store.saveChoice(trx, stageId, rubricId)
  const body = { stage: stageId, rubric: rubricId, version, from }
  await journal.append(trx, stage.journalId, [{ kind: 'rubric-drafted', actor, device: null, body }], now)
  return ok({ rubricId, version })
}
