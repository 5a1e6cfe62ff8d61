import type { CellNotes, NoteCounts, OwnNotes } from '#contract/notes.ts'
import type { AspectId, EntryId, SeatId } from '#domain/ids.ts'
import type { House, Tablet } from './house.ts'

let ids = 0
/** As a tablet makes them: 22 signs of base64url. */
export const tabletId = (): string => String(++ids).padStart(22, 'n')

/** What a tablet notes and reads through the real doors. */
export function noting(house: House, { seatId, cookie, post }: Tablet) {
  const get = (path: string, seat: SeatId = seatId) =>
    house.request('GET', `/api/seats/${seat}/${path}`, undefined, { cookie })
  return {
    note: (entryId: EntryId, aspectId: string, text: string, id = tabletId()) =>
      post('notes', { id, entryId, aspectId, text, at: 1_700_000_000_000 }),
    photo: (entryId: EntryId, aspectId: string, bytes: Uint8Array<ArrayBuffer>, id = tabletId()) =>
      house.request(
        'PUT',
        `/api/seats/${seatId}/entries/${entryId}/aspects/${encodeURIComponent(aspectId)}/photos/${id}?at=1700000000000`,
        bytes,
        { cookie, 'content-type': 'image/jpeg' },
      ),
    remove: (photoId: string) =>
      house.request('DELETE', `/api/seats/${seatId}/photos/${photoId}`, undefined, { cookie }),
    get,
    own: async () => (await (await get('notes')).json()) as OwnNotes,
    counts: async () => (await (await get('panel-notes')).json()) as NoteCounts,
    cell: async (entryId: EntryId, subCriterionId: string) =>
      (await (await get(`panel-notes/${entryId}/${subCriterionId}`)).json()) as CellNotes,
  }
}

export const aspectIdOf = (id: string) => id as AspectId
