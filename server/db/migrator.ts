import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from '../../migrations/all.ts'
import type { Database } from './schema.ts'

/** The one set of migrations, for either engine. */
export const migratorOn = (db: Kysely<Database>) =>
  new Migrator({ db, provider: { getMigrations: async () => migrations } })
