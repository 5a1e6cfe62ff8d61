import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AspectId, EntryId, NoteId, PhotoId, SeatId } from '#domain/ids.ts'
import { asId } from '#domain/ids.ts'
import { type CellKey, cellKey } from '../../../client/judge/kept-cell.ts'
import { NoteBox } from '../../../client/judge/note-box.ts'
import { NoteSender } from '../../../client/judge/note-sender.ts'
import { Outbox } from '../../../client/judge/outbox.ts'
import { MOST_WAITING, PhotoBox } from '../../../client/judge/photo-box.ts'
import { StorageFull } from '../../../client/judge/tablet-database.ts'
import { NoteServer } from './note-server.ts'
import type { Fate } from './rule-book-server.ts'

const entry = asId<EntryId>('07-B')
const aspect = (n: number) => asId<AspectId>(`C2.${n}`)
const keyOf = (n: number) => cellKey(entry, aspect(n))
const picture = (bytes = 10) => new ArrayBuffer(bytes)
let seats = 0

/** One page of the tablet: what a reload throws away. */
class Page {
  readonly notes: NoteBox
  readonly photos: PhotoBox
  writing: CellKey | null = null
  marksWait = false
  readonly #sender: NoteSender

  constructor(seatId: SeatId) {
    this.notes = new NoteBox(seatId)
    this.photos = new PhotoBox(seatId)
    this.#sender = new NoteSender(seatId, this.notes, this.photos, {
      changed: () => undefined,
      writing: () => this.writing,
      marksWait: () => this.marksWait,
    })
  }

  wake() {
    this.#sender.wake()
  }

  /** Nothing is left to send that may be sent. */
  async isIdle() {
    const note = await this.notes.next(this.writing)
    return !note && (this.marksWait || !(await this.photos.next()))
  }

  async sendAll() {
    for (let i = 0; i < 400 && !(await this.isIdle()); i++) {
      this.wake()
      await new Promise((wait) => setTimeout(wait, 2))
    }
    expect(await this.isIdle()).toBe(true)
  }

  end() {
    this.#sender.stop()
    this.notes.close()
    this.photos.close()
  }
}

let server: NoteServer
let seatId: SeatId
let page: Page
const start = () => {
  seatId = asId<SeatId>(`noting-${++seats}`)
  server = new NoteServer(seatId)
  vi.stubGlobal('fetch', server.fetch)
  page = new Page(seatId)
}
const reload = () => {
  page.end()
  page = new Page(seatId)
}
const write = (n: number, text: string, at = Date.now()) => page.notes.write(entry, aspect(n), text, at)
const noteOf = async (n: number) => (await page.notes.load()).find((note) => note.key === keyOf(n))
const add = async (n = 1, at = Date.now()) => {
  const photo = await page.photos.add(entry, aspect(n), picture(), at)
  if (!photo) throw new Error('too many')
  return photo
}

beforeEach(start)
afterEach(() => {
  page.end()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const fate: fc.Arbitrary<Fate> = fc.constantFrom<Fate>('answered', 'lost', 'answer-lost', 200, 408, 429, 500, 503)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('write' as const), cell: fc.nat(2), text: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('add' as const), cell: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), nth: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wake' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pause' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reload' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fate' as const), fate }) },
)

