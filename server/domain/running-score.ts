import type { AspectId } from './ids.ts'
import { add, subtract, zero } from './rational.ts'
import { type Aspect, aspectsOf, type Rubric, type SubCriterion } from './rubric.ts'
import type { JudgeGroup, Scheme } from './scheme.ts'
import { floored, levelValue, type Sum, tally, together, totalOf, type Totals } from './score.ts'
import type { MarkOf } from './sheet.ts'

/** What is computed by itself, and then only added: one level value of one group (RULES §1). */
interface Level {
  readonly group: JudgeGroup
  readonly aspects: readonly Aspect[]
  /** Where in `bases` it is added. */
  readonly base: number
}

/** A rubric and its scheme taken apart once for all entries of a stage. */
export interface ScorePlan {
  readonly scheme: Scheme
  readonly levels: readonly Level[]
  /** The levels that an aspect's marks go into. */
  readonly levelsOf: ReadonlyMap<AspectId, readonly number[]>
  /** The sub-criteria in order, each with the place of its criterion; last what belongs to none (level whole). */
  readonly bases: readonly { readonly subCriterion: SubCriterion | null; readonly criterion: number }[]
  readonly criteria: number
}

export function planOf(rubric: Rubric, scheme: Scheme): ScorePlan {
  const counted = scheme.groups
    .filter((group) => group.counted)
    .map((group) => ({ group, ids: new Set<AspectId>(group.aspects) }))
  const bases = rubric.criteria.flatMap(({ subCriteria }, criterion) =>
    subCriteria.map((subCriterion) => ({ subCriterion, criterion })),
  )
  const levels = bases.flatMap(({ subCriterion }, base): Level[] =>
    counted
      .filter(({ group }) => group.level !== 'whole')
      .flatMap(({ group, ids }) => {
        const own = subCriterion.aspects.filter((aspect) => ids.has(aspect.id))
        if (own.length === 0) return []
        if (group.level === 'sub-criterion') return [{ group, aspects: own, base }]
        return own.map((aspect) => ({ group, aspects: [aspect], base }))
      }),
  )
  const wholes = counted
    .filter(({ group }) => group.level === 'whole')
    .map(({ group, ids }): Level => {
      return { group, aspects: aspectsOf(rubric).filter((aspect) => ids.has(aspect.id)), base: bases.length }
    })
  const all = [...levels, ...wholes]
  const levelsOf = new Map<AspectId, number[]>(aspectsOf(rubric).map((aspect) => [aspect.id, []]))
  for (const [i, level] of all.entries()) for (const { id } of level.aspects) levelsOf.get(id)!.push(i)
  return {
    scheme,
    levels: all,
    levelsOf,
    bases: [...bases, { subCriterion: null, criterion: rubric.criteria.length }],
    criteria: rubric.criteria.length,
  }
}

/** An entry's score that follows its marks at the cost of what changed. */
export interface RunningScore {
  /** The marks of these aspects are no longer what they were; without a word, any mark may be another. */
  follow(markOf: MarkOf, aspects?: Iterable<AspectId>): void
  totals(): Totals
}

/** `begun`: how many of the levels added are complete. */
interface Running extends Omit<Sum, 'begun'> {
  readonly begun: number
}

/** After whatever it followed, `totals` is what `scoreEntry` makes of the same marks: sums are exact in any order. */
export function runningScore(plan: ScorePlan, first: MarkOf): RunningScore {
  const held: Sum[] = plan.levels.map(({ group, aspects }) => levelValue(group, aspects, first))
  const bases: Running[] = plan.bases.map(() => ({ value: zero, missing: 0, begun: 0 }))
  const move = (base: number, from: Sum, to: Sum) => {
    const { value, missing, begun } = bases[base]!
    bases[base] = {
      value: add(subtract(value, from.value), to.value),
      missing: missing - from.missing + to.missing,
      begun: begun - Number(from.begun) + Number(to.begun),
    }
  }
  const none: Sum = { value: zero, missing: 0, begun: false }
  for (const [i, sum] of held.entries()) move(plan.levels[i]!.base, none, sum)

  const again = (i: number, markOf: MarkOf) => {
    const { group, aspects, base } = plan.levels[i]!
    const next = levelValue(group, aspects, markOf)
    move(base, held[i]!, next)
    held[i] = next
  }
  const baseSum = (i: number): Sum => {
    const sum = { ...bases[i]!, begun: bases[i]!.begun > 0 }
    const { subCriterion } = plan.bases[i]!
    return subCriterion ? floored(sum, subCriterion.aspects) : sum
  }
  return {
    follow(markOf, aspects) {
      if (!aspects) {
        for (const i of held.keys()) again(i, markOf)
        return
      }
      for (const aspect of aspects) for (const i of plan.levelsOf.get(aspect) ?? []) again(i, markOf)
    },
    totals() {
      // One more than there are criteria: what belongs to none counts in the part alone.
      const sums: Sum[][] = Array.from({ length: plan.criteria + 1 }, () => [])
      for (const [i, { criterion }] of plan.bases.entries()) sums[criterion]!.push(baseSum(i))
      const added = sums.map(together)
      return { ...totalOf(plan.scheme, together(added)), criteria: added.slice(0, plan.criteria).map(tally) }
    },
  }
}
