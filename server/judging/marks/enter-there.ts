import { Worker } from 'node:worker_threads'
import type { InTurn } from '../../db/turns.ts'
import type { EnterGroup, MarksEntered } from './batches.ts'
import type { Told } from './entering-thread.ts'

export interface EnterThere {
  readonly enterGroup: EnterGroup
  /** Lets the thread put its file away. */
  readonly close: () => Promise<void>
}

export interface EnterThereDeps {
  readonly inTurn: InTurn
  readonly now: () => number
  readonly afterDoubt: () => void
  /** A thread died: into the log. */
  readonly report: (error: unknown) => void
}

/** Milliseconds until a thread that does not put its file away is stopped. */
const LONGEST_CLOSE = 3000

/**
 * Enters groups in a thread of its own on the SQLite file of that folder: the wait for the disk and the statements of a
 * storm of marks then never hold up the loop that answers. SQLite takes one writer at a time, so a group waits for its
 * turn among all transactions, and they for it. `afterDoubt` is called where a group failed and nobody knew what of it was kept.
 */
export function enterThere(dataDir: string, { inTurn, now, afterDoubt, report }: EnterThereDeps): EnterThere {
  let thread: Worker | undefined
  const running = () => {
    if (thread) return thread
    const started = new Worker(new URL('./entering-thread.ts', import.meta.url), { workerData: dataDir })
    started.unref()
    // One that died is replaced by the next group; the one it had in hand hears of it in `ask`.
    const gone = () => {
      if (thread === started) thread = undefined
    }
    started.once('exit', gone).on('error', (error) => {
      gone()
      report(error)
    })
    started.on('message', (told: Told) => 'doubted' in told && afterDoubt())
    thread = started
    return started
  }
  running()

  const ask = (batches: Parameters<EnterGroup>[0]) =>
    new Promise<MarksEntered[]>((resolve, reject) => {
      const asked = running()
      const settle = () => {
        asked.off('message', tell).off('error', fail).off('exit', gone)
      }
      const tell = (told: Told) => {
        if ('doubted' in told) return
        settle()
        if ('entered' in told) resolve(JSON.parse(told.entered))
        else reject(Object.assign(new Error(told.failed), { code: told.code }))
      }
      /** The thread died with the group in hand. */
      const fail = (error: unknown) => {
        settle()
        afterDoubt()
        reject(error)
      }
      const gone = () => fail(new Error('the thread that enters marks is gone'))
      asked.on('message', tell).on('error', fail).on('exit', gone)
      asked.postMessage(JSON.stringify({ batches, now: now() }))
    })

  return {
    enterGroup: (batches) => inTurn(() => ask(batches)),
    close: async () => {
      const left = thread
      if (!left) return
      left.ref()
      const gone = new Promise((resolve) => left.once('exit', resolve))
      left.postMessage(JSON.stringify('close'))
      const hung = setTimeout(() => void left.terminate(), LONGEST_CLOSE)
      await gone
      clearTimeout(hung)
    },
  }
}
