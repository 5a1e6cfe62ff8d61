import type { SeatId } from '#domain/ids.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import { passing } from '../../db/passing.ts'
import type { Transact } from '../../db/transact.ts'
import { type EnteredMark, type EnterMarks, enterMarks, type MarksEntered } from './enter-marks.ts'
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
 * fsync. After COMMIT whoever shows marks is told, and then each is answered. If anything throws, all is rolled back and each batch is tried by itself, so
 * that one bad batch takes nobody down with it.
 */
export function markGroup(
  transact: Transact,
  stores: { readonly store: MarksStore; readonly journal: Journal },
  now: () => number,
  tell: (stage: FrozenStage, seatId: SeatId, entered: readonly EnteredMark[]) => void,
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
    transact((trx) =>
      enterMarks(
        trx,
        stores,
        group.map(({ command }) => command),
        now(),
      ),
    )

  const settle = async (group: readonly Waiting[]) => {
    try {
      const entered = await enter(group)
      for (const [i, { command, resolve }] of group.entries()) {
        if (command.stage && entered[i]!.entered.length > 0) tell(command.stage, command.seatId, entered[i]!.entered)
        resolve(entered[i]!)
      }
    } catch (error) {
      // A database that is away or a disk that is full is nobody's fault, and would be waited for once for each batch.
      if (group.length === 1 || passing(error)) {
        for (const { reject } of group) reject(error)
        return
      }
      for (const waiting of group) await settle([waiting])
    }
  }

  /** One wait for the disk serves them all: while another turn of the loop brings more, the group is not full yet. */
  const moreToCome = async () => {
    for (let seen = 0; queue.length > seen && queue.length < MOST_MARKS; ) {
      seen = queue.length
      await new Promise(setImmediate)
    }
  }

  const drain = async () => {
    while (queue.length > 0) {
      await moreToCome()
      await settle(takeGroup())
      await new Promise(setImmediate) // on SQLite nothing above lets the loop turn: the receipts would wait for the storm
    }
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
