import { parentPort, workerData } from 'node:worker_threads'
import { frozenStages } from '../../db/frozen-stage.ts'
import { journalOn } from '../../db/journal.ts'
import { connectSqlite } from '../../db/open-sqlite.ts'
import { transactOn } from '../../db/transact.ts'
import type { EnterMarks } from './batches.ts'
import { enterHere } from './enter-here.ts'
import { marksStore } from './store.ts'

/** The other side of enter-there.ts: one group after another, on a connection of its own. */
export type Asked = { readonly batches: readonly EnterMarks[]; readonly now: number } | 'close'
/** Words cross as one text: that costs a fraction of copying each object. */
export type Told =
  | { readonly entered: string }
  | { readonly failed: string; readonly code: unknown }
  /** An earlier group failed so that nobody knew what of it was kept; now it is settled. */
  | { readonly doubted: true }

const db = connectSqlite(workerData as string)
let now = 0
const enter = enterHere(
  transactOn(db, () => parentPort?.postMessage({ doubted: true } satisfies Told)),
  { store: marksStore(db), journal: journalOn(db), frozen: frozenStages() },
  () => now,
)

parentPort?.on('message', async (text: string) => {
  const asked = JSON.parse(text) as Asked
  if (asked === 'close') {
    await db.destroy()
    return parentPort?.close()
  }
  now = asked.now
  parentPort?.postMessage(await answerTo(asked.batches))
})

async function answerTo(batches: readonly EnterMarks[]): Promise<Told> {
  try {
    return { entered: JSON.stringify(await enter(batches)) }
  } catch (error) {
    const { stack, code } = error as NodeJS.ErrnoException
    return { failed: stack ?? String(error), code }
  }
}
