import { Hono } from 'hono'
import { RuleOnEntry, RulingTarget, SettleTie, WithdrawRuling } from '#contract/rulings.ts'
import { StageTarget } from '#contract/stages.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { ruleOnEntries } from './rule-on-entries.ts'
import { settleTie } from './settle-tie.ts'
import { readStageRulings } from './store.ts'
import { withdrawRuling } from './withdraw-ruling.ts'

const notOpen = { kind: 'stage-not-open', state: 'draft' } as const

/** What is set down beside the marks of entries, for organizers. Boards are made anew after each change. */
export const rulingsRoutes = ({ db, transact, journal, frozen, boards, now }: Deps) =>
  new Hono()
    .get('/stages/:stageId/rulings', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const { stageId } = c.req.valid('param')
      if (!(await findStage(db, stageId)))
        return c.json({ kind: 'not-found', what: 'stage' } as const, statusOf['not-found'])
      return c.json({ rulings: await readStageRulings(db, stageId) })
    })
    .post(
      '/stages/:stageId/rulings',
      staffOnly(db, now),
      valid('param', StageTarget),
      valid('json', RuleOnEntry),
      async (c) => {
        const stage = await frozen(db, c.req.valid('param').stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        const command = { stage, rulings: [c.req.valid('json')], actor: `staff:${c.var.staff.id}` }
        const ruled = await transact((trx) => ruleOnEntries(trx, journal, command, now()))
        if (!ruled.ok) return c.json(ruled.error, statusOf[ruled.error.kind])
        if (ruled.value.isNew) boards.renewed(stage.id)
        return c.json({ rulings: ruled.value.ids }, 201)
      },
    )
    .post(
      '/stages/:stageId/settlements',
      staffOnly(db, now),
      valid('param', StageTarget),
      valid('json', SettleTie),
      async (c) => {
        const stage = await frozen(db, c.req.valid('param').stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        const command = { stage, ...c.req.valid('json'), actor: `staff:${c.var.staff.id}` }
        const settled = await transact((trx) => settleTie(trx, journal, command, now()))
        if (!settled.ok) return c.json(settled.error, statusOf[settled.error.kind])
        if (settled.value.isNew) boards.renewed(stage.id)
        return c.json({ rulings: settled.value.ids }, 201)
      },
    )
    .post(
      '/stages/:stageId/rulings/:rulingId/withdrawal',
      staffOnly(db, now),
      valid('param', RulingTarget),
      valid('json', WithdrawRuling),
      async (c) => {
        const { stageId, rulingId } = c.req.valid('param')
        const stage = await frozen(db, stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        const command = { stage, rulingId, ...c.req.valid('json'), actor: `staff:${c.var.staff.id}` }
        const withdrawn = await transact((trx) => withdrawRuling(trx, journal, command, now()))
        if (!withdrawn.ok) return c.json(withdrawn.error, statusOf[withdrawn.error.kind])
        boards.renewed(stage.id)
        return c.json({ withdrawn: rulingId })
      },
    )
