import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import type { ClientToServer, ServerToClient } from '#contract/live.ts'
import { asId, type SeatId } from '#domain/ids.ts'
import { RobotJudge } from '../../fixtures/robots/robot-judge.ts'
import { RobotOrganizer } from '../../fixtures/robots/robot-organizer.ts'

const run = fileURLToPath(new URL('../../fixtures/demo/run.ts', import.meta.url))
let folder: string
let holder: Server
let taken: number
let demo: ChildProcess
let ended: Promise<number | null>
let printed = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skillmark-of-demo-'))
  holder = createServer()
  await new Promise<void>((ready) => holder.listen(0, '127.0.0.1', ready))
  taken = (holder.address() as { port: number }).port
  demo = spawn(process.execPath, [run, '--pace', '25', '--seed', '1'], {
    env: {
      ...process.env,
      PORT: String(taken),
      HOST: '127.0.0.1',
      TMPDIR: folder,
      DATABASE_URL: 'postgres://nobody/x',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  ended = new Promise((resolve) => demo.once('exit', resolve))
  for (const stream of [demo.stdout, demo.stderr]) stream?.on('data', (chunk) => (printed += chunk))
  await says(/Ctrl-C ends/)
})
afterAll(() => {
  demo?.kill('SIGKILL')
  holder?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Waits until it has printed these words. */
async function says(words: RegExp) {
  while (!words.test(printed)) {
    if (demo.exitCode !== null) throw new Error(`it ended: ${printed}`)
    await new Promise((wait) => setTimeout(wait, 50))
  }
}
const link = (name: string) => new RegExp(`${name}\\s+(http\\S+)`).exec(printed)?.[1] ?? ''
const board = async (name: string): Promise<BoardSnapshot> => {
  const { origin, pathname } = new URL(link(name))
  return (await (await fetch(`${origin}/api/boards/${pathname.split('/').pop()}`)).json()) as BoardSnapshot
}
const given = (rows: BoardSnapshot['rows']) => rows.reduce((sum, row) => sum + (row.total ?? 0), 0)

describe('the demo', () => {
  it('takes the next port when its own is taken, and prints eight links, four in each language', () => {
    const names = ['裁判平板', '大屏', '手机榜', '组织者', 'Judge tablet', 'Hall board', 'Phone board', 'Organizer']
    const links = names.map((name) => new URL(link(name)))
    expect(new Set(links.map((url) => url.origin)).size).toBe(1)
    expect(Number(links[0]?.port)).toBeGreaterThan(taken)
    expect(links.map((url) => url.searchParams.get('lang'))).toEqual([
      ...Array(4).fill('zh-CN'),
      ...Array(4).fill('en'),
    ])
  })

  it.each([
    ['大屏', /\p{Script=Han}/u],
    ['Hall board', /^[^\p{Script=Han}]+$/u],
  ])('moves %s by marks: 24 names in its language, and no score stands still', async (name, words) => {
    const { rows, title } = await board(name)
    expect(rows).toHaveLength(24)
    const texts = [title.contest, title.skill, title.stage, ...title.bars.map((bar) => bar.name)]
    for (const text of [...texts, ...rows.flatMap((row) => [row.label, row.organization ?? ''])]) {
      expect(text).toMatch(words)
    }
    const before = given(rows)
    await expect.poll(async () => given((await board(name)).rows), { timeout: 20_000 }).toBeGreaterThan(before)
  })

  it('signs its organizer in with a name and a password that are of this run alone', async () => {
    const [, name = '', password = ''] = /Name (\S+), password (\S+)/.exec(printed) ?? []
    expect(password).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/)
    const organizer = new RobotOrganizer(new URL(link('Organizer')).origin)
    await organizer.call('POST', '/api/sign-in', { name, password })
    const { contests } = await organizer.call<{ contests: unknown[] }>('GET', '/api/contests')
    expect(contests).toHaveLength(2)
  })

  it('lets a human take the seat of the tablet link: its robot gives way, and comes back when the seat is empty', async () => {
    const url = new URL(link('Judge tablet'))
    const human = new RobotJudge(url.origin)
    await human.enter(url.href)
    const line: Socket<ServerToClient, ClientToServer> = io(url.origin, {
      transports: ['websocket'],
      extraHeaders: { origin: url.origin, cookie: human.cookie },
      forceNew: true,
    })
    line.on('connect', () => line.emit('seat:watch', asId<SeatId>(human.seatId), () => undefined))
    await says(/A human has J5/)
    const marks = (await human.view()).marks.length
    const { version } = await board('Hall board')
    await expect
      .poll(async () => (await board('Hall board')).version, { timeout: 20_000 })
      .toBeGreaterThan(version + 10)
    expect((await human.view()).marks).toHaveLength(marks)
    line.close()
    await says(/J5 is empty/)
    await expect.poll(async () => (await human.view()).marks.length, { timeout: 20_000 }).toBeGreaterThan(marks)
  })

  it('stops at Ctrl-C and leaves nothing behind', async () => {
    expect(readdirSync(folder)).toHaveLength(1)
    const { origin } = new URL(link('Hall board'))
    demo.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(printed).toContain('its data is gone')
    expect(readdirSync(folder)).toEqual([])
    await expect(fetch(`${origin}/api/health`)).rejects.toThrow()
  })
})
