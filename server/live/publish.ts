import type { Server } from 'socket.io'
import type { ClientToServer, ServerToClient } from '#contract/live.ts'
import type { SeatId, StageId } from '#domain/ids.ts'
import type { LeaderboardFrame } from '#domain/leaderboard.ts'

export type LiveServer = Server<ClientToServer, ServerToClient>

export const rooms = {
  board: (stageId: StageId) => `board:${stageId}`,
  seat: (seatId: SeatId) => `seat:${seatId}`,
  progress: (stageId: StageId) => `progress:${stageId}`,
}

/** Who hears what. The only place that emits or names a room. */
export interface Publish {
  frame(frame: LeaderboardFrame): void
  boardRenewed(stageId: StageId): void
  /** How many watch this board. */
  crowd(stageId: StageId): number
  /** Something on these seats' sheets changed. */
  seatsChanged(seatIds: readonly SeatId[]): void
  /** Coalesced: a storm of marks is one word a second to the organizer's page. */
  progressChanged(stageId: StageId): void
  tick(at: number): Promise<void>
  /** Is a tablet of this seat on the line? */
  isOnline(seatId: SeatId): boolean
}

/** Sockets written to in one go: a judge's mark waits behind no more than these. */
const SLICE = 100

export function publishOn(io: LiveServer): Publish {
  const pending = new Set<StageId>()
  const crowdOf = (stageId: StageId) => io.sockets.adapter.rooms.get(rooms.board(stageId))
  const turns = new Map<StageId, Promise<void>>()

  /** To everybody at a board, some at a time; one word after the other, so that frames arrive in their order. */
  const toCrowd = (stageId: StageId, say: (some: string[]) => void) => {
    const saying = async () => {
      const all = [...(crowdOf(stageId) ?? [])]
      for (let i = 0; i < all.length; i += SLICE) {
        if (i > 0) await new Promise(setImmediate)
        say(all.slice(i, i + SLICE))
      }
      if (turns.get(stageId) === turn) turns.delete(stageId)
    }
    const turn: Promise<void> = (turns.get(stageId) ?? Promise.resolve()).then(saying)
    turns.set(stageId, turn)
  }

  return {
    frame: (frame) => toCrowd(frame.stageId, (some) => io.to(some).emit('leaderboard:changed', frame)),
    boardRenewed: (stageId) => toCrowd(stageId, (some) => io.to(some).emit('leaderboard:renewed', stageId)),
    crowd: (stageId) => crowdOf(stageId)?.size ?? 0,
    seatsChanged(seatIds) {
      for (const seatId of seatIds) io.to(rooms.seat(seatId)).emit('seat:changed', seatId)
    },
    progressChanged(stageId) {
      if (pending.has(stageId)) return
      pending.add(stageId)
      setTimeout(() => {
        pending.delete(stageId)
        io.to(rooms.progress(stageId)).emit('progress:changed', stageId)
      }, 1000).unref()
    },
    async tick(at) {
      const all = [...io.sockets.sockets.keys()]
      for (let i = 0; i < all.length; i += SLICE) {
        io.to(all.slice(i, i + SLICE)).emit('tick', at)
        await new Promise(setImmediate)
      }
    },
    isOnline: (seatId) => (io.sockets.adapter.rooms.get(rooms.seat(seatId))?.size ?? 0) > 0,
  }
}
