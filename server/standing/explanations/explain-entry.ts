import type { EntryExplanation } from '#contract/entry-explanation.ts'
import { fedMarks } from '#domain/board-line.ts'
import type { EntryId, SeatId } from '#domain/ids.ts'
import { exact } from '#domain/points.ts'
import type { Scored } from '#domain/ranked.ts'
import { writtenOut } from '#domain/rational.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { aspectsOf, subCriteriaOf } from '#domain/rubric.ts'
import { givenOf, type RuledOn } from '#domain/ruling.ts'
import { type Correction, scoreEntry } from '#domain/score.ts'
import type { Feed } from '#domain/stage.ts'
import { standingsOf } from '#domain/standing.ts'
import { lastAmendments } from '../../db/amendments.ts'
import { type FrozenStage, waitedFor } from '../../db/frozen-stage.ts'
import type { EntryMarks } from '../../db/stage-marks.ts'
import type { ExplainedHead, StoredEntry } from './store.ts'
import { tellNeighbours } from './tell-neighbours.ts'
import { tellParts } from './tell-score.ts'

/** Entries scored in one go: marking never waits for more than this. */
const SLICE = 20

export interface ExplainEntry {
  readonly stage: FrozenStage
  readonly head: ExplainedHead & { readonly rubric: NonNullable<ExplainedHead['rubric']> }
  readonly entries: readonly StoredEntry[]
  readonly labels: ReadonlyMap<SeatId, string>
  readonly marksOf: (entryId: EntryId) => EntryMarks
  readonly ruledOn: (entryId: EntryId) => RuledOn
  readonly entryId: EntryId
  readonly feed: Feed
}

export type UnknownEntry = { readonly kind: 'unknown-entry' }

/** All entries scored and ranked as they stand, and one of them told in full. */
export async function explainEntry(asked: ExplainEntry): Promise<Result<EntryExplanation, UnknownEntry>> {
  const { stage, head, entries, labels, marksOf } = asked
  const { plan } = stage
  const own = entries.find(({ id }) => id === asked.entryId)
  if (!own) return err({ kind: 'unknown-entry' })
  const scored: Scored[] = []
  for (const [i, entry] of entries.entries()) {
    if (i % SLICE === SLICE - 1) await new Promise(setImmediate)
    const { markOf, sheetOf } = marksOf(entry.id)
    const ruled = asked.ruledOn(entry.id)
    const shown = fedMarks(waitedFor(stage), asked.feed, head.state, markOf, sheetOf)
    const given = givenOf(plan.scheme, shown, ruled)
    const score = scoreEntry(plan, given, { tells: entry.id === own.id })
    const { id, state, organization, division } = entry
    scored.push({ id, state, organization, division, given, score, lot: ruled.lot, decision: ruled.decision })
  }
  const subCriteria = new Map(subCriteriaOf(plan.rubric).map((one) => [one.id, one]))
  const { score, given } = scored.find(({ id }) => id === own.id)!
  const { divisions, overall } = standingsOf(plan, scored)
  const ranked =
    divisions.find(({ ranked }) => ranked.some(({ entries }) => entries.some(({ id }) => id === own.id)))?.ranked ??
    overall ??
    []
  const named = new Map(entries.map(({ id, code, name }) => [id, { id, code, name }]))
  const { scheme } = plan
  return ok({
    stageId: stage.id,
    ...head,
    entry: own,
    entries: [...named.values()],
    total: score.begun ? writtenOut(exact(score.points)) : null,
    missing: score.missing,
    exact: writtenOut(score.exact),
    rankOn: scheme.rankOn,
    rounding: scheme.rounding,
    composition: scheme.composition,
    isNought: score.isNought,
    parts: tellParts(score, {
      planned: plan.parts,
      labelOf: (seat) => labels.get(seat) ?? '',
      subCriterionOf: (id) => subCriteria.get(id),
    }),
    carried: score.carried.map(({ points, ...carried }) => ({
      ...carried,
      points: points === undefined ? null : writtenOut(exact(points)),
    })),
    penalties: given.penalties.map(toldCorrection),
    adjustments: given.adjustments.map(toldCorrection),
    amended: toldAmendments(stage),
    ...tellNeighbours(own.id, { plan, ranked, nameOf: (id) => named.get(id)! }),
  })
}

const toldAmendments = ({ amendments, plan }: FrozenStage): EntryExplanation['amended'] =>
  lastAmendments(amendments).map(({ amendment, reason, signer, at }) => ({
    aspectId: amendment.aspect,
    name: aspectsOf(plan.rubric).find(({ id }) => id === amendment.aspect)?.name ?? '',
    kind: amendment.kind,
    give: amendment.kind === 'annulled' ? amendment.give : null,
    reason,
    signer,
    at,
  }))

const toldCorrection = ({ points, reason }: Correction) => ({ points: writtenOut(exact(points)), reason })
