import type { JournalId, RubricId, SkillId, StageId } from '#domain/ids.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { StageState } from '#domain/stage.ts'
import type { Trx } from '../../db/transact.ts'

export interface StageForRubric {
  readonly state: StageState
  readonly skillId: SkillId
  readonly journalId: JournalId
  /** The highest version that the skill has, 0 for none. */
  readonly version: number
}

export async function findStage(trx: Trx, stageId: StageId): Promise<StageForRubric | undefined> {
  const row = await trx
    .selectFrom('stage')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .select(['stage.state', 'skill.id as skillId', 'contest.journal_id as journalId'])
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
  /** The findings that the organizer saw and accepted. */
  readonly findings: readonly { readonly kind: string; readonly where: string }[]
}

export async function saveRubric(trx: Trx, stageId: StageId, saved: NewRubric, now: number) {
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
    })
    .execute()
  await trx.updateTable('stage').set({ rubric_id: saved.id }).where('id', '=', stageId).execute()
}
