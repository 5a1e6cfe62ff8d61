import { randomInt, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { pino } from 'pino'
import { renderUnicodeCompact } from 'uqr'
import { createApp } from './app.ts'
import { type Config, readConfig, UnusableConfig } from './config.ts'
import { frozenStages } from './db/frozen-stage.ts'
import { holdFolder } from './db/hold-folder.ts'
import { journalOn } from './db/journal.ts'
import { keptMarks } from './db/kept-marks.ts'
import { openDatabase } from './db/open.ts'
import { transactOn } from './db/transact.ts'
import { inTurns } from './db/turns.ts'
import { UnusableData } from './db/unusable-data.ts'
import type { Deps } from './http/deps.ts'
import { hasPages } from './http/pages.ts'
import { hashToken, newToken } from './http/secrets.ts'
import { enterThere } from './judging/marks/enter-there.ts'
import { attach } from './live/attach.ts'
import { openLine } from './live/open-line.ts'
import { publishOn } from './live/publish.ts'
import { explanationsOn } from './standing/explanations/explanations.ts'
import { boardsOn } from './standing/leaderboards/boards.ts'

/** A board is sent at most ten times a second. */
const BOARD_TICK = 100
const LINE_TICK = 5000

const inHouse = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

async function start(config: Config) {
  const pages = inHouse('dist')
  if (!hasPages(pages)) {
    throw new UnusableData(
      '网页还没有构建。请用 npm start 启动，它会先构建。 The pages are not built yet. Start with `npm start`, which builds them first.',
    )
  }
  const log = pino({ level: process.env.LOG_LEVEL || 'warn' }, pino.destination(2))
  const report = (error: unknown) => log.error(error)
  if (config.databaseUrl === null) holdFolder(config.dataDir, Date.now())
  const db = await openDatabase(config, report)
  const afterDoubt = () => {
    frozen.forget()
    for (const stageId of kept.forget()) publish.progressChanged(stageId)
    boards.renewAll()
  }
  const inTurn = inTurns()
  const there =
    config.databaseUrl === null ? enterThere(config.dataDir, { inTurn, now: Date.now, afterDoubt, report }) : undefined
  const transact = transactOn(db, afterDoubt, there && inTurn)
  const journal = journalOn(db)
  const frozen = frozenStages()
  const kept = keptMarks(db)
  const now = Date.now
  const newId = randomUUID
  const setUpToken = newToken()

  const io = openLine()
  const publish = publishOn(io)
  const boards = boardsOn({ db, frozen, kept, publish, newId, report, tick: BOARD_TICK })
  const { signedOut } = attach(io, { db, boards, now, report })

  const deps: Deps = {
    db,
    transact,
    journal,
    frozen,
    kept,
    publish,
    boards,
    explain: explanationsOn({ db, frozen, kept }),
    signedOut,
    firstSetUp: { tokenHash: hashToken(setUpToken) },
    now,
    newId,
    draw: (below) => randomInt(below),
    report,
    paths: { pages, samples: inHouse('fixtures/rubrics') },
  }
  const server = createServer(getRequestListener(createApp(deps, there?.enterGroup).fetch))
  io.attach(server)
  await listen(server, config)
  setInterval(() => void publish.tick(now()), LINE_TICK).unref()

  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const somebody = await db.selectFrom('staff').select('id').limit(1).executeTakeFirst()
  greet(port, config.host, somebody ? null : setUpToken)

  const putAway = async () => {
    await there?.close()
    await db.destroy()
  }
  const stop = () => {
    io.close()
    server.close(() => void putAway().then(() => process.exit(0)))
    server.closeAllConnections()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

const listen = (server: ReturnType<typeof createServer>, { port, host }: Config) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new UnusableConfig(
            `端口 ${port} 已被占用。请换一个：PORT=${port + 1} npm start。 Port ${port} is taken. Choose another: PORT=${port + 1} npm start.`,
          ),
        )
      } else if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') {
        reject(
          new UnusableConfig(
            `不能在 ${host}:${port} 上监听。请换 PORT 或 HOST。 Cannot listen on ${host}:${port}. Choose another PORT or HOST.`,
          ),
        )
      } else reject(error)
    })
    server.listen(port, host, resolve)
  })

/** The address that tablets and phones in the same hall can reach. */
function lanAddress(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal)
  return found?.address ?? '127.0.0.1'
}

function greet(port: number, host: string, setUpToken: string | null) {
  const address = `http://${lanAddress(host)}:${port}`
  const lines = ['', '匠评 Skillmark', '', renderUnicodeCompact(address), '', `打开 Open   ${address}`]
  if (setUpToken) {
    lines.push(`首次设置 Set up (一次有效 works once)   ${address}/setup#${setUpToken}`)
  }
  process.stdout.write(`${lines.join('\n')}\n\n`)
}

try {
  await start(readConfig(process.env))
} catch (error) {
  if (!(error instanceof UnusableConfig || error instanceof UnusableData)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
