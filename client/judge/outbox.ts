import type { SeatSheet, SeatView } from '#contract/seats.ts'
import type { AspectId, EntryId, MoveId, SeatId } from '#domain/ids.ts'
import type { GivenMark, GivenValue } from '#domain/mark.ts'
import type { Receipt } from '#domain/receipt.ts'
import {
  type CellKey,
  cellKey,
  heldCell,
  type KeptCell,
  newMarkId,
  type Queued,
  type QueuedMark,
  type QueuedSignature,
  type RefusedSignature,
  type Signature,
  settledCell,
  toldCell,
  untoldCell,
} from './kept-cell.ts'
import { countUp, read, SeatDatabase, type Tx, write } from './seat-database.ts'

export interface Settled {
  readonly item: QueuedMark
  readonly receipt: Receipt
}

/**
 * The tablet's own store of one seat: every mark goes in here before anything else happens to it, and leaves only with
 * the server's receipt (promises P2, P3).
 */
export class Outbox {
  readonly #db: SeatDatabase
  /** What a judge gives is written in the order of the taps, also where one of them has to be tried again. */
  #tail: Promise<unknown> = Promise.resolve()
  /** Numbers that were given out on this page: none comes twice, even if the browser empties its storage under us. */
  #atLeast = 0

  constructor(seatId: SeatId) {
    this.#db = new SeatDatabase(seatId)
  }

  close() {
    this.#db.close()
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(work)
    this.#tail = turn.catch(() => undefined)
    return turn
  }

