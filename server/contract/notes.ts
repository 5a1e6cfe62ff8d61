import { z } from 'zod'
import type { AspectId, EntryId, NoteId, PhotoId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import { asId } from '#domain/ids.ts'
import { MOST_NOTE_LETTERS } from '#domain/note.ts'
import { idJson, MadeThere } from './id-json.ts'
import { Plain } from './text.ts'

const Seat = idJson<SeatId>()
const Stage = idJson<StageId>()
const Entry = idJson<EntryId>()
const Aspect = idJson<AspectId>()
const SubCriterion = idJson<SubCriterionId>()
const Photo = MadeThere.transform(asId<PhotoId>)

/** POST /api/seats/:seatId/notes: the next version of a note. An empty text takes the note away; the versions stay. */
export const WriteNote = z.strictObject({
  id: MadeThere.transform(asId<NoteId>),
  entryId: Entry,
  aspectId: Aspect,
  text: Plain(0, MOST_NOTE_LETTERS),
  /** The tablet's own clock in UTC milliseconds: kept, never used for order. */
  at: z.int(),
})
export type WriteNote = z.output<typeof WriteNote>

/** The note is durable on the server; the same id again gets the same answer. */
export interface NoteWritten {
  readonly kind: 'written'
  readonly noteId: NoteId
  /** Where the contest's journal holds its hash. */
  readonly position: number
}

/** PUT …/entries/:entryId/aspects/:aspectId/photos/:photoId?at=…: the body is the picture itself, whatever it claims to be. */
export const PhotoPlace = z.strictObject({ seatId: Seat, entryId: Entry, aspectId: Aspect, photoId: Photo })
export const PhotoTaken = z.strictObject({
  at: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
})

export interface PhotoAdded {
  readonly kind: 'added'
  readonly photoId: PhotoId
  /** Of what was kept: the picture without anything that came with it. */
  readonly sha256: string
  readonly position: number
}

export const SeatPhotoTarget = z.strictObject({ seatId: Seat, photoId: Photo })
export const StagePhotoTarget = z.strictObject({ stageId: Stage, photoId: Photo })
export const SeatCellTarget = z.strictObject({ seatId: Seat, entryId: Entry, subCriterionId: SubCriterion })
export const StageCellTarget = z.strictObject({ stageId: Stage, entryId: Entry, subCriterionId: SubCriterion })

/** GET /api/seats/:seatId/notes: what this seat itself has noted, and nobody else. */
export interface OwnNotes {
  /** The newest version of each; those taken away are left out. */
  readonly notes: readonly {
    readonly noteId: NoteId
    readonly entryId: EntryId
    readonly aspectId: AspectId
    readonly text: string
    readonly at: number
  }[]
  /** Those not taken down. */
  readonly photos: readonly {
    readonly photoId: PhotoId
    readonly entryId: EntryId
    readonly aspectId: AspectId
    readonly at: number
  }[]
}

/** Where something is noted, for the matrix of the chief judge (own panel) and of the organizer (all). */
export interface NoteCounts {
  readonly cells: readonly {
    readonly entryId: EntryId
    readonly subCriterionId: SubCriterionId
    readonly notes: number
    readonly photos: number
  }[]
}

/** Everything noted on one entry × sub-criterion, in the order of the aspects, then of the seats. */
export interface CellNotes {
  readonly notes: readonly SeatNotes[]
}

/** What one judge noted on one aspect. */
export interface SeatNotes {
  readonly seatId: SeatId
  /** "J2" */
  readonly label: string
  readonly judge: string
  readonly aspectId: AspectId
  readonly aspect: string
  /** Newest first; an empty text is a note that was taken away. */
  readonly versions: readonly NoteVersion[]
  readonly photos: readonly NotedPhoto[]
}

export interface NoteVersion {
  readonly noteId: NoteId
  readonly text: string
  readonly sha256: string
  /** When the server had it, in UTC milliseconds. */
  readonly writtenAt: number
  readonly position: number
}

export interface NotedPhoto {
  readonly photoId: PhotoId
  readonly sha256: string
  readonly addedAt: number
  /** Taken down by its judge; kept all the same. null: it stands. */
  readonly removedAt: number | null
  readonly position: number
}
