import { parse } from 'hono/utils/cookie'
import type { Kysely } from 'kysely'
import { asId, type SeatId, type StageId } from '#domain/ids.ts'
import type { Database } from '../db/schema.ts'
import type { Boards } from '../http/deps.ts'
import { findSeat, findStaff, STAFF_COOKIE, seatCookie } from '../http/session.ts'
import { type LiveServer, rooms } from './publish.ts'

export interface LiveDeps {
  readonly db: Kysely<Database>
  readonly boards: Boards
  readonly now: () => number
  readonly report: (error: unknown) => void
}

const isId = (raw: unknown): raw is string => typeof raw === 'string' && raw.length > 0 && raw.length <= 64
/** What clients send is parsed here too: a type is no guard. */
const isReply = (raw: unknown): raw is (answer: unknown) => void => typeof raw === 'function'

/** Who may hear what is asked before a room is joined: boards are public, seats and progress are not. */
export function attach(io: LiveServer, { db, boards, now, report }: LiveDeps) {
  io.on('connection', (socket) => {
    const cookies = parse(socket.handshake.headers.cookie ?? '')

    const watch = <Id extends string, Answer>(
      rawId: unknown,
      rawReply: unknown,
      refused: Answer,
      answer: (id: Id) => Promise<{ readonly room: string; readonly reply: Answer } | undefined>,
    ) => {
      if (!isReply(rawReply)) return
      if (!isId(rawId)) return rawReply(refused)
      answer(rawId as Id)
        .then(async (allowed) => {
          if (allowed) await socket.join(allowed.room)
          rawReply(allowed ? allowed.reply : refused)
        })
        .catch((error) => {
          report(error)
          rawReply(refused)
        })
    }

    socket.on('leaderboard:watch', (stageId, reply) =>
      watch(stageId, reply, null, async (id: StageId) => {
        const board = await boards.snapshot(id)
        return board && { room: rooms.board(id), reply: { epoch: board.epoch, version: board.version } }
      }),
    )
    socket.on('leaderboard:leave', (stageId) => {
      if (isId(stageId)) void socket.leave(rooms.board(asId<StageId>(stageId)))
    })
    socket.on('seat:watch', (seatId, reply) =>
      watch(seatId, reply, false, async (id: SeatId) => {
        const seat = await findSeat(db, id, cookies[seatCookie(id)], now())
        return seat && { room: rooms.seat(id), reply: true }
      }),
    )
    socket.on('progress:watch', (stageId, reply) =>
      watch(stageId, reply, false, async (id: StageId) => {
        if (await findStaff(db, cookies[STAFF_COOKIE], now())) return { room: rooms.progress(id), reply: true }
        return (await isChiefOf(db, id, cookies, now())) ? { room: rooms.progress(id), reply: true } : undefined
      }),
    )
  })
}

/** Does one of this browser's seats belong to a chief judge of the stage? */
async function isChiefOf(
  db: Kysely<Database>,
  stageId: StageId,
  cookies: Readonly<Record<string, string>>,
  now: number,
): Promise<boolean> {
  const prefix = seatCookie('')
  for (const [name, token] of Object.entries(cookies)) {
    if (!name.startsWith(prefix)) continue
    const seat = await findSeat(db, asId<SeatId>(name.slice(prefix.length)), token, now)
    if (seat?.chief && seat.stageId === stageId) return true
  }
  return false
}
