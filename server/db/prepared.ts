import type { CompiledQuery, Kysely, QueryExecutorProvider } from 'kysely'
import type { Database } from './schema.ts'

/** Stands in a query where a value of a row comes later. */
class Slot {
  readonly row: number
  readonly name: string
  constructor(row: number, name: string) {
    this.row = row
    this.name = name
  }
}

type Slots<P> = { readonly [K in keyof P & string]: P[K] }
interface Compilable<R> {
  compile(): CompiledQuery<R>
}

const standIn = <P extends object>(row: number) =>
  new Proxy({} as Slots<P>, { get: (_, name) => new Slot(row, String(name)) })

/** Runs a query that was compiled with stand-ins. */
function runOf<R>(compiled: CompiledQuery<R>) {
  const slots = compiled.parameters.map((parameter) => (parameter instanceof Slot ? parameter : undefined))
  return async (on: QueryExecutorProvider, rows: readonly object[]): Promise<R[]> => {
    const parameters = slots.map((slot, i) =>
      slot === undefined ? compiled.parameters[i] : (rows[slot.row] as Record<string, unknown>)[slot.name],
    )
    return (await on.getExecutor().executeQuery<R>({ ...compiled, parameters })).rows
  }
}

/**
 * A query that Kysely writes once and that runs many times with other values: on the marking path its builder would
 * otherwise cost more than the database. `build` gets a stand-in for each value it names.
 */
export function prepared<P extends object, R>(
  db: Kysely<Database>,
  build: (db: Kysely<Database>, slot: Slots<P>) => Compilable<R>,
): (on: QueryExecutorProvider, values: P) => Promise<R[]> {
  const run = runOf(build(db, standIn<P>(0)).compile())
  return (on, values) => run(on, [values])
}

/** More rows than this go into several statements: no engine then runs out of places for values. */
const MOST_ROWS = 64

/**
 * The same with any number of rows in one statement, which is written once for each number that comes. `build` gets a
 * stand-in for every row.
 */
export function preparedRows<Row extends object>(
  db: Kysely<Database>,
  build: (db: Kysely<Database>, rows: Slots<Row>[]) => Compilable<unknown>,
): (on: QueryExecutorProvider, rows: readonly Row[]) => Promise<void> {
  const runs = new Map<number, ReturnType<typeof runOf>>()
  const runOfLength = (length: number) => {
    const run =
      runs.get(length) ??
      runOf(
        build(
          db,
          Array.from({ length }, (_, row) => standIn<Row>(row)),
        ).compile(),
      )
    runs.set(length, run)
    return run
  }
  return async (on, rows) => {
    for (let i = 0; i < rows.length; i += MOST_ROWS) {
      const some = rows.slice(i, i + MOST_ROWS)
      await runOfLength(some.length)(on, some)
    }
  }
}

/** Made at the first call for a database, and remembered while that database is open. */
export function preparedOn<Query>(make: (db: Kysely<Database>) => Query): (db: Kysely<Database>) => Query {
  const made = new WeakMap<Kysely<Database>, Query>()
  return (db) => {
    const query = made.get(db) ?? make(db)
    made.set(db, query)
    return query
  }
}
