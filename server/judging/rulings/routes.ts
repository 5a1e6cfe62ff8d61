import { hash } from 'node:crypto'
import { Hono } from 'hono'
import type { AttemptsPreview } from '#contract/attempt-lists.ts'
import { RuleOnEntry, RulingTarget, SettleTie, SignedList, WithdrawRuling } from '#contract/rulings.ts'
import { StageTarget } from '#contract/stages.ts'
import { readRuledOn } from '../../db/entry-rulings.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Deps } from '../../http/deps.ts'
import { fewFiles } from '../../http/few-files.ts'
import { fileName } from '../../http/file-name.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { readPoints } from '../../jobs/read-points.ts'
import { compareAttempts } from './compare-attempts.ts'
import { keepAttempts } from './keep-attempts.ts'
import { ruleOnEntries } from './rule-on-entries.ts'
import { settleTie } from './settle-tie.ts'
import { readEntrants, readStageRulings } from './store.ts'
import { withdrawRuling } from './withdraw-ruling.ts'

const notOpen = { kind: 'stage-not-open', state: 'draft' } as const

/** What is set down beside the marks of entries, for organizers. Boards are made anew after each change. */
export const rulingsRoutes = ({ db, transact, journal, frozen, boards, newId, now }: Deps) =>
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
    .post('/stages/:stageId/attempts/preview', staffOnly(db, now), fewFiles, valid('param', StageTarget), async (c) => {
      const stage = await frozen(db, c.req.valid('param').stageId)
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const read = await readPoints(bytes)
      if (!read.ok) return c.json(read.error, statusOf[read.error.kind])
      const preview = compareAttempts({
        stage,
        sha256: hash('sha256', bytes),
        sheets: read.value,
        entries: await readEntrants(db, stage.id),
        ruledOn: await readRuledOn(db, stage.id),
      })
      return c.json(preview satisfies AttemptsPreview)
    })
    .post('/stages/:stageId/attempts', staffOnly(db, now), fewFiles, valid('param', StageTarget), async (c) => {
      const stage = await frozen(db, c.req.valid('param').stageId)
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const sha256 = hash('sha256', bytes)
      // What is kept must be what was shown.
      if (c.req.header('x-sha256') !== sha256)
        return c.json({ kind: 'file-changed' } as const, statusOf['file-changed'])
      const signed = SignedList.safeParse({
        reason: fileName(c.req.header('x-file-name') ?? '').slice(0, 200),
        signer: fileName(c.req.header('x-signer') ?? ''),
      })
      if (!signed.success) return c.json({ kind: 'malformed' } as const, statusOf.malformed)
      const read = await readPoints(bytes)
      if (!read.ok) return c.json(read.error, statusOf[read.error.kind])
      const seen = c.req.header('x-seen') ?? ''
      const actor = `staff:${c.var.staff.id}`
      const command = { stage, id: newId(), sha256, sheets: read.value, seen, ...signed.data, actor }
      const kept = await transact((trx) => keepAttempts(trx, journal, command, now()))
      if (!kept.ok) return c.json(kept.error, statusOf[kept.error.kind])
      if (kept.value.length > 0) boards.renewed(stage.id)
      return c.json({ changed: kept.value.length }, 201)
    })
