import type { Kysely } from 'kysely'
import { unfolded } from '#domain/attempts.ts'
import type { AspectId, JournalId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import { type Aspect, aspectsOf, type Rubric, type SubCriterion, subCriteriaOf } from '#domain/rubric.ts'
import { givenBy, type Scheme, storedScheme } from '#domain/scheme.ts'
import { planOf, type ScoringPlan } from '#domain/scoring-plan.ts'
import { sheetSeats } from '#domain/sheet.ts'
import type { Database } from './schema.ts'

/** What opening froze (RULES §11), with the look-ups that marking needs. Never changes while the stage lives. */
export interface FrozenStage {
  readonly id: StageId
  readonly journalId: JournalId
  /** As judges mark: what has attempts stands there once for each. */
  readonly rubric: Rubric
  readonly scheme: Scheme
  /** The scheme over the rubric as they were frozen, ready to score. */
  readonly plan: ScoringPlan
  readonly aspects: ReadonlyMap<AspectId, Aspect>
  readonly subCriteria: ReadonlyMap<SubCriterionId, SubCriterion>
  readonly subCriterionOf: ReadonlyMap<AspectId, SubCriterion>
  /** The seats that keep a sheet for each sub-criterion. */
  readonly sheetSeats: ReadonlyMap<SubCriterionId, readonly SeatId[]>
  /** The aspects that each seat gives marks for. */
  readonly givenBy: ReadonlyMap<SeatId, ReadonlySet<AspectId>>
}

export type FrozenStages = (db: Kysely<Database>, stageId: StageId) => Promise<FrozenStage | undefined>

/** Reads a stage's frozen scheme and rubric once and keeps them; undefined while the stage is in draft or unknown. */
export function frozenStages(): FrozenStages {
  const kept = new Map<StageId, FrozenStage>()
  return async (db, stageId) => {
    const known = kept.get(stageId)
    if (known) return known
    const stage = await read(db, stageId)
    if (stage) kept.set(stageId, stage)
    return stage
  }
}

async function read(db: Kysely<Database>, stageId: StageId): Promise<FrozenStage | undefined> {
  const row = await db
    .selectFrom('stage')
    .innerJoin('rubric', 'rubric.id', 'stage.rubric_id')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .select(['stage.scheme', 'rubric.body', 'contest.journal_id'])
    .where('stage.id', '=', stageId)
    .where('stage.state', '!=', 'draft')
    .executeTakeFirst()
  if (!row?.scheme) return undefined
  const rubric = JSON.parse(row.body) as Rubric
  return freeze(stageId, row.journal_id, rubric, storedScheme(JSON.parse(row.scheme), rubric))
}

export function freeze(id: StageId, journalId: JournalId, asFrozen: Rubric, schemeAsFrozen: Scheme): FrozenStage {
  const { rubric, scheme } = unfolded(asFrozen, schemeAsFrozen)
  const subCriteria = subCriteriaOf(rubric)
  const seats = new Set(scheme.groups.flatMap((group) => group.seats))
  return {
    id,
    journalId,
    rubric,
    scheme,
    plan: planOf(asFrozen, schemeAsFrozen),
    aspects: new Map(aspectsOf(rubric).map((aspect) => [aspect.id, aspect])),
    subCriteria: new Map(subCriteria.map((subCriterion) => [subCriterion.id, subCriterion])),
    subCriterionOf: new Map(subCriteria.flatMap((sub) => sub.aspects.map((aspect) => [aspect.id, sub] as const))),
    sheetSeats: new Map(subCriteria.map((subCriterion) => [subCriterion.id, sheetSeats(scheme, subCriterion)])),
    givenBy: new Map([...seats].map((seat) => [seat, givenBy(scheme, seat)])),
  }
}
