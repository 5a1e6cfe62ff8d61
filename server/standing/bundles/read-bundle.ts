import type { Kysely } from 'kysely'
import { fedMarks } from '#domain/board-line.ts'
import type { Bundle } from '#domain/bundle.ts'
import { asId, type EntryId } from '#domain/ids.ts'
import { givenOf } from '#domain/ruling.ts'
import { givenBy } from '#domain/scheme.ts'
import { partsByAspect } from '#domain/scheme-faults.ts'
import type { MarkOf } from '#domain/sheet.ts'
import { findScoredHead, readCountedEntries } from '../../db/counted-entries.ts'
import { readRuledOn } from '../../db/entry-rulings.ts'
import { type FrozenStage, waitedFor } from '../../db/frozen-stage.ts'
import type { Database } from '../../db/schema.ts'
import { readEntryMarks } from '../../db/stage-marks.ts'

/**
 * An open or locked stage as a bundle: the marks that its board may show and no others, so that it scores to what the
 * board says, and tells no judge's mark sooner. Entries go by their blind codes: the file holds no names.
 */
export async function readBundle(db: Kysely<Database>, stage: FrozenStage): Promise<Bundle> {
  const { frozenRubric: rubric } = stage
  const { scheme } = stage.plan
  const { head, feed } = (await findScoredHead(db, stage.id))!
  const { state } = head
  const entries = await readCountedEntries(db, stage.id)
  const ruledOn = await readRuledOn(db, stage.id)
  const marksOf = await readEntryMarks(db, stage.id)
  const seats = new Set(scheme.groups.flatMap((group) => group.seats))
  const cells = [...seats].flatMap((seat) => [...givenBy(scheme, seat)].map((aspect) => ({ seat, aspect })))
  const partOf = partsByAspect(scheme, rubric)
  const scored = entries.map((entry) => {
    const { markOf, sheetOf } = marksOf(entry.id)
    const ruled = ruledOn(entry.id)
    const shown = fedMarks(waitedFor(stage), feed, state, markOf, sheetOf)
    // What is annulled is on no board, and is told no sooner than it would have been.
    const beside = fedMarks(stage, feed, state, markOf, sheetOf)
    const told: MarkOf = (seat, aspect) => (stage.annulled.has(aspect) ? beside : shown)(seat, aspect)
    return { ...entry, ruled, given: givenOf(scheme, told, ruled) }
  })
  return {
    title: rubric.title,
    scheme,
    rubric,
    amendments: stage.amendments.map(({ amendment }) => amendment),
    entries: scored.map(({ code, state, division, ruled, given }) => ({
      ...ruled,
      id: asId<EntryId>(code),
      label: '',
      organization: '',
      division,
      state,
      attempts: given.attempts,
      seating: given.seating,
    })),
    marks: scored.flatMap(({ code, given }) =>
      cells.flatMap(({ seat, aspect }) =>
        (given.attempts.get(partOf.get(aspect)!) ?? [undefined]).flatMap((attempt) => {
          const value = given.markOf(seat, aspect, attempt?.id)
          return value ? [{ entry: asId<EntryId>(code), seat, aspect, attempt: attempt?.id, value }] : []
        }),
      ),
    ),
  }
}
