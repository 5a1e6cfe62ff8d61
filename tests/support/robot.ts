import { randomBytes } from 'node:crypto'
import type { Receipts } from '#contract/marks.ts'
import type { SeatView } from '#contract/seats.ts'
import type { AspectId, EntryId, MarkId } from '#domain/ids.ts'
import type { GivenMark, GivenValue } from '#domain/mark.ts'
import type { Receipt } from '#domain/receipt.ts'
import type { SignedValue } from '#domain/sheet.ts'

/** A judge who marks through the real HTTP doors, as a tablet does: own ids, own running numbers, batches of 50. */
export class RobotJudge {
  readonly #origin: string
  #cookie = ''
  #seatId = ''
  #number = 0
  readonly #standing = new Map<string, MarkId>()
  readonly #given = new Map<string, SignedValue>()

  constructor(origin: string) {
    this.#origin = origin
  }

  /** Takes the seat of a link ("http://…/seat#token"). */
  async enter(link: string) {
    const token = new URL(link).hash.slice(1)
    const entered = await this.post('/api/seats/enter', { token })
    if (entered.status !== 201) throw new Error(`the seat was not taken: ${entered.status}`)
    this.#cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    this.#seatId = ((await entered.json()) as { seatId: string }).seatId
  }

  get seatId() {
    return this.#seatId
  }

  get cookie() {
    return this.#cookie
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}) {
    return fetch(`${this.#origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#origin, cookie: this.#cookie, ...headers },
      body: JSON.stringify(body),
    })
  }

  async view(): Promise<SeatView> {
    const answer = await fetch(`${this.#origin}/api/seats/${this.#seatId}`, { headers: { cookie: this.#cookie } })
    if (!answer.ok) throw new Error(`no view: ${answer.status}`)
    return (await answer.json()) as SeatView
  }

  /** The next mark of a cell, naming the one it replaces. */
  mark(entryId: EntryId, aspectId: AspectId, value: GivenValue, more: Partial<GivenMark> = {}): GivenMark {
    const key = `${entryId} ${aspectId}`
    const id = randomBytes(16).toString('base64url') as MarkId
    const mark = {
      id,
      number: ++this.#number,
      entryId,
      aspectId,
      value,
      replaces: this.#standing.get(key) ?? null,
      at: 1_700_000_000_000,
      ...more,
    }
    this.#standing.set(key, mark.id)
    this.#given.set(key, { aspectId, value })
    return mark
  }

  async send(marks: readonly GivenMark[]): Promise<Receipt[]> {
    const receipts: Receipt[] = []
    for (let i = 0; i < marks.length; i += 50) {
      const answer = await this.post(`/api/seats/${this.#seatId}/marks`, { marks: marks.slice(i, i + 50) })
      if (!answer.ok) throw new Error(`a batch was not taken: ${answer.status} ${await answer.text()}`)
      receipts.push(...((await answer.json()) as Receipts).receipts)
    }
    return receipts
  }

  sign(entryId: EntryId, subCriterionId: string) {
    return this.post(`/api/seats/${this.#seatId}/signatures`, {
      id: randomBytes(16).toString('base64url'),
      entryId,
      subCriterionId,
      values: [...this.#given].flatMap(([key, signed]) =>
        key.startsWith(`${entryId} ${subCriterionId}.`) ? [signed] : [],
      ),
      strokes: [[100, 100, 300, 200]],
      at: 1_700_000_000_000,
    })
  }
}
