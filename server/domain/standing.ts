import { type Advanced, advance } from './advance.ts'
import { byLink, linkValue } from './chain.ts'
import type { Ranked, Scored, Stop } from './ranked.ts'
import { compare, type Rational } from './rational.ts'
import type { Scheme } from './scheme.ts'
import type { ScoringPlan } from './scoring-plan.ts'

export interface Standings {
  /** By division; null: all entries of a stage without divisions. */
  readonly divisions: readonly { readonly division: string | null; readonly ranked: readonly Ranked[] }[]
  /** Over all divisions, where the scheme asks for it. */
  readonly overall: readonly Ranked[] | undefined
  readonly stops: readonly Stop[]
  readonly advancement: readonly Advanced[]
}

export function standingsOf(plan: ScoringPlan, entries: readonly Scored[]): Standings {
  const { scheme } = plan
  const names = scheme.divisions.length > 0 ? scheme.divisions : [null]
  const divisions = names.map((division) => {
    const own = entries.filter((entry) => division === null || entry.division === division)
    return { division, ranked: rankEntries(plan, own) }
  })
  const advanced = scheme.advancement
    ? divisions.map(({ division, ranked }) => advance(scheme.advancement!, division, ranked))
    : []
  const overall = scheme.overall ? rankEntries(plan, entries) : undefined
  const band = scheme.sharedRanksForbidden
  return {
    divisions,
    overall,
    stops: [
      ...divisions.flatMap(({ division, ranked }) => sharedIn(band, ranked).map((stop) => ({ ...stop, division }))),
      ...advanced.flatMap(({ stops }) => stops),
      ...sharedIn(band, overall ?? []).map((stop) => ({ ...stop, overall: true }) as const),
    ],
    advancement: advanced.map(({ advanced }) => advanced),
  }
}

/** Present entries with a total: by total, then link by link; what stays equal shares the rank. */
export function rankEntries(plan: ScoringPlan, entries: readonly Scored[]): Ranked[] {
  const ranks = entries.filter(({ state, score }) => state === 'present' && score.begun)
  const byTotal = (a: Scored, b: Scored) =>
    plan.scheme.rankOn === 'exact' ? compare(b.score.exact, a.score.exact) : b.score.points - a.score.points
  const values = new Map<Scored, (Rational | undefined)[]>()
  const linked = (entry: Scored, at: number) => {
    const known = values.get(entry) ?? []
    values.set(entry, known)
    if (!(at in known)) known[at] = linkValue(plan, plan.chain[at]!, entry)
    return known[at]
  }
  const order = (a: Scored, b: Scored): number => {
    let found = byTotal(a, b)
    for (let at = 0; found === 0 && at < plan.chain.length; at++) found = byLink(linked(a, at), linked(b, at))
    return found
  }
  const sorted = [...ranks].sort(order)
  const groups: Scored[][] = []
  for (const entry of sorted) {
    const last = groups[groups.length - 1]
    if (last && order(last[0]!, entry) === 0) last.push(entry)
    else groups.push([entry])
  }
  let rank = 1
  return groups.map((group) => {
    const ranked = { rank, entries: group }
    rank += group.length
    return ranked
  })
}

const sharedIn = (band: Scheme['sharedRanksForbidden'], ranked: readonly Ranked[]) =>
  ranked
    .filter(({ rank, entries }) => band && entries.length > 1 && rank >= band.from && rank <= band.to)
    .map(
      ({ rank, entries }) =>
        ({ kind: 'shared-rank', division: null, rank, entries: entries.map(({ id }) => id) }) as const,
    )
