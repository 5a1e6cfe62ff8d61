import type { StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { type BoardSettings, mayShowNames, type StageState } from '#domain/stage.ts'
import type { Journal } from '../../db/journal.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface ChangeSettings extends BoardSettings {
  readonly stageId: StageId
  readonly actor: string
}

export type ChangeSettingsRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' }
  | { readonly kind: 'stage-not-draft'; readonly state: StageState }
  /** Names beside scores of blind marking that is not locked yet (RULES §10). */
  | { readonly kind: 'settings-not-allowed' }

/** Says what the board feeds and names. Settled before the stage opens, so that judges know whom they mark for. */
export async function changeSettings(
  trx: Trx,
  journal: Journal,
  command: ChangeSettings,
  now: number,
): Promise<Result<BoardSettings, ChangeSettingsRefusal>> {
  const stage = await findStage(trx, command.stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  if (stage.state !== 'draft') return err({ kind: 'stage-not-draft', state: stage.state })
  const { blind, feed, identity } = command
  const settings = { blind, feed, identity }
  if (!mayShowNames(settings)) return err({ kind: 'settings-not-allowed' })
  await store.saveSettings(trx, stage.id, settings)
  const body = { stage: stage.id, ...settings }
  await journal.append(
    trx,
    stage.journalId,
    [{ kind: 'settings-changed', actor: command.actor, device: null, body }],
    now,
  )
  return ok(settings)
}
