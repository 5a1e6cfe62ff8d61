import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../support/server.ts'

const house = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.close())

const second = () =>
  spawnSync(process.execPath, [house('server/main.ts')], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', DATA_DIR: server.where.dataDir },
    encoding: 'utf8',
    timeout: 30_000,
  })

describe('a second server on the same data', () => {
  it('does not start, and says which process has the data and what to do', async () => {
    const { status, stdout, stderr } = second()
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/正由另一个匠评服务器使用（PID \d+/)
    expect(stderr).toMatch(/Another Skillmark server is using .* \(PID \d+, 20.*Z\)\. Stop that one first/)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect((await fetch(`${server.origin}/api/health`)).status).toBe(200)
  })

  it('starts at once when the first was killed, and the lock is then its own', async () => {
    for (let round = 0; round < 3; round++) {
      await server.kill()
      await server.restart()
      expect(server.output()).not.toContain('Another Skillmark server')
    }
    expect(second().status).toBe(1)
  })

  it('does not keep commands from reading files', () => {
    const { status } = spawnSync(
      process.execPath,
      [house('server/cli/main.ts'), 'rubric', 'check', house('fixtures/workbooks/mechatronics.xlsx')],
      { env: { ...process.env, DATA_DIR: server.where.dataDir }, encoding: 'utf8' },
    )
    expect(status).toBe(0)
  })
})
