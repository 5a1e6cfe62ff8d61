import { Hono } from 'hono'
import { StageTarget } from '#contract/stages.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { valid } from '../../http/valid.ts'

/** Public: a board is what its stage's feed lets everybody see. Immutable per version, so any cache may carry it. */
export const leaderboardsRoutes = ({ boards }: Deps) =>
  new Hono().get('/boards/:stageId', valid('param', StageTarget), async (c) => {
    const board = await boards.snapshot(c.req.valid('param').stageId)
    if (!board) return c.json({ kind: 'not-found', what: 'stage' } as const, statusOf['not-found'])
    const tag = `"${board.epoch}-${board.version}"`
    c.header('ETag', tag)
    c.header('Cache-Control', 'public, no-cache')
    if (c.req.header('if-none-match') === tag) return c.body(null, 304)
    return c.json(board)
  })
