import type { RubricId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { StageState } from '#domain/stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface ChooseRubric {
  readonly stageId: StageId
  readonly rubricId: RubricId
  readonly actor: string
}

export type ChooseRubricRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' | 'rubric' }
  | { readonly kind: 'stage-not-draft'; readonly state: StageState }

/** Chooses the version that a stage in draft will open with. */
export async function chooseRubric(
  trx: Trx,
  journal: Journal,
  command: ChooseRubric,
  now: number,
): Promise<Result<RubricId, ChooseRubricRefusal>> {
  const { stageId, rubricId, actor } = command
  const stage = await store.findStage(trx, stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  if (stage.state !== 'draft') return err({ kind: 'stage-not-draft', state: stage.state })
  const version = await store.findVersion(trx, stage.skillId, rubricId)
  if (!version) return err({ kind: 'not-found', what: 'rubric' })
  await store.saveChoice(trx, stageId, rubricId)
  const body = { stage: stageId, rubric: rubricId, version: version.version }
  await journal.append(trx, stage.journalId, [{ kind: 'rubric-chosen', actor, device: null, body }], now)
  return ok(rubricId)
}
