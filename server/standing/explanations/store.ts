import type { Kysely } from 'kysely'
import type { EntryState } from '#domain/entry.ts'
import type { EntryId, RubricId, SeatId, StageId } from '#domain/ids.ts'
import type { Feed, StageState } from '#domain/stage.ts'
import type { Database } from '../../db/schema.ts'

export interface ExplainedHead {
  readonly state: StageState
  readonly contest: string
  readonly skill: string
  readonly stage: string
  readonly rubric: { readonly id: RubricId; readonly version: number; readonly sha256: string } | null
}

export async function findHead(
  db: Kysely<Database>,
  stageId: StageId,
): Promise<{ readonly head: ExplainedHead; readonly feed: Feed } | undefined> {
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

export interface StoredEntry {
  readonly id: EntryId
  readonly code: string
  readonly name: string
  readonly organization: string
  readonly station: string | null
  readonly state: EntryState
  readonly division: string | null
}

/** Those that count, by code. Trial entries have no rank to explain. */
export const readEntries = (db: Kysely<Database>, stageId: StageId): Promise<StoredEntry[]> =>
  db
    .selectFrom('entry')
    .select(['id', 'code', 'name', 'organization', 'station', 'state', 'division'])
    .where('stage_id', '=', stageId)
    .where('trial', '=', 0)
    .orderBy('code')
    .execute()

export const readSeatLabels = async (db: Kysely<Database>, stageId: StageId): Promise<ReadonlyMap<SeatId, string>> =>
  new Map(
    (await db.selectFrom('seat').select(['id', 'label']).where('stage_id', '=', stageId).execute()).map((seat) => [
      seat.id,
      seat.label,
    ]),
  )
