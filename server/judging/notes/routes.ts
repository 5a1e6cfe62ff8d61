import { type Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import {
  type NoteWritten,
  type PhotoAdded,
  PhotoPlace,
  PhotoTaken,
  SeatCellTarget,
  SeatPhotoTarget,
  StageCellTarget,
  StagePhotoTarget,
  WriteNote,
} from '#contract/notes.ts'
import { SeatTarget } from '#contract/seats.ts'
import { StageTarget } from '#contract/stages.ts'
import { cleanPhoto } from '#domain/photo/clean.ts'
import { readSeatIds } from '../../db/stage-head.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { chiefOnly, ownSeat, staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { addPhoto } from './add-photo.ts'
import { mayReadSheet, panelOf, readPhotoFor } from './may-read.ts'
import { readCellNotes, readNoteCounts, readOwnNotes } from './read-notes.ts'
import { removePhoto } from './remove-photo.ts'
import { findPhotoFile, type PhotoFile } from './store.ts'
import { writeNote } from './write-note.ts'

const notOpen = { kind: 'stage-not-open', state: 'draft' } as const
const noPhoto = { kind: 'not-found', what: 'photo' } as const
const noSheet = { kind: 'no-such-sheet' } as const

export const notesRoutes = ({ db, transact, journal, frozen, publish, now }: Deps) =>
  new Hono()
    .get('/seats/:seatId/notes', ownSeat(db, now), etag(), async (c) =>
      c.json(await readOwnNotes(db, c.var.seat.seatId)),
    )
    .post('/seats/:seatId/notes', ownSeat(db, now), valid('param', SeatTarget), valid('json', WriteNote), async (c) => {
      const { seatId, stageId, deviceId } = c.var.seat
      const stage = await frozen(db, stageId)
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      const command = { ...c.req.valid('json'), stage, seatId, deviceId }
      const written = await transact((trx) => writeNote(trx, journal, command, now()))
      if (!written.ok) return c.json(written.error, statusOf[written.error.kind])
      publish.progressChanged(stageId)
      const answer: NoteWritten = { kind: 'written', noteId: command.id, ...written.value }
      return c.json(answer)
    })
    .put(
      '/seats/:seatId/entries/:entryId/aspects/:aspectId/photos/:photoId',
      ownSeat(db, now),
      valid('param', PhotoPlace),
      valid('query', PhotoTaken),
      async (c) => {
        const { seatId, stageId, deviceId } = c.var.seat
        const stage = await frozen(db, stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        const photo = cleanPhoto(new Uint8Array(await c.req.arrayBuffer()))
        if (!photo.ok) return c.json(photo.error, statusOf[photo.error.kind])
        const { photoId: id, entryId, aspectId } = c.req.valid('param')
        const { at } = c.req.valid('query')
        const command = { stage, seatId, deviceId, id, entryId, aspectId, photo: photo.value, at }
        const added = await transact((trx) => addPhoto(trx, journal, command, now()))
        if (!added.ok) return c.json(added.error, statusOf[added.error.kind])
        publish.progressChanged(stageId)
        const answer: PhotoAdded = { kind: 'added', photoId: id, ...added.value }
        return c.json(answer)
      },
    )
    .get('/seats/:seatId/photos/:photoId', ownSeat(db, now), valid('param', SeatPhotoTarget), async (c) => {
      const stage = await frozen(db, c.var.seat.stageId)
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      const photo = await readPhotoFor(db, stage, c.var.seat, c.req.valid('param').photoId)
      return photo.ok ? show(c, photo.value) : c.json(photo.error, statusOf[photo.error.kind])
    })
    .delete('/seats/:seatId/photos/:photoId', ownSeat(db, now), valid('param', SeatPhotoTarget), async (c) => {
      const { seatId, stageId, deviceId } = c.var.seat
      const stage = await frozen(db, stageId)
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      const command = { stage, seatId, deviceId, photoId: c.req.valid('param').photoId }
      const removed = await transact((trx) => removePhoto(trx, journal, command, now()))
      if (!removed.ok) return c.json(removed.error, statusOf[removed.error.kind])
      publish.progressChanged(stageId)
      return c.json({ removed: true } as const)
    })
    .get('/seats/:seatId/panel-notes', ownSeat(db, now), chiefOnly, valid('param', SeatTarget), async (c) => {
      const { seatId, stageId } = c.var.seat
      const stage = await frozen(db, stageId)
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      return c.json(await readNoteCounts(db, stage, panelOf(stage, seatId)))
    })
    .get(
      '/seats/:seatId/panel-notes/:entryId/:subCriterionId',
      ownSeat(db, now),
      chiefOnly,
      valid('param', SeatCellTarget),
      async (c) => {
        const { seatId, stageId } = c.var.seat
        const stage = await frozen(db, stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        const at = c.req.valid('param')
        const allowed = await mayReadSheet(db, stage, seatId, at)
        if (!allowed.ok) return c.json(allowed.error, statusOf[allowed.error.kind])
        return c.json(await readCellNotes(db, stage, at, panelOf(stage, seatId)))
      },
    )
    .get('/stages/:stageId/notes', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const { stageId } = c.req.valid('param')
      const stage = await frozen(db, stageId)
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      return c.json(await readNoteCounts(db, stage, await readSeatIds(db, stageId)))
    })
    .get(
      '/stages/:stageId/notes/:entryId/:subCriterionId',
      staffOnly(db, now),
      valid('param', StageCellTarget),
      async (c) => {
        const { stageId, ...at } = c.req.valid('param')
        const stage = await frozen(db, stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        if (!stage.subCriteria.has(at.subCriterionId)) return c.json(noSheet, statusOf['no-such-sheet'])
        return c.json(await readCellNotes(db, stage, at, await readSeatIds(db, stageId)))
      },
    )
    .get('/stages/:stageId/photos/:photoId', staffOnly(db, now), valid('param', StagePhotoTarget), async (c) => {
      const { stageId, photoId } = c.req.valid('param')
      const photo = await findPhotoFile(db, photoId)
      return photo?.stageId === stageId ? show(c, photo) : c.json(noPhoto, statusOf['not-found'])
    })

const ENDINGS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

/** As a file to keep, never as a page of ours; an image on a page shows all the same. */
function show(c: Context, { sha256, type, bytes }: PhotoFile) {
  c.header('Content-Disposition', `attachment; filename="${sha256.slice(0, 16)}.${ENDINGS[type]}"`)
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': type })
}
