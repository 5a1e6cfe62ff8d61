import type { JsonObject } from './any-aspect.ts'
import type { BundlePlan, EntryPlan } from './any-plan.ts'
import { type AttemptFile, type EntryFile, given, sparse } from './bundle-file.ts'
import { countingRound, type PlacedPart, tableOf } from './place.ts'
import { divisionsOf, stageCarried } from './scheme.ts'

/** An entry with the seats that do not mark it; twins share the row of marks of the first of them. */
export interface PlacedEntry {
  readonly id: string
  readonly row: number
  readonly plan: EntryPlan
  readonly excused: ReadonlySet<string>
  readonly standIn: { readonly seat: string; readonly by: string } | null
}

/** A recorder is replaced and never only excused: who records then, the rules do not say. */
function seatsAway(plan: EntryPlan, parts: readonly PlacedPart[]): Pick<PlacedEntry, 'excused' | 'standIn'> {
  const groups = parts.flatMap((part) => part.groups)
  const seats = [...new Set(groups.flatMap((group) => group.seats))]
  const recorders = new Set(groups.map((group) => group.rule.recorder))
  const excusable = plan.excuses ? seats.filter((seat) => !recorders.has(seat)) : []
  const excused = new Set(excusable.length === 0 ? [] : plan.excused.map((pick) => countingRound(excusable, pick)))
  const left = seats.filter((seat) => !excused.has(seat))
  if (plan.standIn === null || left.length === 0) return { excused, standIn: null }
  return { excused, standIn: { seat: countingRound(left, plan.standIn), by: 'S1' } }
}

/** A twin is its forerunner but for what comes after the marks. */
const asTwin = (before: EntryPlan, own: EntryPlan): EntryPlan => ({
  ...before,
  twin: true,
  adjustments: own.nudge ? [{ points: own.nudge, reason: 'as ruled' }] : before.adjustments,
  state: own.state,
  organization: own.organization,
  lot: own.lot,
  decision: own.decision,
  advances: own.advances,
})

export function placeEntries(plan: BundlePlan, parts: readonly PlacedPart[]): PlacedEntry[] {
  const placed: PlacedEntry[] = []
  plan.entries.forEach((own, at) => {
    const before = own.twin ? placed.at(-1) : undefined
    const entry = before ? asTwin(before.plan, own) : own
    placed.push({ id: `0${at + 1}`, row: before?.row ?? at, plan: entry, ...seatsAway(entry, parts) })
  })
  return placed
}

export const attemptIdOf = (entry: string, part: string, at: number) => `${entry}-${part}-${at + 1}`

function attemptsOf({ id, plan }: PlacedEntry, part: PlacedPart, terse: boolean): AttemptFile[] {
  const defaults = { base: '0', difficulty: '1', multiplier: '1', table: null, void: false }
  return plan.attempts.map(({ table, ...attempt }, at) =>
    sparse(terse, { id: attemptIdOf(id, part.id, at), ...attempt, table: tableOf(table, part) }, defaults),
  )
}

function carriedOf({ plan }: PlacedEntry, scheme: BundlePlan['scheme']): JsonObject {
  const stages = (scheme.carried ?? []).map((_, at) => [stageCarried(at), plan.carried[at]!] as const)
  return Object.fromEntries(
    stages.filter(([, { missing }]) => !missing).map(([stage, { own, total }]) => [stage, { own, total }]),
  )
}

/** A quota asks for an organization of everybody. */
const organizationOf = ({ plan }: PlacedEntry, { advancement }: BundlePlan['scheme']) =>
  countingRound([advancement?.perOrganization ? 'South' : '', 'North', 'South'], plan.organization)

/** What happened to the entry beside its marks. */
const eventsOf = (entry: PlacedEntry, { scheme }: BundlePlan) => ({
  excused: [...entry.excused].map((seat) => ({ seat, reason: 'knows the competitor' })),
  standIns: entry.standIn ? [entry.standIn] : [],
  penalties: entry.plan.penalties ?? [],
  adjustments: entry.plan.adjustments ?? [],
  carried: carriedOf(entry, scheme),
})

const DEFAULTS = {
  label: '',
  organization: '',
  state: 'present',
  excused: [],
  standIns: [],
  penalties: [],
  adjustments: [],
  carried: {},
}

export function entryOf(entry: PlacedEntry, plan: BundlePlan, parts: readonly PlacedPart[]): EntryFile {
  const divisions = divisionsOf(plan.scheme)
  const tried = parts.filter((part) => part.plan.attempts)
  const body = {
    id: entry.id,
    label: plan.terse ? '' : `Entry ${entry.id}`,
    organization: organizationOf(entry, plan.scheme),
    state: entry.plan.state,
    ...eventsOf(entry, plan),
    ...given({ lot: entry.plan.lot, decision: entry.plan.decision, advances: entry.plan.advances }),
    ...(divisions.length > 0 ? { division: countingRound(divisions, entry.plan.division) } : {}),
  }
  const attempts = Object.fromEntries(tried.map((part) => [part.id, attemptsOf(entry, part, plan.terse)]))
  return { ...sparse(plan.terse, body, DEFAULTS), ...(tried.length > 0 ? { attempts } : {}) }
}
