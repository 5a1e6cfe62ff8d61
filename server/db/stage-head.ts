import type { Kysely } from 'kysely'
import type { JournalId, SeatId, StageId } from '#domain/ids.ts'
import type { StageState } from '#domain/stage.ts'
import type { Database } from './schema.ts'

/** What every change of a stage asks first: does it exist, may it still change, and whose journal records it. */
export interface StageHead {
  readonly id: StageId
  readonly state: StageState
  readonly journalId: JournalId
  /** Of a contest that is only practised. */
  readonly rehearsal: boolean
}

export async function findStage(db: Kysely<Database>, id: StageId): Promise<StageHead | undefined> {
  const row = await db
    .selectFrom('stage')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .innerJoin('journal_head', 'journal_head.journal_id', 'contest.journal_id')
    .select(['stage.id', 'stage.state', 'contest.journal_id as journalId', 'journal_head.rehearsal'])
    .where('stage.id', '=', id)
    .executeTakeFirst()
  return row && { ...row, rehearsal: row.rehearsal === 1 }
}

export const readSeatIds = async (db: Kysely<Database>, stageId: StageId): Promise<SeatId[]> =>
  (await db.selectFrom('seat').select('id').where('stage_id', '=', stageId).execute()).map((seat) => seat.id)
