/**
 * A PostgreSQL for the tests, in this order: TEST_DATABASE_URL; one that listens on 127.0.0.1:5432 (PGUSER,
 * PGPASSWORD); a temporary one from the installed binaries, run by somebody who is not root. Otherwise a sentence with
 * the command that installs it: the tests on PostgreSQL are never skipped.
 */
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { CannotStart } from '../../server/setup.mjs'

/** @returns {Promise<{ url: string, stop: () => void }>} */
export async function findPostgres() {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    const refusal = await whyNot(given)
    if (refusal) {
      throw new CannotStart(`连不上 TEST_DATABASE_URL：${refusal}。 Cannot use TEST_DATABASE_URL: ${refusal}.`)
    }
    return { url: given, stop: () => {} }
  }
  const local = urlOf(process.env.PGUSER || 'postgres', process.env.PGPASSWORD || '', 5432)
  if ((await whyNot(local)) === undefined) return { url: local, stop: () => {} }
  const folder = binaries()
  if (folder) return temporary(folder)
  throw new CannotStart(
    '测试需要 PostgreSQL。请运行：sudo apt-get install postgresql，或用 TEST_DATABASE_URL 指定（用户须可建库）；日常可先用 npm test -- --sqlite。 The tests need PostgreSQL: run `sudo apt-get install postgresql`, or name a server with TEST_DATABASE_URL (its user must be allowed to create databases); for daily work there is `npm test -- --sqlite`.',
  )
}

function urlOf(user, password, port) {
  const url = new URL(`postgres://127.0.0.1:${port}/postgres`)
  url.username = user
  url.password = password
  return url.href
}

/** Why no database can be created there; undefined when it can. */
async function whyNot(url) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      'select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user',
    )
    await client.end()
    return rows[0]?.may ? undefined : 'its user may not create databases'
  } catch (error) {
    return error.message || error.code
  }
}

/** Where `initdb` lies: on the path, or where Debian puts it. */
function binaries() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ].find((folder) => folder && existsSync(join(folder, 'initdb')))
}

async function temporary(binFolder) {
  const folder = mkdtempSync(join(tmpdir(), 'skillmark-postgres-'))
  const someone = process.getuid?.() === 0 ? nobody() : {}
  if (someone.uid !== undefined) chownSync(folder, someone.uid, someone.gid)
  const data = join(folder, 'data')
  const run = (name, ...args) => {
    // The server goes on after pg_ctl and would keep a pipe open: what it says goes to its own file.
    const { status, error } = spawnSync(join(binFolder, name), args, { stdio: 'ignore', cwd: folder, ...someone })
    if (status !== 0) {
      throw new CannotStart(
        `临时 PostgreSQL 启动失败（${name}：${error?.message ?? status}）。请用 TEST_DATABASE_URL 指定一个。 A temporary PostgreSQL did not start (${name}: ${error?.message ?? status}); name one with TEST_DATABASE_URL.`,
      )
    }
  }
  const port = await freePort()
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C')
  run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', `-h 127.0.0.1 -p ${port} -k ${folder}`, 'start')
  return {
    url: urlOf('postgres', '', port),
    stop: () => {
      spawnSync(join(binFolder, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], {
        stdio: 'ignore',
        cwd: folder,
        ...someone,
      })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root. */
function nobody() {
  const id = (flag, name) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim() || Number.NaN)
  const name = ['postgres', 'nobody'].find((user) => Number.isInteger(id('-u', user)))
  if (!name)
    throw new CannotStart('PostgreSQL does not run as root, and there is no other user here; set TEST_DATABASE_URL.')
  return { uid: id('-u', name), gid: id('-g', name) }
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
