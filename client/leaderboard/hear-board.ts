import type { BoardSnapshot } from '#contract/board.ts'
import type { Watching } from '#contract/live.ts'
import type { BoardEntryId, StageId } from '#domain/ids.ts'
import { apply, type LeaderboardFrame } from '#domain/leaderboard.ts'
import type { Line } from '../live.ts'
import type { SnapshotAnswer } from './fetch-snapshot.ts'

/** Where a board comes from: the socket, and one question over HTTP. */
export interface BoardSource {
  readonly stageId: StageId
  readonly line: Line
  readonly ask: (tag: string) => Promise<SnapshotAnswer>
  /** Milliseconds over which screens that all lost the thread at once spread their questions. */
  readonly spread: number
  readonly now: () => number
  readonly chance: () => number
}

export interface BoardListener {
  /** A newer board. `touched` names the entries of the frame that brought it; a snapshot names none. */
  readonly show: (board: BoardSnapshot, touched?: readonly BoardEntryId[]) => void
  /** What is shown was the newest there is, just now. */
  readonly current: () => void
  readonly notFound: () => void
  /** A rehearsal that was wiped: it never comes back. */
  readonly wiped: () => void
  /** Neither the socket nor HTTP answers. */
  readonly noAnswer: () => void
}

/** No socket for this long: ask by HTTP, and go on asking this often. */
export const POLL = 5000
/** No word on the line for this long: it may be dead without saying so. */
export const SILENCE = 10_000
const LATER = 10_000
const WAITING = 500

/**
 * Hears one board: watch, ask for the snapshot, then move by frames through the shared reducer. A gap, a new epoch, a
 * renewal and a reconnect all end in one question at a time for the snapshot (DESIGN §3).
 */
