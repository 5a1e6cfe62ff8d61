import { Hono } from 'hono'
import { StageTarget } from '#contract/stages.ts'
import { isWiped } from '../../db/wiped.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { valid } from '../../http/valid.ts'

/** Public: a board is what its stage's feed lets everybody see. Immutable per version, so any cache may carry it. */
export const leaderboardsRoutes = ({ db, boards }: Deps) =>
  new Hono().get('/boards/:stageId', valid('param', StageTarget), async (c) => {
    const { stageId } = c.req.valid('param')
    const board = await boards.snapshot(stageId)
    if (!board) {
      if (await isWiped(db, stageId)) return c.json({ kind: 'rehearsal-wiped' } as const, statusOf['rehearsal-wiped'])
      return c.json({ kind: 'not-found', what: 'stage' } as const, statusOf['not-found'])
    }
    const tag = `"${board.epoch}-${board.version}"`
    c.header('ETag', tag)
    c.header('Cache-Control', 'public, no-cache')
    if (c.req.header('if-none-match') === tag) return c.body(null, 304)
    return c.json(board)
  })
