import type { CriterionId, PartId } from './ids.ts'
import { exact, type Points, roundTo } from './points.ts'
import { type Decimal, multiply, rational } from './rational.ts'
import { aspectsOf, maximumOf, type Rubric } from './rubric.ts'
import { groupDefaults, type Link, type Part } from './scheme.ts'
import {
  type AspectFamily,
  draftDefaults,
  familyOf,
  type GroupSetting,
  type SchemeDraft,
  type SeatedPanel,
  type SettingRule,
} from './scheme-draft.ts'

export const presetIds = ['worldskills', 'union', 'union-time', 'live-panel', 'technical-sensory', 'attempts'] as const
export type PresetId = (typeof presetIds)[number]

/** Which criteria an organizer is asked to tick before a preset can be made. */
export const presetAsks: Readonly<Record<PresetId, 'theory' | 'sensory' | 'attempted' | null>> = {
  worldskills: null,
  union: 'theory',
  'union-time': 'theory',
  'live-panel': null,
  'technical-sensory': 'sensory',
  attempts: 'attempted',
}

export interface PresetGround {
  readonly rubric: Rubric
  readonly panels: readonly SeatedPanel[]
  /** Those that were ticked. */
  readonly chosen: readonly CriterionId[]
  /** What the two parts are called, in the organizer's language. */
  readonly names: readonly [string, string]
}

/** What a preset settles; divisions, carried-over totals and the rest of a draft stay as they are. */
type Settled = Pick<SchemeDraft, 'parts' | 'groups' | 'composition' | 'rounding' | 'chain' | 'scale' | 'medals'>

const plain: Settled = {
  parts: null,
  groups: [],
  composition: draftDefaults.composition,
  rounding: draftDefaults.rounding,
  chain: [],
  scale: null,
  medals: null,
}

/**
 * A scheme to begin from. undefined where the ticked criteria leave one of two sides empty. Sources:
 * worldskills (knowledge/worldskills-assessment.md: award formula, scale, medals; RULES §§2, 7, 8), union and union-time
 * (knowledge/china-contests.md §§2, 6), live-panel (the same §5; RULES §12.9), technical-sensory (knowledge/trades.md §9),
 * attempts (RULES §§4, 12.11).
 */
export function presetDraft(id: PresetId, before: SchemeDraft, ground: PresetGround): SchemeDraft | undefined {
  const settled = settledBy(id, ground)
  return settled && { ...before, ...settled }
}

function settledBy(id: PresetId, ground: PresetGround): Settled | undefined {
  switch (id) {
    case 'worldskills':
      return {
        ...plain,
        groups: [settingOf('judgement', { kind: 'mean' }), settingOf('measurement', { kind: 'agreed' })],
        scale: { centre: 700, unit: 30, least: 0, most: 1000 },
        medals: { within: 2, chain: false, smallField: 'not-given', excellence: 700 },
      }
    case 'union':
      return unionContest(ground, [{ by: 'part', id: PRACTICAL }])
    case 'union-time':
      return unionContest(ground, [{ by: 'time' }, { by: 'part', id: PRACTICAL }, { by: 'part', id: THEORY }])
    case 'live-panel':
      return { ...plain, groups: [{ ...settingOf(scoredFamily(ground.rubric), trimmed), level: 'whole' }] }
    case 'technical-sensory':
      return technicalAndSensory(ground)
    case 'attempts':
      return inAttempts(ground)
  }
}

const [THEORY, PRACTICAL] = ['theory', 'practical'] as unknown as readonly [PartId, PartId]

const trimmed: SettingRule = { kind: 'trimmed', high: 1, low: 1, tooFew: 'incomplete' }

const settingOf = (family: AspectFamily, rule: SettingRule, panel: string | null = null): GroupSetting => ({
  panel,
  family,
  level: 'aspect',
  rule,
  ...groupDefaults,
})

/** What a live panel scores with: points or grades where the rubric has any, else levels. */
const scoredFamily = (rubric: Rubric): AspectFamily =>
  aspectsOf(rubric).some((aspect) => familyOf(aspect) === 'points') ? 'points' : 'judgement'

