import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

export type Trx = Transaction<Database>
export type Transact = <T>(work: (trx: Trx) => Promise<T>) => Promise<T>

/** The writers' turn on PostgreSQL: an advisory lock of the database, with a number that nothing else of ours uses. */
const WRITERS_TURN = sql`select pg_advisory_xact_lock(20261124)`

/**
 * The one door to a transaction. A command is handed `trx`; all of it is kept, or nothing. Commands load, check and
 * write, so two of them must never be between their load and their write at once: SQLite has one writer by nature, and
 * on PostgreSQL each takes its turn here, whichever process it runs in.
 */
export function transactOn(db: Kysely<Database>): Transact {
  const takesTurns = db.getExecutor().adapter instanceof PostgresAdapter
  return (work) =>
    db.transaction().execute(async (trx) => {
      if (takesTurns) await WRITERS_TURN.execute(trx)
      return work(trx)
    })
}
