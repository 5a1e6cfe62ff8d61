import type { Kysely } from 'kysely'

/**
 * A version of a rubric is a draft that may be edited, until it is frozen by hand or by the opening of a stage.
 * `revision` counts the edits, so that two people who edit one draft never overwrite each other unseen.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const rubric = db.schema.alterTable('rubric')
  await rubric.addColumn('revision', 'bigint', (c) => c.notNull().defaultTo(1)).execute()
  await rubric.addColumn('saved_by', 'text', (c) => c.notNull().defaultTo('')).execute()
  await rubric.addColumn('frozen_at', 'bigint').execute()
}
