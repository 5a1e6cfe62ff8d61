import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AspectId, EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { asId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import { type CellKey, cellKey, newMarkId } from '../../../client/judge/kept-cell.ts'
import { Outbox } from '../../../client/judge/outbox.ts'
import { Sender } from '../../../client/judge/sender.ts'
import { StorageFull } from '../../../client/judge/tablet-database.ts'
import { type Fate, RuleBookServer } from './rule-book-server.ts'

const entry = asId<EntryId>('07-B')
const aspect = (n: number) => asId<AspectId>(`C2.${n}`)
const level = (n: number): GivenValue => ({ kind: 'judgement', level: n })
let seats = 0

/** One page of the tablet: what a reload throws away. */
class Page {
  readonly outbox: Outbox
  readonly #sender: Sender
  #rest: () => void = () => undefined

  constructor(seatId: SeatId, tab = 'the tab') {
    this.outbox = new Outbox(seatId)
    this.#sender = new Sender(seatId, tab, this.outbox, {
      settled: () => undefined,
      signed: () => undefined,
      line: (state) => state !== 'sending' && this.#rest(),
      left: () => undefined,
    })
  }

  /** Tries to send until it is done or cut off. */
  send(): Promise<void> {
    return new Promise((resolve) => {
      this.#rest = resolve
      this.#sender.wake()
    })
  }

  wake() {
    this.#sender.wake()
  }

  async sendAll() {
    while ((await this.outbox.waiting()).length > 0) await this.send()
  }

  end() {
    this.#sender.stop()
    this.outbox.close()
  }

  async take(server: RuleBookServer, asked: number) {
    return this.outbox.merge(server.view(), asked)
  }
}

let server: RuleBookServer
let seatId: SeatId
let page: Page
const give = (n: number, value: GivenValue) => page.outbox.addMark(entry, aspect(n), value, 1)
const reload = () => {
  page.end()
  page = new Page(seatId)
}
const cells = async () => new Map((await page.outbox.load()).cells.map((cell) => [cell.key, cell]))
const keyOf = (n: number): CellKey => cellKey(entry, aspect(n))

