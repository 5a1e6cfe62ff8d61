import { Worker } from 'node:worker_threads'
import type { CisCheck } from '#domain/cis/check.ts'
import type { TextRows } from '#domain/points-table.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Roster } from '#domain/roster.ts'
import { TooBusy } from '../http/too-busy.ts'
import { MOST_BYTES, MOST_HEAP, MOST_WAIT, MOST_WORK } from './limits.ts'
import { type FileRefusal, tooLarge } from './refusals.ts'
import type { RubricFile } from './rubric-file.ts'

/** What a file may be read as, and what then comes of it. */
export interface Readings {
  readonly scheme: Result<CisCheck, FileRefusal>
  readonly roster: Result<Roster, FileRefusal>
  readonly rubric: RubricFile
  readonly points: Result<readonly TextRows[], FileRefusal>
}

export interface Asked {
  readonly as: keyof Readings
  readonly bytes: Uint8Array
}
export interface Told {
  readonly read: Readings[keyof Readings]
  /** Bytes that the thread holds once it has read. */
  readonly held: number
}

type OutOfBounds = Extract<FileRefusal, { kind: 'too-large' | 'took-too-long' | 'too-much-memory' | 'unforeseen' }>

/** A thread that holds more than this, or that nobody has used for so long, gives its memory back. */
const MOST_HELD = 64 * 1024 * 1024
const IDLE = 30_000
/** How often the thread is asked what it has spent, in milliseconds. */
const LOOK = 50

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
let turns: Promise<unknown> = Promise.resolve()

/**
 * Reads a file in a thread beside the loop that takes marks, one file after the other, with bounds on time and memory.
 * The thread is used again, since to start one takes longer than to read a good file; a file that goes beyond the bounds
 * takes it down. Throws `TooBusy` where the machine has no time for it: what a file is refused for must be in the file.
 */
export function readFile<As extends keyof Readings>(
  as: As,
  bytes: Uint8Array,
): Promise<Result<Readings[As], OutOfBounds>> {
  if (bytes.length > MOST_BYTES) return Promise.resolve(err(tooLarge))
  const turn = turns.then(() => takeTurn({ as, bytes }))
  turns = turn.then(
    ({ over }) => over,
    () => undefined,
  )
  return turn.then(({ read }) => {
    if (read === 'busy') throw new TooBusy('the machine had no time to read a file')
    return read as Result<Readings[As], OutOfBounds>
  })
}

type Heard = Result<Told, OutOfBounds> | 'busy'

interface Turn {
  readonly read: Result<Told['read'], OutOfBounds> | 'busy'
  /** The next turn begins when the thread is free again, or gone with all its memory; this answer need not wait for that. */
  readonly over: Promise<unknown>
}

async function takeTurn(asked: Asked): Promise<Turn> {
  clearTimeout(idle)
  const reading = thread ?? (await start())
  thread = reading
  reading.ref()
  const told = await ask(reading, asked)
  if (told === 'busy') return { read: told, over: retire(reading) }
  const read = told.ok ? ok(told.value.read) : told
  if (!told.ok || told.value.held > MOST_HELD) return { read, over: retire(reading) }
  reading.unref()
  idle = setTimeout(() => void retire(reading), IDLE).unref()
  return { read, over: Promise.resolve() }
}

/** Until it says that it is ready: the bounds on time are for reading, and a slow machine may take a while to start. */
async function start(): Promise<Worker> {
  const started = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    resourceLimits: MOST_HEAP,
    stdout: true,
    stderr: true,
  })
  // One that dies between two files is replaced; while it reads, `ask` hears of it.
  started.on('error', () => {
    if (thread === started) thread = undefined
  })
  await new Promise((resolve, reject) => {
    started.once('message', resolve).once('error', reject)
    started.once('exit', () => reject(new Error('the reading thread did not start')))
  })
  return started
}

async function ask(reading: Worker, asked: Asked): Promise<Heard> {
  const before = await spentBy(reading)
  return new Promise((resolve) => {
    const settle = (answer: Heard) => {
      clearInterval(looking)
      clearTimeout(ceiling)
      reading.off('message', tell).off('error', fail).off('exit', fail)
      resolve(answer)
    }
    const tell = (told: Told) => settle(ok(told))
    const fail = (error?: unknown) => {
      const code = (error as NodeJS.ErrnoException | undefined)?.code
      settle(err({ kind: code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much-memory' : 'unforeseen' }))
    }
    const look = (spent: number) => spent - before > MOST_WORK && settle(err({ kind: 'took-too-long' }))
    const looking = setInterval(() => void spentBy(reading).then(look, () => undefined), LOOK)
    const ceiling = setTimeout(() => settle('busy'), MOST_WAIT)
    reading.on('message', tell).on('error', fail).on('exit', fail)
    reading.postMessage(asked)
  })
}

/** Milliseconds of a processor that the thread has had. A Node before 24.6 cannot be asked: there the clock counts. */
async function spentBy(reading: Worker): Promise<number> {
  if (!('cpuUsage' in reading)) return performance.now()
  const { user, system } = await reading.cpuUsage()
  return (user + system) / 1000
}

async function retire(reading: Worker) {
  if (thread === reading) thread = undefined
  await reading.terminate()
}
