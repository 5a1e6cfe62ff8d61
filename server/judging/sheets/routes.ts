import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { MoveSheet, type PanelSheets, PanelSheetsTarget } from '#contract/moves.ts'
import {
  AcceptSpread,
  DiscussSpread,
  LockSheets,
  ReturnSheet,
  SeatTarget,
  type SheetSigned,
  type SheetsLocked,
  SignSheet,
  type SpreadDiscussed,
} from '#contract/seats.ts'
import { StageTarget } from '#contract/stages.ts'
import { spreadSeats } from '#domain/spread.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { chiefOnly, ownSeat, staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { acceptSpread } from './accept-spread.ts'
import { discussSpread } from './discuss-spread.ts'
import { lockSheets, slicesOf } from './lock-sheets.ts'
import { type MoveAlong, moveSheet } from './move-sheet.ts'
import { readPanelSheets } from './read-panel-sheets.ts'
import { readProgress } from './read-progress.ts'
import { readSeat } from './read-seat.ts'
import { returnSheet } from './return-sheet.ts'
import { signSheet } from './sign-sheet.ts'
import { readPanelSeats } from './store.ts'
import type { SpreadWatch } from './watch-spreads.ts'

const notOpen = { kind: 'stage-not-open', state: 'draft' } as const
const noStage = { kind: 'not-found', what: 'stage' } as const

