import type { Unready } from '#contract/stages.ts'
import { unfoldedIds } from '#domain/attempts.ts'
import type { StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { StageState } from '#domain/stage.ts'
import type { Journal } from '../../db/journal.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'
import { schemeOf, unreadyOf } from './unready.ts'

export interface OpenStage {
  readonly stageId: StageId
  readonly actor: string
}

export type OpenStageRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' }
  | { readonly kind: 'stage-not-draft'; readonly state: StageState }
  | { readonly kind: 'unready'; readonly unready: readonly Unready[] }

/** Opening freezes rubric, scheme and weights (RULES §11); from here on judges mark. */
export async function openStage(
  trx: Trx,
  journal: Journal,
  command: OpenStage,
  now: number,
): Promise<Result<StageId, OpenStageRefusal>> {
  const stage = await findStage(trx, command.stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  if (stage.state !== 'draft') return err({ kind: 'stage-not-draft', state: stage.state })
  const readiness = await store.readReadiness(trx, stage.id)
  const unready = unreadyOf(readiness)
  if (unready.length > 0 || !readiness.rubric) return err({ kind: 'unready', unready })
  const scheme = schemeOf(readiness.rubric, readiness)
  await store.saveOpening(trx, stage.id, scheme, now)
  for (const { id, subCriteria } of readiness.panels)
    await store.savePanelMarks(trx, id, unfoldedIds(readiness.rubric, scheme, subCriteria))
  const body = { stage: stage.id, rubric: JSON.stringify(readiness.rubric), scheme: JSON.stringify(scheme) }
  await journal.append(trx, stage.journalId, [{ kind: 'stage-opened', actor: command.actor, device: null, body }], now)
  return ok(stage.id)
}
