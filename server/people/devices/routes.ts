import { Hono } from 'hono'
import { type SeatEntered, SeatToken } from '#contract/seats.ts'
import { type SeatLink, StageSeatTarget } from '#contract/stages.ts'
import { asId, type DeviceId } from '#domain/ids.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { hashToken, newToken } from '../../http/secrets.ts'
import { giveCookie, SEAT_HOURS, seatCookie, staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { enterSeat } from './enter-seat.ts'
import { issueLink } from './issue-link.ts'

export const devicesRoutes = ({ db, transact, journal, now, newId }: Deps) =>
  new Hono()
    .post('/stages/:stageId/seats/:seatId/link', staffOnly(db, now), valid('param', StageSeatTarget), async (c) => {
      const token = newToken()
      const command = { ...c.req.valid('param'), linkHash: hashToken(token), actor: `staff:${c.var.staff.id}` }
      const issued = await transact((trx) => issueLink(trx, journal, command, now()))
      if (!issued.ok) return c.json(issued.error, statusOf[issued.error.kind])
      const link: SeatLink = { seatId: issued.value, token }
      return c.json(link, 201)
    })
    .post('/seats/enter', valid('json', SeatToken), async (c) => {
      const token = newToken()
      const command = {
        linkHash: hashToken(c.req.valid('json').token),
        deviceId: asId<DeviceId>(newId()),
        tokenHash: hashToken(token),
      }
      const entered = await transact((trx) => enterSeat(trx, journal, command, now()))
      if (!entered.ok) return c.json(entered.error, statusOf[entered.error.kind])
      giveCookie(c, seatCookie(entered.value), token, SEAT_HOURS)
      const answer: SeatEntered = { seatId: entered.value }
      return c.json(answer, 201)
    })
