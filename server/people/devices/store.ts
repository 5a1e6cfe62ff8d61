import type { Kysely } from 'kysely'
import type { DeviceId, JournalId, SeatId, StageId } from '#domain/ids.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

const seatsWithJournal = (db: Kysely<Database>) =>
  db
    .selectFrom('seat')
    .innerJoin('stage', 'stage.id', 'seat.stage_id')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .select(['seat.id as seatId', 'contest.journal_id as journalId'])

export const findByLink = (trx: Trx, linkHash: string): Promise<{ seatId: SeatId; journalId: JournalId } | undefined> =>
  seatsWithJournal(trx).where('seat.link_hash', '=', linkHash).executeTakeFirst()

export const findInStage = (trx: Trx, stageId: StageId, seatId: SeatId) =>
  seatsWithJournal(trx).where('seat.id', '=', seatId).where('seat.stage_id', '=', stageId).executeTakeFirst()

export const saveLink = (trx: Trx, seatId: SeatId, linkHash: string | null) =>
  trx.updateTable('seat').set({ link_hash: linkHash }).where('id', '=', seatId).execute()

export const saveDevice = (trx: Trx, id: DeviceId, seatId: SeatId, tokenHash: string, now: number) =>
  trx
    .insertInto('device')
    .values({ id, seat_id: seatId, token_hash: tokenHash, paired_at: now, seen_at: now })
    .execute()
