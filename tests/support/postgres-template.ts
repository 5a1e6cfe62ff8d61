import { openPostgres } from '../../server/db/open-postgres.ts'
import { asAdmin, databaseUrl } from './database.ts'

const PREFIX = 'skillmark_test_'
/** Left by a run that was killed. Its name says when it was made. */
const FORGOTTEN_AFTER = 6 * 3600

/** Before the tests on PostgreSQL: one database with the schema, which every test file clones. */
export default async function makeTemplate() {
  await dropForgotten()
  const name = `${PREFIX}${Math.floor(Date.now() / 1000)}_${process.pid}`
  // In the customs of a language, as a union's own server would be; PostgreSQL before 15 does not know the words.
  const plain = `create database ${name} template template0 encoding 'UTF8'`
  await asAdmin(`${plain} locale_provider icu icu_locale 'zh-CN'`).catch(() => asAdmin(plain))
  const db = await openPostgres(databaseUrl(name), (error) => {
    throw error
  })
  await db.destroy()
  process.env.TEST_DATABASE_TEMPLATE = name
  return async () => {
    for (const database of await databasesLike(name)) await asAdmin(`drop database if exists ${database} with (force)`)
  }
}

async function dropForgotten() {
  for (const database of await databasesLike(PREFIX)) {
    const made = Number(database.slice(PREFIX.length).split('_')[0])
    if (Date.now() / 1000 - made > FORGOTTEN_AFTER) await asAdmin(`drop database if exists ${database} with (force)`)
  }
}

async function databasesLike(prefix: string): Promise<string[]> {
  const rows = await asAdmin(`select datname from pg_database where starts_with(datname, '${prefix}')`)
  return rows.map((row) => String(row.datname))
}
