import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Where } from '../../server/db/open.ts'
import { aDatabase } from './database.ts'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

export interface RunningServer {
  readonly origin: string
  readonly where: Where
  /** The one-time link that it printed; undefined once somebody is set up. */
  readonly setUpLink: () => string | undefined
  readonly output: () => string
  readonly pid: () => number
  /** SIGKILL: as if the plug were pulled. */
  kill(): Promise<void>
  /** The same port and data again. */
  restart(): Promise<void>
  close(): Promise<void>
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

/**
 * The real server as its own process, with its own data, as `npm start` would run it; `through` may lead it to its
 * PostgreSQL by another way.
 */
export async function startServer(through = (url: string) => url): Promise<RunningServer> {
  const port = await freePort()
  const database = await aDatabase()
  const origin = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let output = ''

  const launch = async () => {
    const started = spawn(process.execPath, [main], {
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: database.where.dataDir,
        ...(database.where.databaseUrl === null ? {} : { DATABASE_URL: through(database.where.databaseUrl) }),
        NODE_ENV: 'production',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    started.stdout.on('data', (chunk) => {
      output += chunk
    })
    started.stderr.on('data', (chunk) => {
      output += chunk
    })
    for (let i = 0; i < 200; i++) {
      if (started.exitCode !== null) throw new Error(`the server stopped: ${output}`)
      const ready = await fetch(`${origin}/api/health`).then(
        (answer) => answer.ok,
        () => false,
      )
      // The link is printed right after listening: both must be there.
      if (ready && output.includes(origin)) return
      await new Promise((wait) => setTimeout(wait, 50))
    }
    throw new Error(`the server did not answer: ${output}`)
  }
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill(signal)
    })

  await launch()
  return {
    origin,
    where: database.where,
    setUpLink: () => /http:\/\/\S+\/setup#[\w-]{43}/.exec(output)?.[0],
    output: () => output,
    pid: () => child?.pid ?? 0,
    kill: () => end('SIGKILL'),
    restart: async () => {
      output = ''
      await launch()
    },
    close: async () => {
      await end('SIGTERM')
      await database.drop()
    },
  }
}
