import type { Receipts } from '#contract/marks.ts'
import type { SeatView } from '#contract/seats.ts'
import type { GivenMark, GivenValue } from '#domain/mark.ts'
import type { Outcome, Receipt } from '#domain/receipt.ts'

/** How a request ends: as it should, lost on the way there, lost on the way back, or answered with a status. */
export type Fate = 'answered' | 'lost' | 'answer-lost' | number

/** What RULES §11 says of receipts, for one seat and nobody else: the least that an outbox can be held against. */
export class RuleBookServer {
  readonly received: GivenMark[] = []
  readonly receipts = new Map<string, Receipt>()
  readonly cells = new Map<string, GivenMark>()
  readonly signatures: { readonly id: string; readonly after: number }[] = []
  readonly numbers = new Set<number>()
  /** Fates of the next requests, in order; then all are answered. */
  readonly fates: Fate[] = []
  /** Marks that it cannot even parse. */
  cannotParse: (mark: GivenMark) => boolean = () => false
  refusesSignatures: string | null = null

  readonly fetch = async (path: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const fate = this.fates.shift() ?? 'answered'
    if (fate === 'lost') throw new TypeError('the line is cut')
    if (typeof fate === 'number') return new Response('<html>not of this server</html>', { status: fate })
    const [status, answer] = this.#answer(String(path), init)
    if (fate === 'answer-lost') throw new TypeError('the line is cut')
    return new Response(JSON.stringify(answer), { status })
  }

  #answer(path: string, init: RequestInit | undefined): [number, unknown] {
    if (init?.method !== 'POST') return [200, this.view()]
    const body = JSON.parse(String(init.body)) as { marks: GivenMark[]; id: string }
    if (path.endsWith('/signatures')) {
      if (this.refusesSignatures) return [409, { kind: this.refusesSignatures }]
      if (!this.signatures.some(({ id }) => id === body.id)) {
        this.signatures.push({ id: body.id, after: this.received.length })
      }
      return [200, { kind: 'signed', signedAt: 5 }]
    }
    if (body.marks.some(this.cannotParse)) return [400, { kind: 'malformed' }]
    const answer: Receipts = { receipts: body.marks.map((mark) => this.#enter(mark)) }
    return [200, answer]
  }

  #enter(mark: GivenMark): Receipt {
    const known = this.receipts.get(mark.id)
    if (known) return known
    this.received.push(mark)
    const key = `${mark.entryId}|${mark.aspectId}`
    const current = this.cells.get(key)?.id ?? null
    const outcome: Outcome = this.numbers.has(mark.number)
      ? 'refused'
      : current !== null && current !== mark.replaces
        ? 'contested'
        : 'accepted'
    this.numbers.add(mark.number)
    if (outcome === 'accepted') this.cells.set(key, mark)
    const refusal = outcome === 'refused' ? ({ kind: 'number-reused' } as const) : null
    const receipt = { markId: mark.id, outcome, refusal, position: this.received.length }
    this.receipts.set(mark.id, receipt)
    return receipt
  }

  valueOf(key: string): GivenValue | undefined {
    return this.cells.get(key)?.value
  }

  view(): SeatView {
    const marks = [...this.cells.values()].map(({ entryId, aspectId, id, value }) => ({
      entryId,
      aspectId,
      markId: id,
      value,
    }))
    return {
      seat: { id: 'seat', label: 'J1', judge: '裁判', chief: false, panel: 'A' },
      stageId: 'stage',
      contest: '',
      skill: '',
      stage: '',
      state: 'open',
      blind: true,
      rubric: { title: '', criteria: [], sections: [] },
      ownAspects: [],
      entries: [],
      agreed: [],
      sheets: [],
      marks,
      lastNumber: Math.max(0, ...this.numbers),
    } as unknown as SeatView
  }
}
