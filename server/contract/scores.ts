import type { BundleScores } from '#domain/bundle.ts'
import type { EntryId } from '#domain/ids.ts'
import type { Points } from '#domain/points.ts'
import { exact } from '#domain/points.ts'
import type { Scored } from '#domain/ranked.ts'
import { writtenOut } from '#domain/rational.ts'
import { explanationOf } from './explanation.ts'

const figure = (points: Points): string => writtenOut(exact(points))

/** The scores of a bundle as a file says them (docs/bundles.md, "The answer"). */
export function scoresOf(scores: BundleScores, explains = true) {
  const ranks = ranksOf(scores)
  return {
    format: 'skillmark-scores',
    version: 1,
    entries: scores.scored.map((entry) => entryOf(entry, scores, ranks.get(entry.id) ?? [], explains)),
    stops: scores.standings.stops,
    advancement: scores.standings.advancement,
  }
}

interface RankLine {
  readonly division: string | null
  readonly overall?: true
  readonly rank: number
}

function ranksOf({ standings }: BundleScores): ReadonlyMap<EntryId, RankLine[]> {
  const lines = new Map<EntryId, RankLine[]>()
  const put = (id: EntryId, line: RankLine) => lines.set(id, [...(lines.get(id) ?? []), line])
  for (const { division, ranked } of standings.divisions) {
    for (const { rank, entries } of ranked) for (const { id } of entries) put(id, { division, rank })
  }
  for (const { rank, entries } of standings.overall ?? []) {
    for (const { id } of entries) put(id, { division: null, overall: true, rank })
  }
  return lines
}

function entryOf({ id, score }: Scored, { honours }: BundleScores, ranks: readonly RankLine[], explains: boolean) {
  return {
    id,
    total: score.begun ? figure(score.points) : null,
    missing: score.missing,
    parts: score.parts.map(({ part, begun, value, contribution, passed }) => ({
      id: part.id,
      points: begun ? writtenOut(value) : null,
      contribution: begun ? writtenOut(contribution) : null,
      passed,
    })),
    ranks,
    scale: honours.get(id)?.scale ?? null,
    medal: honours.get(id)?.medal ?? null,
    ...(explains && { explanation: explanationOf(score) }),
  }
}
