import { hash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { AmendmentPreview, MovedEntry, Place } from '#contract/amendments.ts'
import type { Amendment } from '#domain/amend.ts'
import type { EntryId } from '#domain/ids.ts'
import type { Ranked, Scored } from '#domain/ranked.ts'
import { type Standings, standingsOf } from '#domain/standing.ts'
import { findScoredHead, readCountedEntries } from '../../db/counted-entries.ts'
import { readRuledOn } from '../../db/entry-rulings.ts'
import { type FrozenStage, freeze } from '../../db/frozen-stage.ts'
import type { KeptMarks } from '../../db/kept-marks.ts'
import type { Database } from '../../db/schema.ts'
import { scoredEntry } from '../../db/scored-entries.ts'

/** Entries scored in one go: marking never waits for more than this. */
const SLICE = 10

/**
 * Whose total and rank an amendment would move (RULES §11): all entries scored before and after it, from the marks that
 * boards and explanations show. Its fingerprint is of the stage with its state, of the amendment with its number, and of
 * who moves: not of totals or of the ranks themselves, which marks of an open stage move all the time. So a mark that
 * comes in before it is signed outdates it only where others would move than were shown.
 */
export async function previewAmendment(
  { db, kept }: { readonly db: Kysely<Database>; readonly kept: KeptMarks },
  stage: FrozenStage,
  amendment: Amendment,
): Promise<AmendmentPreview> {
  const next = { number: stage.amendments.length + 1, amendment, reason: '', signer: '', at: 0 }
  const amended = freeze(stage.id, stage.journalId, stage.frozenRubric, stage.plan.scheme, [...stage.amendments, next])
  const { head, feed } = (await findScoredHead(db, stage.id))!
  const entries = await readCountedEntries(db, stage.id)
  const ruledOn = await readRuledOn(db, stage.id)
  const from = { state: head.state, feed, marksOf: await kept.of(stage.id), ruledOn }
  const before: Scored[] = []
  const after: Scored[] = []
  for (const [i, entry] of entries.entries()) {
    if (i % SLICE === SLICE - 1) await new Promise(setImmediate)
    // Side by side: a mark that comes in while others are scored moves nobody in the preview.
    before.push(scoredEntry({ ...from, stage }, entry))
    after.push(scoredEntry({ ...from, stage: amended }, entry))
  }
  const [placedBefore, placedAfter] = [
    placesIn(standingsOf(stage.plan, before)),
    placesIn(standingsOf(amended.plan, after)),
  ]
  const told = entries.flatMap(({ id, code, name, division }): MovedEntry[] => {
    const [was, is] = [placedBefore.get(id) ?? null, placedAfter.get(id) ?? null]
    return was || is ? [{ id, code, name, division, before: was, after: is }] : []
  })
  const moving = told.filter(({ before, after }) => rankOf(before) !== rankOf(after)).sort(byRank)
  const changed = told.filter(
    ({ before, after }) => rankOf(before) === rankOf(after) && JSON.stringify(before) !== JSON.stringify(after),
  )
  const moved = moving.map(({ id }) => id).sort()
  const fingerprinted = JSON.stringify([stage.id, head.state, next.number, amendment, moved])
  const fingerprint = hash('sha256', fingerprinted, 'base64url')
  return { fingerprint, moving, changed: changed.sort(byRank), staying: told.length - moving.length - changed.length }
}

const rankOf = (place: Place | null): string => (place ? `${place.rank} ${place.overall}` : '')
const byRank = (a: MovedEntry, b: MovedEntry): number => order(a) - order(b)
const order = ({ before, after }: MovedEntry): number => before?.rank ?? 1_000_000 + (after?.rank ?? 0)

function placesIn({ divisions, overall }: Standings): ReadonlyMap<EntryId, Place> {
  const over = new Map((overall ?? []).flatMap(ranksOf))
  return new Map(
    divisions
      .flatMap(({ ranked }) => ranked)
      .flatMap(({ rank, entries }) =>
        entries.map(({ id, score }): [EntryId, Place] => [
          id,
          { rank, overall: over.get(id) ?? null, total: score.points, missing: score.missing },
        ]),
      ),
  )
}

const ranksOf = ({ rank, entries }: Ranked) => entries.map(({ id }) => [id, rank] as const)
