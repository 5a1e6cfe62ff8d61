import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import { type BoardListener, hearBoard } from '../../client/leaderboard/hear-board.ts'
import { STAGE, type ThinBoard, thinBoard } from '../support/thin-board.ts'

let network: ThinBoard
let screen: ReturnType<typeof aScreen>
beforeEach(async () => {
  network = await thinBoard()
})
afterEach(async () => {
  screen.close()
  await network.close()
})

const totals = (board: BoardSnapshot | undefined) =>
  board && Object.fromEntries(board.rows.map((row) => [row.label, row.total]))

/** A screen that only writes down what it was told. */
function aScreen() {
  const shown: BoardSnapshot[] = []
  const told = { current: 0, notFound: 0, wiped: 0, noAnswer: 0 }
  const listener: BoardListener = {
    show: (board) => shown.push(structuredClone(board)),
    current: () => told.current++,
    notFound: () => told.notFound++,
    wiped: () => told.wiped++,
    noAnswer: () => told.noAnswer++,
  }
  const source = { stageId: STAGE, ask: network.ask, spread: 0, now: () => performance.now(), chance: () => 0.5 }
  const heard = hearBoard({ ...source, line: network.connect() }, listener)
  return { ...heard, shown, told, last: () => totals(shown[shown.length - 1]) }
}

const watching = () => expect.poll(() => network.watchers()).toBe(1)
const shows = (expected: Record<string, number>, patience = 5000) =>
  expect.poll(() => screen.last(), { timeout: patience }).toEqual(expected)
const settled = async () => {
  screen = aScreen()
  await watching()
  await expect.poll(() => network.asked()).toBe(2) // one at once, one after joining the room
  await expect.poll(() => screen.told.current).toBe(2)
}

describe('a screen', () => {
  it('moves by frames alone while none is missing', async () => {
    await settled()
    network.give('a', 3000)
    network.give('b', 4000)
    await shows({ b: 4000, a: 3000 })
    expect(network.asked()).toBe(2)
  })

  it('says that its rehearsal was wiped, with a board in hand, and asks no more', async () => {
    await settled()
    network.behave.wiped = true
    network.renew('e2')
    await expect.poll(() => screen.told.wiped).toBe(1)
    const asked = network.asked()
    network.tick()
    network.give('a', 9000)
    await expect.poll(() => network.watchers()).toBe(1)
    expect(network.asked()).toBe(asked)
    expect(screen.told).toMatchObject({ notFound: 0, noAnswer: 0 })
  })

  it('asks for the snapshot again when a frame was lost', async () => {
    await settled()
    network.give('a', 3000, true)
    network.give('b', 4000)
    await shows({ b: 4000, a: 3000 })
    expect(network.asked()).toBe(3)
  })

  it('loses no frame that comes while its snapshot is on the way', async () => {
    const open = network.hold()
    screen = aScreen()
    await watching()
    await expect.poll(() => network.asked()).toBe(1)
    network.give('a', 3000)
    network.give('b', 4000)
    await new Promise((wait) => setTimeout(wait, 50))
    open()
    await shows({ b: 4000, a: 3000 })
  })

  it('does not fall back to a snapshot that is older than its frames', async () => {
    await settled()
    const open = network.hold()
    screen.nudge()
    await expect.poll(() => network.asked()).toBe(3)
    network.behave.tags = false
    network.give('a', 3000)
    await new Promise((wait) => setTimeout(wait, 50))
    open()
    await shows({ a: 3000, b: 2000 })
    const versions = screen.shown.map((board) => board.version)
    expect(versions).toEqual([...versions].sort((a, b) => a - b))
  })

  it('begins anew with the epoch of a restarted server', async () => {
    await settled()
    network.give('a', 3000)
    await shows({ a: 3000, b: 2000 })
    network.restart('e2')
    await watching()
    await expect.poll(() => screen.shown[screen.shown.length - 1]?.epoch).toBe('e2')
    network.give('b', 5000)
    await shows({ b: 5000, a: 3000 })
  })

  it('asks again when names, settings or the state of the stage changed', async () => {
    await settled()
    network.renew('e2')
    await expect.poll(() => screen.shown[screen.shown.length - 1]?.epoch).toBe('e2')
  })

  it('polls where no websocket gets through, and pays nothing for an unchanged board', async () => {
    network.behave.sockets = false
    screen = aScreen()
    await shows({ b: 2000, a: 1000 })
    network.give('a', 3000)
    await shows({ a: 3000, b: 2000 }, 10_000)
    const { length } = screen.shown
    const asked = network.asked()
    await expect.poll(() => network.asked(), { timeout: 10_000 }).toBeGreaterThan(asked)
    expect(screen.shown).toHaveLength(length)
  })

  it('waits for a stage that is not open yet, and then hears its frames', async () => {
    network.behave.known = false
    screen = aScreen()
    await expect.poll(() => screen.told.notFound).toBeGreaterThan(0)
    network.behave.known = true
    await expect.poll(() => network.watchers(), { timeout: 15_000 }).toBe(1)
    await shows({ b: 2000, a: 1000 })
    network.give('a', 9000)
    await shows({ a: 9000, b: 2000 })
  })

  it('says that nobody answers, and goes on asking until somebody does', async () => {
    network.behave.http = false
    screen = aScreen()
    await expect.poll(() => screen.told.noAnswer).toBeGreaterThan(0)
    network.behave.http = true
    await shows({ b: 2000, a: 1000 })
  })

  it('keeps its board when the server fails, and does not call it new because the line still ticks', async () => {
    await settled()
    network.behave.http = false
    network.give('a', 3000, true)
    network.give('b', 4000)
    await expect.poll(() => network.asked()).toBeGreaterThan(2)
    const { current } = screen.told
    network.tick()
    await new Promise((wait) => setTimeout(wait, 100))
    expect(screen.told).toEqual({ current, notFound: 0, wiped: 0, noAnswer: 0 })
    expect(screen.last()).toEqual({ b: 2000, a: 1000 })
    network.behave.http = true
    await shows({ b: 4000, a: 3000 }, 10_000)
  })
})
