import type { DBSchema, StoreNames } from 'idb'
import type { SeatView } from '#contract/seats.ts'
import type { SeatId } from '#domain/ids.ts'
import type { KeptCell, Queued, QueuedMark, QueuedSignature, RefusedSignature } from './kept-cell.ts'
import { TabletDatabase, type Writing } from './tablet-database.ts'

interface Meta {
  readonly view: SeatView
  /** The device's own running number, without gaps. */
  readonly lastNumber: number
  /** Counts every change of a cell or a sheet on this tablet. */
  readonly count: number
  /** The count when a signature was last settled. */
  readonly signedAt: number
  readonly refusedSignatures: readonly RefusedSignature[]
  readonly lease: { readonly holder: string; readonly until: number }
}

interface Kept extends DBSchema {
  queue: { key: number; value: Queued | Omit<QueuedMark, 'order'> | Omit<QueuedSignature, 'order'> }
  cells: { key: string; value: KeptCell }
  meta: { key: string; value: Meta[keyof Meta] }
}

export type Tx = Writing<Kept>

const STORES: StoreNames<Kept>[] = ['queue', 'cells', 'meta']

/** One database a seat, for marks and signatures alone. */
export class SeatDatabase extends TabletDatabase<Kept> {
  constructor(seatId: SeatId) {
    super(`skillmark-seat-${seatId}`, STORES, (db) => {
      db.createObjectStore('queue', { keyPath: 'order', autoIncrement: true })
      db.createObjectStore('cells', { keyPath: 'key' })
      db.createObjectStore('meta')
    })
  }
}

export const read = <Key extends keyof Meta>(tx: Tx, key: Key) =>
  tx.objectStore('meta').get(key) as Promise<Meta[Key] | undefined>

export const write = <Key extends keyof Meta>(tx: Tx, key: Key, value: Meta[Key]) =>
  tx.objectStore('meta').put(value, key)

export async function countUp(tx: Tx): Promise<number> {
  const next = ((await read(tx, 'count')) ?? 0) + 1
  await write(tx, 'count', next)
  return next
}
