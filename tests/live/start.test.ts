import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../support/server.ts'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
let folder: string
let holder: Server
let taken: number
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skillmark-start-'))
  holder = createServer()
  await new Promise<void>((ready) => holder.listen(0, '127.0.0.1', ready))
  taken = (holder.address() as { port: number }).port
})
afterAll(() => {
  holder.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts with an environment that cannot work; what it says and how it ends. */
function refusal(env: Record<string, string>) {
  const { status, stderr } = spawnSync(process.execPath, [main], {
    env: { ...process.env, HOST: '127.0.0.1', DATA_DIR: join(folder, 'data'), PORT: '0', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { status, said: stderr.trim() }
}

describe('a start that cannot work', () => {
  it('names the port that is taken, and another one', () => {
    const { status, said } = refusal({ PORT: String(taken) })
    expect(status).toBe(1)
    expect(said).toContain(`Port ${taken} is taken`)
    expect(said).toContain(`PORT=${taken + 1}`)
    expect(said.split('\n')).toHaveLength(1)
  })

  it('names the folder that it may not write to', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const { status, said } = refusal({ DATA_DIR: join(file, 'inside') })
    expect(status).toBe(1)
    expect(said).toContain('Cannot write to')
  })

  it('says that a database is damaged, and leaves it as it is', () => {
    const damaged = mkdtempSync(join(folder, 'damaged-'))
    writeFileSync(
      join(damaged, 'skillmark.db'),
      'this is no database at all, and long enough to look like one '.repeat(20),
    )
    const { status, said } = refusal({ DATA_DIR: damaged })
    expect(status).toBe(1)
    expect(said).toContain('SQLITE_NOTADB')
    expect(said.split('\n')).toHaveLength(1)
  })

  it.each([
    [{ PORT: 'eighty' }, 'PORT must be'],
    [{ PORT: '70000' }, 'PORT must be'],
    [{ DATABASE_URL: 'mysql://somewhere/db' }, 'should begin with postgres://'],
    [{ DATABASE_URL: 'postgres://127.0.0.1:1/skillmark' }, 'Cannot reach the database at 127.0.0.1:1/skillmark'],
  ])('says what is wrong with %j', (env, sentence) => {
    const { status, said } = refusal(env as Record<string, string>)
    expect(status).toBe(1)
    expect(said).toContain(sentence)
  })
})

describe('a start', () => {
  it('prints the address, its code, and a set-up link that is gone once it was used', async () => {
    const server = await startServer()
    try {
      expect(server.output()).toContain(server.origin)
      expect(server.output()).toMatch(/[█▀▄]{10}/)
      const link = new URL(server.setUpLink() ?? '')
      const answer = await fetch(`${server.origin}/api/setup`, {
        method: 'POST',
        headers: { origin: server.origin, 'content-type': 'application/json' },
        body: JSON.stringify({ token: link.hash.slice(1), name: '组织者', password: 'a long password' }),
      })
      expect(answer.status).toBe(201)
      await server.kill()
      await server.restart()
      expect(server.setUpLink()).toBeUndefined()
    } finally {
      await server.close()
    }
  })
})
