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
  /** Something on these seats' sheets changed. */
  seatsChanged(seatIds: readonly SeatId[]): void
  /** Coalesced: a storm of marks is one word a second to the organizer's page. */
  progressChanged(stageId: StageId): void
  tick(at: number): void
  /** Is a tablet of this seat on the line? */
  isOnline(seatId: SeatId): boolean
}

export function publishOn(io: LiveServer): Publish {
  const pending = new Set<StageId>()
  return {
    frame: (frame) => void io.to(rooms.board(frame.stageId)).emit('leaderboard:changed', frame),
    boardRenewed: (stageId) => void io.to(rooms.board(stageId)).emit('leaderboard:renewed', stageId),
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
    tick: (at) => void io.emit('tick', at),
    isOnline: (seatId) => (io.sockets.adapter.rooms.get(rooms.seat(seatId))?.size ?? 0) > 0,
  }
}
