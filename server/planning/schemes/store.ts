import type { Kysely } from 'kysely'
import type { SchemeVersion, SchemeVersionLine, SchemeView } from '#contract/schemes.ts'
import { withoutAttempt } from '#domain/attempts.ts'
import type { StageId } from '#domain/ids.ts'
import { draftDefaults, type SchemeDraft, storedDraft } from '#domain/scheme-draft.ts'
import { readPlanned } from '../../db/planned-stage.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

const lineOf = (row: { version: number; saved_by: string; saved_at: number }): SchemeVersionLine => ({
  version: row.version,
  savedBy: row.saved_by,
  savedAt: row.saved_at,
})

/** Newest first. */
export async function readVersionLines(db: Kysely<Database>, stageId: StageId): Promise<SchemeVersionLine[]> {
  const rows = await db
    .selectFrom('scheme_version')
    .select(['version', 'saved_by', 'saved_at'])
    .where('stage_id', '=', stageId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(lineOf)
}

/** Version 0 is the defaults of every stage, saved by nobody. */
export async function findVersion(
  db: Kysely<Database>,
  stageId: StageId,
  version: number,
): Promise<SchemeVersion | undefined> {
  if (version === 0) return { version, draft: draftDefaults, savedBy: '', savedAt: 0 }
  const row = await db
    .selectFrom('scheme_version')
    .selectAll()
    .where('stage_id', '=', stageId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && { ...lineOf(row), draft: storedDraft(JSON.parse(row.body)) }
}

export const saveVersion = (
  trx: Trx,
  stageId: StageId,
  saved: { readonly version: number; readonly draft: SchemeDraft; readonly savedBy: string },
  now: number,
) =>
  trx
    .insertInto('scheme_version')
    .values({
      stage_id: stageId,
      version: saved.version,
      body: JSON.stringify(saved.draft),
      saved_by: saved.savedBy,
      saved_at: now,
    })
    .execute()

/** Everything that the organizer's page of a scheme shows. */
export async function readScheme(db: Kysely<Database>, stageId: StageId): Promise<SchemeView | undefined> {
  const stage = await db
    .selectFrom('stage')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .select(['stage.id', 'stage.name', 'stage.state', 'stage.scheme'])
    .select(['skill.name as skill', 'contest.name as contest'])
    .where('stage.id', '=', stageId)
    .executeTakeFirst()
  if (!stage) return undefined
  const { rubric, pointsRule, panels, draft, siblings } = await readPlanned(db, stageId)
  const versions = await readVersionLines(db, stageId)
  const { scheme, ...head } = stage
  return {
    version: versions[0]?.version ?? 0,
    draft,
    versions,
    stage: head,
    frozen: scheme === null ? null : JSON.parse(scheme),
    rubric,
    pointsRule,
    panels: panels.map(({ name, subCriteria, seats }) => ({
      name,
      // The opening lays out what is in attempts once for each of them; the rubric knows it once.
      subCriteria: [...new Set(subCriteria.map(withoutAttempt))],
      seats: seats.map(({ id, label, recorder }) => ({ id, label, recorder })),
    })),
    siblings,
  }
}
