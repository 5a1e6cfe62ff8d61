import type { Receipts } from '#contract/marks.ts'
import type { SeatId } from '#domain/ids.ts'
import type { MarkRefusal, Receipt } from '#domain/receipt.ts'
import type { KeptCell } from './outbox.ts'
import { MAX_BATCH_SIZE, type Outbox, type Queued } from './outbox.ts'

/** How the line stands, as the strip on top says it. */
export type LineState = 'idle' | 'sending' | 'offline' | 'seat-lost'

export interface SenderEvents {
  settled(cells: readonly KeptCell[]): void
  signed(signature: Extract<Queued, { kind: 'signature' }>['signature'], refusal: string | null): void
  line(state: LineState): void
  /** The queue grew shorter, or is empty. */
  left(): void
}

type Posted =
  | { readonly kind: 'answered'; readonly body: unknown }
  /** Sent again: silence, 408, 429, 5xx. */
  | { readonly kind: 'again' }
  /** The seat's cookie is gone or was ended: everything stays here until the tablet has its seat again. */
  | { readonly kind: 'seat-lost' }
  | { readonly kind: 'refused'; readonly body: { readonly kind?: string } }

const DELAYS = [0, 1000, 2000, 4000, 8000, 15_000]
/** An answer that takes longer than this will not come. */
const PATIENCE = 10_000

/**
 * Empties the outbox over HTTP, in order, for ever: a mark leaves it only with a receipt (RULES §11). One sender at a
 * time, also when the same seat is open in two tabs.
 */
export class Sender {
  readonly #seatId: SeatId
  readonly #outbox: Outbox
  readonly #events: SenderEvents
  #running = false
  #again = false
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped = false

  constructor(seatId: SeatId, outbox: Outbox, events: SenderEvents) {
    this.#seatId = seatId
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
    void alone(`skillmark-sender-${this.#seatId}`, () => this.#drain()).finally(() => {
      this.#running = false
      if (this.#again) {
        this.#again = false
        this.wake()
      }
    })
  }

  stop() {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  async #drain() {
    while (!this.#stopped) {
      const batch = await this.#outbox.next(MAX_BATCH_SIZE)
      if (batch.length === 0) {
        this.#failures = 0
        this.#events.line('idle')
        this.#events.left()
        return
      }
      this.#events.line('sending')
      const went = await this.#send(batch)
      if (went === 'gone') {
        this.#failures = 0
        this.#events.left()
        continue
      }
      this.#events.line(went === 'seat-lost' ? 'seat-lost' : 'offline')
      const delay = DELAYS[Math.min(this.#failures++, DELAYS.length - 1)] ?? 15_000
      this.#timer = setTimeout(this.wake, delay + Math.random() * Math.min(delay, 1000) + 200)
      return
    }
  }

  async #send(batch: readonly Queued[]): Promise<'gone' | 'again' | 'seat-lost'> {
    const first = batch[0]
    if (first?.kind === 'signature') return this.#sendSignature(first)
    const marks = batch.filter((item): item is MarkItem => item.kind === 'mark')
    const posted = await this.#post('marks', { marks: marks.map((item) => item.mark) })
    if (posted.kind === 'answered') {
      const { receipts } = posted.body as Receipts
      const settled = marks.flatMap((item) => {
        const receipt = receipts.find((candidate) => candidate.markId === item.mark.id)
        return receipt ? [{ item, receipt }] : []
      })
      if (settled.length === 0) return 'again' // an answer without one of our receipts is no answer
      this.#events.settled(await this.#outbox.settle(settled))
      return 'gone'
    }
    if (posted.kind !== 'refused') return posted.kind
    if (marks.length > 1) return this.#sendSingly(marks)
    const [item] = marks
    if (item) this.#events.settled(await this.#outbox.settle([{ item, receipt: refusedAlone(item, posted.body.kind) }]))
    return 'gone'
  }

  /** One mark that cannot be parsed must not hold back the others (RULES §11). */
  async #sendSingly(marks: readonly MarkItem[]): Promise<'gone' | 'again' | 'seat-lost'> {
    for (const mark of marks) {
      const went = await this.#send([mark])
      if (went !== 'gone') return went
    }
    return 'gone'
  }

  async #sendSignature(item: Extract<Queued, { kind: 'signature' }>): Promise<'gone' | 'again' | 'seat-lost'> {
    const posted = await this.#post('signatures', item.signature)
    if (posted.kind === 'again' || posted.kind === 'seat-lost') return posted.kind
    await this.#outbox.drop(item.order)
    this.#events.signed(item.signature, posted.kind === 'refused' ? (posted.body.kind ?? 'unexpected') : null)
    return 'gone'
  }

  async #post(what: 'marks' | 'signatures', body: unknown): Promise<Posted> {
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), PATIENCE)
    try {
      const response = await fetch(`/api/seats/${this.#seatId}/${what}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: patience.signal,
      })
      if (response.status === 401) return { kind: 'seat-lost' }
      if ([408, 429].includes(response.status) || response.status >= 500) return { kind: 'again' }
      const answer = (await response.json()) as { kind?: string }
      return response.ok ? { kind: 'answered', body: answer } : { kind: 'refused', body: answer }
    } catch {
      return { kind: 'again' }
    } finally {
      clearTimeout(timer)
    }
  }
}

type MarkItem = Extract<Queued, { kind: 'mark' }>

/** A mark that the server would not even parse: kept in view, journalled nowhere. */
const refusedAlone = ({ mark }: MarkItem, kind: string | undefined): Receipt => ({
  markId: mark.id,
  outcome: 'refused',
  refusal: { kind: (kind ?? 'unexpected') as MarkRefusal['kind'] } as MarkRefusal,
  position: 0,
})

/** Runs the work while no other tab does, where the browser can tell; twice sent is counted once all the same. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator
  if (!locks) return work()
  await locks.request(name, { ifAvailable: true }, async (lock) => (lock ? work() : undefined))
}
