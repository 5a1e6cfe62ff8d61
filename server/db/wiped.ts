import type { Kysely } from 'kysely'
import type { SeatId, StageId } from '#domain/ids.ts'
import type { Database } from './schema.ts'
import type { Trx } from './transact.ts'

/** Was this a stage or a seat of a rehearsal that has been wiped? Asked only where nothing else is found. */
export const isWiped = async (db: Kysely<Database>, id: StageId | SeatId): Promise<boolean> =>
  (await db.selectFrom('wiped').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export async function saveWiped(trx: Trx, ids: readonly (StageId | SeatId)[], now: number) {
  for (const id of ids) await trx.insertInto('wiped').values({ id, at: now }).execute()
}
