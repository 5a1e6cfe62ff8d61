import { Hono } from 'hono'
import { MarkBatch, type Receipts } from '#contract/marks.ts'
import { SeatTarget } from '#contract/seats.ts'
import { findStage } from '../../db/stage-head.ts'
import { isWiped } from '../../db/wiped.ts'
import type { Deps, PanelNews } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { ownSeat } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { markGroup } from './group.ts'
import { marksStore } from './store.ts'

export const marksRoutes = ({ db, transact, journal, frozen, kept, publish, boards, now }: Deps, news: PanelNews) => {
  const enterInGroup = markGroup(transact, { store: marksStore(db), journal }, now, (stage, seatId, entered) => {
    kept.entered(stage.id, seatId, entered)
    boards.marked(stage, entered)
    news.entered(stage, entered)
    publish.progressChanged(stage.id)
  })
  return new Hono().post(
    '/seats/:seatId/marks',
    ownSeat(db, now),
    valid('param', SeatTarget),
    valid('json', MarkBatch),
    async (c) => {
      const { seatId, stageId, deviceId } = c.var.seat
      const stage = await frozen(db, stageId)
      const journalId = stage?.journalId ?? (await findStage(db, stageId))?.journalId
      if (!journalId) return c.json({ kind: 'not-found', what: 'stage' } as const, statusOf['not-found'])
      const { marks } = c.req.valid('json')
      const entered = await enterInGroup({ stageId, journalId, stage, seatId, deviceId, marks }).catch(
        async (error) => {
          if (await isWiped(db, stageId)) return undefined // while the marks were on their way
          throw error
        },
      )
      if (!entered) return c.json({ kind: 'rehearsal-wiped' } as const, statusOf['rehearsal-wiped'])
      const { receipts } = entered
      const answer: Receipts = { receipts }
      return c.json(answer)
    },
  )
}
