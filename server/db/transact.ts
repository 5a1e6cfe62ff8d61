import type { Kysely, Transaction } from 'kysely'
import type { Database } from './schema.ts'

export type Trx = Transaction<Database>
export type Transact = <T>(work: (trx: Trx) => Promise<T>) => Promise<T>

/** The one door to a transaction. A command is handed `trx`; all of it is kept, or nothing. */
export const transactOn =
  (db: Kysely<Database>): Transact =>
  (work) =>
    db.transaction().execute(work)
