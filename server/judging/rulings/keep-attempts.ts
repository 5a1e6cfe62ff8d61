import { hash } from 'node:crypto'
import type { AttemptChange } from '#contract/attempt-lists.ts'
import type { AttemptsFault } from '#domain/attempts-table.ts'
import { asId, type RulingId } from '#domain/ids.ts'
import type { TextRows } from '#domain/points-table.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { readRuledOn } from '../../db/entry-rulings.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import { compareAttempts } from './compare-attempts.ts'
import { type RulingRefusal, ruleOnEntries } from './rule-on-entries.ts'
import * as store from './store.ts'

export interface KeepAttempts {
  readonly stage: FrozenStage
  /** New each time: the rulings have their ids from it. */
  readonly id: string
  readonly sha256: string
  readonly sheets: readonly TextRows[]
  /** What the organizer looked at. */
  readonly seen: string
  /** What the list is called: the reason of each ruling. */
  readonly reason: string
  readonly signer: string
  readonly actor: string
}

export type KeepAttemptsRefusal =
  | RulingRefusal
  | { readonly kind: 'list-refused'; readonly faults: readonly AttemptsFault[] }
  /** Something was set down since the preview: it would change something else than was shown. */
  | { readonly kind: 'list-changed' }

/**
 * Coefficients of attempts from a list (RULES §4): a signed ruling for each attempt that it changes, all of them or none.
 * The same list again changes nothing.
 */
export async function keepAttempts(
  trx: Trx,
  journal: Journal,
  { stage, id, sha256, sheets, seen, reason, signer, actor }: KeepAttempts,
  now: number,
): Promise<Result<readonly AttemptChange[], KeepAttemptsRefusal>> {
  const entries = await store.readEntrants(trx, stage.id)
  const ruledOn = await readRuledOn(trx, stage.id)
  const preview = compareAttempts({ stage, sha256, sheets, entries, ruledOn })
  if (preview.faults.length > 0) return err({ kind: 'list-refused', faults: preview.faults })
  if (preview.seen !== seen) return err({ kind: 'list-changed' })
  if (preview.changes.length === 0) return ok([])
  const rulings = preview.changes.map(({ entryId, part, after, row }) => ({
    id: asId<RulingId>(hash('sha256', `${id} ${row}`, 'base64url').slice(0, 22)),
    entryId,
    ruled: { kind: 'attempt', part, attempt: after } as const,
    reason,
    signer,
  }))
  const ruled = await ruleOnEntries(trx, journal, { stage, rulings, actor }, now)
  return ruled.ok ? ok(preview.changes) : ruled
}
