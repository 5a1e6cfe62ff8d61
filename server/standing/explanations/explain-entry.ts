import type { EntryExplanation, ToldCorrection } from '#contract/entry-explanation.ts'
import type { EntryId, SeatId } from '#domain/ids.ts'
import { exact } from '#domain/points.ts'
import { writtenOut } from '#domain/rational.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { aspectsOf, subCriteriaOf } from '#domain/rubric.ts'
import type { RuledOn, SignedCorrection } from '#domain/ruling.ts'
import type { Feed } from '#domain/stage.ts'
import { standingsOf } from '#domain/standing.ts'
import { lastAmendments } from '../../db/amendments.ts'
import type { CountedEntry, ScoredHead } from '../../db/counted-entries.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import { scoredEntries } from '../../db/scored-entries.ts'
import type { EntryMarks } from '../../db/stage-marks.ts'
import { tellNeighbours } from './tell-neighbours.ts'
import { tellParts } from './tell-score.ts'

export interface ExplainEntry {
  readonly stage: FrozenStage
  readonly head: ScoredHead & { readonly rubric: NonNullable<ScoredHead['rubric']> }
  readonly entries: readonly CountedEntry[]
  readonly labels: ReadonlyMap<SeatId, string>
  readonly marksOf: (entryId: EntryId) => EntryMarks
  readonly ruledOn: (entryId: EntryId) => RuledOn
  readonly entryId: EntryId
  readonly feed: Feed
  readonly stageNames: (stage: string) => string
}

export type UnknownEntry = { readonly kind: 'unknown-entry' }

/** All entries scored and ranked as they stand, and one of them told in full. */
export async function explainEntry(asked: ExplainEntry): Promise<Result<EntryExplanation, UnknownEntry>> {
  const { stage, head, entries, labels, marksOf, ruledOn } = asked
  const { plan } = stage
  const own = entries.find(({ id }) => id === asked.entryId)
  if (!own) return err({ kind: 'unknown-entry' })
  const scored = await scoredEntries({ stage, state: head.state, feed: asked.feed, marksOf, ruledOn }, entries, own.id)
  const { score } = scored.find(({ id }) => id === own.id)!
  const { penalties, adjustments } = ruledOn(own.id)
  const subCriteria = new Map(subCriteriaOf(plan.rubric).map((one) => [one.id, one]))
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
      name: asked.stageNames(carried.stage),
      points: points === undefined ? null : writtenOut(exact(points)),
    })),
    penalties: penalties.map(toldCorrection),
    adjustments: adjustments.map(toldCorrection),
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

const toldCorrection = ({ points, ...signed }: SignedCorrection): ToldCorrection => ({
  points: writtenOut(exact(points)),
  ...signed,
})