describe('the queue of notes', () => {
  it('brings the last words of each note and every photo to the server once, whatever the line and the page do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        page.end()
        start()
        const last = new Map<number, string>()
        const photos: { id: PhotoId; removed: boolean }[] = []
        for (const one of steps) {
          if (one.do === 'write') {
            const text = one.text === 0 ? '' : `note ${one.text}`
            await write(one.cell, text)
            last.set(one.cell, text)
          } else if (one.do === 'add') photos.push({ id: (await add(one.cell)).id, removed: false })
          else if (one.do === 'remove') {
            const photo = photos[one.nth]
            if (!photo || photo.removed) continue
            await page.photos.remove(photo.id)
            photo.removed = true
          } else if (one.do === 'wake') page.wake()
          else if (one.do === 'pause') await new Promise((wait) => setTimeout(wait, 1))
          else if (one.do === 'reload') reload()
          else server.fates.push(one.fate)
        }
        server.fates.length = 0
        await page.sendAll()
        for (const [cell, text] of last) expect(server.textOf(aspect(cell)) ?? '').toBe(text)
        expect(new Set(server.versions.map(({ id }) => id)).size).toBe(server.versions.length)
        for (const { id, removed } of photos) {
          if (removed) expect(server.photos.get(id)?.removed ?? true).toBe(true)
          else expect(server.photos.get(id)).toMatchObject({ removed: false, bytes: 10 })
        }
        const left = (await page.notes.load()).filter((note) => note.state !== 'saved')
        expect(left).toEqual([])
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('keeps what was written over a reload, and says that it waits', async () => {
    server.fates.push(...Array<Fate>(50).fill('lost'))
    await write(1, '扎带松动')
    page.wake()
    reload()
    expect(await noteOf(1)).toMatchObject({ text: '扎带松动', state: 'waiting', held: '' })
    server.fates.length = 0
    await page.sendAll()
    expect(await noteOf(1)).toMatchObject({ text: '扎带松动', state: 'saved', held: '扎带松动' })
  })

  it('holds back the note that is being written, and sends what was not overwritten meanwhile', async () => {
    page.writing = keyOf(1)
    await write(1, '扎')
    await write(1, '扎带')
    await write(2, '另一项')
    await page.sendAll()
    expect(server.versions.map(({ text }) => text)).toEqual(['另一项'])
    page.writing = null
    await write(1, '扎带松动')
    await page.sendAll()
    expect(server.versions.map(({ text }) => text)).toEqual(['另一项', '扎带松动'])
  })

  it('sends a version that was written while the one before was on its way', async () => {
    await write(1, '一')
    const first = (await page.notes.next(null))!
    await write(1, '一二')
    await page.notes.settle(first)
    expect(await noteOf(1)).toMatchObject({ text: '一二', state: 'waiting', held: '一' })
    await page.sendAll()
    expect(await noteOf(1)).toMatchObject({ state: 'saved', held: '一二' })
  })

  it('takes no word for an answer that is not our server’s', async () => {
    server.fates.push(200)
    await write(1, '一')
    page.wake()
    await vi.waitFor(() => expect(server.fates).toEqual([]))
    expect(await noteOf(1)).toMatchObject({ state: 'waiting' })
    await page.sendAll()
    expect(server.versions).toHaveLength(1)
  })

  it('shows why a note was refused until the judge has read it, and goes on with the others', async () => {
    await write(1, '锁定前')
    await page.sendAll()
    server.closed.set('C2.1', 'sheet-locked')
    await write(1, '锁定后')
    await write(2, '另一项')
    await page.sendAll()
    expect(await noteOf(1)).toMatchObject({ text: '锁定后', state: 'attention', why: 'sheet-locked' })
    expect(server.textOf('C2.2')).toBe('另一项')
    await page.notes.dismiss(keyOf(1))
    expect(await noteOf(1)).toMatchObject({ text: '锁定前', state: 'saved', why: null })
  })

  it('takes over what the server holds, but never writes over what waits here', async () => {
    await write(1, '这里的')
    const told = (n: number, text: string, of = entry) => ({
      noteId: asId<NoteId>(`told-${n}`),
      entryId: of,
      aspectId: aspect(n),
      text,
      at: 1,
    })
    await page.notes.merge([told(1, '那里的'), told(2, '别的平板写的')])
    expect(await noteOf(1)).toMatchObject({ text: '这里的', state: 'waiting', held: '那里的' })
    expect(await noteOf(2)).toMatchObject({ text: '别的平板写的', state: 'saved' })
    // The sheet went to another competitor: the note is where its sheet is, and nowhere else.
    const other = asId<EntryId>('08-C')
    await page.notes.merge([told(2, '别的平板写的', other)])
    expect(await noteOf(2)).toBeUndefined()
    const moved = (await page.notes.load()).find((note) => note.entryId === other)
    expect(moved).toMatchObject({ text: '别的平板写的', state: 'saved' })
  })
})

describe('photos that wait', () => {
  it('stand behind notes, and behind marks that have still to be sent', async () => {
    const photo = await add()
    page.marksWait = true
    await write(1, '先发')
    await page.sendAll()
    expect(server.heard).toEqual(['POST notes'])
    page.marksWait = false
    await page.sendAll()
    expect(server.heard).toEqual(['POST notes', 'PUT photo'])
    expect(await page.photos.file(photo.id)).toBeUndefined()
    expect(await page.photos.load()).toMatchObject([{ state: 'saved', held: true }])
  })

  it('survive a reload with every byte', async () => {
    const bytes = Uint8Array.from([1, 2, 3, 255]).buffer
    const { id } = (await page.photos.add(entry, aspect(1), bytes, 1))!
    reload()
    expect(new Uint8Array((await page.photos.file(id))!)).toEqual(new Uint8Array(bytes))
  })

  it('are no more than a tablet has room for beside its marks', async () => {
    for (let n = 0; n < MOST_WAITING; n++) await add(n % 3, n)
    expect(await page.photos.add(entry, aspect(1), picture(), 99)).toBeUndefined()
    expect(await page.photos.load()).toHaveLength(MOST_WAITING)
    await page.sendAll()
    expect(await page.photos.add(entry, aspect(1), picture(), 99)).toBeDefined()
  })

  it('taken down before they were sent never come to stand on the server', async () => {
    const photo = await add()
    await page.photos.remove(photo.id)
    await page.sendAll()
    expect(server.heard).toEqual(['DELETE photo'])
    expect(await page.photos.load()).toEqual([])
  })

  it('that the server refuses stay in view with their reason; a refused taking down leaves the photo standing', async () => {
    const photo = await add(1)
    await page.sendAll()
    server.closed.set('C2.1', 'sheet-locked')
    await page.photos.remove(photo.id)
    const late = await add(1)
    await page.sendAll()
    const states = async () => (await page.photos.load()).map(({ id, state, why }) => ({ id, state, why }))
    expect(await states()).toEqual([
      { id: photo.id, state: 'attention', why: 'sheet-locked' },
      { id: late.id, state: 'attention', why: 'sheet-locked' },
    ])
    expect(await page.photos.file(late.id)).toBeDefined() // the judge can still see which it is
    await page.photos.dismiss(photo.id)
    await page.photos.dismiss(late.id)
    expect(await states()).toEqual([{ id: photo.id, state: 'saved', why: null }])
  })

  it('that another tablet sent are known without their bytes, and gone when they are gone there', async () => {
    const told = { photoId: asId<PhotoId>('from-afar'), entryId: entry, aspectId: aspect(1), at: 1 }
    await page.photos.merge([told])
    expect(await page.photos.load()).toMatchObject([{ id: 'from-afar', state: 'saved', held: true }])
    await page.photos.merge([])
    expect(await page.photos.load()).toEqual([])
  })
})

describe('a full tablet', () => {
  /** Every write to the photos' database finds the disk full. */
  const fillPhotos = () => {
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...of) {
      if (this.transaction.db.name.includes('photos')) throw new DOMException('full', 'QuotaExceededError')
      return put.apply(this, of)
    })
  }

  it('refuses a photo whole, says so, and goes on with marks and notes', async () => {
    fillPhotos()
    await expect(page.photos.add(entry, aspect(1), picture(), 1)).rejects.toBeInstanceOf(StorageFull)
    expect(await page.photos.load()).toEqual([])
    const outbox = new Outbox(seatId)
    const cell = await outbox.addMark(entry, aspect(1), { kind: 'judgement', level: 2 }, 1)
    expect(cell.state).toBe('waiting')
    expect(await write(1, '照片存不下')).toMatchObject({ state: 'waiting' })
    outbox.close()
  })

  it('keeps marks, notes and photos in three databases', async () => {
    const outbox = new Outbox(seatId)
    await outbox.addMark(entry, aspect(1), { kind: 'judgement', level: 2 }, 1)
    await write(1, 'x')
    await add()
    const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name?.endsWith(seatId))
    expect(names.sort()).toEqual([
      `skillmark-notes-${seatId}`,
      `skillmark-photos-${seatId}`,
      `skillmark-seat-${seatId}`,
    ])
    expect((await outbox.waiting()).map((item) => item.kind)).toEqual(['mark'])
    outbox.close()
  })
})
