import type { Kysely } from 'kysely'
import { amendedRubric, annulledBy, type Gift } from '#domain/amend.ts'
import { type Unfolded, unfolded, withoutAttempt } from '#domain/attempts.ts'
import type { AspectId, JournalId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import { type Aspect, aspectsOf, type Rubric, type SubCriterion, subCriteriaOf } from '#domain/rubric.ts'
import { givenBy, type Scheme, storedScheme, withoutAspects } from '#domain/scheme.ts'
import { planOf, type ScoringPlan } from '#domain/scoring-plan.ts'
import { sheetSeats } from '#domain/sheet.ts'
import { countAmendments, readAmendments, type SignedAmendment } from './amendments.ts'
import type { Database } from './schema.ts'

/**
 * What opening froze and what was amended since (RULES §11), with the look-ups that marking needs. An amendment makes
 * another one of it; nothing else does while the stage lives.
 */
export interface FrozenStage {
  readonly id: StageId
  readonly journalId: JournalId
  /** As the stage opened with it. */
  readonly frozenRubric: Rubric
  readonly amendments: readonly SignedAmendment[]
  /** As judges mark: as it stands corrected, and what has attempts stands there once for each. */
  readonly rubric: Rubric
  /** By the ids that are marked, once for each attempt. */
  readonly annulled: ReadonlyMap<AspectId, Gift>
  readonly scheme: Scheme
  /** The scheme without what is annulled: what marks, signatures and looks at spreads are still waited for. */
  readonly needed: Scheme
  /** The scheme over the corrected rubric as they were frozen, ready to score. */
  readonly plan: ScoringPlan
  readonly aspects: ReadonlyMap<AspectId, Aspect>
  readonly subCriteria: ReadonlyMap<SubCriterionId, SubCriterion>
  readonly subCriterionOf: ReadonlyMap<AspectId, SubCriterion>
  /** The seats whose sheet of each sub-criterion is waited for: none where all that they mark in it is annulled. */
  readonly sheetSeats: ReadonlyMap<SubCriterionId, readonly SeatId[]>
  /** The aspects that each seat may give marks for, annulled ones too. */
  readonly givenBy: ReadonlyMap<SeatId, ReadonlySet<AspectId>>
}

/** What is still waited for: by this a feed tells whether a cell is complete. */
export const waitedFor = ({ rubric, needed }: FrozenStage): Unfolded => ({ rubric, scheme: needed })

export interface FrozenStages {
  /** `amendments`: how many it has by now, where the asker knows; one that was kept with fewer is read again. */
  (db: Kysely<Database>, stageId: StageId, amendments?: number): Promise<FrozenStage | undefined>
  /** With every amendment that stands by now: what decides about a change is taken so, inside its transaction. */
  readonly current: (db: Kysely<Database>, stageId: StageId) => Promise<FrozenStage | undefined>
  /** This stage was amended, or nobody knows what was committed: it is read again. */
  readonly forget: (stageId?: StageId) => void
}

/** Reads a stage's frozen scheme and rubric once and keeps them; undefined while the stage is in draft or unknown. */
export function frozenStages(): FrozenStages {
  const kept = new Map<StageId, FrozenStage>()
  let forgotten = 0
  const find = async (db: Kysely<Database>, stageId: StageId, amendments = 0) => {
    const known = kept.get(stageId)
    if (known && known.amendments.length >= amendments) return known
    const before = forgotten
    const stage = await read(db, stageId)
    // What was read while it was amended may be of before.
    if (stage && before === forgotten) kept.set(stageId, stage)
    return stage
  }
  const forget = (stageId?: StageId) => {
    forgotten++
    if (stageId === undefined) kept.clear()
    else kept.delete(stageId)
  }
  const current = async (db: Kysely<Database>, stageId: StageId) =>
    find(db, stageId, await countAmendments(db, stageId))
  return Object.assign(find, { current, forget })
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
  const amendments = await readAmendments(db, stageId)
  return freeze(stageId, row.journal_id, rubric, storedScheme(JSON.parse(row.scheme), rubric), amendments)
}

export function freeze(
  id: StageId,
  journalId: JournalId,
  frozenRubric: Rubric,
  schemeAsFrozen: Scheme,
  signed: readonly SignedAmendment[] = [],
): FrozenStage {
  const amendments = signed.map(({ amendment }) => amendment)
  const { rubric, scheme } = unfolded(amendedRubric(frozenRubric, amendments), schemeAsFrozen)
  const gone = annulledBy(amendments)
  const annulled = new Map(
    aspectsOf(rubric).flatMap(({ id }) => {
      const give = gone.get(withoutAttempt(id))
      return give ? [[id, give] as const] : []
    }),
  )
  const needed = withoutAspects(scheme, annulled)
  const subCriteria = subCriteriaOf(rubric)
  const seats = new Set(scheme.groups.flatMap((group) => group.seats))
  return {
    id,
    journalId,
    frozenRubric,
    amendments: signed,
    rubric,
    annulled,
    scheme,
    needed,
    plan: planOf(frozenRubric, schemeAsFrozen, amendments),
    aspects: new Map(aspectsOf(rubric).map((aspect) => [aspect.id, aspect])),
    subCriteria: new Map(subCriteria.map((subCriterion) => [subCriterion.id, subCriterion])),
    subCriterionOf: new Map(subCriteria.flatMap((sub) => sub.aspects.map((aspect) => [aspect.id, sub] as const))),
    sheetSeats: new Map(subCriteria.map((subCriterion) => [subCriterion.id, sheetSeats(needed, subCriterion)])),
    givenBy: new Map([...seats].map((seat) => [seat, givenBy(scheme, seat)])),
  }
}
