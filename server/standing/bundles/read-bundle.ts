import type { Kysely } from 'kysely'
import { fedMarks } from '#domain/board-line.ts'
import type { Bundle } from '#domain/bundle.ts'
import { asId, type EntryId } from '#domain/ids.ts'
import { givenBy } from '#domain/scheme.ts'
import { readRuledOn } from '../../db/entry-rulings.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Database } from '../../db/schema.ts'
import { readEntryMarks } from '../../db/stage-marks.ts'

/**
 * An open or locked stage as a bundle: the marks that its board may show and no others, so that it scores to what the
 * board says, and tells no judge's mark sooner. Entries go by their blind codes: the file holds no names.
 */
export async function readBundle(db: Kysely<Database>, stage: FrozenStage): Promise<Bundle> {
  const { id, frozenRubric: rubric, scheme, needed, annulled, amendments } = stage
  const { feed, state } = await db
    .selectFrom('stage')
    .select(['feed', 'state'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const entries = await db
    .selectFrom('entry')
    .select(['id', 'code', 'state', 'division'])
    .where('stage_id', '=', id)
    .where('trial', '=', 0)
    .orderBy('code')
    .execute()
  const ruledOn = await readRuledOn(db, id)
  const marksOf = await readEntryMarks(db, id)
  const seats = new Set(scheme.groups.flatMap((group) => group.seats))
  const cells = [...seats].flatMap((seat) => [...givenBy(scheme, seat)].map((aspect) => ({ seat, aspect })))
  return {
    title: rubric.title,
    scheme,
    rubric,
    amendments: amendments.map(({ amendment }) => amendment),
    entries: entries.map((entry) => ({
      id: asId<EntryId>(entry.code),
      label: '',
      organization: '',
      division: entry.division,
      state: entry.state,
      attempts: new Map(),
      seating: { excused: new Set(), standIns: new Map() },
      ...ruledOn(entry.id),
    })),
    marks: entries.flatMap((entry) => {
      const { markOf, sheetOf } = marksOf(entry.id)
      const shown = fedMarks(rubric, needed, feed, state, markOf, sheetOf)
      // What is annulled is in no board, and is told no sooner than it would have been.
      const beside = fedMarks(rubric, scheme, feed, state, markOf, sheetOf)
      return cells.flatMap(({ seat, aspect }) => {
        const value = (annulled.has(aspect) ? beside : shown)(seat, aspect)
        return value ? [{ entry: asId<EntryId>(entry.code), seat, aspect, value }] : []
      })
    }),
  }
}