const partOf = (id: PartId, name: string, criteria: readonly CriterionId[], weight: string): Part => ({
  id,
  name,
  criteria,
  weight: weight as Decimal,
  attempts: null,
  minimum: null,
  belowZero: false,
})

const maximumIn = ({ criteria }: Rubric, ids: readonly CriterionId[]): Points =>
  maximumOf(
    criteria
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ subCriteria }) => subCriteria.flatMap(({ aspects }) => aspects)),
  )

/** The ticked criteria and the others, in the order of the rubric; undefined where one side is empty. */
function twoSides({ rubric, chosen }: PresetGround): readonly [CriterionId[], CriterionId[]] | undefined {
  const ids = rubric.criteria.map(({ id }) => id)
  const [first, second] = [ids.filter((id) => chosen.includes(id)), ids.filter((id) => !chosen.includes(id))]
  return first.length > 0 && second.length > 0 ? [first, second] : undefined
}

/** 理论 30, 实操 70, both passed from 60 per cent; a pass changes no total (RULES §4). */
function unionContest(ground: PresetGround, chain: readonly Link[]): Settled | undefined {
  const sides = twoSides(ground)
  if (!sides) return undefined
  const [theory, practical] = sides
  const { rubric, names } = ground
  const passOf = (ids: readonly CriterionId[]) => roundTo(multiply(exact(maximumIn(rubric, ids)), rational(60, 100)), 2)
  return {
    ...plain,
    parts: [
      { ...partOf(THEORY, names[0], theory, '0.3'), minimum: passOf(theory) },
      { ...partOf(PRACTICAL, names[1], practical, '0.7'), minimum: passOf(practical) },
    ],
    composition: { kind: 'weighted', maximum: 100_000 as Points },
    chain,
  }
}

/** Technical judges averaged, sensory judges added; who marks a sensory criterion is a sensory judge. */
function technicalAndSensory({ rubric, panels, chosen }: PresetGround): Settled | undefined {
  const sensory = new Set(
    rubric.criteria
      .filter(({ id }) => chosen.includes(id))
      .flatMap(({ subCriteria }) => subCriteria.map((sub) => sub.id)),
  )
  const tastes = panels.filter(({ subCriteria }) => subCriteria.some((id) => sensory.has(id)))
  if (tastes.length === 0) return undefined
  const isAll = tastes.length === panels.length
  const added = (panel: string | null) =>
    (['judgement', 'points'] as const).map((family) => settingOf(family, { kind: 'sum' }, panel))
  const averaged = (['judgement', 'points'] as const).map((family) => settingOf(family, { kind: 'mean' }))
  return { ...plain, groups: isAll ? added(null) : [...averaged, ...tastes.flatMap(({ name }) => added(name))] }
}

/** Each attempt × its difficulty, all added; the judges' grades without the highest and the lowest. */
function inAttempts({ rubric, chosen, names }: PresetGround): Settled | undefined {
  const ids = rubric.criteria.map(({ id }) => id)
  const attempted = ids.filter((id) => chosen.includes(id))
  const others = ids.filter((id) => !chosen.includes(id))
  if (attempted.length === 0) return undefined
  const first: Part = {
    ...partOf('attempts' as PartId, names[0], attempted, '1'),
    attempts: { take: 'sum', best: 1, planned: 3 },
  }
  const rest = others.length > 0 ? [partOf('rest' as PartId, names[1], others, '1')] : []
  return { ...plain, parts: [first, ...rest], groups: [settingOf(scoredFamily(rubric), trimmed)] }
}

/** The pieces of a draft that differ: what applying a preset, or going back to a version, would change. */
export const changedPieces = (before: SchemeDraft, after: SchemeDraft): (keyof SchemeDraft)[] =>
  (Object.keys(draftDefaults) as (keyof SchemeDraft)[]).filter(
    (piece) => inOrder(before[piece]) !== inOrder(after[piece]),
  )

/** A piece as text whose keys stand in one order, whoever wrote it. */
const inOrder = (piece: unknown): string =>
  JSON.stringify(piece, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
