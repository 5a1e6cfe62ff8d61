import type { Kysely } from 'kysely'
import type { StageId } from '#domain/ids.ts'
import type { Database } from './schema.ts'

/** What the stages of a stage's skill are called: points are carried over from one to the other by id (RULES §4). */
export async function readStageNames(db: Kysely<Database>, stageId: StageId): Promise<(stage: string) => string> {
  const rows = await db
    .selectFrom('stage')
    .innerJoin('stage as own', 'own.skill_id', 'stage.skill_id')
    .select(['stage.id', 'stage.name'])
    .where('own.id', '=', stageId)
    .execute()
  const names = new Map<string, string>(rows.map(({ id, name }) => [id, name]))
  return (stage) => names.get(stage) ?? stage
}
