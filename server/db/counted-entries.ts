import type { Kysely } from 'kysely'
import type { EntryState } from '#domain/entry.ts'
import type { EntryId, RubricId, StageId } from '#domain/ids.ts'
import type { Feed, StageState } from '#domain/stage.ts'
import type { Database } from './schema.ts'

/** What stands over every page that tells of scores and ranks. */
export interface ScoredHead {
  readonly state: StageState
  readonly contest: string
  readonly skill: string
  readonly stage: string
  readonly rubric: { readonly id: RubricId; readonly version: number; readonly sha256: string } | null
}

/** undefined where there is no such stage. In draft it may be without a rubric. */
export async function findScoredHead(
  db: Kysely<Database>,
  stageId: StageId,
): Promise<{ readonly head: ScoredHead; readonly feed: Feed } | undefined> {
  const row = await db
    .selectFrom('stage')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .leftJoin('rubric', 'rubric.id', 'stage.rubric_id')
    .select(['stage.state', 'stage.feed', 'stage.name as stage', 'skill.name as skill', 'contest.name as contest'])
    .select(['rubric.id as rubricId', 'rubric.version', 'rubric.sha256'])
    .where('stage.id', '=', stageId)
    .executeTakeFirst()
  if (!row) return undefined
  const { rubricId, version, sha256, feed, ...head } = row
  const rubric = rubricId && version !== null && sha256 !== null ? { id: rubricId, version, sha256 } : null
  return { head: { ...head, rubric }, feed }
}

export interface CountedEntry {
  readonly id: EntryId
  readonly code: string
  readonly name: string
  readonly organization: string
  readonly station: string | null
  readonly state: EntryState
  readonly division: string | null
}

/** All but trial entries, by code. */
export const readCountedEntries = (db: Kysely<Database>, stageId: StageId): Promise<CountedEntry[]> =>
  db
    .selectFrom('entry')
    .select(['id', 'code', 'name', 'organization', 'station', 'state', 'division'])
    .where('stage_id', '=', stageId)
    .where('trial', '=', 0)
    .orderBy('code')
    .execute()
