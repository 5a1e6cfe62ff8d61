import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readFile as read } from '../../server/jobs/read-file.ts'
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
/** Thirty sheets whose last cell is far: more than the thread may hold, though each is small. */
const hungry = one('', { strings: many(900_000, (i) => (i % 9 ? '<si/>' : `<si><t>${(i * 7919) % 104_729}</t></si>`)) })

describe('the thread that reads files', () => {
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

  it('reads in turn, so that ten hostile files at once grow the process no more than one', async () => {
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
