import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { processorTime } from '../../server/jobs/process-cost.ts'
import { readFile as read } from '../../server/jobs/read-file.ts'
import { dropRubric, errorsOf, refusal } from '../support/drop-file.ts'
import { handWorkbook, many, scheme, sheet } from '../support/hand-workbook.ts'
import { handZip } from '../support/hand-zip.ts'
import { isOver, readingPid } from '../support/reading-process.ts'

const fixture = fileURLToPath(new URL('../../fixtures/workbooks/mechatronics.xlsx', import.meta.url))
const good = await readFile(fixture)
/** Sixteen thousand columns, thirty thousand times: whatever happens, it happens while this is read. */
const endless = handZip(
  handWorkbook({
    sheets: [
      sheet(scheme(), {
        before: `<cols>${many(30_000, (i) => `<col min="1" max="16384" width="${(i * 7919) % 104_729}"/>`)}</cols>`,
      }),
    ],
  }),
)
const soon = { timeout: 60_000 }

/** The process that reads for this one, once it is there. */
async function reader(): Promise<number> {
  await read('scheme', good)
  const pid = readingPid()
  if (pid === undefined) throw new Error('nobody reads')
  return pid
}

/** Until it has worked for a while, by the processor. */
async function isBusy(pid: number) {
  const before = processorTime(pid)
  await vi.waitFor(() => expect(processorTime(pid) - before).toBeGreaterThan(50), { ...soon, interval: 10 })
}

describe('a reading process that dies while it reads', () => {
  it.each([
    ['from outside', 'SIGKILL', 'unforeseen'],
    ['of a fault in Node', 'SIGSEGV', 'unforeseen'],
    ['at the bound of its heap', 'SIGABRT', 'too-much-memory'],
    ['of a list larger than any may be', 'SIGTRAP', 'too-much-memory'],
  ] as const)(
    '%s takes nothing with it: its file is refused in words, the next one is read',
    async (_, signal, why) => {
      const before = (await dropRubric(good)).answer
      const pid = await reader()
      const dropping = dropRubric(endless)
      process.kill(pid, signal)
      expect(errorsOf((await dropping).answer)).toEqual(refusal({ kind: why }))
      expect((await dropRubric(good)).answer).toEqual(before)
      expect([isOver(pid), await reader()]).not.toContain(pid)
    },
  )

  it('between two files is replaced', async () => {
    const before = (await dropRubric(good)).answer
    const pid = await reader()
    process.kill(pid, 'SIGKILL')
    await vi.waitFor(() => expect(readingPid()).toBeUndefined(), soon)
    expect((await dropRubric(good)).answer).toEqual(before)
  })

  it('while files wait takes down the one in hand, and no other', async () => {
    const pid = await reader()
    const turns = [endless, good, good].map((bytes) => read('scheme', bytes))
    await isBusy(pid)
    process.kill(pid, 'SIGKILL')
    expect((await Promise.all(turns)).map((turn) => (turn.ok ? turn.value.ok : turn.error.kind))).toEqual([
      'unforeseen',
      true,
      true,
    ])
  })

  it('is not ended by the signals that stop a server: the server ends it', async () => {
    const pid = await reader()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.kill(pid, signal)
    expect(await reader()).toBe(pid)
  })
})

/** A program that has read the good file, then goes on as `then` says; it tells the id of its reading process. */
async function aProgram(then: string) {
  const program = `
    import { readFile } from 'node:fs/promises'
    import { readFile as read } from './server/jobs/read-file.ts'
    import { readingPid } from './tests/support/reading-process.ts'
    const { ok } = await read('scheme', await readFile(${JSON.stringify(fixture)}))
    console.log(ok && readingPid())
    ${then}`
  const started = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const over = new Promise((resolve) => started.once('exit', (code, signal) => resolve(signal ?? code)))
  const pid = await new Promise<number>((resolve) => started.stdout.once('data', (text) => resolve(Number(text))))
  return { started, over, pid }
}

describe('the reading process of a program', () => {
  it('keeps it from ending no longer than a file is read, and ends with it', async () => {
    const { over, pid } = await aProgram('')
    expect(await over).toBe(0)
    await vi.waitFor(() => expect(isOver(pid)).toBe(true), soon)
  })

  it.each([
    ['that is killed', ''],
    [
      'that is killed while it reads',
      `
      const bytes = []
      for await (const chunk of process.stdin) bytes.push(chunk)
      void read('scheme', Buffer.concat(bytes))
      console.log('reads')`,
    ],
  ])('does not outlive one %s', async (_, then) => {
    const { started, over, pid } = await aProgram(then || 'setInterval(() => undefined, 1000)')
    if (then) {
      const reads = new Promise((resolve) => started.stdout.once('data', resolve))
      started.stdin.end(endless)
      await reads
    }
    started.kill('SIGKILL')
    expect(await over).toBe('SIGKILL')
    await vi.waitFor(() => expect(isOver(pid)).toBe(true), soon)
  })
})
