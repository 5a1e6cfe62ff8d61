import type { SeatId, SubCriterionId } from './ids.ts'
import { type Aspect, type Rubric, subCriteriaOf } from './rubric.ts'
import {
  type GroupRule,
  groupDefaults,
  isPutTogether,
  type JudgeGroup,
  onePart,
  type Part,
  type PointsRule,
  type Scheme,
  schemeDefaults,
} from './scheme.ts'
import { partsByAspect } from './scheme-faults.ts'

/**
 * What an organizer settles before anybody marks: a scheme without its seats and aspects, which panels and rubric bring
 * along at the opening. What it does not name falls to the defaults of RULES §1.
 */
export interface SchemeDraft extends Omit<Scheme, 'parts' | 'groups'> {
  /** null: one part with everything that the rubric holds. */
  readonly parts: readonly Part[] | null
  readonly groups: readonly GroupSetting[]
}

/** Aspects of a panel that one rule puts together: judged levels, points and grades, and everything that is measured. */
export const families = ['judgement', 'measurement', 'points'] as const
export type AspectFamily = (typeof families)[number]

export const familyOf = (aspect: Aspect): AspectFamily =>
  aspect.kind === 'judgement' ? 'judgement' : isPutTogether(aspect) ? 'points' : 'measurement'

/** Agreed is given by the panel's recorder, whoever that will be. */
export type SettingRule = { readonly kind: 'agreed' } | Exclude<GroupRule, { kind: 'agreed' }>

/** How a family of aspects of a panel is put together; null: of every panel that has no setting of its own for it. */
export interface GroupSetting
  extends Pick<JudgeGroup, 'level' | 'minSeats' | 'round' | 'factor' | 'factorRound' | 'counted'> {
  readonly panel: string | null
  readonly family: AspectFamily
  readonly rule: SettingRule
}

/** What stands where nobody has edited anything: version 0 of every stage. */
export const draftDefaults: SchemeDraft = { ...schemeDefaults, parts: null, groups: [] }

/** A panel as it is seated. */
export interface SeatedPanel {
  readonly name: string
  readonly subCriteria: readonly SubCriterionId[]
  readonly seats: readonly { readonly id: SeatId; readonly recorder: boolean }[]
}

/** The setting that a family of a panel goes by: its own before that of all panels; undefined: the defaults. */
export const settingFor = (
  { groups }: Pick<SchemeDraft, 'groups'>,
  panel: string,
  family: AspectFamily,
): GroupSetting | undefined =>
  groups.find((one) => one.family === family && one.panel === panel) ??
  groups.find((one) => one.family === family && one.panel === null)

/** RULES §1's default for a family: judgement by mean, measurements agreed, points by the rule that the stage names. */
export const defaultSetting = (family: AspectFamily, pointsRule: PointsRule): GroupSetting => ({
  panel: null,
  family,
  level: family === 'points' && pointsRule === 'trimmed-whole' ? 'whole' : 'aspect',
  rule: family === 'judgement' ? { kind: 'mean' } : family === 'points' ? pointsRuleOf(pointsRule) : { kind: 'agreed' },
  ...groupDefaults,
})

function pointsRuleOf(rule: PointsRule): SettingRule {
  switch (rule) {
    case 'agreed':
    case 'mean':
      return { kind: rule }
    case 'trimmed':
    case 'trimmed-whole':
      return { kind: 'trimmed', high: 1, low: 1, tooFew: 'incomplete' }
  }
}

/** A group of the scheme, and what made it. */
export interface ExpandedGroup {
  readonly group: JudgeGroup
  readonly panel: string
  readonly family: AspectFamily
}

/** The scheme of a draft over its rubric and the panels as seated: what the opening freezes (RULES §11). */
export function schemeFrom(
  draft: SchemeDraft,
  rubric: Rubric,
  panels: readonly SeatedPanel[],
  pointsRule: PointsRule,
): Scheme {
  return schemeOfGroups(draft, rubric, expandedGroups(draft, rubric, panels, pointsRule))
}

/** The same, where the groups are known. */
export const schemeOfGroups = (draft: SchemeDraft, rubric: Rubric, expanded: readonly ExpandedGroup[]): Scheme => ({
  ...schemeDefaults,
  ...draft,
  parts: draft.parts ?? [onePart(rubric)],
  groups: expanded.map(({ group }) => group),
})

/** A family whose aspects lie in several parts gives a group for each part, since a group marks in one part alone. */
export function expandedGroups(
  draft: SchemeDraft,
  rubric: Rubric,
  panels: readonly SeatedPanel[],
  pointsRule: PointsRule,
): ExpandedGroup[] {
  const parts = draft.parts ?? [onePart(rubric)]
  const partOf = partsByAspect({ parts }, rubric)
  return panels.flatMap((panel) => {
    const own = aspectsOfPanel(rubric, panel)
    return families.flatMap((family) => {
      const all = own.filter((aspect) => familyOf(aspect) === family)
      const setting = settingFor(draft, panel.name, family) ?? defaultSetting(family, pointsRule)
      const places = [...parts.map(({ id }) => id), undefined].filter((id) =>
        all.some((one) => partOf.get(one.id) === id),
      )
      return places.map((id) => {
        const part = places.length > 1 ? parts.find((one) => one.id === id) : undefined
        const name = `${panel.name} ${family}${part ? ` ${part.name || part.id}` : ''}`
        const aspects = all.filter((one) => partOf.get(one.id) === id)
        return { group: groupOf(name, panel, aspects, setting), panel: panel.name, family }
      })
    })
  })
}

function groupOf(
  name: string,
  { seats, name: panel }: SeatedPanel,
  aspects: readonly Aspect[],
  setting: GroupSetting,
): JudgeGroup {
  const { level, minSeats, round, factor, factorRound, counted } = setting
  const recorder = seats.find((seat) => seat.recorder) ?? seats[0]
  if (!recorder) throw new Error(`panel ${panel} has no seats`)
  const rule: GroupRule = setting.rule.kind === 'agreed' ? { kind: 'agreed', recorder: recorder.id } : setting.rule
  return {
    name,
    seats: seats.map(({ id }) => id),
    aspects: aspects.map(({ id }) => id),
    level,
    rule,
    minSeats,
    round,
    factor,
    factorRound,
    counted,
  }
}

function aspectsOfPanel(rubric: Rubric, { subCriteria }: SeatedPanel): readonly Aspect[] {
  const own = new Set(subCriteria)
  return subCriteriaOf(rubric)
    .filter(({ id }) => own.has(id))
    .flatMap(({ aspects }) => aspects)
}

/** A draft as it was saved, by an earlier version too. */
export const storedDraft = (stored: Partial<SchemeDraft>): SchemeDraft => ({
  ...draftDefaults,
  ...stored,
  rounding: { ...draftDefaults.rounding, ...stored.rounding },
  groups: (stored.groups ?? []).map((group) => ({ ...groupDefaults, ...group })),
})
