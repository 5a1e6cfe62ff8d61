import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * What judges note beside their marks: every version of a note, and photos as files under their own SHA-256. The newest
 * version of a cell is the one with the highest position in the journal.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const schema = db.schema
  const binary = db.getExecutor().adapter instanceof PostgresAdapter ? 'bytea' : 'blob'

  await schema
    .createTable('note')
    .addColumn('note_id', 'text', (c) => c.primaryKey())
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('seat_id', 'text', (c) => c.notNull().references('seat.id'))
    .addColumn('entry_id', 'text', (c) => c.notNull().references('entry.id'))
    .addColumn('aspect_id', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('tablet_at', 'bigint', (c) => c.notNull())
    .addColumn('written_at', 'bigint', (c) => c.notNull())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .execute()
  await schema.createIndex('note_seat').on('note').columns(['seat_id', 'entry_id']).execute()
  await schema.createIndex('note_stage').on('note').columns(['stage_id', 'entry_id']).execute()

  await schema
    .createTable('photo_file')
    .addColumn('sha256', 'text', (c) => c.primaryKey())
    .addColumn('type', 'text', (c) => c.notNull().check(sql`type in ('image/jpeg', 'image/png', 'image/webp')`))
    .addColumn('bytes', binary, (c) => c.notNull())
    .execute()

  await schema
    .createTable('photo')
    .addColumn('photo_id', 'text', (c) => c.primaryKey())
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('seat_id', 'text', (c) => c.notNull().references('seat.id'))
    .addColumn('entry_id', 'text', (c) => c.notNull().references('entry.id'))
    .addColumn('aspect_id', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull().references('photo_file.sha256'))
    .addColumn('tablet_at', 'bigint', (c) => c.notNull())
    .addColumn('added_at', 'bigint', (c) => c.notNull())
    .addColumn('removed_at', 'bigint')
    .addColumn('position', 'bigint', (c) => c.notNull())
    .execute()
  await schema.createIndex('photo_seat').on('photo').columns(['seat_id', 'entry_id']).execute()
  await schema.createIndex('photo_stage').on('photo').columns(['stage_id', 'entry_id']).execute()
}
