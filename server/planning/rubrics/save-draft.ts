import type { RubricId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface SaveDraft {
  readonly stageId: StageId
  readonly rubricId: RubricId
  /** The revision that was edited. */
  readonly revision: number
  readonly rubric: Rubric
  readonly savedBy: string
}

export type DraftRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' | 'rubric' }
  | { readonly kind: 'rubric-frozen'; readonly version: number }
  /** Somebody else saved in between. */
  | { readonly kind: 'rubric-changed'; readonly savedBy: string; readonly savedAt: number }

/** The draft as it may be changed now, or why not. */
export async function findDraft(
  trx: Trx,
  stage: { readonly skillId: store.StageForRubric['skillId'] } | undefined,
  { rubricId, revision }: Pick<SaveDraft, 'rubricId' | 'revision'>,
): Promise<Result<store.KeptVersion, DraftRefusal>> {
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  const draft = await store.findVersion(trx, stage.skillId, rubricId)
  if (!draft) return err({ kind: 'not-found', what: 'rubric' })
  if (draft.state === 'frozen') return err({ kind: 'rubric-frozen', version: draft.version })
  const { savedBy, savedAt } = draft
  return draft.revision === revision ? ok(draft) : err({ kind: 'rubric-changed', savedBy, savedAt })
}

/**
 * Keeps an edited draft over the one before. Nothing of it counts before it is frozen, so the journal, which then gets
 * the whole rubric, says nothing of the edits.
 */
export async function saveDraft(trx: Trx, command: SaveDraft, now: number): Promise<Result<number, DraftRefusal>> {
  const found = await findDraft(trx, await store.findStage(trx, command.stageId), command)
  if (!found.ok) return found
  const { rubric, savedBy } = command
  const revision = command.revision + 1
  await store.saveEdit(trx, command.rubricId, { rubric, revision, savedBy }, now)
  return ok(revision)
}
