import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely'
import type { Database } from './schema.ts'
import type { InTurn } from './turns.ts'

export type Trx = Transaction<Database>
export type Transact = <T>(work: (trx: Trx) => Promise<T>) => Promise<T>

/** The writers' turn on PostgreSQL: an advisory lock of the database, with a number that nothing else of ours uses. */
const WRITERS_TURN = sql`select pg_advisory_xact_lock(20261124)`

/** Milliseconds until a COMMIT whose answer was lost is asked after. */
const ASK_AFTER = 1000

/**
 * The one door to a transaction. A command is handed `trx`; all of it is kept, or nothing. Commands load, check and
 * write, so two of them must never be between their load and their write at once: SQLite has one writer by nature, and
 * on PostgreSQL each takes its turn here, whichever process it runs in.
 *
 * Where the line breaks in the middle of a COMMIT, the caller is told that it failed, and yet it may be kept. The next
 * transaction that holds the writers' turn comes after it: then `afterDoubt` is called, and whoever remembers what the
 * database holds has to forget it.
 *
 * `inTurn` is given where a thread of this process writes to the same file: SQLite would make one wait for the other on
 * the loop, and fail a transaction that read before the other wrote.
 */
export function transactOn(
  db: Kysely<Database>,
  afterDoubt: () => void = () => undefined,
  inTurn: InTurn = (work) => work(),
): Transact {
  const takesTurns = db.getExecutor().adapter instanceof PostgresAdapter
  let inDoubt = false
  let isAsking = false
  /** One question at a time: every transaction that fails meanwhile would ask for itself, and go on asking. */
  const askLater = () => {
    if (isAsking) return
    isAsking = true
    setTimeout(() => {
      isAsking = false
      void transact(async () => undefined).catch(() => undefined)
    }, ASK_AFTER).unref()
  }
  const transact: Transact = (work) => inTurn(() => attempt(work))
  const attempt: Transact = async (work) => {
    let isWorkDone = false
    try {
      const result = await db.transaction().execute(async (trx) => {
        if (takesTurns) await WRITERS_TURN.execute(trx)
        const done = await work(trx)
        isWorkDone = true
        return done
      })
      if (inDoubt) {
        inDoubt = false
        afterDoubt()
      }
      return result
    } catch (error) {
      inDoubt ||= isWorkDone
      if (inDoubt) askLater()
      throw error
    }
  }
  return transact
}
