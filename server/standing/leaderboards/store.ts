import type { Kysely } from 'kysely'
import type { EntryState } from '#domain/entry.ts'
import type { BoardEntryId, EntryId, StageId } from '#domain/ids.ts'
import type { BoardSettings, StageState } from '#domain/stage.ts'
import type { Database } from '../../db/schema.ts'

export interface BoardHead {
  readonly contest: string
  readonly skill: string
  readonly stage: string
  readonly state: StageState
  readonly settings: BoardSettings
  readonly rehearsal: boolean
}

export async function findHead(db: Kysely<Database>, stageId: StageId): Promise<BoardHead | undefined> {
  const row = await db
    .selectFrom('stage')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .innerJoin('journal_head', 'journal_head.journal_id', 'contest.journal_id')
    .select(['stage.name as stage', 'stage.state', 'stage.blind', 'stage.feed', 'stage.identity'])
    .select(['skill.name as skill', 'contest.name as contest', 'journal_head.rehearsal'])
    .where('stage.id', '=', stageId)
    .executeTakeFirst()
  if (!row) return undefined
  const { contest, skill, stage, state, feed, identity } = row
  const settings = { blind: row.blind === 1, feed, identity }
  return { contest, skill, stage, state, settings, rehearsal: row.rehearsal === 1 }
}

export interface BoardEntryRow {
  readonly id: EntryId
  readonly name: string
  readonly organization: string
  readonly code: string
  readonly boardId: BoardEntryId
  readonly boardCode: string
  readonly state: EntryState
  readonly trial: boolean
  readonly division: string | null
}

export const readEntries = async (db: Kysely<Database>, stageId: StageId): Promise<BoardEntryRow[]> =>
  (
    await db
      .selectFrom('entry')
      .select([
        'id',
        'name',
        'organization',
        'code',
        'board_id as boardId',
        'board_code as boardCode',
        'state',
        'trial',
        'division',
      ])
      .where('stage_id', '=', stageId)
      .execute()
  ).map((entry) => ({ ...entry, trial: entry.trial === 1 }))
