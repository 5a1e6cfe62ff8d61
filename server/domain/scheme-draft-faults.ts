import type { SeatId, StageId } from './ids.ts'
import { exact } from './points.ts'
import { compare, type Decimal, ofDecimal, sum, writtenOut, zero } from './rational.ts'
import { type Rubric, subCriteriaOf } from './rubric.ts'
import type { Link, PointsRule, Scheme } from './scheme.ts'
import {
  type ExpandedGroup,
  expandedGroups,
  type SchemeDraft,
  type SeatedPanel,
  schemeOfGroups,
  settingFor,
} from './scheme-draft.ts'
import { faultsOfMaxima, type SchemeFault, schemeFaults } from './scheme-faults.ts'
import { planOf, type ScoringPlan } from './scoring-plan.ts'

export type DraftFault =
  | SchemeFault
  | 'not-above-0'
  | 'minimum-above-maximum'
  | 'part-empty'
  | 'division-unnamed'
  | 'panel-unknown'
  | 'setting-twice'
  | 'link-twice'
  | 'stage-unknown'
  | 'carry-cycle'

export interface FoundDraftFault {
  readonly fault: DraftFault
  /** Where in the draft: ["groups", 0, "rule"]; ["panels", "第一组", "points", …] where a default does not fit a panel. */
  readonly path: readonly (string | number)[]
  /** Which criterion, what sum of weights; the stages of a circle, and the first one again at its end. */
  readonly names?: readonly string[]
}

/** Another stage of the same skill, and whose totals it carries over. */
export interface SiblingStage {
  readonly id: StageId
  readonly name: string
  readonly carries: readonly string[]
}

/** All that a draft is looked at against. */
export interface DraftGround {
  readonly rubric: Rubric
  readonly panels: readonly SeatedPanel[]
  readonly pointsRule: PointsRule
  readonly stage: { readonly id: StageId; readonly name: string }
  readonly siblings: readonly SiblingStage[]
}

/** Every fault of a draft, at the field that holds it. The form and the server ask the same. */
export function draftFaults(draft: SchemeDraft, ground: DraftGround): FoundDraftFault[] {
  const { rubric, pointsRule } = ground
  const panels = everyPanel(ground)
  const ample = panels.map((panel) => ({ ...panel, seats: AMPLE }))
  const expanded = expandedGroups(draft, rubric, panels, pointsRule)
  const scheme = schemeOfGroups(draft, rubric, expanded)
  const inAmple = schemeOfGroups(draft, rubric, expandedGroups(draft, rubric, ample, pointsRule))
  const own = [
    ...ownFaults(draft, ground),
    ...schemeFaults(scheme, rubric, ground.stage.id),
    // What too few seats would hide: the chain and what comes of the ranks.
    ...schemeFaults(inAmple, rubric, ground.stage.id),
  ]
  // Parts whose criteria are in doubt have no maximum to speak of.
  const isSplit = !own.some(({ fault }) => fault.startsWith('criterion-'))
  const plan = isSplit ? planOf(rubric, scheme) : undefined
  const ofMaxima = plan ? [...faultsOfMaxima(plan), ...minimumFaults(plan)] : []
  const found: FoundDraftFault[] = [...own, ...ofMaxima].map((fault) => ({
    ...fault,
    ...named(fault, scheme, rubric),
    path: placed(fault.path, draft, expanded),
  }))
  const seen = new Set<string>()
  return found.filter((fault) => {
    const key = JSON.stringify([fault.fault, fault.path])
    return !seen.has(key) && seen.add(key)
  })
}

/** What a fault of the parts speaks of, where its place alone would not tell. */
function named({ fault, path }: FoundDraftFault, { parts }: Scheme, rubric: Rubric): { names?: string[] } {
  if (fault === 'weights-not-1') return { names: [writtenOut(sum(parts.map(({ weight }) => ofDecimal(weight))))] }
  if (!fault.startsWith('criterion-')) return {}
  const [, at, , j] = path
  const id = typeof at === 'number' ? parts[at]!.criteria[Number(j)] : at
  const name = rubric.criteria.find((criterion) => criterion.id === id)?.name ?? ''
  return { names: [`${id} ${name}`.trim()] }
}

/** Seats of nobody, where nobody is seated yet. */
export const standIns = (count: number): SeatedPanel['seats'] =>
  Array.from({ length: count }, (_, i) => ({ id: `?${i}` as SeatId, recorder: i === 0 }))

/** More seats than any rule can drop. */
const AMPLE = standIns(100)

