import { type Kysely, sql } from 'kysely'

/**
 * Trial entries, marked for calibration and never counted; and the moves of a sheet's marks from one competitor to
 * another, with the last one named on each sheet that it touched.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const schema = db.schema

  await schema
    .alterTable('entry')
    .addColumn('trial', 'integer', (c) => c.notNull().defaultTo(0).check(sql`trial in (0, 1)`))
    .execute()

  await schema
    .createTable('sheet_move')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('seat_id', 'text', (c) => c.notNull().references('seat.id'))
    .addColumn('sub_criterion_id', 'text', (c) => c.notNull())
    .addColumn('from_entry_id', 'text', (c) => c.notNull().references('entry.id'))
    .addColumn('to_entry_id', 'text', (c) => c.notNull().references('entry.id'))
    .addColumn('swap', 'integer', (c) => c.notNull().check(sql`swap in (0, 1)`))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('by_seat_id', 'text', (c) => c.notNull().references('seat.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()

  await schema
    .alterTable('sheet')
    .addColumn('moved', 'text', (c) => c.references('sheet_move.id'))
    .execute()
}
