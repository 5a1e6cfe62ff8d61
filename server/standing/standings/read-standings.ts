import type { Ranking, StageStandings, StandingEntry, StandingRow, ToldStop } from '#contract/standings.ts'
import type { Advanced } from '#domain/advance.ts'
import { isCounted } from '#domain/entry.ts'
import type { EntryId } from '#domain/ids.ts'
import { addPoints, exact, ofThousandths, type Points } from '#domain/points.ts'
import type { Ranked, Scored, Stop } from '#domain/ranked.ts'
import { writtenOut } from '#domain/rational.ts'
import { type Standings, standingsOf } from '#domain/standing.ts'
import type { CountedEntry, ScoredHead } from '../../db/counted-entries.ts'
import { type ScoredFrom, scoredEntries } from '../../db/scored-entries.ts'

export interface ReadStandings extends Omit<ScoredFrom, 'state'> {
  readonly head: ScoredHead
  readonly entries: readonly CountedEntry[]
  readonly stageNames: (stage: string) => string
}

/** All entries of a stage scored and ranked as they stand, and what waits for a person. */
export async function readStandings(asked: ReadStandings): Promise<StageStandings> {
  const { stage, head, entries } = asked
  const scored = await scoredEntries({ ...asked, state: head.state }, entries)
  const standings = standingsOf(stage.plan, scored)
  const minima = stage.scheme.parts.flatMap(({ id, name, minimum }) =>
    minimum === null ? [] : [{ id, name, minimum }],
  )
  const named = new Map(entries.map((entry) => [entry.id, nameOf(entry)]))
  const scoredOf = new Map(scored.map((one) => [one.id, one]))
  const rowsOf = (ranked: readonly Ranked[], advanced: Advanced | undefined, waiting: ReadonlySet<EntryId>) =>
    ranked.flatMap(({ rank, entries }) =>
      entries.map(
        (one): StandingRow => ({
          rank,
          entry: named.get(one.id)!,
          total: figure(one.score.points),
          missing: one.score.missing,
          corrected: correctedBy(one),
          passes: minima.map(({ id }) => one.score.parts.find(({ part }) => part.id === id)?.passed ?? null),
          advances: goesOn(one.id, advanced, waiting),
        }),
      ),
    )
  const rankings: Ranking[] = standings.divisions.map(({ division, ranked }, i) => ({
    division,
    overall: false,
    rows: rowsOf(ranked, standings.advancement[i], waitingIn(standings, division)),
  }))
  const { overall } = standings
  if (overall) rankings.push({ division: null, overall: true, rows: rowsOf(overall, undefined, new Set()) })
  const ranks = new Set(rankings.flatMap(({ rows }) => rows.map(({ entry }) => entry.id)))
  return {
    stageId: stage.id,
    state: head.state,
    contest: head.contest,
    skill: head.skill,
    stage: head.stage,
    minima: minima.map(({ minimum, ...part }) => ({ ...part, minimum: figure(minimum) })),
    advances: stage.scheme.advancement !== null,
    rankings,
    stops: standings.stops.map((stop) => tellStop(stop, (id) => named.get(id)!, scoredOf)),
    unranked: entries
      .filter(({ id }) => !ranks.has(id))
      .map((entry) => ({
        ...nameOf(entry),
        state: entry.state,
        division: entry.division,
        total: isCounted({ ...entry, trial: false }) ? totalOf(scoredOf.get(entry.id)) : null,
      })),
    entries: entries.filter(({ state }) => isCounted({ state, trial: false })).map(nameOf),
    carried: stage.scheme.carried.map(({ stage, what }) => ({ stage, name: asked.stageNames(stage), what })),
    attempts: stage.scheme.parts.flatMap(({ id, name, attempts }) =>
      attempts ? [{ part: id, name, planned: attempts.planned }] : [],
    ),
  }
}

const figure = (points: Points) => writtenOut(exact(points))
const totalOf = (one: Scored | undefined) => (one?.score.begun ? figure(one.score.points) : null)
const nameOf = ({ id, code, name, organization }: CountedEntry): StandingEntry => ({ id, code, name, organization })

function correctedBy({ given: { penalties, adjustments } }: Scored) {
  if (penalties.length + adjustments.length === 0) return null
  const taken = penalties.map(({ points }) => ofThousandths(0 - points))
  return figure(addPoints([...taken, ...adjustments.map(({ points }) => points)]))
}

/** Who is in no list, because a person has to say whether they go on. */
const waitingIn = ({ stops }: Standings, division: string | null): ReadonlySet<EntryId> =>
  new Set(stops.flatMap((stop) => (stop.kind !== 'shared-rank' && stop.division === division ? stop.entries : [])))

function goesOn(id: EntryId, advanced: Advanced | undefined, waiting: ReadonlySet<EntryId>): StandingRow['advances'] {
  if (waiting.has(id)) return 'waits'
  if (advanced?.advancing.includes(id)) return 'yes'
  const reserve = advanced?.reserves.indexOf(id) ?? -1
  return reserve < 0 ? 'no' : reserve + 1
}

const tellStop = (
  stop: Stop,
  entryOf: (id: EntryId) => StandingEntry,
  scoredOf: ReadonlyMap<EntryId, Scored>,
): ToldStop => ({
  kind: stop.kind,
  division: stop.division,
  overall: stop.kind === 'shared-rank' && stop.overall === true,
  rank: stop.kind === 'shared-rank' ? stop.rank : null,
  places: stop.kind === 'shared-rank' ? null : stop.places,
  organization: stop.kind === 'quota-tie' ? stop.organization : null,
  entries: stop.entries.map(entryOf),
  isProvisional: stop.entries.some((id) => scoredOf.get(id)!.score.missing > 0),
})
