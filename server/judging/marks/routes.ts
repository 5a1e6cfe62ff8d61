import { Hono } from 'hono'
import { MarkBatch, type Receipts } from '#contract/marks.ts'
import { SeatTarget } from '#contract/seats.ts'
import { findStage } from '../../db/stage-head.ts'
import { isWiped } from '../../db/wiped.ts'
import type { Deps, PanelNews } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { ownSeat } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import type { EnterGroup } from './batches.ts'
import { enterHere } from './enter-here.ts'
import { markGroup } from './group.ts'
import { marksStore } from './store.ts'

const groupsHere = ({ db, transact, journal, frozen, now }: Deps): EnterGroup =>
  enterHere(transact, { store: marksStore(db), journal, frozen }, now)

export const marksRoutes = (deps: Deps, news: PanelNews, enterGroup: EnterGroup = groupsHere(deps)) => {
  const { db, frozen, kept, publish, boards, now } = deps
  const enterInGroup = markGroup(enterGroup, (stage, { seatId, marks }, entered) => {
    const changed = entered.map(({ at, isFirst }) => ({ ...marks[at]!, isFirst }))
    kept.entered(stage.id, seatId, changed)
    boards.marked(stage, changed)
    news.entered(stage, changed)
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
      const entered = await enterInGroup({ stageId, journalId, seatId, deviceId, marks, isDraft: !stage }, stage).catch(
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