beforeEach(() => {
  server = new RuleBookServer()
  vi.stubGlobal('fetch', server.fetch)
  seatId = asId<SeatId>(`seat-${++seats}`)
  page = new Page(seatId)
})
afterEach(() => {
  page.end()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const fate: fc.Arbitrary<Fate> = fc.constantFrom<Fate>('answered', 'lost', 'answer-lost', 408, 429, 500, 503)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('give' as const), cell: fc.nat(2), level: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take-back' as const), cell: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wake' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reload' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ask' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fate' as const), fate }) },
)

describe('the outbox', () => {
  it('loses no mark, doubles none and keeps the order of each cell, whatever the line and the page do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        server = new RuleBookServer()
        vi.stubGlobal('fetch', server.fetch)
        seatId = asId<SeatId>(`seat-${++seats}`)
        page.end()
        page = new Page(seatId)
        const given: { key: CellKey; id: string; value: GivenValue }[] = []
        let asked = { count: 0, view: server.view() }
        const add = async (cell: number, value: GivenValue) => {
          const kept = await give(cell, value)
          given.push({ key: kept.key, id: kept.standing ?? '', value })
        }
        for (const one of steps) {
          if (one.do === 'give') await add(one.cell, level(one.level))
          else if (one.do === 'take-back') await add(one.cell, { kind: 'taken-back' })
          else if (one.do === 'wake') page.wake()
          else if (one.do === 'send') await page.send()
          else if (one.do === 'reload') reload()
          else if (one.do === 'fate') server.fates.push(one.fate)
          else if (one.do === 'ask') asked = { count: await page.outbox.count(), view: server.view() }
          else await page.outbox.merge(asked.view, asked.count)
        }
        server.fates.length = 0
        await page.sendAll()

        expect(server.received.map(({ id }) => id)).toEqual(given.map(({ id }) => id))
        expect(server.received.map(({ number }) => number)).toEqual(given.map((_, i) => i + 1))
        expect([...server.receipts.values()].filter(({ outcome }) => outcome !== 'accepted')).toEqual([])
        const kept = await cells()
        for (const key of new Set(given.map((mark) => mark.key))) {
          const last = given.filter((mark) => mark.key === key).pop()
          expect(server.valueOf(key)).toEqual(last?.value)
          expect(kept.get(key)).toMatchObject({ value: last?.value, standing: last?.id, state: 'saved' })
        }
      }),
      { numRuns: 150 },
    )
  })

  it('sends from two tabs of one seat without doubling or disordering anything', async () => {
    const other = new Page(seatId, 'another tab')
    for (let i = 0; i < 20; i++) {
      const from = i % 2 === 0 ? page : other
      await from.outbox.addMark(entry, aspect(i % 3), level(i % 4), 1)
      page.wake()
      other.wake()
      if (i % 5 === 0) server.fates.push('answer-lost')
    }
    while ((await page.outbox.waiting()).length > 0) {
      page.wake()
      other.wake()
      await new Promise((wait) => setTimeout(wait, 5))
    }
    expect(server.received.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect([...server.receipts.values()].every(({ outcome }) => outcome === 'accepted')).toBe(true)
    other.end()
  })

  it('keeps the marks of one cell in the order of the taps, also when the browser closes the storage in between', async () => {
    const open = IDBDatabase.prototype.transaction
    let closed = 0
    await give(0, level(0))
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...rest) {
      if (closed++ === 0) throw new DOMException('the database connection is closing', 'InvalidStateError')
      return open.apply(this, rest)
    })
    await Promise.all([give(1, level(0)), give(1, level(1)), give(1, level(2))])
    expect((await page.outbox.waiting()).map((item) => item.kind === 'mark' && item.mark.value)).toEqual([
      level(0),
      level(0),
      level(1),
      level(2),
    ])
    await page.sendAll()
    expect(server.valueOf(keyOf(1))).toEqual(level(2))
  })

  it('says that the storage is full, and keeps nothing of the mark', async () => {
    await give(1, level(1))
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    await expect(give(1, level(3))).rejects.toBeInstanceOf(StorageFull)
    put.mockRestore()
    expect((await page.outbox.waiting()).length).toBe(1)
    expect((await cells()).get(keyOf(1))?.value).toEqual(level(1))
    await give(1, level(2))
    await page.sendAll()
    expect(server.received.map(({ number, value }) => [number, value])).toEqual([
      [1, level(1)],
      [2, level(2)],
    ])
  })
})

