import { Hono } from 'hono'
import { SeatJudges, StageTarget } from '#contract/stages.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { seatJudges } from './seat-judges.ts'

export const panelsRoutes = ({ db, transact, journal, now, newId }: Deps) =>
  new Hono().put(
    '/stages/:stageId/panels',
    staffOnly(db, now),
    valid('param', StageTarget),
    valid('json', SeatJudges),
    async (c) => {
      const command = { ...c.req.valid('param'), ...c.req.valid('json'), actor: `staff:${c.var.staff.id}` }
      const seated = await transact((trx) => seatJudges(trx, journal, command, newId, now()))
      if (!seated.ok) return c.json(seated.error, statusOf[seated.error.kind])
      return c.json({ panels: seated.value })
    },
  )
