import type { Receipts } from '#contract/marks.ts'
import type { SheetSigned } from '#contract/seats.ts'
import type { SeatId } from '#domain/ids.ts'
import type { GivenMark } from '#domain/mark.ts'
import type { MarkRefusal, Receipt } from '#domain/receipt.ts'
import type { KeptCell, Queued, QueuedMark, QueuedSignature } from './kept-cell.ts'
import { NOT_JOURNALLED, type Outbox } from './outbox.ts'
import { post } from './post.ts'

/** How the line stands, as the strip on top says it. */
export type LineState = 'idle' | 'sending' | 'offline' | 'seat-lost'

export interface SenderEvents {
  settled(cells: readonly KeptCell[], receipts: readonly Receipt[], marks: readonly GivenMark[]): void
  signed(kept: Awaited<ReturnType<Outbox['settleSignature']>>): void
  line(state: LineState): void
  /** The queue grew shorter, or is empty. */
  left(): void
}

/** What became of one batch: gone from the queue, or still in it. */
type Went = 'gone' | 'again' | 'seat-lost'

/** The contract's MAX_BATCH; named here again so that the tablet loads no parser. */
const MAX_BATCH = 50
const DELAYS = [0, 1000, 2000, 4000, 8000, 15_000]
/** Longer than a request may take; a tab that dies in between holds the others back no longer than this. */
const LEASE = 15_000

/**
 * Empties the outbox over HTTP, in order, for ever: a mark leaves it only with a receipt (RULES §11). One sender at a
 * time, also when the same seat is open in two tabs.
 */
export class Sender {
  readonly #seatId: SeatId
  readonly #outbox: Outbox
  readonly #events: SenderEvents
  /** Tells this tab from others, where only a lease can. A page that is loaded again is the same tab. */
  readonly #tab: string
  #running = false
  #again = false
  #failures = 0
  /** So many marks go one by one: their batch was refused as a whole. */
  #singly = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped = false

  constructor(seatId: SeatId, tab: string, outbox: Outbox, events: SenderEvents) {
    this.#seatId = seatId
    this.#tab = tab
    this.#outbox = outbox
    this.#events = events
  }

  /** Something was put in, or the line may be back. */
  wake = () => {
    if (this.#stopped) return
    clearTimeout(this.#timer)
    if (this.#running) {
      this.#again = true
      return
    }
    this.#running = true
    void this.#alone(() => this.#drain())
      .catch(() => this.#tryLater()) // the storage failed us; what is in it is still there
      .finally(() => {
        this.#running = false
        if (!this.#again) return
        this.#again = false
        this.wake()
      })
  }

  stop() {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  /** Runs the work while no other tab does. Where a browser can tell neither way, twice sent is counted once all the same. */
  async #alone(work: () => Promise<void>): Promise<void> {
    const { locks } = navigator as { readonly locks?: LockManager }
    if (!locks) {
      if (!(await this.#hasLease())) return this.#tryLater()
      await work()
      await this.#outbox.endLease(this.#tab)
      return
    }
    const name = `skillmark-sender-${this.#seatId}`
    await locks.request(name, { ifAvailable: true }, async (lock) => (lock ? work() : this.#tryLater()))
  }

  #hasLease(): Promise<boolean> {
    const now = Date.now()
    return this.#outbox.lease(this.#tab, now, now + LEASE)
  }

  #tryLater() {
    if (this.#stopped) return
    const delay = DELAYS[Math.min(this.#failures++, DELAYS.length - 1)] ?? 15_000
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.wake, delay + Math.random() * Math.min(delay, 1000) + 200)
  }

  async #drain() {
    while (!this.#stopped) {
      const batch = await this.#outbox.next(this.#singly > 0 ? 1 : MAX_BATCH)
      if (batch.length === 0) {
        this.#failures = 0
        this.#singly = 0
        this.#events.line('idle')
        this.#events.left()
        return
      }
      if (!('locks' in navigator) && !(await this.#hasLease())) return this.#tryLater()
      this.#events.line('sending')
      const went = await this.#send(batch)
      if (went === 'gone') {
        this.#failures = 0
        this.#events.left()
        continue
      }
      this.#events.line(went === 'seat-lost' ? 'seat-lost' : 'offline')
      return this.#tryLater()
    }
  }

  #send(batch: readonly Queued[]): Promise<Went> {
    const [first] = batch
    return first?.kind === 'signature'
      ? this.#sendSignature(first)
      : this.#sendMarks(batch.filter((item): item is QueuedMark => item.kind === 'mark'))
  }

  async #sendMarks(marks: readonly QueuedMark[]): Promise<Went> {
    const posted = await post(`/api/seats/${this.#seatId}/marks`, { marks: marks.map((item) => item.mark) })
    if (posted.kind === 'again' || posted.kind === 'seat-lost') return posted.kind
    if (posted.kind === 'refused' && marks.length > 1) {
      this.#singly = marks.length // one mark that cannot be parsed must not hold back the others (RULES §11)
      return 'gone'
    }
    if (posted.kind === 'answered')
      return this.#settle(marks, (posted.body as Partial<Receipts> | null)?.receipts ?? [])
    return this.#settle(
      marks,
      marks.map((item) => refusedAlone(item, posted.why)),
    )
  }

  async #settle(marks: readonly QueuedMark[], receipts: readonly Receipt[]): Promise<Went> {
    const settled = marks.flatMap((item) => {
      const receipt = receipts.find((candidate) => candidate.markId === item.mark.id)
      return receipt ? [{ item, receipt }] : []
    })
    if (settled.length === 0) return 'again' // an answer without one of our receipts is no answer
    this.#singly = Math.max(0, this.#singly - settled.length)
    const cells = await this.#outbox.settle(settled)
    this.#events.settled(
      cells,
      settled.map(({ receipt }) => receipt),
      settled.map(({ item }) => item.mark),
    )
    return 'gone'
  }

  async #sendSignature(item: QueuedSignature): Promise<Went> {
    const posted = await post(`/api/seats/${this.#seatId}/signatures`, item.signature)
    if (posted.kind === 'again' || posted.kind === 'seat-lost') return posted.kind
    if (posted.kind === 'refused') {
      this.#events.signed(await this.#outbox.settleSignature(item, { why: posted.why }))
      return 'gone'
    }
    const { kind, signedAt } = (posted.body as Partial<SheetSigned> | null) ?? {}
    if (kind !== 'signed' || typeof signedAt !== 'number') return 'again'
    this.#events.signed(await this.#outbox.settleSignature(item, { signedAt }))
    return 'gone'
  }
}

/** A mark that the server would not even parse: kept in view, journalled nowhere. */
const refusedAlone = ({ mark }: QueuedMark, kind: string): Receipt => ({
  markId: mark.id,
  outcome: 'refused',
  refusal: { kind: kind as MarkRefusal['kind'] } as MarkRefusal,
  position: NOT_JOURNALLED,
})
