import type { AspectId } from './ids.ts'
import type { Aspect, Rubric } from './rubric.ts'
import { type AspectFault, faultsOf } from './rubric-faults.ts'

/**
 * What is done about a faulty aspect that was found after opening (RULES §11). Annulled: it leaves every sum, or gives
 * every entry its maximum. Corrected: its maximum or its key is another one, and all scores are computed again.
 */
export type Amendment =
  | { readonly kind: 'annulled'; readonly aspect: AspectId; readonly give: Gift }
  | { readonly kind: 'corrected'; readonly aspect: AspectId; readonly to: Aspect }

export type Gift = 'nothing' | 'maximum'

/** The rubric by which marks are given and scored now: each aspect as its last correction left it. */
export function amendedRubric(rubric: Rubric, amendments: readonly Amendment[]): Rubric {
  const corrected = new Map(
    amendments.flatMap((amendment) => (amendment.kind === 'corrected' ? [[amendment.aspect, amendment.to]] : [])),
  )
  if (corrected.size === 0) return rubric
  const criteria = rubric.criteria.map((criterion) => ({
    ...criterion,
    subCriteria: criterion.subCriteria.map((subCriterion) => ({
      ...subCriterion,
      aspects: subCriterion.aspects.map((aspect) => corrected.get(aspect.id) ?? aspect),
    })),
  }))
  return { ...rubric, criteria }
}

/** The aspects that do not count any more: those whose last amendment annuls them. */
export function annulledBy(amendments: readonly Amendment[]): ReadonlyMap<AspectId, Gift> {
  const annulled = new Map<AspectId, Gift>()
  for (const amendment of amendments) {
    if (amendment.kind === 'annulled') annulled.set(amendment.aspect, amendment.give)
    else annulled.delete(amendment.aspect)
  }
  return annulled
}

/** Why an aspect cannot be corrected to another one, though that one could be marked: marks would say something else. */
export type CorrectionFault =
  | 'other-aspect'
  | 'kind-changed'
  | 'name-changed'
  | 'section-changed'
  | 'levels-changed'
  | 'options-changed'
  | 'faults-changed'
  | 'unit-changed'
  | 'nothing-changed'

export interface FoundCorrectionFault {
  readonly fault: CorrectionFault | AspectFault
  /** Where in the aspect: ["options", 0, "worth"]. */
  readonly path: readonly (string | number)[]
}

/**
 * Everything that keeps an aspect from being corrected to `to`. Its maximum and its key may change; what a mark points at
 * may not: how many levels there are, which option stands where, which fault is counted where, the unit of a reading.
 */
export function correctionFaults(old: Aspect, to: Aspect): FoundCorrectionFault[] {
  if (to.id !== old.id) return [{ fault: 'other-aspect', path: ['id'] }]
  if (to.kind !== old.kind) return [{ fault: 'kind-changed', path: ['kind'] }]
  const faults: FoundCorrectionFault[] = []
  const find = (holds: boolean, fault: CorrectionFault, ...path: string[]) => {
    if (!holds) faults.push({ fault, path })
  }
  find(to.name === old.name, 'name-changed', 'name')
  find(to.section === old.section, 'section-changed', 'section')
  if (to.kind === 'judgement' && old.kind === 'judgement')
    find(to.levels.length === old.levels.length, 'levels-changed', 'levels')
  if (to.kind === 'choice' && old.kind === 'choice')
    find(sameWords(labelsOf(to), labelsOf(old)), 'options-changed', 'options')
  if (to.kind === 'deduction' && old.kind === 'deduction')
    find(sameWords(faultNames(to), faultNames(old)), 'faults-changed', 'faults')
  if ((to.kind === 'difference' || to.kind === 'range') && to.kind === old.kind)
    find(to.instrument.unit === old.instrument.unit, 'unit-changed', 'instrument', 'unit')
  if (faults.length === 0) faults.push(...faultsOf(to))
  if (faults.length === 0) find(!sameAspect(old, to), 'nothing-changed')
  return faults
}

const labelsOf = ({ options }: Extract<Aspect, { kind: 'choice' }>) => options.map(({ label }) => label)
const faultNames = ({ faults }: Extract<Aspect, { kind: 'deduction' }>) => faults.map(({ name }) => name)
const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, i) => word === b[i])

/** The same figures and words, whatever order their keys came in. */
export const sameAspect = (a: Aspect, b: Aspect): boolean => isSame(a, b)

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [own, other] = [Object.entries(a), b as Readonly<Record<string, unknown>>]
  return own.length === Object.keys(b).length && own.every(([key, value]) => isSame(value, other[key]))
}
