import type { Kysely } from 'kysely'
import type { StageView } from '#contract/stages.ts'
import type { PanelId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import { outlineOf } from '#domain/rubric-outline.ts'
import { unboundedIn } from '#domain/rubric-review.ts'
import type { Scheme } from '#domain/scheme.ts'
import type { BoardSettings } from '#domain/stage.ts'
import { readCountedEntries } from '../../db/counted-entries.ts'
import { readPlanned } from '../../db/planned-stage.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'
import { type Readiness, unreadyOf } from './unready.ts'

export const saveSettings = (trx: Trx, id: StageId, { blind, feed, identity }: BoardSettings) =>
  trx
    .updateTable('stage')
    .set({ blind: blind ? 1 : 0, feed, identity })
    .where('id', '=', id)
    .execute()

export const saveOpening = (trx: Trx, id: StageId, scheme: Scheme, now: number) =>
  trx
    .updateTable('stage')
    .set({ state: 'open', scheme: JSON.stringify(scheme), opened_at: now })
    .where('id', '=', id)
    .execute()

/** From the opening on a panel marks each attempt. */
export const savePanelMarks = (trx: Trx, id: PanelId, subCriteria: readonly SubCriterionId[]) =>
  trx
    .updateTable('panel')
    .set({ sub_criteria: JSON.stringify(subCriteria) })
    .where('id', '=', id)
    .execute()

export const saveStageLock = (trx: Trx, id: StageId, now: number) =>
  trx.updateTable('stage').set({ state: 'locked', locked_at: now }).where('id', '=', id).execute()

/** How many of the sheets that are waited for stand locked, over the entries that count. */
export async function countLockedSheets(
  trx: Trx,
  stageId: StageId,
  seatsOf: ReadonlyMap<SubCriterionId, readonly SeatId[]>,
): Promise<number> {
  const locked = await trx
    .selectFrom('sheet')
    .innerJoin('entry', 'entry.id', 'sheet.entry_id')
    .select(['sheet.seat_id', 'sheet.sub_criterion_id'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sheet.stage_id', '=', stageId)
    .where('sheet.state', '=', 'locked')
    .where('entry.state', 'in', ['present', 'excluded'])
    .where('entry.trial', '=', 0)
    .groupBy(['sheet.seat_id', 'sheet.sub_criterion_id'])
    .execute()
  return locked
    .filter((row) => seatsOf.get(row.sub_criterion_id)?.includes(row.seat_id))
    .reduce((sum, { count }) => sum + Number(count), 0)
}

export async function countMarkedEntries(trx: Trx, stageId: StageId): Promise<number> {
  const { count } = await trx
    .selectFrom('entry')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('stage_id', '=', stageId)
    .where('state', 'in', ['present', 'excluded'])
    .where('trial', '=', 0)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What decides whether a stage can open, and what its scheme is made of. */
export async function readReadiness(db: Kysely<Database>, stageId: StageId): Promise<Readiness> {
  const planned = await readPlanned(db, stageId)
  return { ...planned, id: stageId, entries: await readCountedEntries(db, stageId) }
}

/** Everything that the organizer's page of a stage shows. */
export async function readStage(db: Kysely<Database>, stageId: StageId): Promise<StageView | undefined> {
  const stage = await db
    .selectFrom('stage')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .innerJoin('journal_head', 'journal_head.journal_id', 'contest.journal_id')
    .leftJoin('rubric', 'rubric.id', 'stage.rubric_id')
    .select(['stage.name', 'stage.state', 'stage.blind', 'stage.feed', 'stage.identity', 'stage.points_rule'])
    .select(['skill.name as skill', 'contest.id as contestId', 'contest.name as contest', 'journal_head.rehearsal'])
    .select(['rubric.id as rubricId', 'rubric.version', 'rubric.file', 'rubric.sha256', 'rubric.findings'])
    .where('stage.id', '=', stageId)
    .executeTakeFirst()
  if (!stage) return undefined
  const readiness = await readReadiness(db, stageId)
  const entries = await db.selectFrom('entry').selectAll().where('stage_id', '=', stageId).orderBy('code').execute()
  const taken = await db
    .selectFrom('device')
    .innerJoin('seat', 'seat.id', 'device.seat_id')
    .select('seat.id')
    .distinct()
    .where('seat.stage_id', '=', stageId)
    .execute()
  const takenIds = new Set(taken.map((seat) => seat.id))
  const linked = await db
    .selectFrom('seat')
    .select('id')
    .where('stage_id', '=', stageId)
    .where('link_hash', 'is not', null)
    .execute()
  const linkedIds = new Set(linked.map((seat) => seat.id))
  const { rubric } = readiness
  return {
    id: stageId,
    contest: { id: stage.contestId, name: stage.contest, rehearsal: stage.rehearsal === 1 },
    skill: stage.skill,
    name: stage.name,
    state: stage.state,
    settings: { blind: stage.blind === 1, feed: stage.feed, identity: stage.identity },
    pointsRule: stage.points_rule,
    rubric:
      rubric && stage.rubricId !== null && stage.version !== null
        ? {
            id: stage.rubricId,
            version: stage.version,
            file: stage.file ?? '',
            sha256: stage.sha256 ?? '',
            findings: JSON.parse(stage.findings ?? '[]'),
            unbounded: unboundedIn(rubric),
            ...outlineOf(rubric),
          }
        : null,
    entries: entries
      .filter((entry) => entry.trial === 0)
      .map(({ id, name, organization, station, division, state, code, board_code }) => ({
        id,
        name,
        organization,
        station,
        division,
        state,
        code,
        boardCode: board_code,
      })),
    trials: entries.filter((entry) => entry.trial === 1).map(({ id, code, state }) => ({ id, code, state })),
    panels: readiness.panels.map((panel) => ({
      ...panel,
      seats: panel.seats.map((seat) => ({ ...seat, taken: takenIds.has(seat.id), linked: linkedIds.has(seat.id) })),
    })),
    // Once it is open, nothing stands in its way.
    unready: stage.state === 'draft' ? unreadyOf(readiness) : [],
  }
}
