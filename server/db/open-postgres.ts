import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import { type Client, type ClientBase, Pool, type PoolConfig, types } from 'pg'
import { migratorOn } from './migrator.ts'
import { NO_ANSWER, passing } from './passing.ts'
import type { Database } from './schema.ts'
import { UnusableData } from './unusable-data.ts'

/** More connections would only wait: writing is one transaction after another (transact.ts). */
const MOST_CONNECTIONS = 20

/**
 * Milliseconds after which a database is taken for silent, so that a tablet is told to send again and nothing waits for
 * ever. The longest statement of ours (all marks of a great stage) takes a few seconds on a slow machine. The server ends
 * a slow statement itself before we give its connection up.
 */
const PATIENCE = { connection: 5000, statement: 18_000, answer: 20_000 }

/** What every connection is told; the units are milliseconds, seconds for keep-alive. */
const SESSION = {
  synchronous_commit: 'on',
  statement_timeout: String(PATIENCE.statement),
  // Above all for the writers' turn (transact.ts).
  lock_timeout: '8000',
  // A transaction that its own process forgot, or whose process is cut off, must not keep the others from writing.
  idle_in_transaction_session_timeout: '15000',
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
}

/** Opens a PostgreSQL database by its URL, bringing its schema up to date in one transaction first. */
export async function openPostgres(url: string, report: (error: unknown) => void): Promise<Kysely<Database>> {
  // Migrations may take as long as they take.
  const first = kyselyOn(poolOn(url, {}, report), { synchronous_commit: 'on' })
  try {
    await refuseUnsafe(first)
    const { error } = await migratorOn(first).migrateToLatest()
    if (error) throw error
  } catch (error) {
    throw inWords(error, url)
  } finally {
    await first.destroy()
  }
  return kyselyOn(poolOn(url, { query_timeout: PATIENCE.answer }, report), SESSION)
}

const kyselyOn = (pool: Pool, session: Readonly<Record<string, string>>) =>
  new Kysely<Database>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) => {
        const settings = Object.entries(session).map(([name, value]) => `set_config('${name}', '${value}', false)`)
        await connection.executeQuery(CompiledQuery.raw(`select ${settings.join(', ')}`))
      },
    }),
  })

function poolOn(url: string, more: PoolConfig, report: (error: unknown) => void): Pool {
  try {
    const pool = new Pool({
      connectionString: url,
      max: MOST_CONNECTIONS,
      connectionTimeoutMillis: PATIENCE.connection,
      keepAlive: true,
      application_name: 'skillmark',
      types: { getTypeParser: ((oid: number, format?: 'text') => parserOf(oid, format)) as typeof types.getTypeParser },
      ...more,
    })
    // A connection that breaks while it rests, or between two statements of a transaction. Unheard, either would end the
    // process; heard, the statement fails, the tablet sends again, and the pool makes another connection.
    pool.on('error', report)
    pool.on('connect', (client) => {
      client.on('error', report)
      giveUpSilent(client)
    })
    return pool
  } catch (error) {
    throw inWords(error, url)
  }
}

/**
 * A connection on which an answer stayed out is given up whole. pg only stops waiting for that one answer: whatever is
 * asked on it next, the ROLLBACK first of all, would wait as long again.
 */
function giveUpSilent(client: ClientBase) {
  const ask = client.query.bind(client) as (...args: unknown[]) => unknown
  client.query = ((...args: unknown[]) => {
    const asked = ask(...args)
    if (asked instanceof Promise) {
      asked.catch((error: Error) => {
        if (error.message === NO_ANSWER) (client as Client).end().catch(() => undefined)
      })
    }
    return asked
  }) as typeof client.query
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
  if (passing(error) === 'database-away' || (typeof code === 'string' && /^E[A-Z]+$/.test(code))) {
    const why = typeof code === 'string' ? code : message
    return new UnusableData(
      `连不上数据库 ${where}（${why}）。请检查地址与 PostgreSQL 是否在运行。 Cannot reach the database at ${where} (${why}). Check the address, and that PostgreSQL is running.`,
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
