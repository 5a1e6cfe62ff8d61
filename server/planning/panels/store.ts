import type { JournalId, PanelId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import { type Rubric, subCriteriaOf } from '#domain/rubric.ts'
import type { PointsRule } from '#domain/scheme.ts'
import type { StageState } from '#domain/stage.ts'
import type { Trx } from '../../db/transact.ts'

export interface NewPanel {
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

export interface StageToSeat {
  readonly state: StageState
  readonly journalId: JournalId
  /** undefined while the stage has no rubric: then nobody can say what a panel marks. */
  readonly subCriteria: ReadonlySet<SubCriterionId> | undefined
}

export async function findStage(trx: Trx, stageId: StageId): Promise<StageToSeat | undefined> {
  const row = await trx
    .selectFrom('stage')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .leftJoin('rubric', 'rubric.id', 'stage.rubric_id')
    .select(['stage.state', 'contest.journal_id as journalId', 'rubric.body'])
    .where('stage.id', '=', stageId)
    .executeTakeFirst()
  if (!row) return undefined
  const { state, journalId, body } = row
  const subCriteria =
    body === null
      ? undefined
      : new Set(subCriteriaOf(JSON.parse(body) as Rubric).map((subCriterion) => subCriterion.id))
  return { state, journalId, subCriteria }
}

/** What is seated now takes the place of what was; links and tablets of seats that are gone go with them. */
export async function replacePanels(trx: Trx, stageId: StageId, pointsRule: PointsRule, panels: readonly NewPanel[]) {
  await trx.deleteFrom('seat').where('stage_id', '=', stageId).execute()
  await trx.deleteFrom('panel').where('stage_id', '=', stageId).execute()
  await trx.updateTable('stage').set({ points_rule: pointsRule }).where('id', '=', stageId).execute()
  for (const [position, panel] of panels.entries()) {
    await trx
      .insertInto('panel')
      .values({
        id: panel.id,
        stage_id: stageId,
        name: panel.name,
        sub_criteria: JSON.stringify(panel.subCriteria),
        position,
      })
      .execute()
    for (const seat of panel.seats) {
      await trx
        .insertInto('seat')
        .values({
          id: seat.id,
          panel_id: panel.id,
          stage_id: stageId,
          label: seat.label,
          judge: seat.judge,
          chief: seat.chief ? 1 : 0,
          recorder: seat.recorder ? 1 : 0,
          link_hash: null,
        })
        .execute()
    }
  }
}
