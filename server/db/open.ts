import type { Kysely } from 'kysely'
import { openPostgres } from './open-postgres.ts'
import { openSqlite } from './open-sqlite.ts'
import type { Database } from './schema.ts'

/** Where the data lies: in PostgreSQL when a URL says so, else in a SQLite file of the folder. */
export interface Where {
  readonly dataDir: string
  readonly databaseUrl: string | null
}

/**
 * Opens the database with its schema up to date. Refuses with `UnusableData` where it cannot promise that what it
 * acknowledged survives a power cut.
 */
export const openDatabase = (
  { dataDir, databaseUrl }: Where,
  report: (error: unknown) => void,
): Promise<Kysely<Database>> => (databaseUrl === null ? openSqlite(dataDir) : openPostgres(databaseUrl, report))
