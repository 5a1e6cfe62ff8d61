import { type Kysely, sql } from 'kysely'
import type { Database } from '../../server/db/schema.ts'
import { engine } from './database.ts'

/** Every table that the live database has, whatever the code knows of it; the migrator's own left out. */
const tablesOf = async (db: Kysely<Database>) =>
  (await db.introspection.getTables()).filter((table) => !table.isView && !table.name.startsWith('kysely_'))

/** Every row of every table as text, sorted, so that two moments can be compared byte for byte. */
export async function allRows(db: Kysely<Database>): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {}
  for (const { name } of await tablesOf(db)) {
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(db)
    found[name] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return found
}

/**
 * The tables whose rows belong to a contest, read from the live schema: those with a foreign key, or with a column named
 * for one (`stage_id`), that leads to a contest or to its journal over however many steps.
 */
export async function tablesOfContests(db: Kysely<Database>): Promise<string[]> {
  const tables = await tablesOf(db)
  const keys = await foreignKeys(db)
  const leadsTo = (table: (typeof tables)[number]): string[] => [
    ...keys.filter((key) => key.child === table.name).map((key) => key.parent),
    ...table.columns.flatMap(({ name }) => (name.endsWith('_id') ? [name.slice(0, -3)] : [])),
  ]
  const found = new Set(['contest', 'journal_head', 'journal'])
  for (let before = 0; before < found.size; ) {
    before = found.size
    for (const table of tables) if (leadsTo(table).some((parent) => found.has(parent))) found.add(table.name)
  }
  return [...found].sort()
}

async function foreignKeys(db: Kysely<Database>) {
  const query =
    engine === 'postgres'
      ? sql<{ child: string; parent: string }>`select conrelid::regclass::text as child,
          confrelid::regclass::text as parent from pg_constraint where contype = 'f'`
      : sql<{ child: string; parent: string }>`select m.name as child, f."table" as parent
          from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'`
  return (await query.execute(db)).rows
}
