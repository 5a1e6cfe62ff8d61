import type { Kysely } from 'kysely'
import { attemptsOf } from '#domain/attempts.ts'
import { fedMarks } from '#domain/board-line.ts'
import type { Bundle, BundleMark } from '#domain/bundle.ts'
import { asId, type EntryId } from '#domain/ids.ts'
import { givenOf } from '#domain/ruling.ts'
import { givenBy } from '#domain/scheme.ts'
import { partsByAspect } from '#domain/scheme-faults.ts'
import { asSeated } from '#domain/scoring-plan.ts'
import type { MarkOf } from '#domain/sheet.ts'
import { findScoredHead, readCountedEntries } from '../../db/counted-entries.ts'
import { readRuledOn } from '../../db/entry-rulings.ts'
import { type FrozenStage, waitedFor } from '../../db/frozen-stage.ts'
import type { KeptMarks } from '../../db/kept-marks.ts'
import type { Database } from '../../db/schema.ts'

export interface ReadBundle {
  readonly bundle: Bundle
  /** Entry by entry: a large stage has more marks than may be looked at in one go. */
  readonly marks: Iterable<readonly BundleMark[]>
}

/**
 * An open or locked stage as a bundle: the marks that its board may show and no others, so that it scores to what the
 * board says, and tells no judge's mark sooner. Entries go by their blind codes, and their employers by numbers: the
 * file holds no names.
 */
export async function readBundle(db: Kysely<Database>, kept: KeptMarks, stage: FrozenStage): Promise<ReadBundle> {
  const { frozenRubric: rubric } = stage
  const { scheme } = stage.plan
  const { head, feed } = (await findScoredHead(db, stage.id))!
  const { state } = head
  const entries = await readCountedEntries(db, stage.id)
  const ruledOn = await readRuledOn(db, stage.id)
  const marksOf = await kept.of(stage.id)
  const seats = new Set(scheme.groups.flatMap((group) => group.seats))
  const cells = [...seats].flatMap((seat) => [...givenBy(scheme, seat)].map((aspect) => ({ seat, aspect })))
  const partOf = partsByAspect(scheme, rubric)
  const employers = [...new Set(entries.map(({ organization }) => organization).filter((name) => name !== ''))]
  const givenTo = (id: EntryId) => {
    const { markOf, sheetOf } = marksOf(id)
    const shown = fedMarks(waitedFor(stage), feed, state, markOf, sheetOf)
    // What is annulled is on no board, and is told no sooner than it would have been.
    const beside = fedMarks(stage, feed, state, markOf, sheetOf)
    const told: MarkOf = (seat, aspect) => (stage.annulled.has(aspect) ? beside : shown)(seat, aspect)
    return givenOf(scheme, told, ruledOn(id))
  }
  const marksFor = ({ id, code }: (typeof entries)[number]): BundleMark[] => {
    const given = givenTo(id)
    return cells.flatMap(({ seat, aspect }) =>
      (given.attempts.get(partOf.get(aspect)!) ?? [undefined]).flatMap((attempt) => {
        const value = given.markOf(seat, aspect, attempt?.id)
        return value ? [{ entry: asId<EntryId>(code), seat, aspect, attempt: attempt?.id, value }] : []
      }),
    )
  }
  return {
    bundle: {
      title: rubric.title,
      scheme,
      rubric,
      amendments: stage.amendments.map(({ amendment }) => amendment),
      entries: entries.map(({ id, code, state, division, organization }) => {
        const ruled = ruledOn(id)
        return {
          ...ruled,
          id: asId<EntryId>(code),
          label: '',
          organization: organization === '' ? '' : String(employers.indexOf(organization) + 1),
          division: scheme.divisions.length > 0 ? division : null,
          state,
          attempts: attemptsOf(scheme, ruled.attempts),
          seating: asSeated,
        }
      }),
      marks: [],
    },
    marks: lazily(entries, marksFor),
  }
}

function* lazily<From, To>(all: readonly From[], work: (one: From) => To): Generator<To> {
  for (const one of all) yield work(one)
}
