import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { aspectsOf } from '#domain/rubric.ts'
import type { RobotJudge } from '../../fixtures/robots/robot-judge.ts'
import { openedOverHttp, type Prepared } from '../support/over-http.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { bareServer } from './bare.ts'
import type { CrowdHeard, OpenCrowd } from './crowd.ts'
import { type Figure, median, medians, percentile, round } from './figure.ts'

const WATCHERS = 2000
const ROUNDS = 5
const SECONDS = 6
/** Milliseconds between a receipt and the judge's next mark. */
const PAUSE = 25
/** As the server's own (main.ts). */
const BOARD_TICK = 100

const STAGE: Prepared = {
  rubric: rubricOf(...Array.from({ length: 20 }, () => Array.from({ length: 10 }, () => judgement(1)))),
  settings: { blind: true, feed: 'each-mark', identity: 'code' },
  judges: 8,
  entries: 60,
}

interface Round {
  readonly alone: Marked
  readonly watched: Marked & { readonly frames: number; readonly bytes: number }
  readonly bare: { readonly cpuPerFrame: number }
  readonly cpuPerFrame: number
}

interface Marked {
  readonly p50: number
  readonly p99: number
  /** Milliseconds of the server's own time, on all threads. */
  readonly cpu: number
}

/** 2,000 watchers of one board while 8 judges mark it: how much longer a receipt takes than without them. */
export async function watchersWait(name: string): Promise<Figure> {
  const rounds = await measured()
  const ratios = rounds.map(({ watched, alone }) => round(watched.p99 / alone.p99))
  return {
    name,
    ratio: round(median(ratios)),
    target: 3,
    better: 'less',
    ours: medians(rounds.map(({ watched }) => ({ p50ms: watched.p50, p99ms: watched.p99, frames: watched.frames }))),
    reference: medians(rounds.map(({ alone }) => ({ p50ms: alone.p50, p99ms: alone.p99 }))),
    rounds: ratios,
  }
}

/** The server's time for one frame to 2,000 watchers, ÷ that of ws alone with one frame built once. */
export async function watchersCpu(name: string): Promise<Figure> {
  const rounds = await measured()
  const ratios = rounds.map(({ cpuPerFrame, bare }) => round(cpuPerFrame / bare.cpuPerFrame))
  return {
    name,
    ratio: round(median(ratios)),
    target: 1.9,
    better: 'less',
    ours: medians(rounds.map(({ cpuPerFrame, watched }) => ({ cpuMsPerFrame: cpuPerFrame, bytes: watched.bytes }))),
    reference: medians(rounds.map(({ bare }) => ({ cpuMsPerFrame: bare.cpuPerFrame }))),
    rounds: ratios,
  }
}

let done: Promise<readonly Round[]> | undefined
const measured = () => {
  done ??= measure()
  return done
}

async function measure(): Promise<Round[]> {
  const server = await startServer()
  const bare = await bareServer('./watchers-reference.ts')
  const crowd = fork(fileURLToPath(new URL('./crowd.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  try {
    const { stageId, robots } = await openedOverHttp(server, STAGE)
    const judges = await Promise.all(robots.map(judgeOf))
    const port = Number(new URL(server.origin).port)
    await mark(server, judges) // warm
    const rounds: Round[] = []
    for (let i = 0; i < ROUNDS; i++) {
      await ask(crowd, { port, watchers: 0, stageId } satisfies OpenCrowd)
      const alone = await mark(server, judges)
      await ask(crowd, { port, watchers: WATCHERS, stageId } satisfies OpenCrowd)
      const watched = await mark(server, judges)
      const heard = await everybodyCurrent(crowd, server, stageId)
      const frames = heard.frames / WATCHERS
      await ask(crowd, { port: bare.port, watchers: WATCHERS, stageId: null } satisfies OpenCrowd)
      const before = cpuOf(bare.pid)
      await bare.ask({ frames: Math.round(frames), bytes: heard.bytes, tick: BOARD_TICK })
      rounds.push({
        alone,
        watched: { ...watched, frames, bytes: heard.bytes },
        cpuPerFrame: (watched.cpu - alone.cpu) / frames,
        bare: { cpuPerFrame: (cpuOf(bare.pid) - before) / Math.round(frames) },
      })
    }
    return rounds
  } finally {
    crowd.kill('SIGKILL')
    await bare.close()
    await server.close()
  }
}

async function ask(child: ChildProcess, message: object | string): Promise<unknown> {
  const gone = new AbortController()
  child.send(message)
  const [answer] = await Promise.race([
    once(child, 'message', { signal: gone.signal }),
    once(child, 'exit', { signal: gone.signal }).then(() => {
      throw new Error('the crowd is gone')
    }),
  ]).finally(() => gone.abort())
  return answer
}

/** Every watcher must reach the board's own version: a frame that nobody got would make the rest look fast. */
async function everybodyCurrent(crowd: ChildProcess, server: RunningServer, stageId: string): Promise<CrowdHeard> {
  for (let i = 0; i < 50; i++) {
    const board = (await (await fetch(`${server.origin}/api/boards/${stageId}`)).json()) as { version: number }
    const heard = (await ask(crowd, 'heard')) as CrowdHeard
    if (heard.versions.every((version) => version === board.version)) return heard
    await new Promise((wait) => setTimeout(wait, 100))
  }
  throw new Error('not every watcher reached the final version')
}

/** One judge, who gives each cell a level and begins anew with others. */
async function judgeOf(robot: RobotJudge) {
  const view = await robot.view()
  const cells = view.entries.flatMap((entry) =>
    aspectsOf(view.rubric).map((aspect) => ({ entryId: entry.id, aspectId: aspect.id })),
  )
  let given = 0
  return async () => {
    const { entryId, aspectId } = cells[given % cells.length]!
    const level = (given + Math.floor(given / cells.length)) % 4
    given++
    const sent = performance.now()
    const [receipt] = await robot.send([robot.mark(entryId, aspectId, { kind: 'judgement', level })])
    if (receipt?.outcome !== 'accepted') throw new Error(`not taken: ${JSON.stringify(receipt)}`)
    return performance.now() - sent
  }
}

async function mark(server: RunningServer, judges: readonly (() => Promise<number>)[]): Promise<Marked> {
  const waits: number[] = []
  const before = cpuOf(server.pid())
  const end = performance.now() + SECONDS * 1000
  await Promise.all(
    judges.map(async (next) => {
      while (performance.now() < end) {
        waits.push(await next())
        await new Promise((pause) => setTimeout(pause, PAUSE))
      }
    }),
  )
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99), cpu: cpuOf(server.pid()) - before }
}

/** Milliseconds that a process has used, as Linux counts them: in hundredths of a second. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
