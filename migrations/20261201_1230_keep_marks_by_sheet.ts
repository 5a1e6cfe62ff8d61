import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * The marks of a seat for an entry lie side by side, in the order of its aspects: entering one touches one page instead
 * of three, and a batch, which mostly is of one sheet, hardly more. The stage is that of the entry.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const { schema } = db
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  // The writers' turn: another server that is still marking must not enter a mark between the copy and the drop.
  if (isPostgres) await sql`select pg_advisory_xact_lock(20261124)`.execute(db)
  const table = schema
    .createTable('mark_by_sheet')
    .addColumn('entry_id', 'text', (c) => c.notNull().references('entry.id'))
    .addColumn('seat_id', 'text', (c) => c.notNull())
    .addColumn('aspect_id', 'text', (c) => c.notNull())
    .addColumn('mark_id', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mark_place', ['entry_id', 'seat_id', 'aspect_id'])
  await (isPostgres ? table : table.modifyEnd(sql`without rowid`)).execute()
  const columns = ['entry_id', 'seat_id', 'aspect_id', 'mark_id', 'value', 'position']
  await db.insertInto('mark_by_sheet').columns(columns).expression(db.selectFrom('mark').select(columns)).execute()
  await schema.dropTable('mark').execute()
  await schema.alterTable('mark_by_sheet').renameTo('mark').execute()
}
