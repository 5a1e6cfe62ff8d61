import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { TooBusy } from '../../server/http/too-busy.ts'
import { MOST_WAIT } from '../../server/jobs/limits.ts'
import { readFile as read } from '../../server/jobs/read-file.ts'
import { onBusyMachine } from '../support/busy-machine.ts'
import { dropRubric, errorsOf, refusal } from '../support/drop-file.ts'
import { handWorkbook, many, scheme, sheet } from '../support/hand-workbook.ts'
import { handZip } from '../support/hand-zip.ts'
import { measured } from '../support/measured.ts'

const good = await readFile(new URL('../../fixtures/workbooks/mechatronics.xlsx', import.meta.url))
const one = (rows: string, more: object = {}) => handZip(handWorkbook({ sheets: [sheet(rows, more)], ...more }))
/** Sixteen thousand columns, thirty thousand times: no machine is through with it in time. */
const endless = one(scheme(), {
  before: `<cols>${many(30_000, (i) => `<col min="1" max="16384" width="${(i * 7919) % 104_729}"/>`)}</cols>`,
})
/** Thirty sheets whose last cell is far: more than the process may hold, though each is small. */
const hungry = one('', { strings: many(900_000, (i) => (i % 9 ? '<si/>' : `<si><t>${(i * 7919) % 104_729}</t></si>`)) })

/** Good, and takes a good part of the time that a file may take. */
const long = one(scheme(), { strings: many(20_000, (i) => `<si><t>text ${i}</t></si>`) })

afterEach(() => void vi.useRealTimers())

describe('the process that reads files', () => {
  it('counts its own work, not the time by the clock: a good file is read on a busy machine too', async () => {
    const quiet = (await dropRubric(long)).answer
    expect(errorsOf(quiet)).toEqual([])
    expect((await onBusyMachine(() => dropRubric(long))).answer).toEqual(quiet)
  })

  it('sends a file away that gets no time from the machine, and does not say that it is the fault of the file', async () => {
    const before = (await dropRubric(good)).answer
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const reading = read('scheme', endless).catch((error: unknown) => error)
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), { timeout: 60_000 })
    vi.advanceTimersByTime(MOST_WAIT)
    vi.useRealTimers()
    expect(await reading).toBeInstanceOf(TooBusy)
    expect((await dropRubric(good)).answer).toEqual(before)
  })

  it('gives up a file that takes too long, and reads the next one as ever', async () => {
    const before = (await dropRubric(good)).answer
    expect(await read('scheme', endless)).toEqual({ ok: false, error: { kind: 'took-too-long' } })
    expect((await dropRubric(good)).answer).toEqual(before)
  })

  it('gives up a file that needs too much memory, and reads the next one as ever', async () => {
    const before = (await dropRubric(good)).answer
    // On a slow machine its time is over first.
    expect(await read('scheme', hungry)).toMatchObject({
      ok: false,
      error: { kind: expect.stringMatching(/^(too-much-memory|took-too-long)$/) },
    })
    expect((await dropRubric(good)).answer).toEqual(before)
  })

  it('keeps nothing of one file for the next', async () => {
    const before = (await dropRubric(good)).answer
    const strings = many(400, (i) => `<si><t>__proto__ ${i}</t></si>`)
    for (let i = 0; i < 5; i++) {
      await dropRubric(one(scheme(), { strings }))
      await dropRubric(one(scheme('<row r="5"><c r="E5" t="s"><v>0</v></c>')))
      expect((await dropRubric(good)).answer).toEqual(before)
    }
    // A text that stood in the file before is not found in the next one.
    expect(errorsOf((await dropRubric(one(scheme('<row r="5"><c r="E5" t="s"><v>0</v></c></row>')))).answer)).toEqual(
      refusal({ kind: 'cell-damaged', where: 'CIS!E5' }),
    )
  })

  it('reads in turn, so that ten hostile files at once take no more memory than one', async () => {
    const { answer, growth } = await measured(() =>
      Promise.all(
        Array.from({ length: 10 }, (_, i) => read('scheme', i % 3 === 0 ? hungry : i % 3 === 1 ? good : one('<row'))),
      ),
    )
    expect(answer.map((turn) => turn.ok && turn.value.ok)).toEqual([
      false,
      true,
      false,
      false,
      true,
      false,
      false,
      true,
      false,
      false,
    ])
    expect(growth).toBeLessThan(200 * 1024 * 1024)
  })
})
