import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { Database } from './schema.ts'

type Column<V> = Extract<V, number> extends never ? 'text' : 'bigint'
type Columns<R> = { readonly [K in keyof R & string]: Column<R[K]> }

/** Any number of rows on their way into a statement. */
export interface GivenRows<R extends object> {
  /** The rows as a table of that text, for `from`. */
  readonly table: (slot: string) => RawBuilder<R>
  /** The text that stands for these rows. */
  readonly text: (rows: readonly R[]) => string
}

/**
 * Rows handed to a statement as one text (a JSON array of arrays): the statement reads the same for one row and for
 * sixty-four, so it is written once and stays prepared, whatever is asked about a group's marks.
 */
export function givenRows<R extends object>(db: Kysely<Database>, columns: Columns<R>): GivenRows<R> {
  const onPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const names = Object.keys(columns) as (keyof R & string)[]
  const cells = names.map((name, i) => {
    const cell =
      onPostgres && columns[name] === 'bigint' ? sql`(value ->> ${sql.lit(i)})::bigint` : sql`value ->> ${sql.lit(i)}`
    return sql`${cell} as ${sql.ref(name)}`
  })
  return {
    table: (slot) =>
      onPostgres
        ? sql<R>`(select ${sql.join(cells)} from json_array_elements(${slot}::json) as given(value))`
        : sql<R>`(select ${sql.join(cells)} from json_each(${slot}))`,
    text: (rows) => JSON.stringify(rows.map((row) => names.map((name) => row[name]))),
  }
}