  /** Everything kept, for a page that has just been opened. */
  load() {
    return this.#db.reading(async (db) => {
      const [cells, queue, view, refused] = await Promise.all([
        db.getAll('cells'),
        db.getAll('queue') as Promise<Queued[]>,
        db.get('meta', 'view') as Promise<SeatView | undefined>,
        db.get('meta', 'refusedSignatures') as Promise<RefusedSignature[] | undefined>,
      ])
      return { cells, queue, view, refusedSignatures: refused ?? [] }
    })
  }

  /** To be taken before the server is asked for its view, and handed to `merge` with the answer. */
  count(): Promise<number> {
    return this.#db.reading(async (db) => ((await db.get('meta', 'count')) as number | undefined) ?? 0)
  }

  /**
   * One transaction: the mark, its number and its cell. What is returned is durable on this tablet. `moved` is the last
   * move of the sheet that the judge could see.
   */
  addMark(
    entryId: EntryId,
    aspectId: AspectId,
    value: GivenValue,
    at: number,
    moved: MoveId | null = null,
  ): Promise<KeptCell> {
    const id = newMarkId()
    const key = cellKey(entryId, aspectId)
    return this.#inOrder(async () => {
      const { cell, number } = await this.#db.writing(async (tx) => {
        const before = await tx.objectStore('cells').get(key)
        const last = Math.max((await read(tx, 'lastNumber')) ?? 0, this.#atLeast)
        if (before?.standing === id) return { cell: before, number: last } // the try before this one came through
        const mark: GivenMark = {
          id,
          number: last + 1,
          entryId,
          aspectId,
          value,
          replaces: before?.standing ?? null,
          at,
          ...(moved === null ? {} : { moved }),
        }
        const cell: KeptCell = {
          key,
          value,
          held: before?.held ?? null,
          standing: id,
          state: 'waiting',
          receipt: null,
          since: await countUp(tx),
        }
        await tx.objectStore('queue').add({ kind: 'mark', mark })
        await tx.objectStore('cells').put(cell)
        await write(tx, 'lastNumber', mark.number)
        return { cell, number: mark.number }
      })
      this.#atLeast = number
      return cell
    })
  }

  /** A signature waits behind the marks that it signs. An earlier one that was not taken is done with. */
  addSignature(signature: Signature): Promise<readonly RefusedSignature[]> {
    return this.#inOrder(() =>
      this.#db.writing(async (tx) => {
        await tx.objectStore('queue').add({ kind: 'signature', signature })
        const refused = withoutRefusal((await read(tx, 'refusedSignatures')) ?? [], signature)
        await write(tx, 'refusedSignatures', refused)
        return refused
      }),
    )
  }

  /** The next to be sent: marks in a row up to `most`, or one signature by itself. */
  next(most: number): Promise<Queued[]> {
    return this.#db.reading(async (db) => {
      const queued = (await db.getAll('queue', null, most)) as Queued[]
      const signature = queued.findIndex((item) => item.kind === 'signature')
      if (signature === 0) return queued.slice(0, 1)
      return signature < 0 ? queued : queued.slice(0, signature)
    })
  }

  waiting(): Promise<Queued[]> {
    return this.#db.reading((db) => db.getAll('queue') as Promise<Queued[]>)
  }

  /** Takes marks with their receipts out of the queue and settles their cells, in one transaction. */
  settle(settled: readonly Settled[]): Promise<KeptCell[]> {
    return this.#db.writing(async (tx) => {
      const changed = new Map<CellKey, KeptCell>()
      for (const { item, receipt } of settled) {
        const key = cellKey(item.mark.entryId, item.mark.aspectId)
        const cell = await tx.objectStore('cells').get(key)
        const isQueued = (await tx.objectStore('queue').getKey(item.order)) !== undefined
        if (cell && !isQueued) changed.set(key, cell) // another tab was told the same before us
        if (!isQueued) continue
        await tx.objectStore('queue').delete(item.order)
        if (receipt.position === NOT_JOURNALLED) await forgetReplaced(tx, item.mark)
        if (!cell) continue
        const next = settledCell(cell, item.mark, receipt, await countUp(tx))
        await tx.objectStore('cells').put(next)
        changed.set(key, next)
      }
      return [...changed.values()]
    })
  }

  /** Takes a signature with the server's answer out of the queue: the kept sheet is signed, or the reason is kept. */
  settleSignature({ order, signature }: QueuedSignature, answer: { signedAt: number } | { why: string }) {
    return this.#db.writing(async (tx) => {
      await tx.objectStore('queue').delete(order)
      await write(tx, 'signedAt', await countUp(tx))
      const view = await read(tx, 'view')
      const refused = withoutRefusal((await read(tx, 'refusedSignatures')) ?? [], signature)
      if ('why' in answer) {
        const { entryId, subCriterionId } = signature
        await write(tx, 'refusedSignatures', [...refused, { entryId, subCriterionId, why: answer.why }])
      } else if (view) {
        await write(tx, 'view', { ...view, sheets: signedSheets(view.sheets, signature, answer.signedAt) })
      }
      return { view: await read(tx, 'view'), refusedSignatures: (await read(tx, 'refusedSignatures')) ?? refused }
    })
  }

  /** The judge has seen why a mark was not taken: the cell shows again what stands on the server. */
  dismiss(key: CellKey): Promise<KeptCell | undefined> {
    return this.#db.writing(async (tx) => {
      const cell = await tx.objectStore('cells').get(key)
      if (cell?.state !== 'attention') return cell
      const next = heldCell(key, cell.held, await countUp(tx))
      if (next) await tx.objectStore('cells').put(next)
      else await tx.objectStore('cells').delete(key)
      return next
    })
  }

  /**
   * Takes over what the server holds of this seat. Cells with something still to be sent, or that changed here after the
   * view was asked for, stay as they are: what is far away never overwrites what was given here. undefined: a signature
   * was answered meanwhile, so the view is behind and has to be asked for again.
   */
  merge(view: SeatView, asked: number): Promise<KeptCell[] | undefined> {
    return this.#db.writing(async (tx) => {
      if (((await read(tx, 'signedAt')) ?? 0) > asked) return undefined
      const cells = tx.objectStore('cells')
      const queued = (await tx.objectStore('queue').getAll()) as Queued[]
      const busy = new Set(
        queued.flatMap((item) => (item.kind === 'mark' ? [cellKey(item.mark.entryId, item.mark.aspectId)] : [])),
      )
      const kept = new Map((await cells.getAll()).map((cell) => [cell.key, cell]))
      const told = new Set<CellKey>()
      for (const mark of view.marks) {
        const key = cellKey(mark.entryId, mark.aspectId)
        const cell = kept.get(key)
        told.add(key)
        if (busy.has(key) || (cell && cell.since > asked)) continue
        const next = toldCell(key, cell, mark, asked)
        if (next === cell) continue
        kept.set(key, next)
        await cells.put(next)
      }
      for (const [key, cell] of kept) {
        if (busy.has(key) || told.has(key) || cell.since > asked) continue
        const left = untoldCell(cell)
        if (left === cell) continue
        if (left) {
          kept.set(key, left)
          await cells.put(left)
        } else {
          kept.delete(key)
          await cells.delete(key)
        }
      }
      this.#atLeast = Math.max((await read(tx, 'lastNumber')) ?? 0, view.lastNumber, this.#atLeast)
      await write(tx, 'lastNumber', this.#atLeast)
      await write(tx, 'view', view)
      return [...kept.values()]
    })
  }

  /** Without Web Locks (plain http): may this tab send until `until`? Renewed only when half of it is gone. */
  lease(holder: string, now: number, until: number): Promise<boolean> {
    return this.#db.writing(async (tx) => {
      const held = await read(tx, 'lease')
      // One that ends later than ours would was written under another clock.
      if (held && held.until > now && held.until <= until) {
        if (held.holder !== holder) return false
        if (held.until - now > (until - now) / 2) return true
      }
      await write(tx, 'lease', { holder, until })
      return true
    })
  }

  endLease(holder: string): Promise<void> {
    return this.#db.writing(async (tx) => {
      if ((await read(tx, 'lease'))?.holder === holder) await write(tx, 'lease', { holder, until: 0 })
    })
  }
}

/** A receipt that the tablet wrote itself, because the server could not even parse the mark (RULES §11). */
export const NOT_JOURNALLED = 0

/** The server has never heard of this mark: those that wait behind it take the place of what it meant to replace. */
async function forgetReplaced(tx: Tx, { id, replaces }: GivenMark) {
  for (const item of (await tx.objectStore('queue').getAll()) as Queued[]) {
    if (item.kind !== 'mark' || item.mark.replaces !== id) continue
    await tx.objectStore('queue').put({ ...item, mark: { ...item.mark, replaces } })
  }
}

const withoutRefusal = (refused: readonly RefusedSignature[], { entryId, subCriterionId }: Signature) =>
  refused.filter((one) => one.entryId !== entryId || one.subCriterionId !== subCriterionId)

function signedSheets(sheets: readonly SeatSheet[], signature: Signature, signedAt: number): SeatSheet[] {
  const { entryId, subCriterionId } = signature
  const isIt = (sheet: SeatSheet) => sheet.entryId === entryId && sheet.subCriterionId === subCriterionId
  const moved = sheets.find(isIt)?.moved ?? null
  const signed = { entryId, subCriterionId, state: 'signed', signedAt, spread: [], returned: null, moved } as const
  return [...sheets.filter((sheet) => !isIt(sheet)), signed]
}
