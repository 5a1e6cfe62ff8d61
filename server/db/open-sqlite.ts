import { accessSync, constants, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { migrations } from '../../migrations/all.ts'
import { migratorOn } from './migrator.ts'
import type { Database } from './schema.ts'
import { UnusableData } from './unusable-data.ts'

/**
 * Opens the embedded database in a folder, bringing its schema up to date first. Migrations run on a copy that then
 * takes the file's name, so a power cut in the middle leaves the old file whole; the old one stays as `.before-…`.
 */
export async function openSqlite(dataDir: string): Promise<Kysely<Database>> {
  makeWritable(dataDir)
  try {
    return await upToDate(dataDir)
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw error
    throw new UnusableData(
      `“${dataDir}”里的数据库打不开（${code}）。请换一个 DATA_DIR，或从备份恢复 skillmark.db。 The database in "${dataDir}" cannot be opened (${code}). Choose another DATA_DIR, or restore skillmark.db from a backup.`,
    )
  }
}

const fileIn = (dataDir: string) => join(dataDir, 'skillmark.db')

async function upToDate(dataDir: string): Promise<Kysely<Database>> {
  const file = fileIn(dataDir)
  const copy = `${file}.migrating`
  for (const left of [copy, `${copy}-wal`, `${copy}-shm`]) rmSync(left, { force: true })
  const pending = existsSync(file) ? await pendingIn(file) : Object.keys(migrations)
  if (pending.length > 0) {
    if (existsSync(file)) {
      settle(file)
      copyFileSync(file, copy)
    }
    await migrate(copy)
    settle(copy)
    // The old file gets a second name first, so that at no moment there is none under its own.
    if (existsSync(file)) keepAs(file, `${file}.before-${pending[0]}`)
    renameSync(copy, file)
  }
  return kyselyOn(connect(file))
}

function keepAs(file: string, name: string) {
  rmSync(name, { force: true })
  try {
    linkSync(file, name)
  } catch {
    copyFileSync(file, name) // a disk that knows no second names
  }
}

/** Makes the folder where there is none; refuses with `UnusableData` where nothing can be written to it. */
export function makeWritable(dataDir: string) {
  try {
    makeFolder(resolve(dataDir))
    accessSync(dataDir, constants.W_OK | constants.R_OK)
  } catch {
    throw new UnusableData(
      `不能在“${dataDir}”写入数据。请换一个目录：DATA_DIR=目录 npm start。 Cannot write to "${dataDir}". Give another folder: DATA_DIR=folder npm start.`,
    )
  }
}

/** One level after another: Node's own `recursive` never comes back from a place like /proc. */
function makeFolder(folder: string) {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

/**
 * WAL with synchronous=FULL on every open: better-sqlite3 is compiled with NORMAL for WAL, which loses acknowledged
 * commits at a power cut. The connection that made the file reports FULL by itself, so what is asked here is asked of
 * each one.
 */
export function connect(file: string): Sqlite.Database {
  const database = new Sqlite(file, { timeout: 5000 })
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  // Carrying the log over into the file takes two more waits for the disk, and in a storm of marks the same pages again
  // and again: 16 MB of log (4,000 pages) are read back in a moment after a crash.
  database.pragma('wal_autocheckpoint = 4000')
  const settings = {
    journal_mode: database.pragma('journal_mode', { simple: true }),
    synchronous: database.pragma('synchronous', { simple: true }),
    foreign_keys: database.pragma('foreign_keys', { simple: true }),
  }
  if (settings.journal_mode !== 'wal' || settings.synchronous !== 2 || settings.foreign_keys !== 1) {
    database.close()
    throw new UnusableData(
      `数据库不能保证断电不丢分（${JSON.stringify(settings)}），已停止启动。 The database at ${file} cannot promise to survive a power cut; the start was stopped. Put DATA_DIR on a local disk.`,
    )
  }
  return database
}

/** Kysely prepares on every call; a bounded cache of statements makes the second call of the same text cheap. */
function caching(database: Sqlite.Database) {
  const statements = new Map<string, Sqlite.Statement<unknown[]>>()
  return {
    close: () => void database.close(),
    prepare(sql: string) {
      const known = statements.get(sql)
      if (known) return known
      if (statements.size >= 500) statements.clear()
      const statement = database.prepare<unknown[]>(sql)
      if (sql === 'rollback') return rollingBack(database, statement)
      statements.set(sql, statement)
      return statement
    },
  }
}

/**
 * A full disk is found out at COMMIT, and SQLite has rolled back by then: Kysely's own ROLLBACK would fail, and hide what
 * was said first.
 */
function rollingBack(database: Sqlite.Database, statement: Sqlite.Statement<unknown[]>) {
  const rollback = statement.run.bind(statement)
  statement.run = () => (database.inTransaction ? rollback() : { changes: 0, lastInsertRowid: 0 })
  return statement
}

const kyselyOn = (database: Sqlite.Database) =>
  new Kysely<Database>({ dialect: new SqliteDialect({ database: caching(database) }) })

/** Another connection to a database that is open and up to date, for a thread of its own. */
export const connectSqlite = (dataDir: string): Kysely<Database> => kyselyOn(connect(fileIn(dataDir)))

async function pendingIn(file: string): Promise<string[]> {
  const db = kyselyOn(connect(file))
  try {
    const known = await migratorOn(db).getMigrations()
    return known.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name)
  } finally {
    await db.destroy()
  }
}

async function migrate(file: string) {
  const db = kyselyOn(connect(file))
  try {
    const { error } = await migratorOn(db).migrateToLatest()
    if (error) throw error
  } finally {
    await db.destroy()
  }
}

/**
 * Brings what stands in the write-ahead log into the file itself and puts the log away, so that the file alone is whole.
 * Refused while another program has the file open: the log would stay, of neither the old file nor the new one.
 */
function settle(file: string) {
  const database = connect(file)
  try {
    database.pragma('journal_mode = DELETE')
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error
    throw new UnusableData(
      `另一个程序正打开着数据库 ${file}，现在不能升级，数据没有变动。请先关闭它（备份、同步、数据库浏览程序），再启动。 Another program has the database ${file} open, so it cannot be upgraded now; nothing was changed. Close it (a backup, a replicator, a database browser) and start again.`,
    )
  } finally {
    database.close()
  }
}
