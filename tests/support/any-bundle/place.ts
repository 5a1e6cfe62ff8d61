import { type JsonObject, say } from './any-aspect.ts'
import type { AspectAt, GroupPlan, PartPlan } from './any-plan.ts'

/** An aspect where it stands, with the groups that mark it. */
export interface PlacedAspect extends AspectAt {
  readonly id: string
  readonly subCriterion: string
  readonly criterion: string
  readonly groups: PlacedGroup[]
}
export interface PlacedGroup {
  readonly name: string
  readonly plan: GroupPlan
  readonly rule: JsonObject & { readonly kind: string }
  readonly level: string
  readonly seats: readonly string[]
  readonly aspects: PlacedAspect[]
}
export interface PlacedPart {
  readonly id: string
  readonly plan: PartPlan
  readonly aspects: readonly PlacedAspect[]
  readonly groups: readonly PlacedGroup[]
}

export const countingRound = <T>(list: readonly T[], pick: number): T => list[pick % list.length]!
export const kindOf = (aspect: PlacedAspect) => aspect.kind.body.kind

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** The aspects of a part with ids of the whole rubric: A1.1 is the first of sub-criterion A1 of criterion A. */
const aspectsOf = (plan: PartPlan, firstLetter: number): PlacedAspect[] =>
  plan.criteria.flatMap((subCriteria, c) => {
    const criterion = LETTERS[firstLetter + c]!
    return subCriteria.flatMap((aspects, s) =>
      aspects.map((aspect, a) => {
        const subCriterion = `${criterion}${s + 1}`
        return { ...aspect, criterion, subCriterion, id: `${subCriterion}.${a + 1}`, groups: [] }
      }),
    )
  })

/** Trimming keeps somebody, unless it takes the mean of too few or is meant to find nobody. */
function trimmed(plan: GroupPlan, seats: number) {
  const { tooFew } = plan
  if (tooFew === 'mean' || plan.keepsNobody) return { kind: 'trimmed', high: plan.high, low: plan.low, tooFew }
  const high = Math.min(plan.high, seats - 1)
  return { kind: 'trimmed', high, low: Math.min(plan.low, seats - 1 - high), tooFew }
}

function ruleOf(plan: GroupPlan, seats: readonly string[]): PlacedGroup['rule'] {
  if (plan.kind === 'agreed') return { kind: 'agreed', recorder: countingRound(seats, plan.high) }
  return plan.kind === 'trimmed' ? trimmed(plan, seats.length) : { kind: plan.kind }
}

function groupOf(name: string, plan: GroupPlan, seats: readonly string[]): PlacedGroup {
  return { name, plan, seats, rule: ruleOf(plan, seats), level: plan.level, aspects: [] }
}

const panel = (plan: GroupPlan, letter: string, of: number): string[] =>
  Array.from({ length: Math.min(plan.count, of) }, (_, at) => `${letter}${((plan.first + at) % of) + 1}`)

const mayVeto = (group: PlacedGroup) => group.level === 'aspect' && /agreed|each/.test(group.rule.kind)

/** A veto that its own group may not mark goes to one that may: a panel of the part, else one for vetoes alone. */
function markedBy(aspect: PlacedAspect, groups: readonly PlacedGroup[], vetoes: PlacedGroup): PlacedGroup {
  const chosen = countingRound(groups, aspect.group)
  if (kindOf(aspect) !== 'veto' || mayVeto(chosen)) return chosen
  return groups.find(mayVeto) ?? vetoes
}

/** What a veto or a stop of two panels would mean, and whose time counts, the rules do not say. */
const maySecond = (aspect: PlacedAspect) => !['veto', 'timed'].includes(kindOf(aspect))

function marks(group: PlacedGroup, aspect: PlacedAspect) {
  group.aspects.push(aspect)
  aspect.groups.push(group)
}

/** Groups of a part over its aspects; one mark is one cell, so a second panel over the same aspects has other seats. */
export function placePart(plan: PartPlan, id: string, firstLetter: number, seats: number): PlacedPart {
  const aspects = aspectsOf(plan, firstLetter)
  const groups = plan.groups.map((group, at) => groupOf(`${id} panel ${at + 1}`, group, panel(group, 'J', seats)))
  const first = plan.groups[0]!
  const kind = first.low > 0 ? 'each' : 'agreed'
  const vetoes = groupOf(`${id} vetoes`, { ...first, kind, level: 'aspect' }, panel(first, 'J', seats))
  const second = plan.second && groupOf(`${id} public`, plan.second, panel(plan.second, 'X', Math.min(seats, 3)))
  for (const aspect of aspects) {
    marks(markedBy(aspect, groups, vetoes), aspect)
    if (second && aspect.alsoBySecond && maySecond(aspect)) marks(second, aspect)
  }
  const all = [...groups, vetoes, ...(second ? [second] : [])]
  return { id, plan, aspects, groups: all.filter((group) => group.aspects.length > 0) }
}

/** A part has a maximum that can be weighed: points that count, outside attempts, and not annulled. */
export const isWeighable = (part: PlacedPart, annulled: ReadonlySet<string>) =>
  !part.plan.attempts &&
  part.aspects.some(
    (aspect) => aspect.kind.max > 0 && !annulled.has(aspect.id) && aspect.groups.some((group) => group.plan.counted),
  )

const isMarkedAt = (aspects: readonly PlacedAspect[], ...levels: string[]) =>
  aspects.every((aspect) => aspect.groups.every((group) => levels.includes(group.level)))

/** A veto reaches nothing finer than what its neighbours are marked as: its target widens until it is whole. */
export function vetoTarget(aspect: PlacedAspect, part: PlacedPart): string {
  const { target } = aspect.kind.body as unknown as { target: string }
  const others = part.aspects.filter((other) => other.subCriterion === aspect.subCriterion && other !== aspect)
  if (target === 'siblings' && others.length > 0 && isMarkedAt(others, 'aspect')) return target
  const isFine = target === 'siblings' || target === 'sub-criterion'
  if (isFine && others.length > 0 && isMarkedAt(others, 'aspect', 'sub-criterion')) return 'sub-criterion'
  return isFine ? 'part' : target
}

/** Every id that a chain may name: nothing within attempts, nothing finer than what its groups mark. */
export function linkable(parts: readonly PlacedPart[], by: string): string[] {
  if (by === 'part') return parts.map((part) => part.id)
  const aspects = parts.filter((part) => !part.plan.attempts).flatMap((part) => part.aspects)
  if (by === 'aspect') {
    return aspects.filter((one) => kindOf(one) !== 'veto' && isMarkedAt([one], 'aspect')).map((one) => one.id)
  }
  const idOf = (one: PlacedAspect) => (by === 'criterion' ? one.criterion : one.subCriterion)
  const whole = (id: string) =>
    isMarkedAt(
      aspects.filter((one) => idOf(one) === id),
      'aspect',
      'sub-criterion',
    )
  return [...new Set(aspects.map(idOf))].filter(whole)
}

const TABLES = {
  twice: (grade: number) => grade * 2,
  flat: () => 1500,
  'upside-down': (grade: number) => 10_000 - grade,
} as const

/** A table says something for every grade of every scale in the part. */
export function tableOf(style: keyof typeof TABLES | null, part: PlacedPart): JsonObject | null {
  const grades = [...new Set(part.aspects.flatMap((aspect) => aspect.kind.grades))]
  if (style === null || grades.length === 0) return null
  return Object.fromEntries(grades.map((grade) => [say(grade), say(TABLES[style](grade))]))
}
