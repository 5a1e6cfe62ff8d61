import type { EntryId } from './ids.ts'
import { add, divide, floorOf, multiply, ofDecimal, rational, whole } from './rational.ts'
import type { Advancement } from './scheme.ts'
import type { Ranked, Scored, Stop } from './standing.ts'

export interface Advanced {
  readonly division: string | null
  readonly advancing: readonly EntryId[]
  /** Who comes next, in order. */
  readonly reserves: readonly EntryId[]
}

/**
 * Who advances from one division (RULES §6): in the order of ranks, all limits together. A tie across a cut stops for a
 * person; until it is decided nobody of that rank, nor anybody behind, advances.
 */
export function advance(
  { first, percent, minimum, perOrganization, reserves }: Advancement,
  division: string | null,
  ranked: readonly Ranked[],
): { readonly advanced: Advanced; readonly stops: readonly Stop[] } {
  const n = ranked.reduce((all, { entries }) => all + entries.length, 0)
  const places = Math.min(first ?? n, percent === null ? n : placesOf(percent, n))
  const sent = new Map<string, number>()
  const advancing: EntryId[] = []
  const waiting: EntryId[] = []
  const stopped = (stop: Stop) => ({ advanced: { division, advancing, reserves: [] }, stops: [stop] })
  for (const { entries } of ranked) {
    const fit = entries.filter(({ score }) => minimum === null || score.points >= minimum)
    const left = (organization: string) => (perOrganization ?? n) - (sent.get(organization) ?? 0)
    const allowed = fit.filter(({ organization }) => left(organization) > 0)
    if (allowed.length === 0) continue
    if (advancing.length === places) {
      waiting.push(...allowed.map(({ id }) => id))
      continue
    }
    const crowded = allowed.find(({ organization }) => ownOf(allowed, organization).length > left(organization))
    if (crowded) {
      const { organization } = crowded
      const own = ownOf(allowed, organization)
      return stopped({
        kind: 'quota-tie',
        division,
        organization,
        places: left(organization),
        entries: own.map(({ id }) => id),
      })
    }
    if (advancing.length + allowed.length > places) {
      return stopped({
        kind: 'cut-tie',
        division,
        places: places - advancing.length,
        entries: allowed.map(({ id }) => id),
      })
    }
    for (const { id, organization } of allowed) {
      advancing.push(id)
      sent.set(organization, (sent.get(organization) ?? 0) + 1)
    }
  }
  return { advanced: { division, advancing, reserves: waiting.slice(0, reserves) }, stops: [] }
}

const ownOf = (entries: readonly Scored[], organization: string) =>
  entries.filter((entry) => entry.organization === organization)

/** p × n ÷ 100, halves up, at least 1. */
export const placesOf = (percent: NonNullable<Advancement['percent']>, n: number): number =>
  Math.max(1, Number(floorOf(add(divide(multiply(ofDecimal(percent), whole(n)), whole(100)), rational(1, 2)))))
