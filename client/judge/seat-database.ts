import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { SeatView } from '#contract/seats.ts'
import type { SeatId } from '#domain/ids.ts'
import type { KeptCell, Queued, QueuedMark, QueuedSignature, RefusedSignature } from './kept-cell.ts'

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

export type Tx = IDBPTransaction<Kept, StoreNames<Kept>[], 'readwrite'>

/** Storage is closed to us: then marks would die with the page, and nobody may mark. */
export class NoStorage extends Error {
  override readonly name = 'NoStorage'
}

/** No room for another mark: nothing of it was kept. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}

const STORES: StoreNames<Kept>[] = ['queue', 'cells', 'meta']
/** A mark is on the tablet only when the disk says so. */
const STRICT = { durability: 'strict' } as const

/** One database a seat. iOS closes databases behind our back: each call opens it again once and tries again. */
export class SeatDatabase {
  readonly #name: string
  #db: Promise<IDBPDatabase<Kept>> | undefined

  constructor(seatId: SeatId) {
    this.#name = `skillmark-seat-${seatId}`
  }

  #open(): Promise<IDBPDatabase<Kept>> {
    this.#db ??= openDB<Kept>(this.#name, 1, {
      upgrade(db) {
        db.createObjectStore('queue', { keyPath: 'order', autoIncrement: true })
        db.createObjectStore('cells', { keyPath: 'key' })
        db.createObjectStore('meta')
      },
      blocking: () => this.close(),
      terminated: () => {
        this.#db = undefined
      },
    })
    return this.#db
  }

  close() {
    this.#db?.then(
      (db) => db.close(),
      () => undefined,
    )
    this.#db = undefined
  }

  async reading<T>(work: (db: IDBPDatabase<Kept>) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#open())
    } catch (error) {
      if (isFull(error)) throw new StorageFull()
      this.#db = undefined
      try {
        return await work(await this.#open())
      } catch (again) {
        throw isFull(again) ? new StorageFull() : new NoStorage(String(again))
      }
    }
  }

  /** One transaction over everything; what it returns is durable. A failure leaves nothing of it behind. */
  writing<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.reading(async (db) => {
      const tx = db.transaction(STORES, 'readwrite', STRICT)
      const done = tx.done
      done.catch(() => undefined) // it is thrown below
      try {
        const result = await work(tx)
        await done
        return result
      } catch (error) {
        const why = tx.error ?? error
        try {
          tx.abort()
        } catch {
          // it has ended already
        }
        throw why
      }
    })
  }
}

const isFull = (error: unknown) => (error as { name?: unknown } | null)?.name === 'QuotaExceededError'

export const read = <Key extends keyof Meta>(tx: Tx, key: Key) =>
  tx.objectStore('meta').get(key) as Promise<Meta[Key] | undefined>

export const write = <Key extends keyof Meta>(tx: Tx, key: Key, value: Meta[Key]) =>
  tx.objectStore('meta').put(value, key)

export async function countUp(tx: Tx): Promise<number> {
  const next = ((await read(tx, 'count')) ?? 0) + 1
  await write(tx, 'count', next)
  return next
}
