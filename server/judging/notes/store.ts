import type { Kysely } from 'kysely'
import type { EntryState } from '#domain/entry.ts'
import type { AspectId, EntryId, NoteId, PhotoId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { NoteKey } from '#domain/note.ts'
import type { CleanPhoto, PhotoType } from '#domain/photo/clean.ts'
import type { StageState } from '#domain/stage.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

export const readStageState = async (trx: Trx, stageId: StageId): Promise<StageState> =>
  (await trx.selectFrom('stage').select('state').where('id', '=', stageId).executeTakeFirstOrThrow()).state

export const findEntryState = async (trx: Trx, stageId: StageId, entryId: EntryId): Promise<EntryState | undefined> =>
  (
    await trx
      .selectFrom('entry')
      .select('state')
      .where('id', '=', entryId)
      .where('stage_id', '=', stageId)
      .executeTakeFirst()
  )?.state

/** The chief judge locks all sheets of an entry × sub-criterion at once: one that is locked speaks for all. */
export const isLocked = async (trx: Trx, entryId: EntryId, subCriterionId: SubCriterionId): Promise<boolean> =>
  (await trx
    .selectFrom('sheet')
    .select('seat_id')
    .where('entry_id', '=', entryId)
    .where('sub_criterion_id', '=', subCriterionId)
    .where('state', '=', 'locked')
    .executeTakeFirst()) !== undefined

/** One version of a note, as it goes in. */
export interface NewNote extends NoteKey {
  readonly id: NoteId
  readonly stageId: StageId
  readonly text: string
  readonly sha256: string
  readonly at: number
  readonly position: number
}

export const findNote = (trx: Trx, noteId: NoteId) =>
  trx
    .selectFrom('note')
    .select(['seat_id as seatId', 'aspect_id as aspectId', 'sha256', 'position'])
    .where('note_id', '=', noteId)
    .executeTakeFirst()

export const saveNote = (trx: Trx, note: NewNote, now: number) =>
  trx
    .insertInto('note')
    .values({
      note_id: note.id,
      stage_id: note.stageId,
      seat_id: note.seatId,
      entry_id: note.entryId,
      aspect_id: note.aspectId,
      text: note.text,
      sha256: note.sha256,
      tablet_at: note.at,
      written_at: now,
      position: note.position,
    })
    .execute()

/** A photo as it goes in; its file stands under its hash, once, however often it is sent. */
export interface NewPhoto extends NoteKey {
  readonly id: PhotoId
  readonly stageId: StageId
  readonly sha256: string
  readonly at: number
  readonly position: number
}

export const findPhoto = (trx: Trx, photoId: PhotoId) =>
  trx
    .selectFrom('photo')
    .select(['seat_id as seatId', 'entry_id as entryId', 'aspect_id as aspectId'])
    .select(['sha256', 'removed_at as removedAt', 'position'])
    .where('photo_id', '=', photoId)
    .executeTakeFirst()

/** How many photos a seat shows of one cell, and how many it has sent at all. */
export async function countPhotos(
  trx: Trx,
  { seatId, entryId, aspectId }: NoteKey,
): Promise<{ readonly ofCell: number; readonly ofSeat: number }> {
  const { ofSeat } = await trx
    .selectFrom('photo')
    .select((eb) => eb.fn.countAll<number>().as('ofSeat'))
    .where('seat_id', '=', seatId)
    .executeTakeFirstOrThrow()
  const { ofCell } = await trx
    .selectFrom('photo')
    .select((eb) => eb.fn.countAll<number>().as('ofCell'))
    .where('seat_id', '=', seatId)
    .where('entry_id', '=', entryId)
    .where('aspect_id', '=', aspectId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { ofCell, ofSeat }
}

export async function savePhoto(trx: Trx, photo: NewPhoto, { type, bytes }: CleanPhoto, now: number) {
  await trx
    .insertInto('photo_file')
    .values({ sha256: photo.sha256, type, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute()
  await trx
    .insertInto('photo')
    .values({
      photo_id: photo.id,
      stage_id: photo.stageId,
      seat_id: photo.seatId,
      entry_id: photo.entryId,
      aspect_id: photo.aspectId,
      sha256: photo.sha256,
      tablet_at: photo.at,
      added_at: now,
      removed_at: null,
      position: photo.position,
    })
    .execute()
}

export const saveRemoval = (trx: Trx, photoId: PhotoId, now: number) =>
  trx.updateTable('photo').set({ removed_at: now }).where('photo_id', '=', photoId).execute()

/** A judge's sheet that goes to another competitor. */
export interface SheetMove {
  readonly seatId: SeatId
  /** The aspects of the sheet's sub-criterion. */
  readonly aspectIds: readonly AspectId[]
  readonly from: EntryId
  readonly to: EntryId
  /** Two sheets change places: what is noted on the other one comes back. */
  readonly swap: boolean
}

/**
 * Moves the notes of one judge's sheet, every version, and its photos with it. Whoever moves the sheet records it; where
 * the other entry keeps notes of its own, the newest version in the journal stands.
 */
export async function moveNotes(trx: Trx, { seatId, aspectIds, from, to, swap }: SheetMove): Promise<void> {
  for (const table of ['note', 'photo'] as const) {
    await trx
      .updateTable(table)
      .set((eb) => ({ entry_id: eb.case().when('entry_id', '=', from).then(to).else(from).end() }))
      .where('seat_id', '=', seatId)
      .where('entry_id', 'in', swap ? [from, to] : [from])
      .where('aspect_id', 'in', [...aspectIds])
      .execute()
  }
}

/** Whose photo it is, and the picture itself. */
export interface PhotoFile extends NoteKey {
  readonly stageId: StageId
  readonly sha256: string
  readonly removedAt: number | null
  readonly type: PhotoType
  readonly bytes: Uint8Array
}

export const findPhotoFile = (db: Kysely<Database>, photoId: PhotoId): Promise<PhotoFile | undefined> =>
  db
    .selectFrom('photo')
    .innerJoin('photo_file', 'photo_file.sha256', 'photo.sha256')
    .select(['photo.stage_id as stageId', 'photo.seat_id as seatId', 'photo.entry_id as entryId'])
    .select(['photo.aspect_id as aspectId', 'photo.removed_at as removedAt', 'photo.sha256'])
    .select(['photo_file.type', 'photo_file.bytes'])
    .where('photo.photo_id', '=', photoId)
    .executeTakeFirst()
