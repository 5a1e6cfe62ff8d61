import { type ChildProcess, fork } from 'node:child_process'
import type { CisCheck } from '#domain/cis/check.ts'
import type { TextRows } from '#domain/points-table.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Roster } from '#domain/roster.ts'
import { TooBusy } from '../http/too-busy.ts'
import { MOST_BYTES, MOST_HEAP, MOST_MEMORY, MOST_WAIT, MOST_WORK } from './limits.ts'
import { ownMemory, processorTime } from './process-cost.ts'
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
  /** Each file has a number of its own, which its answer bears. */
  readonly turn: number
  readonly as: keyof Readings
  readonly bytes: Uint8Array
}
export interface Told {
  readonly turn: number
  readonly read: Readings[keyof Readings]
  /** Bytes that the process holds once it has read. */
  readonly held: number
}

type OutOfBounds = Extract<FileRefusal, { kind: 'too-large' | 'took-too-long' | 'too-much-memory' | 'unforeseen' }>

/** A process that holds more than this, or that nobody has used for so long, gives its memory back. */
const MOST_HELD = 64 * 1024 * 1024
const IDLE = 30_000
/** How often it is looked up what the process has spent and holds, in milliseconds. */
const LOOK = 20
/** By the clock, milliseconds: a process that is not ready by then never will be. */
const MOST_START = 60_000

let reader: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined
let turns: Promise<unknown> = Promise.resolve()
let turn = 0

/**
 * Reads a file in a process of its own, one file after the other, with bounds on time and memory. A thread would not do:
 * where V8 runs out of memory it may take down all threads of its process, and with them the server that takes marks.
 * The process is used again, since to start one takes longer than to read a good file; a file that goes beyond the bounds
 * takes it down. Throws `TooBusy` where the machine has no time for it: what a file is refused for must be in the file.
 */
export function readFile<As extends keyof Readings>(
  as: As,
  bytes: Uint8Array,
): Promise<Result<Readings[As], OutOfBounds>> {
  if (bytes.length > MOST_BYTES) return Promise.resolve(err(tooLarge))
  // A Buffer would arrive as one, whose `slice` is not that of other bytes.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  const taken = turns.then(() => takeTurn({ turn: ++turn, as, bytes: plain }))
  turns = taken.then(
    ({ over }) => over,
    () => undefined,
  )
  return taken.then(({ read }) => {
    if (read === 'busy') throw new TooBusy('the machine had no time to read a file')
    return read as Result<Readings[As], OutOfBounds>
  })
}

type Heard = Result<Told, OutOfBounds> | 'busy'

interface Turn {
  readonly read: Result<Told['read'], OutOfBounds> | 'busy'
  /** The next turn begins when the process is free again, or gone with all its memory; this answer need not wait for that. */
  readonly over: Promise<unknown>
}

async function takeTurn(asked: Asked): Promise<Turn> {
  clearTimeout(idle)
  const reading = reader ?? (await start())
  reader = reading
  holdOpen(reading)
  const told = await ask(reading, asked)
  if (told === 'busy') return { read: told, over: retire(reading) }
  const read = told.ok ? ok(told.value.read) : told
  if (!told.ok || told.value.held > MOST_HELD) return { read, over: retire(reading) }
  letGo(reading)
  idle = setTimeout(() => void retire(reading), IDLE).unref()
  return { read, over: Promise.resolve() }
}

/** A process that nobody waits for keeps no program from ending. */
function letGo(reading: ChildProcess) {
  reading.unref()
  reading.channel?.unref()
}

function holdOpen(reading: ChildProcess) {
  reading.ref()
  reading.channel?.ref()
}

/** Until it says that it is ready: the bound on work is for reading, and a slow machine may take a while to start. */
async function start(): Promise<ChildProcess> {
  const started = fork(new URL('./reading-process.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${MOST_HEAP.old}`, `--max-semi-space-size=${MOST_HEAP.semi}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Neither the server's secrets nor NODE_OPTIONS, which could lift the bounds.
    env: { TZ: process.env.TZ },
  })
  // One that dies between two files is replaced; while it reads, `ask` hears of it.
  started.once('exit', () => {
    if (reader === started) reader = undefined
  })
  let late: NodeJS.Timeout | undefined
  try {
    await new Promise((resolve, reject) => {
      // Heard as long as it lives: an error that nobody hears ends the server.
      started.once('message', resolve).on('error', reject)
      started.once('exit', () => reject(new Error('the reading process did not start')))
      late = setTimeout(() => reject(new TooBusy('the machine had no time to start the reading process')), MOST_START)
    })
  } catch (error) {
    started.kill('SIGKILL')
    throw error
  } finally {
    clearTimeout(late)
  }
  return started
}

function ask(reading: ChildProcess, asked: Asked): Promise<Heard> {
  const pid = reading.pid ?? 0
  const before = processorTime(pid)
  return new Promise((resolve) => {
    const settle = (answer: Heard) => {
      clearInterval(looking)
      clearTimeout(ceiling)
      reading.off('message', tell).off('exit', fail)
      resolve(answer)
    }
    const tell = (told: unknown) => settle(isAnswer(told, asked) ? ok(told) : err({ kind: 'unforeseen' }))
    const fail = (code: number | null, signal: NodeJS.Signals | null) =>
      settle(err({ kind: ranOutOfMemory(code, signal) ? 'too-much-memory' : 'unforeseen' }))
    const look = () => {
      if (processorTime(pid) - before > MOST_WORK) settle(err({ kind: 'took-too-long' }))
      else if (ownMemory(pid) > MOST_MEMORY) settle(err({ kind: 'too-much-memory' }))
    }
    const looking = setInterval(look, LOOK)
    const ceiling = setTimeout(() => settle('busy'), MOST_WAIT)
    reading.on('message', tell).on('exit', fail)
    // What cannot be sent to a process that is dying: its end is heard at once.
    reading.send(asked, () => undefined)
  })
}

const isAnswer = (told: unknown, { turn }: Asked): told is Told =>
  typeof told === 'object' &&
  told !== null &&
  'read' in told &&
  'turn' in told &&
  told.turn === turn &&
  'held' in told &&
  typeof told.held === 'number'

/**
 * How V8 ends a process for want of memory: by `abort` (134 where there are no signals) at the bound of its heap, and on
 * the spot, by a trap, where a single list or table would be larger than any may be.
 */
const ranOutOfMemory = (code: number | null, signal: NodeJS.Signals | null) =>
  code === 134 || signal === 'SIGABRT' || signal === 'SIGTRAP' || signal === 'SIGILL'

async function retire(reading: ChildProcess) {
  if (reader === reading) reader = undefined
  if (reading.exitCode !== null || reading.signalCode !== null) return
  const gone = new Promise((resolve) => reading.once('exit', resolve))
  reading.kill('SIGKILL')
  await gone
}

// A server that ends leaves nobody reading.
process.on('exit', () => reader?.kill('SIGKILL'))
