import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb'

/** Storage is closed to us: what is put there would die with the page. */
export class NoStorage extends Error {
  override readonly name = 'NoStorage'
}

/** No room for more: nothing of it was kept. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}

export type Writing<Kept extends DBSchema> = IDBPTransaction<Kept, StoreNames<Kept>[], 'readwrite'>

/** What is given is on the tablet only when the disk says so. */
const STRICT = { durability: 'strict' } as const

/** A database on this tablet. iOS closes them behind our back: each call opens it again once and tries again. */
export class TabletDatabase<Kept extends DBSchema> {
  readonly #name: string
  readonly #stores: StoreNames<Kept>[]
  readonly #make: (db: IDBPDatabase<Kept>) => void
  #db: Promise<IDBPDatabase<Kept>> | undefined

  constructor(name: string, stores: StoreNames<Kept>[], make: (db: IDBPDatabase<Kept>) => void) {
    this.#name = name
    this.#stores = stores
    this.#make = make
  }

  #open(): Promise<IDBPDatabase<Kept>> {
    this.#db ??= openDB<Kept>(this.#name, 1, {
      upgrade: (db) => this.#make(db),
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
  writing<T>(work: (tx: Writing<Kept>) => Promise<T>): Promise<T> {
    return this.reading(async (db) => {
      const tx = db.transaction(this.#stores, 'readwrite', STRICT)
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
