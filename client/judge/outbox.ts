import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { SeatView, SignSheet } from '#contract/seats.ts'
import type { AspectId, EntryId, MarkId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { asId } from '#domain/ids.ts'
import type { GivenMark, GivenValue } from '#domain/mark.ts'
import type { Receipt } from '#domain/receipt.ts'

/** One cell of this seat as the tablet holds it. */
export interface KeptCell {
  readonly key: CellKey
  readonly value: GivenValue
  /** The newest mark of the cell that has not been refused: what the next one replaces. */
  readonly standing: MarkId | null
  readonly state: 'waiting' | 'saved' | 'attention'
  /** Why it needs a person; null unless attention. */
  readonly receipt: Receipt | null
}

export type CellKey = `${EntryId}|${AspectId}`
export const cellKey = (entryId: EntryId, aspectId: AspectId): CellKey => `${entryId}|${aspectId}`

export type Signature = Omit<SignSheet, 'entryId' | 'subCriterionId'> & {
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
}

/** What waits to be sent, in the order in which the judge gave it. */
export type Queued =
  | { readonly order: number; readonly kind: 'mark'; readonly mark: GivenMark }
  | { readonly order: number; readonly kind: 'signature'; readonly signature: Signature }

interface Kept extends DBSchema {
  queue: { key: number; value: Queued | Omit<Queued, 'order'> }
  cells: { key: string; value: KeptCell }
  meta: { key: string; value: unknown }
}

/** Storage is closed to us: then marks would die with the page, and nobody may mark. */
export class NoStorage extends Error {
  override readonly name = 'NoStorage'
}

/** 128 random bits in base64url; getRandomValues is there on plain http too, randomUUID is not. */
export function newMarkId(): MarkId {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const text = btoa(String.fromCharCode(...bytes))
  return asId<MarkId>(text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''))
}

/** The contract's MAX_BATCH; named here again so that the tablet loads no parser. */
export const MAX_BATCH_SIZE = 50

const NAME = (seatId: SeatId) => `skillmark-seat-${seatId}`
const STORES = ['queue', 'cells', 'meta'] as const
/** A mark is on the tablet only when the disk says so. */
const STRICT = { durability: 'strict' } as const

/**
 * The tablet's own store of one seat: every mark goes in here before anything else happens to it, and leaves only with
 * the server's receipt (promises P2, P3). iOS closes databases behind our back: each call reopens once and tries again.
 */
export class Outbox {
  readonly #seatId: SeatId
  #db: Promise<IDBPDatabase<Kept>> | undefined
  /** When each cell last changed here, counted: a view that was asked for earlier knows nothing of it. */
  readonly #changed = new Map<CellKey, number>()
  #count = 0

  constructor(seatId: SeatId) {
    this.#seatId = seatId
  }

