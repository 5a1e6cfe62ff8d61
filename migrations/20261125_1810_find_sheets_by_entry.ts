import type { Kysely } from 'kysely'

/** A board reads the sheets of the few entries that were touched, not those of the whole stage. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.createIndex('sheet_entry').on('sheet').columns(['entry_id']).execute()
}