/** Panels as seated, and one to come for whatever nobody marks yet: that is the judges' step to say, not the scheme's. */
export function everyPanel({ rubric, panels }: Pick<DraftGround, 'rubric' | 'panels'>, seats = AMPLE): SeatedPanel[] {
  const seated = panels.filter((panel) => panel.seats.length > 0)
  const covered = new Set(seated.flatMap(({ subCriteria }) => subCriteria))
  const bare = subCriteriaOf(rubric)
    .map(({ id }) => id)
    .filter((id) => !covered.has(id))
  return bare.length === 0 ? seated : [...seated, { name: '', subCriteria: bare, seats }]
}

/** A group's place in the expanded scheme is the place of the setting that made it. */
function placed(
  path: FoundDraftFault['path'],
  draft: SchemeDraft,
  expanded: readonly ExpandedGroup[],
): FoundDraftFault['path'] {
  const [head, at, ...rest] = path
  if (head !== 'groups' || typeof at !== 'number' || rest[0] === OWN) return path.filter((step) => step !== OWN)
  const made = expanded[at]!
  const setting = settingFor(draft, made.panel, made.family)
  return setting ? ['groups', draft.groups.indexOf(setting), ...rest] : ['panels', made.panel, made.family, ...rest]
}

/** Marks a path that speaks of the draft's own settings already. */
const OWN = '#'

function ownFaults(draft: SchemeDraft, { panels, stage, siblings }: DraftGround): FoundDraftFault[] {
  const faults: FoundDraftFault[] = []
  const find = (holds: boolean, fault: DraftFault, ...path: (string | number)[]) => {
    if (!holds) faults.push({ fault, path })
  }
  const isAbove0 = (figure: Decimal) => compare(ofDecimal(figure), zero) > 0
  for (const [i, { criteria, weight }] of (draft.parts ?? []).entries()) {
    find(criteria.length > 0, 'part-empty', 'parts', i, 'criteria')

    find(isAbove0(weight), 'not-above-0', 'parts', i, 'weight')
  }
  for (const [i, { panel, family, factor }] of draft.groups.entries()) {
    find(panel === null || panels.some(({ name }) => name === panel), 'panel-unknown', 'groups', i, OWN, 'panel')
    const first = draft.groups.findIndex((one) => one.panel === panel && one.family === family)
    find(first === i, 'setting-twice', 'groups', i, OWN, 'panel')
    find(isAbove0(factor), 'not-above-0', 'groups', i, OWN, 'factor')
  }
  const nameOf = ({ by, ...link }: Link) => `${by} ${'id' in link ? link.id : ''}`
  const links = draft.chain.map(nameOf)
  for (const [i, name] of links.entries()) find(links.indexOf(name) === i, 'link-twice', 'chain', i)
  for (const [i, name] of draft.divisions.entries()) find(name.trim() !== '', 'division-unnamed', 'divisions', i)
  const stages = draft.carried.map((one) => one.stage)
  for (const [i, id] of stages.entries()) {
    find(isAbove0(draft.carried[i]!.weight), 'not-above-0', 'carried', i, 'weight')
    find(stages.indexOf(id) === i, 'id-twice', 'carried', i)
    if (id === stage.id) continue // carries itself: said by the scheme's own faults
    find(
      siblings.some((sibling) => sibling.id === id),
      'stage-unknown',
      'carried',
      i,
    )
    const circle = circleThrough(stage, id, siblings)
    if (circle) faults.push({ fault: 'carry-cycle', path: ['carried', i], names: circle })
  }
  return faults
}

/** The way from a stage over `first` back to itself, by names; undefined where there is none (RULES §4). */
function circleThrough(
  stage: DraftGround['stage'],
  first: string,
  siblings: readonly SiblingStage[],
): string[] | undefined {
  const seen = new Set<SiblingStage>()
  const walk = (id: string, passed: readonly SiblingStage[]): readonly SiblingStage[] | undefined => {
    const here = siblings.find((sibling) => sibling.id === id)
    if (!here || seen.has(here)) return undefined
    seen.add(here)
    const way = [...passed, here]
    if (here.carries.includes(stage.id)) return way
    for (const next of here.carries) {
      const found = walk(next, way)
      if (found) return found
    }
    return undefined
  }
  const way = walk(first, [])
  return way && [stage.name, ...way.map(({ name }) => name), stage.name]
}

/** A pass that no entry can reach. */
const minimumFaults = ({ parts }: ScoringPlan): FoundDraftFault[] =>
  parts.flatMap(({ part: { minimum, attempts }, maximum }, i) =>
    minimum === null || attempts !== null || compare(exact(minimum), maximum) <= 0
      ? []
      : [{ fault: 'minimum-above-maximum', path: ['parts', i, 'minimum'] }],
  )
