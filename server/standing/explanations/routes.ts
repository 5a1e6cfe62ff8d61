import { Hono } from 'hono'
import { EntryTarget } from '#contract/stages.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'

/** Why an entry has its rank, for organizers. */
export const explanationsRoutes = ({ db, explain, now }: Deps) =>
  new Hono().get(
    '/stages/:stageId/explanations/:entryId',
    staffOnly(db, now),
    valid('param', EntryTarget),
    async (c) => {
      const { stageId, entryId } = c.req.valid('param')
      const told = await explain(stageId, entryId)
      return told.ok ? c.json(told.value) : c.json(told.error, statusOf[told.error.kind])
    },
  )