export const sheetsRoutes = (
  { db, transact, journal, frozen, kept, publish, boards, now }: Deps,
  news: SpreadWatch,
  moveAlong: MoveAlong,
) =>
  new Hono()
    .get('/seats/:seatId', ownSeat(db, now), etag(), async (c) => {
      const { seatId, stageId, deviceId } = c.var.seat
      await news.settled(stageId)
      return c.json(await readSeat(db, kept, await frozen(db, stageId), seatId, deviceId))
    })
    .post(
      '/seats/:seatId/signatures',
      ownSeat(db, now),
      valid('param', SeatTarget),
      valid('json', SignSheet),
      async (c) => {
        const { seatId, stageId, deviceId } = c.var.seat
        const stage = await frozen(db, stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        const command = { stage, seatId, deviceId, ...c.req.valid('json') }
        const signed = await transact(async (trx) => {
          // What is annulled or counts again is known no sooner than here: a sheet is signed by what is asked for now.
          const current = await frozen.current(trx, stageId)
          return signSheet(trx, journal, { ...command, stage: current ?? stage }, now())
        })
        if (!signed.ok) return c.json(signed.error, statusOf[signed.error.kind])
        if (signed.value.kind === 'spread-open') {
          publish.progressChanged(stageId)
          publish.seatsChanged(spreadSeats(stage.scheme, signed.value.aspects))
          return c.json(signed.value, statusOf['spread-open'])
        }
        const { kind, signedAt, settled } = signed.value
        if (signed.value.isNew) {
          boards.touched(stageId, [command.entryId])
          publish.progressChanged(stageId)
          publish.seatsChanged(spreadSeats(stage.scheme, settled))
        }
        const answer: SheetSigned = { kind, signedAt }
        return c.json(answer)
      },
    )
    .post('/seats/:seatId/moves', ownSeat(db, now), valid('param', SeatTarget), valid('json', MoveSheet), async (c) => {
      const { seatId, chief, stageId, deviceId } = c.var.seat
      const stage = await frozen(db, stageId)
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      const command = { stage, by: { seatId, chief }, deviceId, ...c.req.valid('json') }
      const moved = await transact((trx) => moveSheet(trx, { journal, moveAlong }, command, now()))
      if (!moved.ok) return c.json(moved.error, statusOf[moved.error.kind])
      const { isNew, ...answer } = moved.value
      if (!isNew) return c.json(answer)
      const entries = [command.from.entryId, command.to.entryId]
      const aspects = stage.subCriteria.get(command.subCriterionId)?.aspects ?? []
      boards.touched(stageId, entries)
      publish.progressChanged(stageId)
      publish.seatsChanged([...new Set([command.whose, ...(stage.sheetSeats.get(command.subCriterionId) ?? [])])])
      news.entered(
        stage,
        entries.flatMap((entryId) => aspects.map(({ id }) => ({ entryId, aspectId: id }))),
      )
      return c.json(answer)
    })
    .get(
      '/seats/:seatId/panel-sheets/:whose/:subCriterionId',
      ownSeat(db, now),
      chiefOnly,
      valid('param', PanelSheetsTarget),
      async (c) => {
        const { seatId, stageId } = c.var.seat
        const { whose, subCriterionId } = c.req.valid('param')
        const stage = await frozen(db, stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        const subCriterion = stage.subCriteria.get(subCriterionId)
        if (!subCriterion || !stage.sheetSeats.get(subCriterionId)?.includes(whose)) {
          return c.json({ kind: 'no-such-sheet' } as const, statusOf['no-such-sheet'])
        }
        if (!(await readPanelSeats(db, seatId)).includes(whose)) {
          return c.json({ kind: 'not-on-panel' } as const, statusOf['not-on-panel'])
        }
        const answer: PanelSheets = { sheets: await readPanelSheets(db, stage, whose, subCriterion) }
        return c.json(answer)
      },
    )
    .get('/seats/:seatId/progress', ownSeat(db, now), chiefOnly, async (c) => {
      const { seatId, stageId } = c.var.seat
      const stage = await frozen(db, stageId)
      const head = await findStage(db, stageId)
      if (!stage || !head) return c.json(notOpen, statusOf['stage-not-open'])
      await news.settled(stageId)
      const view = { panelOf: seatId, showLevels: true, isOnline: publish.isOnline }
      return c.json(await readProgress(db, kept, stage, head, view))
    })
    .post(
      '/seats/:seatId/locks',
      ownSeat(db, now),
      chiefOnly,
      valid('param', SeatTarget),
      valid('json', LockSheets),
      async (c) => {
        const { seatId, stageId, deviceId } = c.var.seat
        const refused: SheetsLocked['refused'][number][] = []
        let locked = 0
        for (const cells of slicesOf(c.req.valid('json').cells)) {
          const command = { stageId, seatId, deviceId, cells }
          if (locked > 0) await new Promise(setImmediate) // marks first
          const done = await transact((trx) => lockSheets(trx, { journal, frozen }, command, now()))
          if (!done.ok) return c.json(done.error, statusOf[done.error.kind])
          refused.push(...done.value.refused)
          locked += done.value.locked
          if (done.value.locked === 0) continue
          boards.touched(stageId, done.value.entries)
          publish.progressChanged(stageId)
          publish.seatsChanged(done.value.seats)
        }
        const answer: SheetsLocked = { locked, refused }
        return c.json(answer)
      },
    )
    .post(
      '/seats/:seatId/returns',
      ownSeat(db, now),
      chiefOnly,
      valid('param', SeatTarget),
      valid('json', ReturnSheet),
      async (c) => {
        const { seatId: chief, stageId, deviceId } = c.var.seat
        const stage = await frozen(db, stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        const command = { stage, chief, deviceId, ...c.req.valid('json') }
        await news.settled(stageId)
        const returned = await transact((trx) => returnSheet(trx, journal, command, now()))
        if (!returned.ok) return c.json(returned.error, statusOf[returned.error.kind])
        boards.touched(stageId, [command.entryId])
        publish.progressChanged(stageId)
        publish.seatsChanged(returned.value)
        return c.json({ returned: true } as const)
      },
    )
    .post(
      '/seats/:seatId/spreads',
      ownSeat(db, now),
      chiefOnly,
      valid('param', SeatTarget),
      valid('json', AcceptSpread),
      async (c) => {
        const { seatId, stageId, deviceId } = c.var.seat
        const stage = await frozen(db, stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        const command = { stage, seatId, deviceId, ...c.req.valid('json') }
        await news.settled(stageId)
        const accepted = await transact((trx) => acceptSpread(trx, journal, command, now()))
        if (!accepted.ok) return c.json(accepted.error, statusOf[accepted.error.kind])
        publish.progressChanged(stageId)
        publish.seatsChanged(accepted.value)
        return c.json({ accepted: true } as const)
      },
    )
    .post(
      '/seats/:seatId/discussions',
      ownSeat(db, now),
      valid('param', SeatTarget),
      valid('json', DiscussSpread),
      async (c) => {
        const { seatId, stageId, deviceId } = c.var.seat
        const stage = await frozen(db, stageId)
        if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
        const command = { stage, seatId, deviceId, ...c.req.valid('json') }
        const discussed = await transact((trx) => discussSpread(trx, journal, command, now()))
        if (!discussed.ok) return c.json(discussed.error, statusOf[discussed.error.kind])
        publish.progressChanged(stageId)
        publish.seatsChanged(discussed.value.seats)
        const answer: SpreadDiscussed = { stands: discussed.value.stands }
        return c.json(answer)
      },
    )
    .get('/stages/:stageId/progress', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const { stageId } = c.req.valid('param')
      const stage = await frozen(db, stageId)
      const head = await findStage(db, stageId)
      if (!head) return c.json(noStage, statusOf['not-found'])
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      await news.settled(stageId)
      const view = { panelOf: null, showLevels: false, isOnline: publish.isOnline }
      return c.json(await readProgress(db, kept, stage, head, view))
    })
