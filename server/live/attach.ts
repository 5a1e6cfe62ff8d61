import { setImmediate } from 'node:timers/promises'
import { parse } from 'hono/utils/cookie'
import type { Kysely } from 'kysely'
import { asId, type SeatId, type StageId } from '#domain/ids.ts'
import type { Database } from '../db/schema.ts'
import type { Boards } from '../http/deps.ts'
import { fewAtOnce } from '../http/few-at-once.ts'
import { hashToken } from '../http/secrets.ts'
import { findSeat, findStaff, holdsChief, STAFF_COOKIE, seatCookie } from '../http/session.ts'
import { TooBusy } from '../http/too-busy.ts'
import { fewEvents } from './few-events.ts'
import { type LiveServer, rooms } from './publish.ts'

export interface LiveDeps {
  readonly db: Kysely<Database>
  readonly boards: Boards
  readonly now: () => number
  readonly report: (error: unknown) => void
}

/** Look-ups of all connections together: marks come between any two of them. */
const MOST_LOOKUPS = 4
const MOST_WAITING = 10_000
/** And of one connection: one runs, and few wait. */
const MOST_OWN = 5

const isId = (raw: unknown): raw is string => typeof raw === 'string' && raw.length > 0 && raw.length <= 64
/** What clients send is parsed here too: a type is no guard. */
const isReply = (raw: unknown): raw is (answer: unknown) => void => typeof raw === 'function'

/** All lines on which somebody listens with this session. */
const session = (tokenHash: string) => `session:${tokenHash}`

const yes = async () => true

/** Who may hear what is asked before a room is joined: boards are public, seats and progress are not. */
export function attach(io: LiveServer, { db, boards, now, report }: LiveDeps) {
  const inTurn = fewAtOnce(MOST_LOOKUPS, MOST_WAITING)
  /** In a turn of the loop of its own: a look-up on SQLite blocks it. */
  const lookUp = <T>(work: () => Promise<T>) => inTurn(() => setImmediate().then(work))
  /** Boards that were there when somebody asked: they are in memory, and cost no look-up. */
  const folded = new Set<StageId>()
  const few = fewEvents()

  const boardOf = async (id: StageId) => {
    const board = await (folded.has(id) ? boards.snapshot(id) : lookUp(() => boards.snapshot(id)))
    if (board) folded.add(id)
    else folded.delete(id)
    return board
  }

  io.on('connection', (socket) => {
    const cookies = parse(socket.handshake.headers.cookie ?? '')
    const own = fewAtOnce(1, MOST_OWN)
    few(socket)

    const watch = <Id extends string, Answer>(
      rawId: unknown,
      rawReply: unknown,
      refused: Answer,
      answer: (
        id: Id,
      ) => Promise<{ readonly rooms: readonly string[]; readonly reply: () => Promise<Answer> } | undefined>,
    ) => {
      if (!isReply(rawReply)) return
      if (!isId(rawId)) return rawReply(refused)
      own(async () => {
        const allowed = socket.connected ? await answer(rawId as Id) : undefined
        if (allowed) await socket.join([...allowed.rooms])
        rawReply(allowed ? await allowed.reply() : refused)
      }).catch((error) => {
        if (!(error instanceof TooBusy)) report(error)
        rawReply(refused)
      })
    }

    socket.on('leaderboard:watch', (stageId, reply) =>
      watch(stageId, reply, null, async (id: StageId) => {
        const board = await boardOf(id)
        // The version is that of after joining: a frame in between would reach nobody here.
        const version = async () => {
          const { epoch, version } = (await boards.snapshot(id)) ?? board!
          return { epoch, version }
        }
        return board && { rooms: [rooms.board(id)], reply: version }
      }),
    )
    socket.on('leaderboard:leave', (stageId) => {
      if (isId(stageId)) void socket.leave(rooms.board(asId<StageId>(stageId)))
    })
    socket.on('seat:watch', (seatId, reply) =>
      watch(seatId, reply, false, async (id: SeatId) => {
        const token = cookies[seatCookie(id)]
        const seat = token ? await lookUp(() => findSeat(db, id, token, now())) : undefined
        return seat && { rooms: [rooms.seat(id)], reply: yes }
      }),
    )
    socket.on('progress:watch', (stageId, reply) =>
      watch(stageId, reply, false, async (id: StageId) => {
        const token = cookies[STAFF_COOKIE]
        if (token && (await lookUp(() => findStaff(db, token, now())))) {
          return { rooms: [rooms.progress(id), session(hashToken(token))], reply: yes }
        }
        if (!Object.keys(cookies).some((name) => name.startsWith(seatCookie('')))) return undefined
        const chief = await lookUp(() => holdsChief(db, id, (seat) => cookies[seatCookie(seat)], now()))
        return chief ? { rooms: [rooms.progress(id)], reply: yes } : undefined
      }),
    )
  })

  return {
    /** Somebody signed out: what only organizers hear is heard there no more. */
    signedOut(tokenHash: string) {
      for (const id of io.sockets.adapter.rooms.get(session(tokenHash)) ?? []) {
        const socket = io.sockets.sockets.get(id)
        for (const room of socket?.rooms ?? []) if (room.startsWith(rooms.progress(asId('')))) void socket?.leave(room)
      }
    },
  }
}
