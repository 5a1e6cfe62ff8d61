import type { Transact } from '../../db/transact.ts'
import type { EnterGroup } from './batches.ts'
import { enterMarks, type MarkStores } from './enter-marks.ts'

/** Enters groups on the loop that answers: PostgreSQL works beside it anyhow. */
export const enterHere =
  (transact: Transact, stores: MarkStores, now: () => number): EnterGroup =>
  (batches) =>
    transact((trx) => enterMarks(trx, stores, batches, now()))
