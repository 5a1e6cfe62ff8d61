import type { MarkedOffScale } from '#contract/amendments.ts'
import type { Amendment } from '#domain/amend.ts'
import { withoutAttempt } from '#domain/attempts.ts'
import { checkMark } from '#domain/mark.ts'
import { type AmendRefusal, mayAmend } from '#domain/may-amend.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Aspect } from '#domain/rubric.ts'
import type { StageState } from '#domain/stage.ts'
import { countAmendments } from '../../db/amendments.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface AmendAspect {
  readonly stage: FrozenStage
  /** As it was previewed. */
  readonly state: StageState
  readonly amendment: Amendment
  readonly reason: string
  readonly signer: string
  readonly actor: string
}

export type AmendAspectRefusal =
  | AmendRefusal
  /** The stage was amended or locked since it was previewed. */
  | { readonly kind: 'preview-outdated' }
  /** Marks stand that the corrected aspect could not have been given. */
  | { readonly kind: 'marks-off-scale'; readonly entries: readonly MarkedOffScale[] }

/**
 * A faulty aspect of an open or locked stage is annulled or corrected by a signed amendment (RULES §11). It is added: no
 * mark, sheet or rubric changes, and all scores are computed again.
 */
export async function amendAspect(
  trx: Trx,
  journal: Journal,
  { stage, state, amendment, reason, signer, actor }: AmendAspect,
  now: number,
): Promise<Result<{ readonly number: number }, AmendAspectRefusal>> {
  const number = (await countAmendments(trx, stage.id)) + 1
  const head = await findStage(trx, stage.id)
  if (number !== stage.amendments.length + 1 || head?.state !== state) return err({ kind: 'preview-outdated' })
  const allowed = await mayBeAmended(trx, stage, amendment)
  if (!allowed.ok) return allowed
  await store.saveAmendment(trx, stage.id, { number, amendment, reason, signer, at: now })
  const body = { stage: stage.id, number, ...told(allowed.value, amendment), reason, signer }
  await journal.append(trx, stage.journalId, [{ kind: 'amendment', actor, device: null, body }], now)
  return ok({ number })
}

/** May the stage be amended so, with the marks that stand? The aspect before. Asked for the preview too. */
export async function mayBeAmended(
  db: Parameters<typeof store.readMarksOn>[0],
  { id, frozenRubric, plan, amendments, aspects }: FrozenStage,
  amendment: Amendment,
): Promise<Result<Aspect, Exclude<AmendAspectRefusal, { readonly kind: 'preview-outdated' }>>> {
  const stands = { frozenRubric, scheme: plan.scheme, amendments: amendments.map((one) => one.amendment) }
  const allowed = mayAmend(stands, amendment)
  if (!allowed.ok || amendment.kind === 'annulled') return allowed
  const { to } = amendment
  const marked = [...aspects.keys()].filter((one) => withoutAttempt(one) === to.id)
  const off = (await store.readMarksOn(db, id, marked)).filter(
    ({ value }) => value.kind !== 'taken-back' && !checkMark(to, value).ok,
  )
  const entries = [...new Map(off.map(({ entryId, code }) => [entryId, code]))].map(([id, code]) => ({ id, code }))
  return entries.length > 0 ? err({ kind: 'marks-off-scale', entries }) : allowed
}

/** The whole of it, so that a replay needs nothing else. */
const told = (before: Aspect, amendment: Amendment) => ({
  amendment: amendment.kind,
  aspect: amendment.aspect,
  give: amendment.kind === 'annulled' ? amendment.give : null,
  before: asJson(before),
  after: amendment.kind === 'corrected' ? asJson(amendment.to) : null,
})

const asJson = (aspect: Aspect) => JSON.parse(JSON.stringify(aspect))
