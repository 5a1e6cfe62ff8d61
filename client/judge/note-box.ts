import type { DBSchema } from 'idb'
import type { OwnNotes } from '#contract/notes.ts'
import type { AspectId, EntryId, NoteId, SeatId } from '#domain/ids.ts'
import { asId } from '#domain/ids.ts'
import { type CellKey, cellKey, newMarkId } from './kept-cell.ts'
import { TabletDatabase } from './tablet-database.ts'

/** One note as the tablet holds it. Only its newest version waits: what was overwritten before it was sent was a draft. */
export interface KeptNote {
  readonly key: CellKey
  readonly entryId: EntryId
  readonly aspectId: AspectId
  /** Of the newest version. */
  readonly id: NoteId
  readonly text: string
  readonly at: number
  readonly state: 'waiting' | 'saved' | 'attention'
  /** Why the server did not take it; null unless attention. */
  readonly why: string | null
  /** What the server is known to hold; empty for nothing. */
  readonly held: string
}

interface Kept extends DBSchema {
  notes: { key: string; value: KeptNote }
}

/** The tablet's notes of one seat, in a database of their own: marks never wait for them. */
export class NoteBox {
  readonly #db: TabletDatabase<Kept>
  /** Versions are kept in the order in which they were written. */
  #tail: Promise<unknown> = Promise.resolve()

  constructor(seatId: SeatId) {
    this.#db = new TabletDatabase<Kept>(`skillmark-notes-${seatId}`, ['notes'], (db) => {
      db.createObjectStore('notes', { keyPath: 'key' })
    })
  }

  close() {
    this.#db.close()
  }

  load(): Promise<KeptNote[]> {
    return this.#db.reading((db) => db.getAll('notes'))
  }

  /** What is returned is durable on this tablet. undefined: nothing was there, and nothing is. */
  write(entryId: EntryId, aspectId: AspectId, text: string, at: number): Promise<KeptNote | undefined> {
    const id = asId<NoteId>(newMarkId())
    const key = cellKey(entryId, aspectId)
    const turn = this.#tail.then(() =>
      this.#db.writing(async (tx) => {
        const before = await tx.objectStore('notes').get(key)
        if ((before?.text ?? '') === text && before?.state !== 'attention') return before
        const held = before?.held ?? ''
        const note: KeptNote = { key, entryId, aspectId, id, text, at, state: 'waiting', why: null, held }
        await tx.objectStore('notes').put(note)
        return note
      }),
    )
    this.#tail = turn.catch(() => undefined)
    return turn
  }

  /** The next to be sent, but for one that is still being written. */
  async next(writing: CellKey | null): Promise<KeptNote | undefined> {
    const waiting = (await this.load()).filter(({ state, key }) => state === 'waiting' && key !== writing)
    return waiting.sort((a, b) => a.at - b.at)[0]
  }

  /** The server has this version. One that was written meanwhile still waits. */
  settle(sent: KeptNote): Promise<void> {
    return this.#change(sent.key, (note) =>
      note.id === sent.id ? saved(note, sent.text) : { ...note, held: sent.text },
    )
  }

  /** The server does not take this version, and says why. */
  refuse(sent: KeptNote, why: string): Promise<void> {
    return this.#change(sent.key, (note) => (note.id === sent.id ? { ...note, state: 'attention', why } : note))
  }

  /** The judge has read why: what stands on the server shows again. */
  dismiss(key: CellKey): Promise<void> {
    return this.#change(key, (note) => (note.state === 'attention' ? saved(note, note.held) : note))
  }

  /** Takes over what the server holds; what waits here, or waits for a person, stays as it is. */
  merge(told: OwnNotes['notes']): Promise<void> {
    return this.#db.writing(async (tx) => {
      const notes = tx.objectStore('notes')
      const kept = new Map((await notes.getAll()).map((note) => [note.key, note]))
      for (const { noteId: id, entryId, aspectId, text, at } of told) {
        const key = cellKey(entryId, aspectId)
        const note = kept.get(key)
        kept.delete(key)
        if (note && note.state !== 'saved') await notes.put({ ...note, held: text })
        else await notes.put({ key, entryId, aspectId, id, text, at, state: 'saved', why: null, held: text })
      }
      for (const note of kept.values()) {
        if (note.state === 'saved') await notes.delete(note.key)
        else await notes.put({ ...note, held: '' })
      }
    })
  }

  #change(key: CellKey, change: (note: KeptNote) => KeptNote | undefined): Promise<void> {
    return this.#db.writing(async (tx) => {
      const note = await tx.objectStore('notes').get(key)
      if (!note) return
      const next = change(note)
      if (next) await tx.objectStore('notes').put(next)
      else await tx.objectStore('notes').delete(key)
    })
  }
}

/** A note that was taken away is none. */
const saved = (note: KeptNote, text: string): KeptNote | undefined =>
  text === '' ? undefined : { ...note, text, held: text, state: 'saved', why: null }