  #open(): Promise<IDBPDatabase<Kept>> {
    this.#db ??= openDB<Kept>(NAME(this.#seatId), 1, {
      upgrade(db) {
        db.createObjectStore('queue', { keyPath: 'order', autoIncrement: true })
        db.createObjectStore('cells', { keyPath: 'key' })
        db.createObjectStore('meta')
      },
      blocking: () => this.#close(),
      terminated: () => {
        this.#db = undefined
      },
    })
    return this.#db
  }

  #close() {
    void this.#db?.then((db) => db.close())
    this.#db = undefined
  }

  async #with<T>(work: (db: IDBPDatabase<Kept>) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#open())
    } catch (error) {
      const name = (error as DOMException).name
      if (name === 'QuotaExceededError') throw error
      this.#db = undefined
      try {
        return await work(await this.#open())
      } catch (again) {
        if ((again as DOMException).name === 'QuotaExceededError') throw again
        throw new NoStorage(String(again))
      }
    }
  }

  #touch(key: CellKey) {
    this.#changed.set(key, ++this.#count)
  }

  /** To be taken before the server is asked for its view, and handed to `merge` with the answer. */
  get count(): number {
    return this.#count
  }

  /** Everything kept, for a page that has just been opened. */
  load() {
    return this.#with(async (db) => {
      const [cells, queue, view] = await Promise.all([
        db.getAll('cells'),
        db.getAll('queue') as Promise<Queued[]>,
        db.get('meta', 'view') as Promise<SeatView | undefined>,
      ])
      return { cells, queue, view }
    })
  }

  /** One transaction: the mark, its number and its cell. What is returned is durable on this tablet. */
  addMark(entryId: EntryId, aspectId: AspectId, value: GivenValue, at: number): Promise<KeptCell> {
    const id = newMarkId()
    return this.#with(async (db) => {
      const tx = db.transaction(STORES, 'readwrite', STRICT)
      const key = cellKey(entryId, aspectId)
      this.#touch(key)
      const before = await tx.objectStore('cells').get(key)
      const last = ((await tx.objectStore('meta').get('lastNumber')) as number | undefined) ?? 0
      const mark: GivenMark = {
        id,
        number: last + 1,
        entryId,
        aspectId,
        value,
        replaces: before?.standing ?? null,
        at,
      }
      const cell: KeptCell = { key, value, standing: id, state: 'waiting', receipt: null }
      await Promise.all([
        tx.objectStore('queue').add({ kind: 'mark', mark }),
        tx.objectStore('cells').put(cell),
        tx.objectStore('meta').put(mark.number, 'lastNumber'),
        tx.done,
      ])
      return cell
    })
  }

  addSignature(signature: Signature): Promise<void> {
    return this.#with(async (db) => {
      const tx = db.transaction(['queue'], 'readwrite', STRICT)
      await Promise.all([tx.objectStore('queue').add({ kind: 'signature', signature }), tx.done])
    })
  }

  /** The next to be sent: marks in a row up to `most`, or one signature by itself. */
  next(most: number): Promise<Queued[]> {
    return this.#with(async (db) => {
      const queued = (await db.getAll('queue', null, most)) as Queued[]
      const signature = queued.findIndex((item) => item.kind === 'signature')
      if (signature === 0) return queued.slice(0, 1)
      return signature < 0 ? queued : queued.slice(0, signature)
    })
  }

  waiting(): Promise<Queued[]> {
    return this.#with((db) => db.getAll('queue') as Promise<Queued[]>)
  }

  /** Takes marks with their receipts out of the queue and settles their cells, in one transaction. */
  settle(settled: readonly { readonly item: Extract<Queued, { kind: 'mark' }>; readonly receipt: Receipt }[]) {
    return this.#with(async (db) => {
      const tx = db.transaction(['queue', 'cells'], 'readwrite', STRICT)
      const cells: KeptCell[] = []
      for (const { item, receipt } of settled) {
        await tx.objectStore('queue').delete(item.order)
        const key = cellKey(item.mark.entryId, item.mark.aspectId)
        const cell = await tx.objectStore('cells').get(key)
        if (!cell) continue
        const next = settledCell(cell, item.mark, receipt)
        this.#touch(key)
        if (next !== cell) {
          await tx.objectStore('cells').put(next)
          cells.push(next)
        }
      }
      await tx.done
      return cells
    })
  }

  drop(order: number): Promise<void> {
    return this.#with(async (db) => {
      const tx = db.transaction(['queue'], 'readwrite', STRICT)
      await Promise.all([tx.objectStore('queue').delete(order), tx.done])
    })
  }

  /** The judge has seen why a mark was not taken. */
  dismiss(key: CellKey, standing: { readonly value: GivenValue; readonly markId: MarkId } | undefined) {
    return this.#with(async (db) => {
      const tx = db.transaction(['cells'], 'readwrite', STRICT)
      const cell: KeptCell | undefined = standing && {
        key,
        value: standing.value,
        standing: standing.markId,
        state: 'saved',
        receipt: null,
      }
      await Promise.all([cell ? tx.objectStore('cells').put(cell) : tx.objectStore('cells').delete(key), tx.done])
      return cell
    })
  }

  /**
   * Takes over what the server holds of this seat. Cells with something still to be sent, or waiting for a person, stay
   * as they are: what is far away never overwrites what was given here.
   */
  merge(view: SeatView, asked: number): Promise<KeptCell[]> {
    return this.#with(async (db) => {
      const tx = db.transaction(STORES, 'readwrite', STRICT)
      const queued = (await tx.objectStore('queue').getAll()) as Queued[]
      const busy = new Set(
        queued.flatMap((item) => (item.kind === 'mark' ? [cellKey(item.mark.entryId, item.mark.aspectId)] : [])),
      )
      const cells = tx.objectStore('cells')
      const kept = new Map((await cells.getAll()).map((cell) => [cell.key, cell]))
      const told = new Map(view.marks.map((mark) => [cellKey(mark.entryId, mark.aspectId), mark]))
      for (const [key, mark] of told) {
        const cell = kept.get(key)
        if (busy.has(key) || (this.#changed.get(key) ?? 0) > asked) continue
        const next: KeptCell =
          cell?.state === 'attention'
            ? { ...cell, standing: mark.markId } // what is entered next takes the place of what really stands there
            : { key, value: mark.value, standing: mark.markId, state: 'saved', receipt: null }
        kept.set(key, next)
        await cells.put(next)
      }
      for (const [key, cell] of kept) {
        if (cell.state !== 'saved' || busy.has(key) || told.has(key)) continue
        if ((this.#changed.get(key) ?? 0) > asked) continue
        kept.delete(key)
        await cells.delete(key)
      }
      const last = ((await tx.objectStore('meta').get('lastNumber')) as number | undefined) ?? 0
      await tx.objectStore('meta').put(Math.max(last, view.lastNumber), 'lastNumber')
      await tx.objectStore('meta').put(view, 'view')
      await tx.done
      return [...kept.values()]
    })
  }
}

/** The cell after the server's word on one of its marks. A word on an older mark changes nothing but the standing. */
export function settledCell(cell: KeptCell, mark: GivenMark, receipt: Receipt): KeptCell {
  const taken = receipt.outcome === 'accepted' || receipt.outcome === 'already-had'
  if (cell.standing !== mark.id) return cell
  return taken
    ? { ...cell, state: 'saved', receipt: null }
    : { ...cell, standing: mark.replaces, state: 'attention', receipt }
}
