import type { Kysely } from 'kysely'
import type { AmendedAspect, SeatSheet, SeatView } from '#contract/seats.ts'
import type { TrialSheet } from '#contract/trial.ts'
import { withoutAttempt } from '#domain/attempts.ts'
import { isMarked } from '#domain/entry.ts'
import type { DeviceId, EntryId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import type { Rubric } from '#domain/rubric.ts'
import { givenBy, givers } from '#domain/scheme.ts'
import { lastAmendments } from '../../db/amendments.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { KeptMarks } from '../../db/kept-marks.ts'
import type { Database } from '../../db/schema.ts'
import { entriesOf } from '../../db/stage-marks.ts'
import { readMoves } from './read-moves.ts'
import { readEarlierMarks, readSpreads } from './read-spreads.ts'
import { readLabels } from './store.ts'
import { trialSheet } from './trial-sheet.ts'

/**
 * Everything a tablet may know, and nothing of what other judges gave: own marks, the panel's agreed values, the
 * states of own sheets. Names of competitors are not even read.
 */
export async function readSeat(
  db: Kysely<Database>,
  kept: KeptMarks,
  stage: FrozenStage | undefined,
  seatId: SeatId,
  deviceId: DeviceId,
): Promise<SeatView> {
  const head = await db
    .selectFrom('seat')
    .innerJoin('panel', 'panel.id', 'seat.panel_id')
    .innerJoin('stage', 'stage.id', 'seat.stage_id')
    .innerJoin('skill', 'skill.id', 'stage.skill_id')
    .innerJoin('contest', 'contest.id', 'skill.contest_id')
    .select(['seat.label', 'seat.judge', 'seat.chief', 'panel.name as panel', 'panel.sub_criteria as subCriteria'])
    .select(['stage.id as stageId', 'stage.name as stage', 'stage.state', 'stage.blind'])
    .select(['skill.name as skill', 'contest.name as contest'])
    .where('seat.id', '=', seatId)
    .executeTakeFirstOrThrow()
  const { lastNumber } = await db
    .selectFrom('receipt')
    .select((eb) => eb.fn.max('number').as('lastNumber'))
    .where('device_id', '=', deviceId)
    .executeTakeFirstOrThrow()
  const facts = {
    seat: { id: seatId, label: head.label, judge: head.judge, chief: head.chief === 1, panel: head.panel },
    stageId: head.stageId,
    contest: head.contest,
    skill: head.skill,
    stage: head.stage,
    state: head.state,
    blind: head.blind === 1,
    lastNumber: Number(lastNumber ?? 0),
  }
  if (!stage) {
    const rubric = { title: '', criteria: [], sections: [] }
    const none = {
      ownAspects: [],
      entries: [],
      marks: [],
      agreed: [],
      sheets: [],
      earlier: [],
      trialSheets: [],
      amended: [],
    }
    return { ...facts, rubric, ...none }
  }
  const entries = await readEntries(db, head.stageId)
  const panelIds = new Set(JSON.parse(head.subCriteria) as SubCriterionId[])
  return {
    ...facts,
    rubric: onlyPanel(stage.rubric, panelIds),
    ownAspects: [...givenBy(stage.scheme, seatId)],
    entries,
    marks: await readOwnMarks(db, head.stageId, seatId),
    amended: amendedIn(stage, panelIds),
    ...(await readPanelSide(db, kept, stage, seatId, panelIds, entries)),
  }
}

const readEntries = async (db: Kysely<Database>, stageId: StageId) =>
  (
    await db
      .selectFrom('entry')
      .select(['id', 'code', 'station', 'state', 'trial'])
      .where('stage_id', '=', stageId)
      .orderBy('trial')
      .orderBy('code')
      .execute()
  )
    .filter((entry) => isMarked(entry.state))
    .map(({ id, code, station, trial }) => ({ id, code, station, trial: trial === 1 }))

const readOwnMarks = async (db: Kysely<Database>, stageId: StageId, seatId: SeatId) =>
  (
    await db
      .selectFrom('mark')
      .select(['entry_id', 'aspect_id', 'mark_id', 'value'])
      .where('entry_id', 'in', entriesOf(db, stageId))
      .where('seat_id', '=', seatId)
      .execute()
  ).map((row) => ({
    entryId: row.entry_id,
    aspectId: row.aspect_id,
    markId: row.mark_id,
    value: JSON.parse(row.value) as GivenValue,
  }))

const onlyPanel = (rubric: Rubric, ids: ReadonlySet<SubCriterionId>): Rubric => ({
  ...rubric,
  criteria: rubric.criteria
    .map((criterion) => ({ ...criterion, subCriteria: criterion.subCriteria.filter((sub) => ids.has(sub.id)) }))
    .filter((criterion) => criterion.subCriteria.length > 0),
})

function amendedIn(stage: FrozenStage, ids: ReadonlySet<SubCriterionId>): AmendedAspect[] {
  const last = new Map(lastAmendments(stage.amendments).map((one) => [one.amendment.aspect, one]))
  const aspects = [...ids].flatMap((id) => stage.subCriteria.get(id)?.aspects ?? [])
  return aspects.flatMap(({ id }) => {
    const one = last.get(withoutAttempt(id))
    return one ? [{ aspectId: id, kind: one.amendment.kind, reason: one.reason }] : []
  })
}

/** What this seat reads of its panel: agreed values, spreads on its own aspects, and the panel's marks of trial entries. */
async function readPanelSide(
  db: Kysely<Database>,
  kept: KeptMarks,
  stage: FrozenStage,
  seatId: SeatId,
  panelIds: ReadonlySet<SubCriterionId>,
  entries: readonly { readonly id: EntryId; readonly trial: boolean }[],
): Promise<Pick<SeatView, 'agreed' | 'sheets' | 'earlier' | 'trialSheets'>> {
  const own = givenBy(stage.scheme, seatId)
  const read = stage.scheme.groups
    .filter((group) => group.rule.kind === 'agreed' && group.seats.includes(seatId) && !givers(group).includes(seatId))
    .flatMap((group) => group.aspects.map((aspectId) => ({ aspectId, recorder: givers(group)[0]! })))
  const marksOf = await kept.of(stage.id)
  const ownSheets = await db
    .selectFrom('sheet')
    .select(['entry_id', 'sub_criterion_id', 'state', 'signed_at', 'returned', 'moved'])
    .where('seat_id', '=', seatId)
    .execute()
  const moveOf = await readMoves(db, seatId)
  const labelOf = await readLabels(db, stage.id)
  const keptAt = new Map(ownSheets.map((sheet) => [`${sheet.entry_id} ${sheet.sub_criterion_id}`, sheet]))
  const spreads = await readSpreads(db, stage)
  const agreed: SeatView['agreed'][number][] = []
  const sheets: SeatSheet[] = []
  const trialSheets: TrialSheet[] = []
  for (const { id: entryId, trial } of entries) {
    const { markOf } = marksOf(entryId)
    for (const { aspectId, recorder } of read) {
      const value = markOf(recorder, aspectId)
      if (value) agreed.push({ entryId, aspectId, value })
    }
    for (const subCriterionId of panelIds) {
      const subCriterion = stage.subCriteria.get(subCriterionId)
      if (!subCriterion) continue
      if (trial) trialSheets.push(...trialSheet(stage, entryId, subCriterion, markOf, labelOf))
      const sheet = keptAt.get(`${entryId} ${subCriterionId}`)
      const raised = spreads.raised(entryId, subCriterionId)
      const spread = subCriterion.aspects.map(({ id }) => id).filter((id) => own.has(id) && raised.includes(id))
      if (!sheet && spread.length === 0) continue
      sheets.push({
        entryId,
        subCriterionId,
        state: sheet?.state ?? 'open',
        signedAt: sheet?.signed_at ?? null,
        spread,
        returned: sheet?.returned ?? null,
        moved: moveOf(sheet?.moved ?? null, entryId),
      })
    }
  }
  return { agreed, sheets, earlier: await readEarlierMarks(db, stage.id, seatId), trialSheets }
}
