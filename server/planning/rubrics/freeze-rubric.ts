import type { RubricId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { reviewOf, stopsFreezing } from '#domain/rubric-review.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type DraftRefusal, findDraft } from './save-draft.ts'
import * as store from './store.ts'

export interface FreezeRubric {
  readonly stageId: StageId
  readonly rubricId: RubricId
  readonly revision: number
  readonly actor: string
}

export type FreezeRubricRefusal =
  | DraftRefusal
  /** Something in it cannot be marked; ids of criteria, sub-criteria and aspects, null for the rubric as a whole. */
  | { readonly kind: 'rubric-unfinished'; readonly ids: readonly (string | null)[] }

/** Freezes a draft: it never changes again, and a stage that is still in draft will open with it. */
export async function freezeRubric(
  trx: Trx,
  journal: Journal,
  command: FreezeRubric,
  now: number,
): Promise<Result<RubricId, FreezeRubricRefusal>> {
  const { stageId, rubricId, actor } = command
  const stage = await store.findStage(trx, stageId)
  const found = await findDraft(trx, stage, command)
  if (!found.ok) return found
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  const { rubric, version } = found.value
  const unfinished = reviewOf(rubric).filter(stopsFreezing)
  if (unfinished.length > 0) {
    const ids = unfinished.map((finding) => ('id' in finding ? finding.id : null))
    return err({ kind: 'rubric-unfinished', ids: [...new Set(ids)] })
  }
  await store.saveFreezing(trx, rubricId, now)
  if (stage.state === 'draft') await store.saveChoice(trx, stageId, rubricId)
  const body = { stage: stageId, rubric: rubricId, version, fingerprint: fingerprintOf(rubric) }
  await journal.append(trx, stage.journalId, [{ kind: 'rubric-frozen', actor, device: null, body }], now)
  return ok(rubricId)
}