describe('a mark that is not taken', () => {
  it('does not hold back the marks behind it, and says why until it is read', async () => {
    server.cannotParse = (mark) => mark.aspectId === aspect(1)
    await give(0, level(1))
    await give(1, level(2))
    await give(2, level(3))
    await page.sendAll()
    expect(server.received.map(({ aspectId }) => aspectId)).toEqual([aspect(0), aspect(2)])
    const refused = (await cells()).get(keyOf(1))
    expect(refused).toMatchObject({
      state: 'attention',
      receipt: { outcome: 'refused', refusal: { kind: 'malformed' } },
    })
    reload()
    expect((await cells()).get(keyOf(1))?.state).toBe('attention')
    expect(await page.outbox.dismiss(keyOf(1))).toBeUndefined()
  })

  it.each([400, 403, 404, 413])(
    'is told apart from a cut line by the status %i, even without a body of ours',
    async (status) => {
      await give(0, level(1))
      server.fates.push(status)
      await page.sendAll()
      expect(server.received).toEqual([])
      expect((await cells()).get(keyOf(0))).toMatchObject({
        state: 'attention',
        receipt: { refusal: { kind: 'unexpected' } },
      })
    },
  )

  it('leaves the cell as the server holds it, and the next one takes the place of that', async () => {
    await give(0, level(1))
    await page.sendAll()
    server.cannotParse = (mark) => mark.value.kind === 'judgement' && mark.value.level === 2
    await give(0, level(2))
    await give(0, level(3))
    await page.sendAll()
    expect(server.valueOf(keyOf(0))).toEqual(level(3))
    expect((await cells()).get(keyOf(0))).toMatchObject({ value: level(3), state: 'saved' })
    await give(0, level(2))
    await page.sendAll()
    expect(await page.outbox.dismiss(keyOf(0))).toMatchObject({ value: level(3), state: 'saved' })
  })

  it('was contested by another tablet of the seat: what is entered next replaces what really stands', async () => {
    await give(0, level(1))
    await page.sendAll()
    const stranger = { ...server.received[0]!, id: newMarkId(), number: 99, value: level(0) }
    server.cells.set(keyOf(0), stranger)
    await give(0, level(2))
    await page.sendAll()
    expect((await cells()).get(keyOf(0))).toMatchObject({ state: 'attention', receipt: { outcome: 'contested' } })
    await page.take(server, await page.outbox.count())
    await give(0, level(2))
    await page.sendAll()
    expect(server.valueOf(keyOf(0))).toEqual(level(2))
    expect((await cells()).get(keyOf(0))?.state).toBe('saved')
  })
})

describe('what the server tells', () => {
  it('never overwrites a mark that waits, or one that was settled after the question', async () => {
    await give(0, level(1))
    await page.sendAll()
    const behind = server.view()
    const asked = await page.outbox.count()
    await give(0, level(2))
    await page.outbox.merge(behind, asked)
    expect((await cells()).get(keyOf(0))).toMatchObject({ value: level(2), state: 'waiting' })
    await page.sendAll()
    reload()
    await page.outbox.merge(behind, asked)
    expect((await cells()).get(keyOf(0))).toMatchObject({ value: level(2), state: 'saved' })
  })

  it('carries the running number of the device on after the storage was emptied', async () => {
    await give(0, level(1))
    await give(1, level(1))
    await page.sendAll()
    page.end()
    indexedDB.deleteDatabase(`skillmark-seat-${seatId}`)
    page = new Page(seatId)
    await page.take(server, await page.outbox.count())
    await give(2, level(1))
    await page.sendAll()
    expect(server.received.map(({ number }) => number)).toEqual([1, 2, 3])
  })
})

describe('a signature', () => {
  const sign = () =>
    page.outbox.addSignature({
      values: [],
      id: newMarkId(),
      entryId: entry,
      subCriterionId: asId<SubCriterionId>('C2'),
      strokes: [[1, 1]],
      at: 1,
    })

  it('goes out behind the marks that it signs, once, also when its first answer is lost', async () => {
    server.fates.push('answered', 'answer-lost')
    await give(0, level(1))
    await give(1, level(2))
    await sign()
    await page.sendAll()
    expect(server.signatures.map(({ after }) => after)).toEqual([2])
  })

  it('shows its sheet as signed before the server is asked again, also after a reload', async () => {
    await page.take(server, await page.outbox.count())
    const asked = await page.outbox.count()
    await sign()
    await page.sendAll()
    expect(await page.take(server, asked)).toBeUndefined()
    reload()
    expect((await page.outbox.load()).view?.sheets).toMatchObject([{ state: 'signed', signedAt: 5 }])
  })

  it('that is refused stays in view over a reload, until the judge signs again', async () => {
    server.refusesSignatures = 'spread-open'
    await sign()
    await page.sendAll()
    reload()
    expect((await page.outbox.load()).refusedSignatures).toMatchObject([{ subCriterionId: 'C2', why: 'spread-open' }])
    await sign()
    expect((await page.outbox.load()).refusedSignatures).toEqual([])
  })
})
