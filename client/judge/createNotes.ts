import { batch, createSignal, onCleanup, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { OwnNotes } from '#contract/notes.ts'
import type { AspectId, EntryId, PhotoId, SeatId } from '#domain/ids.ts'
import { MOST_CELL_PHOTOS } from '#domain/note.ts'
import { plainText } from '#domain/plain-text.ts'
import { theLine } from '../live.ts'
import { type CellKey, cellKey } from './kept-cell.ts'
import { type KeptNote, NoteBox } from './note-box.ts'
import { NoteSender } from './note-sender.ts'
import { type KeptPhoto, PhotoBox } from './photo-box.ts'
import { fetchPatiently } from './post.ts'
import { reEncode } from './re-encode.ts'
import { NoStorage, StorageFull } from './tablet-database.ts'

/** Why a photo was not taken in, or a note not kept, on this tablet. */
export type NoteTrouble = 'photo-unreadable' | 'photos-too-many' | 'photos-waiting' | 'storage-full' | 'no-storage'

/** Where what is noted on one aspect stands; what needs a person speaks first. */
export type NoteStanding = 'none' | 'saved' | 'waiting' | 'attention'

/** A note is sent when nothing was added for this long, or when its panel closes. */
const QUIET = 5000
const EVERY = 5000

/**
 * What this seat notes beside its marks: notes and photos, first on the tablet, then on the server. It shares the line
 * with the marks and nothing else: its own databases, its own sender, and behind them in turn.
 */
export function createNotes(seatId: SeatId, marksWait: () => boolean) {
  const [noteBox, photoBox] = [new NoteBox(seatId), new PhotoBox(seatId)]
  const [state, setState] = createStore<{ notes: Record<CellKey, KeptNote>; photos: KeptPhoto[] }>({
    notes: {},
    photos: [],
  })
  const [trouble, setTrouble] = createSignal<NoteTrouble | null>(null)
  /** Pictures that are being drawn anew. */
  const [preparing, setPreparing] = createSignal(0)
  /** Pictures that this page has in hand; the others are shown from the server. */
  const urls = new Map<PhotoId, string>()

  const failed = (error: unknown) => {
    if (error instanceof StorageFull) setTrouble('storage-full')
    else if (error instanceof NoStorage) setTrouble('no-storage')
    else throw error
  }
  const show = async () => {
    try {
      const [notes, photos] = [await noteBox.load(), await photoBox.load()]
      for (const { id, held } of photos) {
        const file = held || urls.has(id) ? undefined : await photoBox.file(id)
        if (file) urls.set(id, URL.createObjectURL(new Blob([file], { type: 'image/jpeg' })))
      }
      batch(() => {
        setState('notes', reconcile(Object.fromEntries(notes.map((note) => [note.key, note]))))
        setState('photos', reconcile(photos, { key: 'id' }))
      })
    } catch (error) {
      failed(error)
    }
  }

  let writing: CellKey | null = null
  let quiet: ReturnType<typeof setTimeout> | undefined
  let settled = 0
  const sender = new NoteSender(seatId, noteBox, photoBox, {
    changed() {
      settled++
      void show()
    },
    writing: () => writing,
    marksWait,
  })

  let tag: string | null = null
  const fetchOwn = async () => {
    const asked = settled
    try {
      const answer = await fetchPatiently(
        `/api/seats/${seatId}/notes`,
        tag ? { headers: { 'if-none-match': tag } } : {},
      )
      if (!answer.ok) return
      const own = (await answer.json()) as OwnNotes
      // What was settled meanwhile is not in this answer yet.
      if (asked !== settled) return void fetchOwn()
      await noteBox.merge(own.notes)
      await photoBox.merge(own.photos)
      tag = answer.headers.get('etag')
    } catch {
      return // no line: what is kept here shows
    }
    await show()
  }

  const waiting = () =>
    Object.values(state.notes).filter((note) => note?.state === 'waiting').length +
    state.photos.filter(({ state }) => state === 'waiting' || state === 'removing').length

  onMount(() => {
    void show().then(sender.wake).then(fetchOwn)
    const line = theLine()
    const look = () => {
      sender.wake()
      void fetchOwn()
    }
    const changed = (changedId: SeatId) => changedId === seatId && void fetchOwn()
    line.on('connect', look)
    line.on('seat:changed', changed)
    addEventListener('online', look)
    const timer = setInterval(() => waiting() > 0 && sender.wake(), EVERY)
    onCleanup(() => {
      line.off('connect', look)
      line.off('seat:changed', changed)
      removeEventListener('online', look)
      clearInterval(timer)
    })
  })
  onCleanup(() => {
    clearTimeout(quiet)
    sender.stop()
    noteBox.close()
    photoBox.close()
    for (const url of urls.values()) URL.revokeObjectURL(url)
  })

  /** The judge has been still for a while: what is written may go. */
  const rest = () => {
    clearTimeout(quiet)
    writing = null
    sender.wake()
  }

  /** Kept on this tablet with every letter; sent when the judge rests. */
  const write = async (entryId: EntryId, aspectId: AspectId, text: string) => {
    writing = cellKey(entryId, aspectId)
    clearTimeout(quiet)
    quiet = setTimeout(rest, QUIET)
    try {
      await noteBox.write(entryId, aspectId, plainText(text), Date.now())
      setTrouble(null)
    } catch (error) {
      failed(error)
    }
    await show()
  }

  const photosOf = (entryId: EntryId, aspectId: AspectId): KeptPhoto[] =>
    state.photos.filter(
      (photo) => photo.entryId === entryId && photo.aspectId === aspectId && photo.state !== 'removing',
    )

  const takeIn = async (entryId: EntryId, aspectId: AspectId, file: Blob): Promise<NoteTrouble | null> => {
    const isFull = () => photosOf(entryId, aspectId).length >= MOST_CELL_PHOTOS
    if (isFull()) return 'photos-too-many'
    const bytes = await reEncode(file)
    if (!bytes) return 'photo-unreadable'
    const photo = await photoBox.add(entryId, aspectId, bytes, Date.now())
    return photo ? null : 'photos-waiting'
  }

  /** Each is made small, put on this tablet, and then sent. The first that cannot be is named. */
  const addPhotos = async (entryId: EntryId, aspectId: AspectId, files: readonly Blob[]) => {
    setTrouble(null)
    setPreparing(preparing() + files.length)
    for (const file of files) {
      try {
        const why = await takeIn(entryId, aspectId, file)
        if (why) setTrouble(why)
      } catch (error) {
        failed(error)
      }
      setPreparing(preparing() - 1)
      await show()
      sender.wake()
    }
  }

  const changing = async (change: Promise<void>) => {
    await change.catch(failed)
    await show()
    sender.wake()
  }

  const noteOf = (entryId: EntryId, aspectId: AspectId): KeptNote | undefined => state.notes[cellKey(entryId, aspectId)]

  return {
    write,
    /** The panel has closed: its note goes, and its troubles with it. */
    close() {
      setTrouble(null)
      rest()
    },
    addPhotos,
    removePhoto: (id: PhotoId) => changing(photoBox.remove(id)),
    dismissPhoto: (id: PhotoId) => changing(photoBox.dismiss(id)),
    dismissNote: (entryId: EntryId, aspectId: AspectId) => changing(noteBox.dismiss(cellKey(entryId, aspectId))),
    noteOf,
    photosOf,
    urlOf: (photo: KeptPhoto) => urls.get(photo.id) ?? `/api/seats/${seatId}/photos/${photo.id}`,
    all: (): KeptNote[] => Object.values(state.notes),
    trouble,
    preparing,
    waiting,
    standingOf(entryId: EntryId, aspectId: AspectId): NoteStanding {
      const [note, photos] = [noteOf(entryId, aspectId), photosOf(entryId, aspectId)]
      const states = [
        ...(note && (note.text !== '' || note.state !== 'saved') ? [note.state] : []),
        ...photos.map((p) => p.state),
      ]
      if (states.includes('attention')) return 'attention'
      if (states.includes('waiting')) return 'waiting'
      return states.length > 0 ? 'saved' : 'none'
    },
  }
}

export type Notes = ReturnType<typeof createNotes>
