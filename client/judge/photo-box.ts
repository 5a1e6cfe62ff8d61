import type { DBSchema } from 'idb'
import type { OwnNotes } from '#contract/notes.ts'
import type { AspectId, EntryId, PhotoId, SeatId } from '#domain/ids.ts'
import { asId } from '#domain/ids.ts'
import { newMarkId } from './kept-cell.ts'
import { TabletDatabase } from './tablet-database.ts'

/** One photo as the tablet knows it. */
export interface KeptPhoto {
  readonly id: PhotoId
  readonly entryId: EntryId
  readonly aspectId: AspectId
  readonly at: number
  /** removing: taken down here, and the server has still to be told. */
  readonly state: 'waiting' | 'saved' | 'removing' | 'attention'
  /** Why the server did not do what was asked; null unless attention. */
  readonly why: string | null
  /** The server is known to have it. */
  readonly held: boolean
}

interface Kept extends DBSchema {
  photos: { key: string; value: KeptPhoto }
  /** The pictures themselves, until the server has them. */
  files: { key: string; value: ArrayBuffer }
}

/** So many pictures may wait on a tablet, about 12 MB: marks must always find room beside them. */
export const MOST_WAITING = 30

/** The tablet's photos of one seat, in a database of their own: never in the outbox's. */
export class PhotoBox {
  readonly #db: TabletDatabase<Kept>

  constructor(seatId: SeatId) {
    this.#db = new TabletDatabase<Kept>(`skillmark-photos-${seatId}`, ['photos', 'files'], (db) => {
      db.createObjectStore('photos', { keyPath: 'id' })
      db.createObjectStore('files')
    })
  }

  close() {
    this.#db.close()
  }

  async load(): Promise<KeptPhoto[]> {
    const photos = await this.#db.reading((db) => db.getAll('photos'))
    return photos.sort((a, b) => a.at - b.at)
  }

  file(id: PhotoId): Promise<ArrayBuffer | undefined> {
    return this.#db.reading((db) => db.get('files', id))
  }

  /** What is returned is durable on this tablet. undefined: too many wait already. */
  add(entryId: EntryId, aspectId: AspectId, file: ArrayBuffer, at: number): Promise<KeptPhoto | undefined> {
    const id = asId<PhotoId>(newMarkId())
    return this.#db.writing(async (tx) => {
      if ((await tx.objectStore('files').count()) >= MOST_WAITING) return undefined
      const photo: KeptPhoto = { id, entryId, aspectId, at, state: 'waiting', why: null, held: false }
      await tx.objectStore('photos').put(photo)
      await tx.objectStore('files').put(file, id)
      return photo
    })
  }

  /** The next of which the server has to hear. */
  async next(): Promise<KeptPhoto | undefined> {
    return (await this.load()).find(({ state }) => state === 'waiting' || state === 'removing')
  }

  /** Taken down. The server may have it without our knowing, so it is told in any case. */
  remove(id: PhotoId): Promise<void> {
    return this.#change(id, (photo) => ({ ...photo, state: 'removing', why: null }))
  }

  /** The server has the picture, and the tablet need not keep it any longer. */
  settleAdded(id: PhotoId): Promise<void> {
    return this.#change(id, (photo) => ({
      ...photo,
      held: true,
      state: photo.state === 'waiting' ? 'saved' : photo.state,
    }))
  }

  settleRemoved(id: PhotoId): Promise<void> {
    return this.#change(id, () => undefined)
  }

  refuse(id: PhotoId, why: string): Promise<void> {
    return this.#change(id, (photo) => ({ ...photo, state: 'attention', why }))
  }

  /** The judge has read why: a picture that the server has shows again, any other is gone. */
  dismiss(id: PhotoId): Promise<void> {
    return this.#change(id, (photo) => {
      if (photo.state !== 'attention') return photo
      return photo.held ? { ...photo, state: 'saved', why: null } : undefined
    })
  }

  /** Takes over what the server holds; what waits here, or waits for a person, stays as it is. */
  merge(told: OwnNotes['photos']): Promise<void> {
    return this.#db.writing(async (tx) => {
      const photos = tx.objectStore('photos')
      const kept = new Map((await photos.getAll()).map((photo) => [photo.id, photo]))
      for (const { photoId: id, entryId, aspectId, at } of told) {
        const photo = kept.get(id)
        kept.delete(id)
        const isBusy = photo !== undefined && photo.state !== 'saved'
        const state = isBusy ? photo.state : 'saved'
        await photos.put({ id, entryId, aspectId, at, state, why: isBusy ? photo.why : null, held: true })
      }
      for (const photo of kept.values()) if (photo.state === 'saved') await photos.delete(photo.id)
    })
  }

  #change(id: PhotoId, change: (photo: KeptPhoto) => KeptPhoto | undefined): Promise<void> {
    return this.#db.writing(async (tx) => {
      const photo = await tx.objectStore('photos').get(id)
      if (!photo) return
      const next = change(photo)
      if (next) await tx.objectStore('photos').put(next)
      else await tx.objectStore('photos').delete(id)
      const isNeeded = next?.state === 'waiting' || (next?.state === 'attention' && !next.held)
      if (!isNeeded) await tx.objectStore('files').delete(id)
    })
  }
}
