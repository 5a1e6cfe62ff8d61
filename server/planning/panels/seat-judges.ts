import type { SeatJudges as Seating } from '#contract/stages.ts'
import { asId, type PanelId, type SeatId, type StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { StageState } from '#domain/stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface SeatJudges extends Seating {
  readonly stageId: StageId
  readonly actor: string
}

export type SeatJudgesRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' }
  | { readonly kind: 'stage-not-draft'; readonly state: StageState }
  | {
      readonly kind: 'panels-not-allowed'
      readonly why: 'no-rubric' | 'unknown-sub-criterion' | 'sub-criterion-twice' | 'one-recorder' | 'no-chief'
      readonly panel: string
    }

/** Seats the judges of a stage, panel by panel: who gives the agreed values and who locks is settled here. */
export async function seatJudges(
  trx: Trx,
  journal: Journal,
  command: SeatJudges,
  newId: () => string,
  now: number,
): Promise<Result<readonly store.NewPanel[], SeatJudgesRefusal>> {
  const stage = await store.findStage(trx, command.stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  if (stage.state !== 'draft') return err({ kind: 'stage-not-draft', state: stage.state })
  const fault = faultIn(command.panels, stage.subCriteria)
  if (fault) return err(fault)
  let label = 0
  const panels = command.panels.map((panel) => ({
    id: asId<PanelId>(newId()),
    name: panel.name,
    subCriteria: panel.subCriteria,
    seats: panel.seats.map((seat) => ({ id: asId<SeatId>(newId()), label: `J${++label}`, ...seat })),
  }))
  await store.replacePanels(trx, command.stageId, command.pointsRule, panels)
  const body = {
    stage: command.stageId,
    pointsRule: command.pointsRule,
    panels: panels.map((panel) => ({
      panel: panel.id,
      subCriteria: panel.subCriteria,
      seats: panel.seats.map(({ id, label, chief, recorder }) => ({ seat: id, label, chief, recorder })),
    })),
  }
  await journal.append(trx, stage.journalId, [{ kind: 'judges-seated', actor: command.actor, device: null, body }], now)
  return ok(panels)
}

function faultIn(
  panels: Seating['panels'],
  known: store.StageToSeat['subCriteria'],
): Extract<SeatJudgesRefusal, { kind: 'panels-not-allowed' }> | undefined {
  const seen = new Set<string>()
  for (const panel of panels) {
    const fault = (why: Extract<SeatJudgesRefusal, { kind: 'panels-not-allowed' }>['why']) =>
      ({ kind: 'panels-not-allowed', why, panel: panel.name }) as const
    if (!known) return fault('no-rubric')
    for (const id of panel.subCriteria) {
      if (!known.has(id)) return fault('unknown-sub-criterion')
      if (seen.has(id)) return fault('sub-criterion-twice')
      seen.add(id)
    }
    if (panel.seats.filter((seat) => seat.recorder).length !== 1) return fault('one-recorder')
    if (!panel.seats.some((seat) => seat.chief)) return fault('no-chief')
  }
  return undefined
}
