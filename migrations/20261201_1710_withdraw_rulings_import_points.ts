import type { Kysely } from 'kysely'

/** Why a ruling was withdrawn, and by whom; and which files of points became marks. */
export async function up(db: Kysely<any>): Promise<void> {
  const { schema } = db
  await schema.alterTable('ruling').addColumn('withdrawn_reason', 'text').execute()
  await schema.alterTable('ruling').addColumn('withdrawn_by', 'text').execute()
  await schema
    .createTable('points_import')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stage.id'))
    .addColumn('file', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('points', 'bigint', (c) => c.notNull())
    .addColumn('changed', 'bigint', (c) => c.notNull())
    .addColumn('staff', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .execute()
  await schema.createIndex('points_import_stage').on('points_import').columns(['stage_id']).execute()
}
