import type { Kysely } from 'kysely'
import type { EntryId, PhotoId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { mayReadPanel, type ReadRefusal } from '#domain/note.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Database } from '../../db/schema.ts'
import { readEntryMarks } from '../../db/stage-marks.ts'
import { findPhotoFile, type PhotoFile } from './store.ts'

interface SheetAt {
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
}

type SheetRefusal = ReadRefusal | { readonly kind: 'no-such-sheet' } | { readonly kind: 'not-on-panel' }

/** The seats that share a group with this one: its panel. */
export const panelOf = ({ scheme }: FrozenStage, seatId: SeatId): readonly SeatId[] => [
  ...new Set(scheme.groups.filter(({ seats }) => seats.includes(seatId)).flatMap(({ seats }) => seats)),
]

/** May a chief judge read what the panel noted on a sheet: is it the own panel's, and marked by the chief already? */
export async function mayReadSheet(
  db: Kysely<Database>,
  stage: FrozenStage,
  chief: SeatId,
  { entryId, subCriterionId }: SheetAt,
): Promise<Result<true, SheetRefusal>> {
  const subCriterion = stage.subCriteria.get(subCriterionId)
  if (!subCriterion) return err({ kind: 'no-such-sheet' })
  const isOwn = stage.scheme.groups.some(
    ({ seats, aspects }) => seats.includes(chief) && subCriterion.aspects.some(({ id }) => aspects.includes(id)),
  )
  if (!isOwn) return err({ kind: 'not-on-panel' })
  const { markOf } = (await readEntryMarks(db, stage.id, [entryId]))(entryId)
  return mayReadPanel(stage.needed, chief, subCriterion, markOf)
}

/** A photo for a seat: its own that stands, or, for the chief judge, one of the panel's on a sheet that may be read. */
export async function readPhotoFor(
  db: Kysely<Database>,
  stage: FrozenStage,
  { seatId, chief }: { readonly seatId: SeatId; readonly chief: boolean },
  photoId: PhotoId,
): Promise<Result<PhotoFile, SheetRefusal | { readonly kind: 'not-found'; readonly what: 'photo' }>> {
  const noPhoto = err({ kind: 'not-found', what: 'photo' } as const)
  const photo = await findPhotoFile(db, photoId)
  const subCriterionId = photo && stage.subCriterionOf.get(photo.aspectId)?.id
  if (!photo || !subCriterionId || photo.stageId !== stage.id) return noPhoto
  if (photo.seatId === seatId && photo.removedAt === null) return ok(photo)
  if (!chief || !panelOf(stage, seatId).includes(photo.seatId)) return noPhoto
  const allowed = await mayReadSheet(db, stage, seatId, { entryId: photo.entryId, subCriterionId })
  return allowed.ok ? ok(photo) : allowed
}
