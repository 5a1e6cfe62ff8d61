import type { DeviceId, PhotoId, SeatId } from '#domain/ids.ts'
import type { NoteRefusal } from '#domain/note.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import { mayNoteThere } from './noted-cell.ts'
import * as store from './store.ts'

export interface RemovePhoto {
  readonly stage: FrozenStage
  readonly seatId: SeatId
  readonly deviceId: DeviceId
  readonly photoId: PhotoId
}

export type RemovePhotoRefusal = NoteRefusal | { readonly kind: 'not-found'; readonly what: 'photo' }

/**
 * A judge takes an own photo down. It is kept and marked so, for the chief judge and for appeals: what was there is never
 * made unseen (promise P7).
 */
export async function removePhoto(
  trx: Trx,
  journal: Journal,
  command: RemovePhoto,
  now: number,
): Promise<Result<true, RemovePhotoRefusal>> {
  const { stage, seatId, deviceId, photoId } = command
  const photo = await store.findPhoto(trx, photoId)
  if (photo?.seatId !== seatId) return err({ kind: 'not-found', what: 'photo' })
  if (photo.removedAt !== null) return ok(true)
  const allowed = await mayNoteThere(trx, stage, photo)
  if (!allowed.ok) return allowed
  await store.saveRemoval(trx, photoId, now)
  const { entryId, aspectId, sha256 } = photo
  const body = { stage: stage.id, photo: photoId, entry: entryId, aspect: aspectId, sha256 }
  const event = { kind: 'photo-removed', actor: `seat:${seatId}`, device: deviceId, body } as const
  await journal.append(trx, stage.journalId, [event], now)
  return ok(true)
}
