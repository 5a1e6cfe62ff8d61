import type { FrozenStage } from '../../db/frozen-stage.ts'
import { passing } from '../../db/passing.ts'
import type { Entered, EnterGroup, EnterMarks, MarksEntered } from './batches.ts'

/** No more marks than this go into one transaction: whoever else writes waits no longer than for these. */
const MOST_MARKS = 640

interface Waiting {
  readonly command: EnterMarks
  /** undefined while it was in draft. */
  readonly stage: FrozenStage | undefined
  readonly resolve: (entered: MarksEntered) => void
  readonly reject: (error: unknown) => void
}

export type EnterInGroup = (command: EnterMarks, stage: FrozenStage | undefined) => Promise<MarksEntered>

/**
 * Group commit (DESIGN §7): the batches that arrive while another group is entered share one transaction, and so one
 * fsync. After COMMIT whoever shows marks is told, and then each is answered. If anything throws, all is rolled back and each batch is tried by itself, so that one bad batch takes nobody
 * down with it.
 */
export function markGroup(
  enterGroup: EnterGroup,
  tell: (stage: FrozenStage, command: EnterMarks, entered: readonly Entered[]) => void,
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

  const settle = async (group: readonly Waiting[]) => {
    try {
      const entered = await enterGroup(group.map(({ command }) => command))
      for (const [i, { command, stage, resolve }] of group.entries()) {
        if (stage && entered[i]!.entered.length > 0) tell(stage, command, entered[i]!.entered)
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

  const drain = async () => {
    while (queue.length > 0) {
      await settle(takeGroup())
      await new Promise(setImmediate) // on SQLite nothing above lets the loop turn: the receipts would wait for the storm
    }
    busy = false
  }

  return (command, stage) =>
    new Promise((resolve, reject) => {
      queue.push({ command, stage, resolve, reject })
      if (busy) return
      busy = true
      setImmediate(() => void drain())
    })
}
