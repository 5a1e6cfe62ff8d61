import { createHash } from 'node:crypto'
import type { DeviceId, PhotoId } from '#domain/ids.ts'
import { MOST_CELL_PHOTOS, MOST_SEAT_PHOTOS, type NoteKey, type NoteRefusal } from '#domain/note.ts'
import type { CleanPhoto } from '#domain/photo/clean.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import { mayNoteThere } from './noted-cell.ts'
import * as store from './store.ts'

export interface AddPhoto extends NoteKey {
  readonly stage: FrozenStage
  readonly deviceId: DeviceId
  /** Made on the tablet: the same photo again is the same photo. */
  readonly id: PhotoId
  readonly photo: CleanPhoto
  readonly at: number
}

export type AddPhotoRefusal =
  | NoteRefusal
  | { readonly kind: 'id-reused' }
  | { readonly kind: 'photos-too-many'; readonly of: 'cell' | 'seat'; readonly most: number }

/** Keeps a photo that has been cleaned, under its own hash, and records it. */
export async function addPhoto(
  trx: Trx,
  journal: Journal,
  command: AddPhoto,
  now: number,
): Promise<Result<{ readonly sha256: string; readonly position: number }, AddPhotoRefusal>> {
  const { stage, deviceId, id, seatId, entryId, aspectId, photo, at } = command
  const sha256 = createHash('sha256').update(photo.bytes).digest('hex')
  const kept = await store.findPhoto(trx, id)
  if (kept) {
    const isSame = kept.seatId === seatId && kept.aspectId === aspectId && kept.sha256 === sha256
    return isSame ? ok({ sha256, position: kept.position }) : err({ kind: 'id-reused' })
  }
  const allowed = await mayNoteThere(trx, stage, command)
  if (!allowed.ok) return allowed
  const { ofCell, ofSeat } = await store.countPhotos(trx, command)
  if (ofCell >= MOST_CELL_PHOTOS) return err({ kind: 'photos-too-many', of: 'cell', most: MOST_CELL_PHOTOS })
  if (ofSeat >= MOST_SEAT_PHOTOS) return err({ kind: 'photos-too-many', of: 'seat', most: MOST_SEAT_PHOTOS })
  const body = {
    stage: stage.id,
    photo: id,
    entry: entryId,
    aspect: aspectId,
    sha256,
    type: photo.type,
    size: photo.bytes.length,
    tabletAt: at,
  }
  const event = { kind: 'photo-added', actor: `seat:${seatId}`, device: deviceId, body } as const
  const position = await journal.append(trx, stage.journalId, [event], now)
  await store.savePhoto(trx, { id, stageId: stage.id, seatId, entryId, aspectId, sha256, at, position }, photo, now)
  return ok({ sha256, position })
}
