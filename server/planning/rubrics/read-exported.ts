import type { Kysely } from 'kysely'
import type { RubricId, StageId } from '#domain/ids.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { Database } from '../../db/schema.ts'
import * as store from './store.ts'

export interface ExportedRubric {
  readonly rubric: Rubric
  /** What its file is called: "电气装置 v3". */
  readonly name: string
}

/** A version of the stage's skill, the one that the stage is marked by where none is named; undefined where there is none. */
export async function readExported(
  db: Kysely<Database>,
  stageId: StageId,
  asked: RubricId | undefined,
): Promise<ExportedRubric | undefined> {
  const stage = await store.findStage(db, stageId)
  const rubricId = asked ?? stage?.chosen
  if (!stage || !rubricId) return undefined
  const kept = await store.findVersion(db, stage.skillId, rubricId)
  return kept && { rubric: kept.rubric, name: `${kept.rubric.title || stage.skill} v${kept.version}` }
}
