import type { BoardTitle, Leaderboard } from '#domain/leaderboard.ts'
import type { StageState } from '#domain/stage.ts'

/** GET /api/boards/:stageId, with an ETag; what a screen holds before it hears frames. Types only: spectators load no zod. */
export interface BoardSnapshot extends Leaderboard {
  readonly title: BoardTitle
  /** In draft the board is empty. */
  readonly state: StageState
}
