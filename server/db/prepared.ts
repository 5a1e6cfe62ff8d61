import type { CompiledQuery, Kysely, QueryExecutorProvider } from 'kysely'
import type { Database } from './schema.ts'

/** Stands in a query where a value comes later. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Slots<P> = { readonly [K in keyof P & string]: P[K] }
interface Compilable<R> {
  compile(): CompiledQuery<R>
}

/**
 * A query that Kysely writes once and that runs many times with other values: on the marking path its builder would
 * otherwise cost more than the database. `build` gets a stand-in for each value it names.
 */
export function prepared<P extends object, R>(
  db: Kysely<Database>,
  build: (db: Kysely<Database>, slot: Slots<P>) => Compilable<R>,
): (on: QueryExecutorProvider, values: P) => Promise<R[]> {
  const slots = new Proxy({} as Slots<P>, { get: (_, name) => new Slot(String(name)) })
  const compiled = build(db, slots).compile()
  const names = compiled.parameters.map((parameter) => (parameter instanceof Slot ? parameter.name : undefined))
  return async (on, values) => {
    const parameters = names.map((name, i) =>
      name === undefined ? compiled.parameters[i] : (values as Record<string, unknown>)[name],
    )
    const { rows } = await on.getExecutor().executeQuery<R>({ ...compiled, parameters })
    return rows
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
