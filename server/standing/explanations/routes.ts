import { Hono } from 'hono'
import { EntryTarget } from '#contract/stages.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { explainEntry } from './explain-entry.ts'
import { findHead, readEntries, readSeatLabels } from './store.ts'

/** Why an entry has its rank: for organizers, from the marks as they stand, whatever the stage's feed shows. */
export const explanationsRoutes = ({ db, frozen, kept, now }: Deps) =>
  new Hono().get(
    '/stages/:stageId/explanations/:entryId',
    staffOnly(db, now),
    valid('param', EntryTarget),
    async (c) => {
      const { stageId, entryId } = c.req.valid('param')
      const head = await findHead(db, stageId)
      if (!head) return c.json({ kind: 'not-found', what: 'stage' } as const, statusOf['not-found'])
      const stage = await frozen(db, stageId)
      if (!stage || !head.rubric) {
        return c.json({ kind: 'stage-not-open', state: 'draft' } as const, statusOf['stage-not-open'])
      }
      const told = await explainEntry({
        stage,
        head: { ...head, rubric: head.rubric },
        entries: await readEntries(db, stageId),
        labels: await readSeatLabels(db, stageId),
        marksOf: await kept.of(stageId),
        entryId,
      })
      return told.ok ? c.json(told.value) : c.json(told.error, statusOf[told.error.kind])
    },
  )
