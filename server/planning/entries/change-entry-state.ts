import { type EntryState, isMarked } from '#domain/entry.ts'
import type { EntryId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { isInDivision } from '#domain/scheme.ts'
import type { Journal } from '../../db/journal.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface ChangeEntryState {
  readonly stageId: StageId
  readonly entryId: EntryId
  readonly state: EntryState
  readonly actor: string
}

export type ChangeEntryStateRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' | 'entry' }
  | { readonly kind: 'already-locked' }
  /** The scheme ranks by division, and it is in none of them: nobody would know what it ranks among. */
  | { readonly kind: 'entry-without-division' }

export interface EntryStateChanged {
  readonly state: EntryState
  /** false: it was in that state, nothing is written and nobody is told. */
  readonly isNew: boolean
  /** Then no board says a word of it. */
  readonly trial: boolean
}

/** Present, absent, withdrawn …: only present entries rank (RULES §5). Not after the stage is locked. */
export async function changeEntryState(
  trx: Trx,
  journal: Journal,
  command: ChangeEntryState,
  now: number,
): Promise<Result<EntryStateChanged, ChangeEntryStateRefusal>> {
  const stage = await findStage(trx, command.stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  const entry = await store.findEntry(trx, stage.id, command.entryId)
  if (!entry) return err({ kind: 'not-found', what: 'entry' })
  if (stage.state === 'locked') return err({ kind: 'already-locked' })
  const changed = { state: command.state, trial: entry.trial === 1 }
  if (entry.state === command.state) return ok({ ...changed, isNew: false })
  const scheme = await store.readFrozenScheme(trx, stage.id)
  if (!changed.trial && isMarked(command.state) && scheme && !isInDivision(scheme, entry.division))
    return err({ kind: 'entry-without-division' })
  await store.saveState(trx, entry.id, command.state)
  const body = { stage: stage.id, entry: entry.id, from: entry.state, to: command.state }
  await journal.append(
    trx,
    stage.journalId,
    [{ kind: 'entry-state-changed', actor: command.actor, device: null, body }],
    now,
  )
  return ok({ ...changed, isNew: true })
}
