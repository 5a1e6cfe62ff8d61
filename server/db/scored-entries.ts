import { fedMarks } from '#domain/board-line.ts'
import type { EntryState } from '#domain/entry.ts'
import type { EntryId } from '#domain/ids.ts'
import type { Scored } from '#domain/ranked.ts'
import { givenOf, type RuledOn } from '#domain/ruling.ts'
import { scoreEntry } from '#domain/score.ts'
import type { Feed, StageState } from '#domain/stage.ts'
import { type FrozenStage, waitedFor } from './frozen-stage.ts'
import type { EntryMarks } from './stage-marks.ts'

/** Entries scored in one go: marking never waits for more than this. */
const SLICE = 20

export interface ScoredFrom {
  readonly stage: FrozenStage
  readonly state: StageState
  readonly feed: Feed
  readonly marksOf: (entryId: EntryId) => EntryMarks
  readonly ruledOn: (entryId: EntryId) => RuledOn
}

interface Entrant {
  readonly id: EntryId
  readonly state: EntryState
  readonly organization: string
  readonly division: string | null
}

/**
 * Entries of a stage as they stand by the marks that its feed shows and by what was set down beside them: nobody at a
 * desk learns a judge's mark sooner than the hall does. One of them with every number on the way, if it is named.
 */
export async function scoredEntries(from: ScoredFrom, entries: readonly Entrant[], told?: EntryId): Promise<Scored[]> {
  const scored: Scored[] = []
  for (const [i, entry] of entries.entries()) {
    if (i % SLICE === SLICE - 1) await new Promise(setImmediate)
    scored.push(scoredEntry(from, entry, entry.id === told))
  }
  return scored
}

/** One of them; whoever asks for many lets marks in between. */
export function scoredEntry(
  { stage, state, feed, marksOf, ruledOn }: ScoredFrom,
  { id, state: own, organization, division }: Entrant,
  tells = false,
): Scored {
  const { markOf, sheetOf } = marksOf(id)
  const ruled = ruledOn(id)
  const given = givenOf(stage.plan.scheme, fedMarks(waitedFor(stage), feed, state, markOf, sheetOf), ruled)
  const score = scoreEntry(stage.plan, given, { tells })
  const { lot, decision, advances } = ruled
  return { id, state: own, organization, division, given, score, lot, decision, advances }
}
