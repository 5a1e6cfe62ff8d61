import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportWorkbook } from '../../server/jobs/export-workbook.ts'
import { checkHere } from '../support/check-here.ts'

const data = resolve('../shared/data/cis')
const present = existsSync(data)
if (!present)
  process.stdout.write(
    'notice: ../shared/data is not beside this checkout; the given workbooks were not written again\n',
  )

/**
 * The calculations that aspects use: EuroSkills defines two counts beside them that none does. In the other file column J
 * is empty; its yes/no aspects are written as the calculation that they are, its five unused ones are no part of a rubric.
 */
const files = [
  ['es2025-web17', { PASS_FAIL: 1, NUMBER_COMPLETED: 3, CHOICE: 4, RANGED_SCORE: 2 }],
  ['wsuk2024-web-final', { PASS_FAIL: 1 }],
] as const

describe('the given marking schemes, written again', () => {
  it('are told of when they are absent', () => {
    expect(present || !existsSync(data)).toBe(true)
  })

  for (const [name, used] of present ? files : []) {
    it(`give the same scheme, sums and calculations: ${name}`, async () => {
      const { rubric, report } = await checkHere(readFileSync(`${data}/${name}.xlsx`))
      const workbook = await exportWorkbook(rubric!)
      if (!workbook.ok) throw new Error(JSON.stringify(workbook.error))
      const again = await checkHere(workbook.value)
      expect(again.rubric).toEqual(rubric)
      const { warnings: _, errors: __, calculations, ...figures } = again.report
      expect(report).toMatchObject(figures)
      expect(calculations).toEqual(used)
    })
  }
})
