import type { Journal } from '../../db/journal.ts'
import type { Transact } from '../../db/transact.ts'
import { type EnterMarks, enterMarks, type MarksEntered } from './enter-marks.ts'
import type { MarksStore } from './store.ts'

/** A transaction on SQLite blocks the loop: no more marks than this go into one. */
const MOST_MARKS = 64

interface Waiting {
  readonly command: EnterMarks
  readonly resolve: (entered: MarksEntered) => void
  readonly reject: (error: unknown) => void
}

export type EnterInGroup = (command: EnterMarks) => Promise<MarksEntered>

/**
 * Group commit (DESIGN §7): the batches that arrive in one turn of the event loop share one transaction, and so one
 * fsync; each is answered after COMMIT. If anything throws, all is rolled back and each batch is tried by itself, so
 * that one bad batch takes nobody down with it.
 */
export function markGroup(
  transact: Transact,
  stores: { readonly store: MarksStore; readonly journal: Journal },
  now: () => number,
): EnterInGroup {
  const queue: Waiting[] = []
  let busy = false

  const takeGroup = (): Waiting[] => {
    const group: Waiting[] = []
    let marks = 0
    while (queue.length > 0 && (group.length === 0 || marks + queue[0]!.command.marks.length <= MOST_MARKS)) {
      const next = queue.shift()!
      marks += next.command.marks.length
      group.push(next)
    }
    return group
  }

  const enter = (group: readonly Waiting[]) =>
    transact(async (trx) => {
      const entered: MarksEntered[] = []
      for (const { command } of group) entered.push(await enterMarks(trx, stores, command, now()))
      return entered
    })

  const settle = async (group: readonly Waiting[]) => {
    try {
      const entered = await enter(group)
      for (const [i, waiting] of group.entries()) waiting.resolve(entered[i]!)
    } catch (error) {
      if (group.length === 1) return group[0]!.reject(error)
      for (const waiting of group) await settle([waiting])
    }
  }

  const drain = async () => {
    while (queue.length > 0) await settle(takeGroup())
    busy = false
  }

  return (command) =>
    new Promise((resolve, reject) => {
      queue.push({ command, resolve, reject })
      if (busy) return
      busy = true
      setImmediate(() => void drain())
    })
}
