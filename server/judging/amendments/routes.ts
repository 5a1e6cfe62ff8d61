import { Hono } from 'hono'
import { AmendAspect, PreviewAmendment, type StageAmendments } from '#contract/amendments.ts'
import { StageTarget } from '#contract/stages.ts'
import { amendedRubric, annulledBy } from '#domain/amend.ts'
import type { StageId } from '#domain/ids.ts'
import { err, ok } from '#domain/result.ts'
import { aspectsOf } from '#domain/rubric.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import { findStage, readSeatIds } from '../../db/stage-head.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { amendAspect, mayBeAmended } from './amend-aspect.ts'
import { previewAmendment } from './preview-amendment.ts'

/** Faulty aspects of open and locked stages, for organizers; what a draft's rubric has wrong is simply edited. */
export const amendmentsRoutes = (deps: Deps) => {
  const { db, transact, journal, frozen, publish, boards, now } = deps
  const opened = async (stageId: StageId) => {
    const head = await findStage(db, stageId)
    if (!head) return err({ kind: 'not-found', what: 'stage' } as const)
    const stage = head.state === 'draft' ? undefined : await frozen(db, stageId)
    return stage ? ok({ stage, state: head.state }) : err({ kind: 'amend-draft' } as const)
  }
  return new Hono()
    .get('/stages/:stageId/amendments', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const found = await opened(c.req.valid('param').stageId)
      if (!found.ok) return c.json(found.error, statusOf[found.error.kind])
      const { stage, state } = found.value
      const annulled = annulledBy(stage.amendments.map(({ amendment }) => amendment))
      const answer: StageAmendments = {
        state,
        rubric: stage.plan.rubric,
        annulled: [...annulled].map(([aspectId, give]) => ({ aspectId, give })),
        amendments: listed(stage),
      }
      return c.json(answer)
    })
    .post(
      '/stages/:stageId/amendments/preview',
      staffOnly(db, now),
      valid('param', StageTarget),
      valid('json', PreviewAmendment),
      async (c) => {
        const found = await opened(c.req.valid('param').stageId)
        if (!found.ok) return c.json(found.error, statusOf[found.error.kind])
        const { stage } = found.value
        const { amendment } = c.req.valid('json')
        const allowed = await mayBeAmended(db, stage, amendment)
        if (!allowed.ok) return c.json(allowed.error, statusOf[allowed.error.kind])
        return c.json(await previewAmendment(deps, stage, amendment))
      },
    )
    .post(
      '/stages/:stageId/amendments',
      staffOnly(db, now),
      valid('param', StageTarget),
      valid('json', AmendAspect),
      async (c) => {
        const found = await opened(c.req.valid('param').stageId)
        if (!found.ok) return c.json(found.error, statusOf[found.error.kind])
        const { stage, state } = found.value
        const { amendment, reason, signer, fingerprint } = c.req.valid('json')
        const allowed = await mayBeAmended(db, stage, amendment)
        if (!allowed.ok) return c.json(allowed.error, statusOf[allowed.error.kind])
        const outdated = { kind: 'preview-outdated' } as const
        // Marks that arrive behind this look are marks that arrive behind the amendment: they are scored by it.
        const { fingerprint: current } = await previewAmendment(deps, stage, amendment)
        if (current !== fingerprint) return c.json(outdated, statusOf[outdated.kind])
        const command = { stage, state, amendment, reason, signer, actor: `staff:${c.var.staff.id}` }
        const amended = await transact((trx) => amendAspect(trx, journal, command, now()))
        if (!amended.ok) return c.json(amended.error, statusOf[amended.error.kind])
        frozen.forget(stage.id)
        boards.renewed(stage.id)
        publish.progressChanged(stage.id)
        publish.seatsChanged(await readSeatIds(db, stage.id))
        return c.json(amended.value, 201)
      },
    )
}

/** Each with the aspect as it found it. */
const listed = ({ frozenRubric, amendments }: FrozenStage): StageAmendments['amendments'] =>
  amendments.map((one, i) => {
    const earlier = amendments.slice(0, i).map(({ amendment }) => amendment)
    const before = aspectsOf(amendedRubric(frozenRubric, earlier)).find(({ id }) => id === one.amendment.aspect)
    return { ...one, before: before! }
  })
