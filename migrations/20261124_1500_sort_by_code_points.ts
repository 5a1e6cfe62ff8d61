import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * Blind codes, seats and ids sort alike on both engines: SQLite compares texts by their bytes, PostgreSQL by the
 * language of the database unless a column says otherwise.
 */
export async function up(db: Kysely<any>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return
  const columns = [
    ['contest', 'id'],
    ['stage', 'id'],
    ['entry', 'code'],
    ['seat', 'label'],
  ] as const
  for (const [table, column] of columns) {
    await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} type text collate "C"`.execute(db)
  }
}
