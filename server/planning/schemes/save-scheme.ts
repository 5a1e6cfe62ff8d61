import { draftSentence } from '#contract/scheme-words.ts'
import type { SchemeFinding, SchemeVersionLine } from '#contract/schemes.ts'
import type { StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { SchemeDraft } from '#domain/scheme-draft.ts'
import { draftFaults } from '#domain/scheme-draft-faults.ts'
import type { StageState } from '#domain/stage.ts'
import type { Journal } from '../../db/journal.ts'
import { readPlanned } from '../../db/planned-stage.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface SaveScheme {
  readonly stageId: StageId
  /** The version that was edited. */
  readonly from: number
  readonly draft: SchemeDraft
  readonly actor: string
  readonly savedBy: string
}

export type SaveSchemeRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' }
  | { readonly kind: 'stage-not-draft'; readonly state: StageState }
  /** Somebody else saved in between. */
  | ({ readonly kind: 'scheme-changed' } & SchemeVersionLine)
  | { readonly kind: 'scheme-without-rubric' }
  | { readonly kind: 'scheme-refused'; readonly findings: readonly SchemeFinding[] }

/** The defaults, before anybody has saved anything. */
const NOBODYS: SchemeVersionLine = { version: 0, savedBy: '', savedAt: 0 }

/** Keeps an edited scheme as a new version; those before it stay to be read. Nothing changes once the stage is open. */
export async function saveScheme(
  trx: Trx,
  journal: Journal,
  { stageId, from, draft, actor, savedBy }: SaveScheme,
  now: number,
): Promise<Result<SchemeVersionLine, SaveSchemeRefusal>> {
  const stage = await findStage(trx, stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  if (stage.state !== 'draft') return err({ kind: 'stage-not-draft', state: stage.state })
  const [newest = NOBODYS] = await store.readVersionLines(trx, stageId)
  if (newest.version !== from) return err({ kind: 'scheme-changed', ...newest })
  const { name, rubric, ...ground } = await readPlanned(trx, stageId)
  if (!rubric) return err({ kind: 'scheme-without-rubric' })
  // Where a default does not fit a panel, the judges' step is told; it is no fault of what was edited here.
  const faults = draftFaults(draft, { ...ground, rubric, stage: { id: stageId, name } }).filter(
    ({ path }) => path[0] !== 'panels',
  )
  if (faults.length > 0) {
    const findings = faults.map((fault) => ({ ...fault, where: fault.path.join('.'), ...draftSentence(fault) }))
    return err({ kind: 'scheme-refused', findings })
  }
  const version = newest.version + 1
  await store.saveVersion(trx, stageId, { version, draft, savedBy }, now)
  const body = { stage: stageId, version, scheme: JSON.stringify(draft) }
  await journal.append(trx, stage.journalId, [{ kind: 'scheme-set', actor, device: null, body }], now)
  return ok({ version, savedBy, savedAt: now })
}
