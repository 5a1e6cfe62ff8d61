import type { Kysely } from 'kysely'

/**
 * A stage's scheme as it is edited until the stage opens, version by version; what is set down beside the marks of an
 * entry (rulings: a penalty, an adjustment, a lot …), never edited and only withdrawn; and what is amended of a frozen
 * rubric. An entry may belong to a division.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('scheme_version')
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('saved_by', 'text', (c) => c.notNull())
    .addColumn('saved_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('scheme_version_key', ['stage_id', 'version'])
    .execute()
  await schema.alterTable('entry').addColumn('division', 'text').execute()
  await schema
    .createTable('ruling')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('entry_id', 'text', (c) => c.notNull().references('entry.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('signer', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('withdrawn_at', 'bigint')
    .execute()
  await schema.createIndex('ruling_stage').on('ruling').columns(['stage_id']).execute()
  await schema
    .createTable('amendment')
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('signer', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('amendment_key', ['stage_id', 'number'])
    .execute()
}
