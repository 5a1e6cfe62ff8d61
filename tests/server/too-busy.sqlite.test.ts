import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { MOST_WAIT } from '../../server/jobs/limits.ts'
import { readFile as read } from '../../server/jobs/read-file.ts'
import { bytesOf, handWorkbook, many, scheme, sheet } from '../support/hand-workbook.ts'
import { handZip } from '../support/hand-zip.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'

/** No machine is through with it at once. */
const endless = handZip(
  handWorkbook({
    sheets: [
      sheet(scheme(), {
        before: `<cols>${many(30_000, (i) => `<col min="1" max="16384" width="${(i * 7919) % 104_729}"/>`)}</cols>`,
      }),
    ],
  }),
)

let house: House
let stage: Awaited<ReturnType<typeof aStage>>
beforeAll(async () => {
  house = await aHouse()
  stage = await aStage(house, { rubric: rubricOf([judgement(1)]), judges: 1, open: false })
})
afterEach(() => void vi.useRealTimers())
afterAll(() => house.close())

describe('a machine that has no time', () => {
  it.each(['rubric', 'roster'])('asks for a %s file again later, and names nothing wrong with it', async (what) => {
    // So that the wait is for the file, and not for the process that reads it.
    await read('roster', bytesOf('林岚,甲厂'))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const asked = stage.organizer('POST', `/api/stages/${stage.stageId}/${what}/preview`, endless)
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0), { timeout: 25_000 })
    vi.advanceTimersByTime(MOST_WAIT)
    vi.useRealTimers()
    const answer = await asked
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
      503,
      '5',
      { kind: 'too-busy' },
    ])
    expect(house.faults).toEqual([])
  })
})
