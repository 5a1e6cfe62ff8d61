import { type AspectId, asId, type CriterionId, type SubCriterionId } from '../ids.ts'
import type { Aspect, AspectRule, Rubric, SubCriterion } from '../rubric.ts'
import { byHand, type Calculation, ruleFor } from './calculations.ts'
import { uniqueIds } from './compare.ts'
import type { DraftAspect, DraftSubCriterion } from './detail.ts'
import { type CisScheme, lettersOf, nameOf } from './scheme.ts'

/** The scheme as a rubric. Asked only once nothing in it is refused. */
export function rubricOf(scheme: CisScheme): Rubric {
  const { top, detail, calculations } = scheme
  return {
    title: top.title,
    criteria: criteriaOf(scheme).map(({ letter, drafts }) => ({
      id: asId<CriterionId>(letter),
      name: nameOf(top, detail, letter),
      subCriteria: drafts.map(({ draft, id }) => subCriterionOf(draft, id, calculations)),
    })),
    sections: top.sections.map(({ number, name, weight }) => ({ number, name, weight })),
  }
}

/** Sheet and cell of what stands at a path of that rubric ("criteria.0.subCriteria.2.aspects.1.max"). */
export function whereOf(scheme: CisScheme, path: string): string {
  const [list, first, , second, , third, field] = path.split('.')
  const { top, detail } = scheme
  const begin = detail.headers[0]!.where
  if (list === 'sections') return top.sections[Number(first)]?.where ?? begin
  const criterion = list === 'criteria' ? criteriaOf(scheme)[Number(first)] : undefined
  const draft = criterion?.drafts[Number(second)]?.draft
  const at = draft?.aspects[Number(third)]?.at
  if (at) return at[PLACES[field ?? ''] ?? 'calculation']
  return draft?.where ?? detail.headers.find(({ letter }) => letter === criterion?.letter)?.where ?? begin
}

/** The cell that each field of an aspect was read from; all others come from its calculation. */
const PLACES: Readonly<Record<string, keyof DraftAspect['at']>> = {
  id: 'name',
  name: 'name',
  notes: 'extra',
  levels: 'extra',
  requirement: 'requirement',
  section: 'section',
  max: 'max',
}

function criteriaOf({ detail }: CisScheme) {
  const ids = uniqueIds(detail.subCriteria.map((subCriterion) => subCriterion.id))
  const drafts = detail.subCriteria.map((draft, i) => ({ draft, id: ids[i]! }))
  return lettersOf(detail).map((letter) => ({
    letter,
    drafts: drafts.filter(({ draft }) => draft.letter === letter && draft.aspects.length > 0),
  }))
}

const subCriterionOf = (draft: DraftSubCriterion, id: string, calculations: readonly Calculation[]): SubCriterion => ({
  id: asId<SubCriterionId>(id),
  name: draft.name,
  day: draft.day,
  aspects: draft.aspects.map((aspect, i) => aspectOf(aspect, `${id}.${i + 1}`, calculations)),
})

function aspectOf(draft: DraftAspect, id: string, calculations: readonly Calculation[]): Aspect {
  const calculation = calculations.find((candidate) => candidate.row === draft.calculation)
  const rule = aspectRule(draft, calculation)
  const kept = draft.calculation !== null && rule === byHand && calculation
  return {
    id: asId<AspectId>(id),
    name: draft.name,
    notes: kept ? [...draft.notes, `${calculation.kind} ${calculation.raw}`] : draft.notes,
    requirement: draft.requirement,
    section: draft.section,
    max: draft.max!,
    ...rule,
  }
}

function aspectRule(draft: DraftAspect, calculation: Calculation | undefined): AspectRule {
  if (draft.type === 'J') return { kind: 'judgement', levels: [0, 1, 2, 3].map((level) => draft.levels.get(level)!) }
  if (draft.calculation === null) return { kind: 'pass-fail' }
  return (calculation && ruleFor(calculation, draft.max!)) || byHand
}
