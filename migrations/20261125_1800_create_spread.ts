import type { Kysely } from 'kysely'

/**
 * A spread by aspect: raised from the moment it was found, or let stand for exactly the levels that were there. What was
 * let stand before this held for any level; it said not which, so it is asked about again at the next signature. Its
 * reason stands in the journal.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.dropTable('spread_accepted').execute()
  await db.schema
    .createTable('spread')
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('entry_id', 'text', (c) => c.notNull().references('entry.id'))
    .addColumn('sub_criterion_id', 'text', (c) => c.notNull())
    .addColumn('aspect_id', 'text', (c) => c.notNull())
    .addColumn('found', 'bigint', (c) => c.notNull())
    .addColumn('accepted', 'text')
    .addColumn('reason', 'text')
    .addColumn('seat_id', 'text', (c) => c.references('seat.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('spread_key', ['entry_id', 'aspect_id'])
    .execute()
  await db.schema.createIndex('spread_stage').on('spread').columns(['stage_id']).execute()
}
