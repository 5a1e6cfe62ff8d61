import type { CriterionId, PartId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { type Decimal, ofDecimal, sum, writtenOut } from '#domain/rational.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { Part } from '#domain/scheme.ts'
import {
  type AspectFamily,
  familyOf,
  type GroupSetting,
  type SchemeDraft,
  type SeatedPanel,
} from '#domain/scheme-draft.ts'

/** The first figure that no part has, and that no tie-break still means: "P1", "P2" … */
const freeId = ({ parts, chain }: SchemeDraft): PartId => {
  for (let n = 1; ; n++) {
    const id = `P${n}` as PartId
    const isMeant = chain.some((link) => link.by === 'part' && link.id === id)
    if (!isMeant && !parts?.some((part) => part.id === id)) return id
  }
}

const newPart = (draft: SchemeDraft, criteria: readonly CriterionId[]): Part => ({
  id: freeId(draft),
  name: '',
  criteria,
  weight: '1' as Decimal,
  attempts: null,
  minimum: null,
  belowZero: false,
})

export const addPart = (draft: SchemeDraft): SchemeDraft => ({
  ...draft,
  parts: [...(draft.parts ?? []), newPart(draft, [])],
})

/** Several parts begin with one that holds everything; one part is all there is again. */
export const split = (draft: SchemeDraft, rubric: Rubric, isSplit: boolean): SchemeDraft => {
  const all = rubric.criteria.map(({ id }) => id)
  return isSplit
    ? { ...draft, parts: [newPart(draft, all)] }
    : { ...draft, parts: null, composition: { kind: 'added' } }
}

/** Ticked, a criterion comes here from wherever it was; unticked it is nowhere. In the order of the rubric. */
export const tick = (
  parts: readonly Part[],
  at: number,
  criterion: CriterionId,
  isTicked: boolean,
  rubric: Rubric,
): Part[] =>
  parts.map((part, i) => {
    const has = i === at ? isTicked : part.criteria.includes(criterion) && !isTicked
    const others = new Set(part.criteria.filter((id) => id !== criterion))
    const known = rubric.criteria.map(({ id }) => id).filter((id) => others.has(id) || (has && id === criterion))
    // What the rubric no longer has stays to be seen, until it is taken out.
    return { ...part, criteria: [...known, ...[...others].filter((id) => !known.includes(id))] }
  })

/** A part leaves; a tie-break that names it stays, to be put right by whoever sees it. */
export const removePart = (draft: SchemeDraft, at: number): SchemeDraft => {
  const parts = (draft.parts ?? []).filter((_, i) => i !== at)
  return { ...draft, parts: parts.length > 0 ? parts : null }
}

export const STAGE_MAXIMUM = ofThousandths(100_000)

export const weightsOf = (parts: readonly Part[]): string =>
  writtenOut(sum(parts.map(({ weight }) => ofDecimal(weight))))

/** "0.3" as "30 %". */
export const inPercent = (weight: Decimal): string =>
  `${writtenOut({ n: BigInt(ofDecimal(weight).n) * 100n, d: ofDecimal(weight).d })} %`

/** How many aspects of a family there are: of a panel, or of all. */
export function countOf(rubric: Rubric, family: AspectFamily, panel?: SeatedPanel): number {
  const subs = rubric.criteria.flatMap(({ subCriteria }) => subCriteria)
  const own = panel ? subs.filter(({ id }) => panel.subCriteria.includes(id)) : subs
  return own.flatMap(({ aspects }) => aspects).filter((aspect) => familyOf(aspect) === family).length
}

export const indexOfSetting = (groups: readonly GroupSetting[], panel: string | null, family: AspectFamily): number =>
  groups.findIndex((one) => one.panel === panel && one.family === family)

/** One thing of a list put in another place. */
export function movedTo<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const held = list[from]
  if (held === undefined || to < 0 || to >= list.length || from === to) return list
  const rest = list.filter((_, i) => i !== from)
  return [...rest.slice(0, to), held, ...rest.slice(to)]
}
