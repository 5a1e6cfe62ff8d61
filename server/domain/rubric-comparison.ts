import type { Points } from './points.ts'
import { type Aspect, aspectsOf, maximumOf, type Rubric, type SubCriterion } from './rubric.ts'

/** What lies between two versions of a rubric, aspect by aspect. */
export interface RubricComparison {
  readonly added: readonly Aspect[]
  readonly removed: readonly Aspect[]
  readonly changed: readonly ChangedAspect[]
  /** The same in every word and figure, under another id: it was moved, or something before it was. */
  readonly moved: readonly { readonly before: Aspect; readonly after: Aspect }[]
  readonly unchanged: number
  readonly total: { readonly before: Points; readonly after: Points }
}

export interface ChangedAspect {
  readonly before: Aspect
  readonly after: Aspect
  /** The fields of `Aspect` that differ, "id" apart; after a change of kind "kind" stands for all of its rule. */
  readonly fields: readonly string[]
}

/**
 * Compares two versions. Ids tell a place, not an aspect: so an aspect is known again by all of its words and figures,
 * else by its name in the sub-criterion of the same name, else by its name alone, else by its id.
 */
export function compareRubrics(before: Rubric, after: Rubric): RubricComparison {
  const old = placed(before)
  const fresh = placed(after)
  const pairs = new Map<Placed, Placed>()
  for (const key of [wholly, nameAndPlace, nameAlone, idAlone]) pairUp(old, fresh, pairs, key)
  const taken = new Set(pairs.values())
  const both = fresh
    .filter((place) => pairs.has(place))
    .map((place) => [pairs.get(place)!.aspect, place.aspect] as const)
  const apart = both.map(([was, is]) => ({ before: was, after: is, fields: fieldsThatDiffer(was, is) }))
  const changed = apart.filter(({ fields }) => fields.length > 0)
  const same = apart.filter(({ fields }) => fields.length === 0)
  const moved = same.filter((pair) => pair.before.id !== pair.after.id)
  return {
    added: fresh.filter((place) => !pairs.has(place)).map(({ aspect }) => aspect),
    removed: old.filter((place) => !taken.has(place)).map(({ aspect }) => aspect),
    changed,
    moved: moved.map(({ before, after }) => ({ before, after })),
    unchanged: same.length - moved.length,
    total: { before: maximumOf(aspectsOf(before)), after: maximumOf(aspectsOf(after)) },
  }
}

interface Placed {
  readonly aspect: Aspect
  readonly within: SubCriterion
}

const placed = (rubric: Rubric): Placed[] =>
  rubric.criteria.flatMap((criterion) =>
    criterion.subCriteria.flatMap((within) => within.aspects.map((aspect) => ({ aspect, within }))),
  )

type Key = (place: Placed) => string

const wholly: Key = ({ aspect: { id: _, ...facts } }) => JSON.stringify(Object.entries(facts).sort())
const nameAndPlace: Key = ({ aspect, within }) => aspect.name && JSON.stringify([within.name, aspect.name])
const nameAlone: Key = ({ aspect }) => aspect.name
const idAlone: Key = ({ aspect }) => aspect.id

/** Pairs what has the same key and no partner yet: under the same id first, then in order. */
function pairUp(old: readonly Placed[], fresh: readonly Placed[], pairs: Map<Placed, Placed>, key: Key) {
  const taken = new Set(pairs.values())
  const waiting = new Map<string, Placed[]>()
  for (const place of old) {
    const name = key(place)
    if (name && !taken.has(place)) waiting.set(name, [...(waiting.get(name) ?? []), place])
  }
  for (const isSameId of [true, false]) {
    for (const place of fresh) {
      if (pairs.has(place)) continue
      const partners = waiting.get(key(place)) ?? []
      const at = partners.findIndex((partner) => !isSameId || partner.aspect.id === place.aspect.id)
      if (at < 0) continue
      pairs.set(place, partners[at]!)
      partners.splice(at, 1)
    }
  }
}

const FACTS = ['name', 'notes', 'requirement', 'section', 'max']

function fieldsThatDiffer(before: Aspect, after: Aspect): string[] {
  const was = before as unknown as Readonly<Record<string, unknown>>
  const is = after as unknown as Readonly<Record<string, unknown>>
  const names = before.kind === after.kind ? Object.keys({ ...was, ...is }) : [...FACTS, 'kind']
  return names.filter((name) => name !== 'id' && JSON.stringify(was[name]) !== JSON.stringify(is[name]))
}
