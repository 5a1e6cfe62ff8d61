import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import type { ClientToServer, ServerToClient, Watching } from '#contract/live.ts'
import type { AspectId } from '#domain/ids.ts'
import { apply, type Leaderboard, type LeaderboardFrame } from '#domain/leaderboard.ts'
import { openedOverHttp } from '../support/over-http.ts'
import { rubricOf, yesNo } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'

type Line = Socket<ServerToClient, ClientToServer>

let server: RunningServer
let stage: Awaited<ReturnType<typeof openedOverHttp>>
const lines: Line[] = []
beforeAll(async () => {
  server = await startServer()
  stage = await openedOverHttp(server, {
    rubric: rubricOf([yesNo(1)], [yesNo(2)]),
    settings: { blind: true, feed: 'each-mark', identity: 'code' },
  })
})
afterAll(async () => {
  for (const line of lines) line.close()
  await server?.close()
})

const connect = (headers: Record<string, string> = { origin: server.origin }): Line => {
  const line: Line = io(server.origin, {
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  })
  lines.push(line)
  return line
}
const connected = (line: Line) =>
  new Promise<boolean>((resolve) => {
    line.once('connect', () => resolve(true))
    line.once('connect_error', () => resolve(false))
  })
const watch = (line: Line) =>
  new Promise<Watching | null>((resolve) => line.emit('leaderboard:watch', stage.stageId, resolve))
const snapshot = async () =>
  (await (await fetch(`${server.origin}/api/boards/${stage.stageId}`)).json()) as BoardSnapshot
const yes = { kind: 'pass-fail', passed: true } as const

describe('the live line', () => {
  it('carries frames that lead from the snapshot to the next one', async () => {
    const line = connect()
    expect(await connected(line)).toBe(true)
    const watching = await watch(line)
    const before = await snapshot()
    expect(watching).toEqual({ epoch: before.epoch, version: before.version })
    const heard = new Promise<LeaderboardFrame>((resolve) => line.once('leaderboard:changed', resolve))
    const [robot] = stage.robots
    const { entries } = await robot!.view()
    await robot!.send([robot!.mark(entries[0]!.id, 'A1.1' as AspectId, yes)])
    const next = apply(before, await heard)
    const after = await snapshot()
    expect(next).toMatchObject({ version: after.version, rows: after.rows })
  })

  it('gathers many marks of one moment into few frames, and ends at the final version', async () => {
    const line = connect()
    await connected(line)
    await watch(line)
    const before = await snapshot()
    const frames: LeaderboardFrame[] = []
    line.on('leaderboard:changed', (frame) => frames.push(frame))
    const [robot] = stage.robots
    const { entries } = await robot!.view()
    const marks = Array.from({ length: 40 }, (_, i) =>
      robot!.mark(entries[i % 3]!.id, 'A2.1' as AspectId, { kind: 'pass-fail', passed: i % 2 === 0 }),
    )
    await robot!.send(marks)
    await expect.poll(async () => (await snapshot()).version === (frames.at(-1)?.to ?? -1)).toBe(true)
    expect(frames.length).toBeLessThan(10)
    let held: Leaderboard = before
    for (const frame of frames) held = apply(held, frame) ?? held
    expect(held.rows).toEqual((await snapshot()).rows)
  })

  it.each([[{}], [{ origin: 'http://evil.test' }]])('refuses a handshake from %j', async (headers) => {
    expect(await connected(connect(headers as Record<string, string>))).toBe(false)
  })

  it('lets nobody hear a seat or the progress without the right cookie', async () => {
    const line = connect()
    await connected(line)
    const [robot] = stage.robots
    const mayHear = (event: 'seat:watch' | 'progress:watch', id: string) =>
      new Promise((resolve) => line.emit(event as 'seat:watch', id as never, resolve))
    expect(await mayHear('seat:watch', robot!.seatId)).toBe(false)
    expect(await mayHear('progress:watch', stage.stageId)).toBe(false)
    const staff = connect({ origin: server.origin, cookie: stage.staffCookie() })
    await connected(staff)
    expect(await new Promise((resolve) => staff.emit('progress:watch', stage.stageId, resolve))).toBe(true)
  })

  it('tells the progress no more to whoever signed out', async () => {
    const call = (path: string, body: object, cookie = '') =>
      fetch(`${server.origin}/api/${path}`, {
        method: 'POST',
        headers: { origin: server.origin, cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const entered = await call('sign-in', { name: '组织者', password: 'a long password' })
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const [leaving, staying] = [cookie, stage.staffCookie()].map((own) =>
      connect({ origin: server.origin, cookie: own }),
    )
    const heard = { leaving: 0, staying: 0 }
    leaving!.on('progress:changed', () => heard.leaving++)
    staying!.on('progress:changed', () => heard.staying++)
    const hears = (line: Line) => new Promise((resolve) => line.emit('progress:watch', stage.stageId, resolve))
    expect(await Promise.all([leaving!, staying!].map(connected))).toEqual([true, true])
    expect(await Promise.all([leaving!, staying!].map(hears))).toEqual([true, true])
    await call('sign-out', {}, cookie)
    Object.assign(heard, { leaving: 0, staying: 0 }) // marks of before may have been told meanwhile
    const [robot] = stage.robots
    const { entries } = await robot!.view()
    const { version } = await snapshot()
    await robot!.send([robot!.mark(entries[1]!.id, 'A1.1' as AspectId, yes)])
    await expect.poll(async () => (await snapshot()).version).toBeGreaterThan(version)
    await expect.poll(() => heard.staying, { timeout: 10_000 }).toBeGreaterThan(0)
    expect(await hears(leaving!)).toBe(false)
    expect(heard.leaving).toBe(0)
  })

  it('survives rubbish', async () => {
    const line = connect()
    await connected(line)
    const raw = line as unknown as { emit: (...args: unknown[]) => void }
    raw.emit('leaderboard:watch', { evil: true })
    raw.emit('leaderboard:watch', null, 'no function')
    raw.emit('seat:watch', 'x'.repeat(9000), () => undefined)
    raw.emit('__proto__', 1)
    expect(await watch(line)).not.toBeNull()
  })

  it('begins a new epoch after the server was killed, and holds every mark that had a receipt', async () => {
    const before = await snapshot()
    await server.kill()
    await server.restart()
    const after = await snapshot()
    expect(after.epoch).not.toBe(before.epoch)
    expect(after.rows).toEqual(before.rows)
  })
})