export function hearBoard(source: BoardSource, listener: BoardListener) {
  const { stageId, line, now, chance } = source
  let held: BoardSnapshot | null = null
  let tag = ''
  /** The server has us in the board's room. */
  let watching = false
  /** As far as we know no frame between `held` and now is missing. */
  let inStep = false
  let lineHeardAt = Number.NEGATIVE_INFINITY
  /** The newest version that the line has named. */
  let newest: Watching | undefined
  /** Frames that came while a snapshot was on its way: it may be older than they are. */
  let waiting: LeaderboardFrame[] = []
  let asking = false
  let askAgain = false
  let failures = 0
  let missing = false
  let closed = false
  let timer: { readonly id: ReturnType<typeof setTimeout>; readonly due: number } | undefined

  const jittered = (delay: number) => delay * (0.75 + chance() / 2)
  /** Asks after `delay` at the latest; one timer, the earliest wins. */
  const askIn = (delay: number) => {
    if (closed) return
    const due = now() + delay
    if (timer && timer.due <= due) return
    if (timer) clearTimeout(timer.id)
    timer = { due, id: setTimeout(() => void ask(), delay) }
  }
  const recover = () => {
    inStep = false
    if (asking) askAgain = true
    else askIn(held ? chance() * source.spread : 0)
  }

  const ask = async () => {
    if (timer) clearTimeout(timer.id)
    timer = undefined
    if (closed) return
    if (asking) {
      askAgain = true
      return
    }
    asking = true
    askAgain = false
    waiting = []
    try {
      take(await source.ask(held ? tag : ''))
    } catch {
      missed()
    } finally {
      asking = false
    }
    if (askAgain) recover()
  }

  const missed = () => {
    failures++
    if (!held) listener.noAnswer()
    askIn(jittered(Math.min(POLL, 500 * 2 ** failures)))
  }

  const take = (answer: SnapshotAnswer) => {
    if (closed) return
    if (answer.kind === 'wiped') {
      missing = true
      return listener.wiped()
    }
    if (answer.kind === 'not-found') {
      // A stage that was open does not go away: with a board in hand this is somebody else's 404.
      if (held) return missed()
      missing = true
      listener.notFound()
      return askIn(jittered(LATER))
    }
    missing = false
    const given = answer.kind === 'snapshot' && !isOlder(answer.snapshot) ? answer : undefined
    const board = given ? given.snapshot : held
    if (!board) return missed()
    const behind = isBehind(board)
    if (given) put(board, given.tag)
    for (const frame of waiting) move(frame)
    waiting = []
    if (behind && isBehind(held ?? board)) return missed()
    failures = 0
    inStep = true
    listener.current()
  }

  /** A question may have been answered before the frames that came in the meantime. */
  const isOlder = (board: BoardSnapshot) => held?.epoch === board.epoch && held.version > board.version
  /** Came through a slow cache: the line has named a newer version, or a newer epoch than the one in hand. */
  const isBehind = (board: BoardSnapshot) =>
    newest !== undefined &&
    (newest.epoch === board.epoch ? newest.version > board.version : board.epoch === held?.epoch)

  const put = (board: BoardSnapshot, itsTag: string, touched?: readonly BoardEntryId[]) => {
    held = board
    tag = itsTag
    if (newest?.epoch !== board.epoch) newest = undefined
    listener.show(board, touched)
  }

  /** False where frames are missing in between. */
  const move = (frame: LeaderboardFrame): boolean => {
    const next = held && apply(held, frame)
    if (!held || !next) return false
    if (next === held) return true
    const touched = frame.rows.map((row) => row.entryId)
    // The server's own tag of a version (GET /api/boards): an unchanged board then costs an empty answer.
    put({ ...held, ...next }, `"${next.epoch}-${next.version}"`, touched)
    return true
  }

  const name = ({ epoch, version }: Watching) => {
    if (newest?.epoch !== epoch || newest.version < version) newest = { epoch, version }
  }

  const onFrame = (frame: LeaderboardFrame) => {
    if (frame.stageId !== stageId) return
    lineHeardAt = now()
    name({ epoch: frame.epoch, version: frame.to })
    if (asking && waiting.length < WAITING) waiting.push(frame)
    if (!held || !inStep) return
    if (move(frame)) listener.current()
    else recover()
  }
  const onTick = () => {
    lineHeardAt = now()
    // The line lives, but a board that lost the thread is not new because of that.
    if (watching && inStep) listener.current()
  }
  const onRenewed = (renewed: StageId) => {
    if (renewed === stageId) recover()
  }
  const watch = () => {
    line.timeout(POLL).emit('leaderboard:watch', stageId, (error: Error | null, answer: Watching | null) => {
      if (closed || error || !line.connected) return
      watching = answer !== null
      lineHeardAt = now()
      if (!answer) return
      name(answer)
      // Asked after the room was joined, so that nothing falls between snapshot and frames.
      recover()
    })
  }
  const onLost = () => {
    watching = false
  }
  /** Every few seconds: is the line there, and does it say anything? If not, HTTP. */
  const look = () => {
    if (line.connected && !watching) watch()
    const alive = line.connected && watching && now() - lineHeardAt <= SILENCE
    if (!alive && !asking && !missing) askIn(0)
    pulse = setTimeout(look, jittered(POLL))
  }
  let pulse = setTimeout(look, POLL)

  line.on('connect', watch)
  line.on('disconnect', onLost)
  line.on('leaderboard:changed', onFrame)
  line.on('leaderboard:renewed', onRenewed)
  line.on('tick', onTick)
  if (line.connected) watch()
  askIn(0)

  return {
    isConnected: () => line.connected,
    /** The page came back, or the network did: do not wait for the next look. */
    nudge: () => recover(),
    close() {
      closed = true
      if (timer) clearTimeout(timer.id)
      clearTimeout(pulse)
      line.emit('leaderboard:leave', stageId)
      line.off('connect', watch)
      line.off('disconnect', onLost)
      line.off('leaderboard:changed', onFrame)
      line.off('leaderboard:renewed', onRenewed)
      line.off('tick', onTick)
    },
  }
}
