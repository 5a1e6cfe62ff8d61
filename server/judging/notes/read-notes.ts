import type { Kysely } from 'kysely'
import type { CellNotes, NoteCounts, NotedPhoto, NoteVersion, OwnNotes, SeatNotes } from '#contract/notes.ts'
import type { AspectId, EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Database } from '../../db/schema.ts'

/** The newest version of each note that is not empty. */
const standingNotes = (db: Kysely<Database>) =>
  db
    .selectFrom('note')
    .where('note.text', '!=', '')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('note as newer')
            .select('newer.note_id')
            .whereRef('newer.seat_id', '=', 'note.seat_id')
            .whereRef('newer.entry_id', '=', 'note.entry_id')
            .whereRef('newer.aspect_id', '=', 'note.aspect_id')
            .whereRef('newer.position', '>', 'note.position'),
        ),
      ),
    )

/** What a tablet may read of notes: its own seat's, and not a word of another's. */
export async function readOwnNotes(db: Kysely<Database>, seatId: SeatId): Promise<OwnNotes> {
  const notes = await standingNotes(db)
    .select(['note.note_id as noteId', 'note.entry_id as entryId', 'note.aspect_id as aspectId'])
    .select(['note.text', 'note.tablet_at as at'])
    .where('note.seat_id', '=', seatId)
    .orderBy('note.position')
    .execute()
  const photos = await db
    .selectFrom('photo')
    .select(['photo_id as photoId', 'entry_id as entryId', 'aspect_id as aspectId', 'tablet_at as at'])
    .where('seat_id', '=', seatId)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .execute()
  return { notes, photos }
}

interface Counted {
  readonly entryId: EntryId
  readonly aspectId: AspectId
  readonly n: number
}

/** Where these seats have noted something, by entry × sub-criterion. */
export async function readNoteCounts(
  db: Kysely<Database>,
  stage: FrozenStage,
  seatIds: readonly SeatId[],
): Promise<NoteCounts> {
  const notes = await standingNotes(db)
    .select(['note.entry_id as entryId', 'note.aspect_id as aspectId'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('note.stage_id', '=', stage.id)
    .where('note.seat_id', 'in', [...seatIds])
    .groupBy(['note.entry_id', 'note.aspect_id'])
    .execute()
  const photos = await db
    .selectFrom('photo')
    .select(['entry_id as entryId', 'aspect_id as aspectId'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('stage_id', '=', stage.id)
    .where('seat_id', 'in', [...seatIds])
    .where('removed_at', 'is', null)
    .groupBy(['entry_id', 'aspect_id'])
    .execute()
  const cells = new Map<
    string,
    { -readonly [K in keyof NoteCounts['cells'][number]]: NoteCounts['cells'][number][K] }
  >()
  const count = (what: 'notes' | 'photos', counted: readonly Counted[]) => {
    for (const { entryId, aspectId, n } of counted) {
      const subCriterionId = stage.subCriterionOf.get(aspectId)?.id
      if (!subCriterionId) continue
      const key = `${entryId} ${subCriterionId}`
      const cell = cells.get(key) ?? { entryId, subCriterionId, notes: 0, photos: 0 }
      cell[what] += n
      cells.set(key, cell)
    }
  }
  count('notes', notes)
  count('photos', photos)
  return { cells: [...cells.values()] }
}

/** Everything that these seats noted on one entry × sub-criterion: every version, and photos that were taken down too. */
export async function readCellNotes(
  db: Kysely<Database>,
  stage: FrozenStage,
  at: { readonly entryId: EntryId; readonly subCriterionId: SubCriterionId },
  seatIds: readonly SeatId[],
): Promise<CellNotes> {
  const aspects = stage.subCriteria.get(at.subCriterionId)?.aspects ?? []
  const aspectIds = aspects.map((aspect) => aspect.id)
  const versions = await db
    .selectFrom('note')
    .select(['seat_id as seatId', 'aspect_id as aspectId', 'note_id as noteId', 'text', 'sha256'])
    .select(['written_at as writtenAt', 'position'])
    .where('stage_id', '=', stage.id)
    .where('entry_id', '=', at.entryId)
    .where('aspect_id', 'in', aspectIds)
    .where('seat_id', 'in', [...seatIds])
    .orderBy('position', 'desc')
    .execute()
  const photos = await db
    .selectFrom('photo')
    .select(['seat_id as seatId', 'aspect_id as aspectId', 'photo_id as photoId', 'sha256'])
    .select(['added_at as addedAt', 'removed_at as removedAt', 'position'])
    .where('stage_id', '=', stage.id)
    .where('entry_id', '=', at.entryId)
    .where('aspect_id', 'in', aspectIds)
    .where('seat_id', 'in', [...seatIds])
    .orderBy('position')
    .execute()
  const seats = await db
    .selectFrom('seat')
    .select(['id', 'label', 'judge'])
    .where('id', 'in', [...seatIds])
    .execute()
  seats.sort((a, b) => Number(a.label.slice(1)) - Number(b.label.slice(1)))
  return {
    notes: aspects.flatMap((aspect) =>
      seats.flatMap((seat): SeatNotes[] => {
        const isTheirs = (row: { seatId: SeatId; aspectId: AspectId }) =>
          row.seatId === seat.id && row.aspectId === aspect.id
        const own = {
          versions: versions.filter(isTheirs).map(versionOf),
          photos: photos.filter(isTheirs).map(photoOf),
        }
        if (own.versions.length + own.photos.length === 0) return []
        const { id: seatId, label, judge } = seat
        return [{ seatId, label, judge, aspectId: aspect.id, aspect: aspect.name, ...own }]
      }),
    ),
  }
}

const versionOf = ({ noteId, text, sha256, writtenAt, position }: NoteVersion): NoteVersion => ({
  noteId,
  text,
  sha256,
  writtenAt,
  position,
})

const photoOf = ({ photoId, sha256, addedAt, removedAt, position }: NotedPhoto): NotedPhoto => ({
  photoId,
  sha256,
  addedAt,
  removedAt,
  position,
})
