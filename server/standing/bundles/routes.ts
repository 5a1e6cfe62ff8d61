import { Hono } from 'hono'
import { StageTarget } from '#contract/stages.ts'
import { writtenBundle } from '#contract/written-bundle.ts'
import { attachment } from '../../http/attachment.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { readBundle } from './read-bundle.ts'

/** For organizers: a stage that can be scored again by anybody, without this program too. */
export const bundlesRoutes = ({ db, frozen, now }: Deps) =>
  new Hono().get('/stages/:stageId/bundle.json', staffOnly(db, now), valid('param', StageTarget), async (c) => {
    const { stageId } = c.req.valid('param')
    const stage = await frozen(db, stageId)
    if (!stage) return c.json({ kind: 'not-found', what: 'stage' } as const, statusOf['not-found'])
    return c.body(JSON.stringify(writtenBundle(await readBundle(db, stage), stageId)), 200, {
      'content-type': 'application/json',
      'content-disposition': attachment(`${stage.rubric.title} ${stageId.slice(0, 8)}`, 'json'),
    })
  })
