import type { Finding } from '#contract/rubrics.ts'
import type { RubricId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { StageState } from '#domain/stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface SaveRubric {
  readonly stageId: StageId
  readonly rubricId: RubricId
  readonly rubric: Rubric
  readonly file: string
  readonly sha256: string
  readonly findings: readonly Finding[]
  readonly actor: string
  readonly savedBy: string
}

export type SaveRubricRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' }
  | { readonly kind: 'stage-not-draft'; readonly state: StageState }

/** Keeps a rubric as the skill's next version; the file's hash and the findings accepted go into the journal. */
export async function saveRubric(
  trx: Trx,
  journal: Journal,
  command: SaveRubric,
  now: number,
): Promise<Result<{ readonly rubricId: RubricId; readonly version: number }, SaveRubricRefusal>> {
  const stage = await store.findStage(trx, command.stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  if (stage.state !== 'draft') return err({ kind: 'stage-not-draft', state: stage.state })
  const { rubricId, rubric, file, sha256, findings, savedBy } = command
  const version = stage.version + 1
  const saved = { id: rubricId, skillId: stage.skillId, version, rubric, file, sha256, findings, savedBy }
  await store.saveRubric(trx, saved, now)
  await store.saveChoice(trx, command.stageId, rubricId)
  const body = {
    stage: command.stageId,
    rubric: rubricId,
    version,
    sha256,
    findings: findings.map(({ kind, where }) => ({ kind, where })),
  }
  await journal.append(trx, stage.journalId, [{ kind: 'rubric-saved', actor: command.actor, device: null, body }], now)
  return ok({ rubricId, version })
}
