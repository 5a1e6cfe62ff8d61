import type { Kysely } from 'kysely'
import type { Finding } from '#contract/rubrics.ts'
import type { JournalId, RubricId, SkillId, StageId } from '#domain/ids.ts'
import type { Rubric, RubricState } from '#domain/rubric.ts'
import type { StageState } from '#domain/stage.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

export interface StageForRubric {
  readonly state: StageState
  readonly skillId: SkillId
  readonly journalId: JournalId
  /** The highest version that the skill has, 0 for none. */
  readonly version: number
  readonly skill: string
  readonly chosen: RubricId | null
}

export async function findStage(db: Kysely<Database>, stageId: StageId): Promise<StageForRubric | undefined> {
  const row = await db
    .selectFrom('stage')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .select(['stage.state', 'stage.rubric_id as chosen', 'skill.id as skillId', 'skill.name as skill'])
    .select('contest.journal_id as journalId')
    .select((eb) =>
      eb
        .selectFrom('rubric')
        .select((max) => max.fn.max('version').as('v'))
        .whereRef('rubric.skill_id', '=', 'skill.id')
        .as('version'),
    )
    .where('stage.id', '=', stageId)
    .executeTakeFirst()
  return row && { ...row, version: Number(row.version ?? 0) }
}

export interface NewRubric {
  readonly id: RubricId
  readonly skillId: SkillId
  readonly version: number
  readonly rubric: Rubric
  readonly file: string
  readonly sha256: string
  readonly savedBy: string
  /** The findings that the organizer saw and accepted. */
  readonly findings: readonly Finding[]
}

/** Keeps a new version, as a draft. */
export async function saveRubric(trx: Trx, saved: NewRubric, now: number) {
  await trx
    .insertInto('rubric')
    .values({
      id: saved.id,
      skill_id: saved.skillId,
      version: saved.version,
      title: saved.rubric.title,
      body: JSON.stringify(saved.rubric),
      file: saved.file,
      sha256: saved.sha256,
      findings: JSON.stringify(saved.findings),
      saved_at: now,
      revision: 1,
      saved_by: saved.savedBy,
      frozen_at: null,
    })
    .execute()
}

export const saveChoice = (trx: Trx, stageId: StageId, rubricId: RubricId) =>
  trx.updateTable('stage').set({ rubric_id: rubricId }).where('id', '=', stageId).execute()

export interface Edit {
  readonly rubric: Rubric
  readonly revision: number
  readonly savedBy: string
}

export const saveEdit = (trx: Trx, id: RubricId, { rubric, revision, savedBy }: Edit, now: number) =>
  trx
    .updateTable('rubric')
    .set({ title: rubric.title, body: JSON.stringify(rubric), revision, saved_by: savedBy, saved_at: now })
    .where('id', '=', id)
    .execute()

export const saveFreezing = (trx: Trx, id: RubricId, now: number) =>
  trx.updateTable('rubric').set({ frozen_at: now }).where('id', '=', id).execute()

export interface KeptVersion {
  readonly id: RubricId
  readonly version: number
  readonly state: RubricState
  readonly frozenAt: number | null
  readonly revision: number
  readonly rubric: Rubric
  readonly findings: readonly Finding[]
  readonly file: string
  readonly savedAt: number
  readonly savedBy: string
}

/** A version is frozen by hand, or since a stage was opened with it. */
const versionsOf = (db: Kysely<Database>, skillId: SkillId) =>
  db
    .selectFrom('rubric')
    .select(['id', 'version', 'body', 'findings', 'file', 'saved_at as savedAt', 'saved_by as savedBy', 'revision'])
    .select('frozen_at as frozenByHand')
    .select((eb) =>
      eb
        .selectFrom('stage')
        .select((min) => min.fn.min('opened_at').as('at'))
        .whereRef('stage.rubric_id', '=', 'rubric.id')
        .where('stage.state', '!=', 'draft')
        .as('openedAt'),
    )
    .where('skill_id', '=', skillId)

type VersionRow = Awaited<ReturnType<ReturnType<typeof versionsOf>['execute']>>[number]

const versionOf = ({ body, findings, frozenByHand, openedAt, ...row }: VersionRow): KeptVersion => {
  const frozenAt = frozenByHand ?? openedAt
  return {
    ...row,
    rubric: JSON.parse(body) as Rubric,
    findings: JSON.parse(findings) as readonly Finding[],
    frozenAt,
    state: frozenAt === null ? 'draft' : 'frozen',
  }
}

export async function findVersion(db: Kysely<Database>, skillId: SkillId, id: RubricId) {
  const row = await versionsOf(db, skillId).where('id', '=', id).executeTakeFirst()
  return row && versionOf(row)
}

/** Newest first. */
export const readVersions = async (db: Kysely<Database>, skillId: SkillId): Promise<KeptVersion[]> =>
  (await versionsOf(db, skillId).orderBy('version', 'desc').execute()).map(versionOf)
