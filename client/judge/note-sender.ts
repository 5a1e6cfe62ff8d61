import type { NoteWritten, PhotoAdded } from '#contract/notes.ts'
import type { SeatId } from '#domain/ids.ts'
import type { CellKey } from './kept-cell.ts'
import type { KeptNote, NoteBox } from './note-box.ts'
import type { KeptPhoto, PhotoBox } from './photo-box.ts'
import { type Posted, post, send } from './post.ts'

export interface NoteSenderEvents {
  /** Something was settled or refused. */
  changed(): void
  /** The note that is being written just now: its half sentences are not sent. */
  writing(): CellKey | null
  /** Marks wait to be sent: no picture is pushed in front of them. */
  marksWait(): boolean
}

type Went = 'gone' | 'again'

const DELAYS = [1000, 2000, 4000, 8000, 15_000]
/** A picture may take longer than a mark: 400 kB on a line that hardly carries. */
const PATIENCE = 60_000

/**
 * Sends notes, then photos, one by one and for ever, beside the marks and behind them. Their ids make a second sending
 * harmless, so that no lock between tabs is needed.
 */
export class NoteSender {
  readonly #path: string
  readonly #notes: NoteBox
  readonly #photos: PhotoBox
  readonly #events: NoteSenderEvents
  #running = false
  #again = false
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped = false

  constructor(seatId: SeatId, notes: NoteBox, photos: PhotoBox, events: NoteSenderEvents) {
    this.#path = `/api/seats/${seatId}`
    this.#notes = notes
    this.#photos = photos
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
    void this.#drain()
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

  #tryLater() {
    if (this.#stopped) return
    const delay = DELAYS[Math.min(this.#failures++, DELAYS.length - 1)] ?? 15_000
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.wake, delay + Math.random() * 500)
  }

  async #drain() {
    while (!this.#stopped) {
      const note = await this.#notes.next(this.#events.writing())
      const photo = note || this.#events.marksWait() ? undefined : await this.#photos.next()
      const going = note ? this.#sendNote(note) : photo ? this.#sendPhoto(photo) : undefined
      if (!going) break
      if ((await going) === 'again') return this.#tryLater()
      this.#failures = 0
      this.#events.changed()
    }
    if (this.#events.marksWait()) this.#tryLater()
  }

  async #sendNote(note: KeptNote): Promise<Went> {
    const { id, entryId, aspectId, text, at } = note
    const posted = await post(`${this.#path}/notes`, { id, entryId, aspectId, text, at })
    const isTaken = (body: Partial<NoteWritten> | null) => body?.kind === 'written' && body.noteId === id
    return this.#settle(posted, isTaken, {
      taken: () => this.#notes.settle(note),
      refused: (why) => this.#notes.refuse(note, why),
    })
  }

  async #sendPhoto(photo: KeptPhoto): Promise<Went> {
    const { id, entryId, aspectId, at, state } = photo
    if (state === 'removing') {
      const posted = await send(`${this.#path}/photos/${id}`, { method: 'DELETE' })
      return this.#settle(posted, (body: { removed?: unknown } | null) => body?.removed === true, {
        taken: () => this.#photos.settleRemoved(id),
        // It never arrived there: all the better.
        refused: (why) => (why === 'not-found' ? this.#photos.settleRemoved(id) : this.#photos.refuse(id, why)),
      })
    }
    const file = await this.#photos.file(id)
    if (!file) {
      await this.#photos.refuse(id, 'photo-lost')
      return 'gone'
    }
    const place = `entries/${encodeURIComponent(entryId)}/aspects/${encodeURIComponent(aspectId)}/photos/${id}`
    const init = { method: 'PUT', headers: { 'content-type': 'image/jpeg' }, body: file }
    const posted = await send(`${this.#path}/${place}?at=${at}`, init, PATIENCE)
    const isTaken = (body: Partial<PhotoAdded> | null) => body?.kind === 'added' && body.photoId === id
    return this.#settle(posted, isTaken, {
      taken: () => this.#photos.settleAdded(id),
      refused: (why) => this.#photos.refuse(id, why),
    })
  }

  /** An answer without our receipt is no answer: a captive portal says 200 too. */
  async #settle<Body>(
    posted: Posted,
    isTaken: (body: Body | null) => boolean,
    then: { readonly taken: () => Promise<void>; readonly refused: (why: string) => Promise<void> },
  ): Promise<Went> {
    if (posted.kind === 'refused') await then.refused(posted.why)
    else if (posted.kind === 'answered' && isTaken(posted.body as Body | null)) await then.taken()
    else return 'again'
    return 'gone'
  }
}
