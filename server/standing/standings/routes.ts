import { Hono } from 'hono'
import { StageTarget } from '#contract/stages.ts'
import { findScoredHead, readCountedEntries } from '../../db/counted-entries.ts'
import { readRuledOn } from '../../db/entry-rulings.ts'
import { readStageNames } from '../../db/stage-names.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { readStandings } from './read-standings.ts'

/** Who stands where, for organizers: from the marks that the stage's feed shows. */
export const standingsRoutes = ({ db, frozen, kept, now }: Deps) =>
  new Hono().get('/stages/:stageId/standings', staffOnly(db, now), valid('param', StageTarget), async (c) => {
    const { stageId } = c.req.valid('param')
    const found = await findScoredHead(db, stageId)
    if (!found) return c.json({ kind: 'not-found', what: 'stage' } as const, statusOf['not-found'])
    const stage = await frozen(db, stageId)
    if (!stage) return c.json({ kind: 'stage-not-open', state: 'draft' } as const, statusOf['stage-not-open'])
    const { head, feed } = found
    return c.json(
      await readStandings({
        stage,
        head,
        feed,
        entries: await readCountedEntries(db, stageId),
        marksOf: await kept.of(stageId),
        stageNames: await readStageNames(db, stageId),
        ruledOn: await readRuledOn(db, stageId),
      }),
    )
  })
