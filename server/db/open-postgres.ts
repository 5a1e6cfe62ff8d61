import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import { Pool, types } from 'pg'
import { migratorOn } from './migrator.ts'
import type { Database } from './schema.ts'
import { UnusableData } from './unusable-data.ts'

/** More connections would only wait: writing is one transaction after another (transact.ts). */
const MOST_CONNECTIONS = 20
/** A transaction that its own process forgot must not hold the journal for ever. */
const FORGOTTEN_AFTER = '60s'

/** Opens a PostgreSQL database by its URL, bringing its schema up to date in one transaction first. */
export async function openPostgres(url: string, report: (error: unknown) => void): Promise<Kysely<Database>> {
  const pool = poolOn(url)
  // A connection that breaks while it rests, or between two statements of a transaction. Unheard, either would end the
  // process; heard, the statement fails, the tablet sends again, and the pool makes another connection.
  pool.on('error', report)
  pool.on('connect', (client) => client.on('error', report))
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw('set synchronous_commit = on'))
        await connection.executeQuery(
          CompiledQuery.raw(`set idle_in_transaction_session_timeout = '${FORGOTTEN_AFTER}'`),
        )
      },
    }),
  })
  try {
    await refuseUnsafe(db)
    const { error } = await migratorOn(db).migrateToLatest()
    if (error) throw error
    return db
  } catch (error) {
    await db.destroy()
    throw inWords(error, url)
  }
}

function poolOn(url: string): Pool {
  try {
    return new Pool({
      connectionString: url,
      max: MOST_CONNECTIONS,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: 'skillmark',
      types: { getTypeParser: ((oid: number, format?: 'text') => parserOf(oid, format)) as typeof types.getTypeParser },
    })
  } catch (error) {
    throw inWords(error, url)
  }
}

/** pg gives int8 as text; ours are all safe integers (DESIGN §4), and one that is not must never pass as a number. */
function parserOf(oid: number, format: 'text' | undefined) {
  return oid === types.builtins.INT8 ? wholeNumber : types.getTypeParser(oid, format)
}

function wholeNumber(text: string): number {
  const n = Number(text)
  if (!Number.isSafeInteger(n)) throw new RangeError(`a whole number beyond what can be exact: ${text}`)
  return n
}

/** What PostgreSQL itself needs so that an acknowledged mark survives a power cut, and every name its characters. */
async function refuseUnsafe(db: Kysely<Database>) {
  const { rows } = await sql<{ fsync: string; pages: string; encoding: string }>`
    select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
      current_setting('server_encoding') as encoding`.execute(db)
  const [set] = rows
  if (set?.fsync !== 'on' || set.pages !== 'on') {
    throw new UnusableData(
      'PostgreSQL 的 fsync 或 full_page_writes 已关闭，断电会丢分，已停止启动。请在 postgresql.conf 中打开。 PostgreSQL runs with fsync or full_page_writes off and would lose marks at a power cut; the start was stopped. Turn both on in postgresql.conf.',
    )
  }
  if (set.encoding !== 'UTF8') {
    throw new UnusableData(
      `数据库的编码是 ${set.encoding}，需要 UTF8。 The database is encoded in ${set.encoding}; create it with ENCODING 'UTF8'.`,
    )
  }
}

/** Errors that the person who set DATABASE_URL can mend, as a sentence; the rest as they are. Never the password. */
function inWords(error: unknown, url: string): unknown {
  if (error instanceof UnusableData) return error
  const where = withoutPassword(url)
  const code = (error as { code?: unknown }).code
  const message = error instanceof Error ? error.message : String(error)
  if (code === 'ERR_INVALID_URL') {
    return new UnusableData(
      'DATABASE_URL 不是有效的地址，应形如 postgres://用户:密码@主机:5432/库名。 DATABASE_URL is no address; it should look like postgres://user:password@host:5432/database.',
    )
  }
  if (code === '28P01' || code === '28000' || /password|SASL/.test(message)) {
    return new UnusableData(
      `${where} 拒绝登录：请核对 DATABASE_URL 里的用户与密码。 ${where} refused the login: check user and password in DATABASE_URL.`,
    )
  }
  if (code === '3D000') {
    return new UnusableData(
      `${where} 上没有这个数据库，请先创建（createdb）。 There is no such database at ${where}: create it first (createdb).`,
    )
  }
  if (code === '42501') {
    return new UnusableData(
      `${where}：该用户无权建表。 ${where}: this user may not create tables; grant it CREATE on schema public.`,
    )
  }
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    return new UnusableData(
      `连不上数据库 ${where}（${code}）。请检查地址与 PostgreSQL 是否在运行。 Cannot reach the database at ${where} (${code}). Check the address, and that PostgreSQL is running.`,
    )
  }
  return error
}

function withoutPassword(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}${port && `:${port}`}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}
