import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import type { BoardSnapshot } from '#contract/board.ts'
import type { ClientToServer, ServerToClient } from '#contract/live.ts'
import { asId, type BoardEntryId, type StageId } from '#domain/ids.ts'
import { type BoardLine, type LeaderboardFrame, rank } from '#domain/leaderboard.ts'
import { ofThousandths } from '#domain/points.ts'
import type { SnapshotAnswer } from '../../client/leaderboard/fetch-snapshot.ts'
import type { Line } from '../../client/live.ts'

export const STAGE = asId<StageId>('stage')

export const lineOf = (id: string, total: number | null): BoardLine => ({
  entryId: asId<BoardEntryId>(id),
  label: id,
  organization: null,
  total: total === null ? null : ofThousandths(total),
  missing: 0,
  bars: [{ points: total === null ? null : ofThousandths(total), missing: 0 }],
  division: null,
  ties: [],
})

/** The other end of a screen's network: one board over real HTTP and a real socket, misbehaving on request. */
export async function thinBoard() {
  const totals = new Map<string, number | null>([
    ['a', 1000],
    ['b', 2000],
  ])
  let epoch = 'e1'
  let version = 0
  let asked = 0
  let gate: Promise<void> = Promise.resolve()
  const behave = { sockets: true, http: true, known: true, wiped: false, tags: true }

  const snapshot = (): BoardSnapshot => ({
    stageId: STAGE,
    epoch,
    version,
    rows: rank([...totals].map(([id, total]) => lineOf(id, total))),
    title: {
      contest: '',
      skill: '',
      stage: '',
      bars: [],
      divisions: [],
      identity: 'code',
      provisional: true,
      rehearsal: false,
    },
    state: 'open',
  })
  const http = createServer((request, answer) => {
    if (!request.url?.startsWith('/api/')) return
    asked++
    const board = snapshot() // as a slow answer would: read first, sent later
    void gate.then(() => {
      const tag = `"${board.epoch}-${board.version}"`
      if (!behave.http) return answer.writeHead(503).end()
      if (behave.wiped) return answer.writeHead(410).end()
      if (!behave.known) return answer.writeHead(404).end()
      if (behave.tags && request.headers['if-none-match'] === tag) return answer.writeHead(304).end()
      return answer.writeHead(200, { etag: tag }).end(JSON.stringify(board))
    })
  })
  const sockets = new Server<ClientToServer, ServerToClient>(http, {
    transports: ['websocket'],
    allowRequest: (_, decide) => decide(null, behave.sockets),
  })
  sockets.on('connection', (socket) => {
    socket.on('leaderboard:watch', (_, reply) => {
      if (!behave.known) return reply(null)
      void socket.join('board')
      reply({ epoch, version })
    })
  })
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const lines: Line[] = []

  return {
    behave,
    snapshot,
    asked: () => asked,
    /** Gives a total, and sends its frame unless it is to be lost. */
    give(id: string, total: number, lost = false) {
      totals.set(id, total)
      const frame: LeaderboardFrame = {
        stageId: STAGE,
        epoch,
        from: version,
        to: ++version,
        rows: [lineOf(id, total)],
        gone: [],
      }
      if (!lost) sockets.to('board').emit('leaderboard:changed', frame)
      return frame
    },
    /** The process died and came back: another epoch, every line cut. */
    restart(next: string) {
      epoch = next
      version = 0
      for (const socket of sockets.sockets.sockets.values()) socket.conn.close()
    },
    renew(next: string) {
      epoch = next
      version = 0
      sockets.to('board').emit('leaderboard:renewed', STAGE)
    },
    tick: () => sockets.emit('tick', 0),
    watchers: () => sockets.sockets.adapter.rooms.get('board')?.size ?? 0,
    /** Answers wait until the returned function is called. */
    hold() {
      let open = () => {}
      gate = new Promise((resolve) => {
        open = resolve
      })
      return open
    },
    connect(): Line {
      const line: Line = io(origin, {
        transports: ['websocket'],
        forceNew: true,
        reconnectionDelay: 20,
        reconnectionDelayMax: 50,
      })
      lines.push(line)
      return line
    },
    async ask(tag: string): Promise<SnapshotAnswer> {
      const answer = await fetch(`${origin}/api/boards/${STAGE}`, tag ? { headers: { 'if-none-match': tag } } : {})
      if (answer.status === 304) return { kind: 'same' }
      if (answer.status === 410) return { kind: 'wiped' }
      if (answer.status === 404) return { kind: 'not-found' }
      if (!answer.ok) throw new Error(String(answer.status))
      const board = (await answer.json()) as BoardSnapshot
      return { kind: 'snapshot', snapshot: board, tag: answer.headers.get('etag') ?? '' }
    },
    async close() {
      for (const line of lines) line.close()
      await sockets.close()
      http.closeAllConnections()
    },
  }
}

export type ThinBoard = Awaited<ReturnType<typeof thinBoard>>
