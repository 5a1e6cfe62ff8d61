import { createServer, type Server as HttpServer } from 'node:http'
import type { KyselyPlugin } from 'kysely'
import { io as connect, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ClientToServer, ServerToClient, Watching } from '#contract/live.ts'
import type { StageId } from '#domain/ids.ts'
import { frozenStages } from '../../server/db/frozen-stage.ts'
import { keptMarks } from '../../server/db/kept-marks.ts'
import { seatCookie } from '../../server/http/session.ts'
import { attach } from '../../server/live/attach.ts'
import { openLine } from '../../server/live/open-line.ts'
import { publishOn } from '../../server/live/publish.ts'
import { boardsOn } from '../../server/standing/leaderboards/boards.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'

const MOST = 8

let house: House
let stage: Awaited<ReturnType<typeof aStage>>
let server: HttpServer
let origin: string
const lines: Line[] = []
/** Queries that the lines gave rise to. */
let queries = 0
beforeAll(async () => {
  house = await aHouse()
  stage = await aStage(house, { rubric: rubricOf([judgement(1)]), judges: 2 })
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      queries++
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const { report, newId, now } = house.deps
  const db = house.db.withPlugin(counting)
  const io = openLine(MOST)
  const source = { db, frozen: frozenStages(), kept: keptMarks(db) }
  const boards = boardsOn({ ...source, publish: publishOn(io), newId, report, tick: 1 })
  attach(io, { db, boards, now, report })
  server = createServer()
  io.attach(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
beforeEach(async () => {
  for (const line of lines.splice(0)) line.close()
  await expect.poll(() => connections()).toBe(0)
  queries = 0
})
afterAll(async () => {
  for (const line of lines) line.close()
  server.closeAllConnections()
  await house.close()
})

type Line = Socket<ServerToClient, ClientToServer>
const connections = () => new Promise<number>((told) => server.getConnections((_, count) => told(count)))

async function open(cookie?: string): Promise<{ line: Line; isIn: boolean }> {
  const line: Line = connect(origin, {
    transports: ['websocket'],
    extraHeaders: { origin, ...(cookie ? { cookie } : {}) },
    reconnection: false,
    forceNew: true,
  })
  lines.push(line)
  const isIn = await new Promise<boolean>((told) => {
    line.once('connect', () => told(true)).once('connect_error', () => told(false))
  })
  return { line, isIn }
}
const board = (line: Line, id: string) =>
  new Promise<Watching | null>((told) => line.emit('leaderboard:watch', id as StageId, told))
const progress = (line: Line) => new Promise<boolean>((told) => line.emit('progress:watch', stage.stageId, told))

/** The name of a seat's cookie, and its token. */
const tokenOf = (cookie: string) => cookie.slice(cookie.indexOf('=') + 1)

describe('a line on which somebody asks without end', () => {
  it('looks few unknown boards up, answers the rest without a query, and ends', async () => {
    const { line } = await open()
    let answers = 0
    const gone = new Promise((told) => line.once('disconnect', told))
    for (let i = 0; i < 2000; i++) {
      line.emit('leaderboard:watch', `unknown-${i}` as StageId, (answer) => {
        expect(answer).toBeNull()
        answers++
      })
    }
    await gone
    expect(answers).toBeGreaterThan(50)
    expect(queries).toBeLessThanOrEqual(40)
  })

  it('has one look-up at a time, and few that wait', async () => {
    const { line } = await open()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => board(line, `unknown-${i}`)))
    expect(answers).toEqual(Array(20).fill(null))
    // Two for each that is looked up: is it frozen, has it a head.
    expect(queries).toBeGreaterThan(0)
    expect(queries).toBeLessThanOrEqual(2 * 20)
  })

  it('does not keep others from their board, their seat and their progress', async () => {
    const strangers = await Promise.all(Array.from({ length: 4 }, () => open()))
    for (const { line } of strangers) {
      for (let i = 0; i < 500; i++) line.emit('leaderboard:watch', `unknown-${i}` as StageId, () => undefined)
    }
    const { line } = await open(stage.tablets[0]!.cookie)
    expect(await board(line, stage.stageId)).toMatchObject({ version: expect.any(Number) })
    const seat = new Promise((told) => line.emit('seat:watch', stage.tablets[0]!.seatId, told))
    expect([await seat, await progress(line)]).toEqual([true, true])
  })

  it('counts what nobody understands too', async () => {
    const { line } = await open()
    const gone = new Promise((told) => line.once('disconnect', told))
    const raw = line as unknown as { emit: (event: string) => void }
    for (let i = 0; i < 200; i++) raw.emit('whatever')
    await gone
    expect(queries).toBe(0)
  })
})

describe('cookies on a line', () => {
  it('are asked for in one query, however many there are', async () => {
    const many = Array.from({ length: 100 }, (_, i) => `${seatCookie(`seat-${i}`)}=${'x'.repeat(43)}`)
    const stranger = await open(many.join('; '))
    expect(await progress(stranger.line)).toBe(false)
    expect(queries).toBe(1)
    const chief = await open([...many, stage.tablets[0]!.cookie].join('; '))
    expect(await progress(chief.line)).toBe(true)
    expect(queries).toBe(2)
  })

  it('let the chief judge of the stage hear its progress, and nobody else with that token', async () => {
    const [chief, judge] = stage.tablets
    const asChief = `${seatCookie(chief!.seatId)}=${tokenOf(judge!.cookie)}`
    for (const cookie of [judge!.cookie, asChief]) {
      const { line } = await open(cookie)
      expect(await progress(line)).toBe(false)
    }
  })

  it('cost nothing where there is none', async () => {
    const { line } = await open()
    expect(await progress(line)).toBe(false)
    expect(await new Promise((told) => line.emit('seat:watch', stage.tablets[0]!.seatId, told))).toBe(false)
    expect(queries).toBe(0)
  })
})

describe('the house', () => {
  it('takes as many lines as it can serve, from one address too, and another one when one is gone', async () => {
    const opened = await Promise.all(Array.from({ length: MOST + 3 }, () => open()))
    expect(opened.filter(({ isIn }) => isIn)).toHaveLength(MOST)
    opened.find(({ isIn }) => isIn)?.line.close()
    await expect.poll(async () => (await open()).isIn).toBe(true)
  })
})
