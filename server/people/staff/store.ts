import type { Kysely } from 'kysely'
import type { StaffId } from '#domain/ids.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

export const anybody = (db: Kysely<Database>) => db.selectFrom('staff').select('id').limit(1).executeTakeFirst()

export const findByName = (db: Kysely<Database>, name: string) =>
  db.selectFrom('staff').select(['id', 'name', 'password']).where('name', '=', name).executeTakeFirst()

export const saveStaff = (trx: Trx, id: StaffId, name: string, password: string, now: number) =>
  trx.insertInto('staff').values({ id, name, password, created_at: now }).execute()

export const saveSession = (trx: Trx, tokenHash: string, staffId: StaffId, now: number, expiresAt: number) =>
  trx
    .insertInto('staff_session')
    .values({ token_hash: tokenHash, staff_id: staffId, created_at: now, expires_at: expiresAt })
    .execute()

export const dropSession = (trx: Trx, tokenHash: string) =>
  trx.deleteFrom('staff_session').where('token_hash', '=', tokenHash).execute()
