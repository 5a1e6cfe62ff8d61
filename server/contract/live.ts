import type { SeatId, StageId } from '#domain/ids.ts'
import type { LeaderboardFrame } from '#domain/leaderboard.ts'

/** Every message that the server sends over the socket. */
export interface ServerToClient {
  'leaderboard:changed': (frame: LeaderboardFrame) => void
  /** Settings, names or the stage's state changed: fetch the snapshot again. */
  'leaderboard:renewed': (stageId: StageId) => void
  /** Something on this seat's sheets changed that its own tablet did not do: fetch the seat again. */
  'seat:changed': (seatId: SeatId) => void
  'progress:changed': (stageId: StageId) => void
  /** Every 5 seconds: the line is alive. The server's clock in UTC milliseconds. */
  tick: (at: number) => void
}

/** What a screen holds of a board: where it stands, so that it knows whether its snapshot is behind. */
export interface Watching {
  readonly epoch: string
  readonly version: number
}

/** Every message that clients send. Each asks to hear one thing; the answer is null where that is not allowed. */
export interface ClientToServer {
  'leaderboard:watch': (stageId: StageId, reply: (watching: Watching | null) => void) => void
  'leaderboard:leave': (stageId: StageId) => void
  'seat:watch': (seatId: SeatId, reply: (allowed: boolean) => void) => void
  'progress:watch': (stageId: StageId, reply: (allowed: boolean) => void) => void
}
