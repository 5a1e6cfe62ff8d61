import type { Kysely } from 'kysely'
import type { PanelId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { PointsRule } from '#domain/scheme.ts'
import { draftDefaults, type SchemeDraft, storedDraft } from '#domain/scheme-draft.ts'
import type { SiblingStage } from '#domain/scheme-draft-faults.ts'
import type { Database } from './schema.ts'

/** What a stage's scheme is made of while nobody marks yet: its rubric, its panels as seated, and what was saved of it. */
export interface PlannedStage {
  readonly name: string
  readonly rubric: Rubric | null
  readonly pointsRule: PointsRule
  readonly panels: readonly PlannedPanel[]
  /** The newest version; the defaults where nobody has saved one. */
  readonly draft: SchemeDraft
  readonly siblings: readonly SiblingStage[]
}

export interface PlannedPanel {
  readonly id: PanelId
  readonly name: string
  readonly subCriteria: readonly SubCriterionId[]
  readonly seats: readonly {
    readonly id: SeatId
    readonly label: string
    readonly judge: string
    readonly chief: boolean
    readonly recorder: boolean
  }[]
}

export async function readPlanned(db: Kysely<Database>, stageId: StageId): Promise<PlannedStage> {
  const stage = await db
    .selectFrom('stage')
    .leftJoin('rubric', 'rubric.id', 'stage.rubric_id')
    .select(['stage.name', 'stage.points_rule', 'stage.skill_id', 'rubric.body'])
    .where('stage.id', '=', stageId)
    .executeTakeFirstOrThrow()
  const stages = await db
    .selectFrom('stage')
    .select(['id', 'name'])
    .where('skill_id', '=', stage.skill_id)
    .orderBy('id')
    .execute()
  const drafts = await readDrafts(
    db,
    stages.map(({ id }) => id),
  )
  return {
    name: stage.name,
    rubric: stage.body === null ? null : (JSON.parse(stage.body) as Rubric),
    pointsRule: stage.points_rule,
    panels: await readPanels(db, stageId),
    draft: drafts.get(stageId) ?? draftDefaults,
    siblings: stages
      .filter(({ id }) => id !== stageId)
      .map(({ id, name }) => ({ id, name, carries: (drafts.get(id)?.carried ?? []).map((one) => one.stage) })),
  }
}

/** The newest version of each stage that has one. What a stage was opened with is its newest version. */
async function readDrafts(db: Kysely<Database>, stageIds: readonly StageId[]): Promise<Map<StageId, SchemeDraft>> {
  const rows = await db
    .selectFrom('scheme_version')
    .select(['stage_id', 'body'])
    .where('stage_id', 'in', stageIds)
    .orderBy('version')
    .execute()
  return new Map(rows.map(({ stage_id, body }) => [stage_id, storedDraft(JSON.parse(body))]))
}

async function readPanels(db: Kysely<Database>, stageId: StageId): Promise<PlannedPanel[]> {
  const panels = await db.selectFrom('panel').selectAll().where('stage_id', '=', stageId).orderBy('position').execute()
  const seats = await db.selectFrom('seat').selectAll().where('stage_id', '=', stageId).orderBy('label').execute()
  return panels.map((panel) => ({
    id: panel.id,
    name: panel.name,
    subCriteria: JSON.parse(panel.sub_criteria),
    seats: seats
      .filter((seat) => seat.panel_id === panel.id)
      .sort((a, b) => Number(a.label.slice(1)) - Number(b.label.slice(1)))
      .map((seat) => ({
        id: seat.id,
        label: seat.label,
        judge: seat.judge,
        chief: seat.chief === 1,
        recorder: seat.recorder === 1,
      })),
  }))
}
