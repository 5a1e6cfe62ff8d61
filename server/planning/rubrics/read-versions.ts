import type { Kysely } from 'kysely'
import type { RubricVersion, RubricVersionLine, RubricVersions } from '#contract/rubrics.ts'
import type { RubricId, StageId } from '#domain/ids.ts'
import { aspectsOf, maximumOf } from '#domain/rubric.ts'
import type { Database } from '../../db/schema.ts'
import { fingerprintOf } from './fingerprint.ts'
import * as store from './store.ts'

/** The versions of a stage's skill, newest first; undefined where there is no such stage. */
export async function readVersions(db: Kysely<Database>, stageId: StageId): Promise<RubricVersions | undefined> {
  const stage = await store.findStage(db, stageId)
  if (!stage) return undefined
  return { versions: (await store.readVersions(db, stage.skillId)).map(lineOf), chosen: stage.chosen }
}

export async function readVersion(
  db: Kysely<Database>,
  stageId: StageId,
  rubricId: RubricId,
): Promise<RubricVersion | undefined> {
  const stage = await store.findStage(db, stageId)
  const kept = stage && (await store.findVersion(db, stage.skillId, rubricId))
  if (!kept) return undefined
  const { revision, rubric, findings } = kept
  return { ...lineOf(kept), revision, rubric, findings, fingerprint: fingerprintOf(rubric) }
}

function lineOf({
  id,
  version,
  state,
  rubric,
  file,
  savedAt,
  savedBy,
  frozenAt,
}: store.KeptVersion): RubricVersionLine {
  const aspects = aspectsOf(rubric)
  return {
    id,
    version,
    state,
    title: rubric.title,
    file,
    max: maximumOf(aspects),
    aspects: aspects.length,
    savedAt,
    savedBy,
    frozenAt,
  }
}
