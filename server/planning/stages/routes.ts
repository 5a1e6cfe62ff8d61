import { Hono } from 'hono'
import { ChangeSettings, StageTarget } from '#contract/stages.ts'
import { readSeatIds } from '../../db/stage-head.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { changeSettings } from './change-settings.ts'
import { lockStage } from './lock-stage.ts'
import { openStage } from './open-stage.ts'
import { readStage } from './store.ts'

const noStage = { kind: 'not-found', what: 'stage' } as const

export const stagesRoutes = ({ db, transact, journal, frozen, publish, boards, now }: Deps) =>
  new Hono()
    .get('/stages/:stageId', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const stage = await readStage(db, c.req.valid('param').stageId)
      return stage ? c.json(stage) : c.json(noStage, statusOf['not-found'])
    })
    .put(
      '/stages/:stageId/settings',
      staffOnly(db, now),
      valid('param', StageTarget),
      valid('json', ChangeSettings),
      async (c) => {
        const command = { ...c.req.valid('param'), ...c.req.valid('json'), actor: `staff:${c.var.staff.id}` }
        const changed = await transact((trx) => changeSettings(trx, journal, command, now()))
        if (!changed.ok) return c.json(changed.error, statusOf[changed.error.kind])
        boards.renewed(command.stageId)
        return c.json(changed.value)
      },
    )
    .post('/stages/:stageId/open', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const command = { ...c.req.valid('param'), actor: `staff:${c.var.staff.id}` }
      const opened = await transact((trx) => openStage(trx, journal, command, now()))
      if (!opened.ok) return c.json(opened.error, statusOf[opened.error.kind])
      boards.renewed(command.stageId)
      publish.seatsChanged(await readSeatIds(db, opened.value))
      return c.json({ state: 'open' } as const)
    })
    .post('/stages/:stageId/lock', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const { stageId } = c.req.valid('param')
      const command = { stageId, actor: `staff:${c.var.staff.id}` }
      const locked = await transact((trx) => lockStage(trx, { journal, frozen }, command, now()))
      if (!locked.ok) return c.json(locked.error, statusOf[locked.error.kind])
      boards.renewed(stageId)
      publish.seatsChanged(await readSeatIds(db, stageId))
      return c.json({ state: 'locked' } as const)
    })
