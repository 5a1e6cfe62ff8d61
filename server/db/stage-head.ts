import type { Kysely } from 'kysely'
import type { JournalId, SeatId, StageId } from '#domain/ids.ts'
import type { StageState } from '#domain/stage.ts'
import type { Database } from './schema.ts'

/** What every change of a stage asks first: does it exist, may it still change, and whose journal records it. */
export interface StageHead {
  readonly id: StageId
  readonly state: StageState
  readonly journalId: JournalId
}

export const findStage = (db: Kysely<Database>, id: StageId): Promise<StageHead | undefined> =>
  db
    .selectFrom('stage')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .select(['stage.id', 'stage.state', 'contest.journal_id as journalId'])
    .where('stage.id', '=', id)
    .executeTakeFirst()

export const readSeatIds = async (db: Kysely<Database>, stageId: StageId): Promise<SeatId[]> =>
  (await db.selectFrom('seat').select('id').where('stage_id', '=', stageId).execute()).map((seat) => seat.id)
