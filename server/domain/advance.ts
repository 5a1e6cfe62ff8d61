import type { EntryId } from './ids.ts'
import type { Ranked, Scored, Stop } from './ranked.ts'
import { add, divide, floorOf, multiply, ofDecimal, rational, whole } from './rational.ts'
import type { Advancement } from './scheme.ts'

export interface Advanced {
  readonly division: string | null
  readonly advancing: readonly EntryId[]
  /** Who comes next, in order. */
  readonly reserves: readonly EntryId[]
}

/**
 * Who advances from one division (RULES §6): down the ranks, all limits together. Who shares a rank across the cut, or
 * more of an organization than it may still send, stops for a person: they stand in no list, and their places are taken.
 * Where the person has spoken on every one of them, those go on who were told so, however many there are places for.
 */
export function advance(rule: Advancement, division: string | null, ranked: readonly Ranked[]) {
  const n = ranked.reduce((all, { entries }) => all + entries.length, 0)
  const places = Math.min(rule.first ?? n, rule.percent === null ? n : placesOf(rule.percent, n))
  const quota = quotaOf(rule.perOrganization)
  const advancing: EntryId[] = []
  const waiting: EntryId[] = []
  const stops: Stop[] = []
  let taken = 0
  for (const { entries } of ranked) {
    const fit = entries.filter(({ score }) => rule.minimum === null || score.points >= rule.minimum)
    const { sure, crowds } = quota(fit)
    const size = sure.length + crowds.reduce((all, { places }) => all + places, 0)
    if (taken >= places) {
      const next = [...sure, ...crowds.flatMap(({ places, entries }) => entries.slice(0, places))]
      waiting.push(...idsOf(fit.filter((entry) => next.includes(entry))))
      continue
    }
    const across = [...sure, ...crowds.flatMap((crowd) => crowd.entries)]
    const isCut = taken + size > places
    const open = crowds.filter((crowd) => !isTold(crowd.entries))
    for (const { entries, ...crowd } of open)
      stops.push({ kind: 'quota-tie', division, ...crowd, entries: idsOf(entries) })
    if (isCut && !isTold(across))
      stops.push({ kind: 'cut-tie', division, places: places - taken, entries: idsOf(across) })
    const settled = crowds.filter((crowd) => !open.includes(crowd))
    const told = isCut ? across.filter(() => isTold(across)) : settled.flatMap((crowd) => crowd.entries)
    const certain = isCut ? [] : sure
    advancing.push(...idsOf(fit.filter((one) => certain.includes(one) || (told.includes(one) && one.advances))))
    taken += size + settled.reduce((all, crowd) => all + beyond(crowd), 0)
  }
  const advanced: Advanced = { division, advancing, reserves: waiting.slice(0, rule.reserves) }
  return { advanced, stops }
}

/** A person has spoken on every one of them. */
const isTold = (entries: readonly Scored[]) => entries.every(({ advances }) => advances !== null)

/** How many go on of a settled crowd beyond its places. */
const beyond = ({ places, entries }: { readonly places: number; readonly entries: readonly Scored[] }) =>
  Math.max(0, entries.filter(({ advances }) => advances).length - places)

const idsOf = (entries: readonly Scored[]) => entries.map(({ id }) => id)

/** Of entries that share a rank: who is within the organization's quota, and where more are than it may still send. */
function quotaOf(most: number | null) {
  const sent = new Map<string, number>()
  return (entries: readonly Scored[]) => {
    const sure: Scored[] = []
    const crowds: { organization: string; places: number; entries: readonly Scored[] }[] = []
    for (const organization of new Set(entries.map((entry) => entry.organization))) {
      const own = entries.filter((entry) => entry.organization === organization)
      // Who has no organization stands for nobody.
      const places =
        most === null || organization === '' ? own.length : Math.min(own.length, most - (sent.get(organization) ?? 0))
      sent.set(organization, (sent.get(organization) ?? 0) + places)
      if (places === own.length) sure.push(...own)
      else if (places > 0) crowds.push({ organization, places, entries: own })
    }
    return { sure: entries.filter((entry) => sure.includes(entry)), crowds }
  }
}

/** p × n ÷ 100, halves up, at least 1. */
export const placesOf = (percent: NonNullable<Advancement['percent']>, n: number): number =>
  Math.max(1, Number(floorOf(add(divide(multiply(ofDecimal(percent), whole(n)), whole(100)), rational(1, 2)))))
