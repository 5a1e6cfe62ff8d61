import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aspectsOf } from '#domain/rubric.ts'
import { checkWorkbookBytes } from '../../server/jobs/check-workbook.ts'
import { exportWorkbook } from '../../server/jobs/export-workbook.ts'

const data = resolve('../shared/data/cis')
const present = existsSync(data)
if (!present)
  process.stdout.write(
    'notice: ../shared/data is not beside this checkout; the given workbooks were not written again\n',
  )

describe('the given marking schemes, written again', () => {
  it('are told of when they are absent', () => {
    expect(present || !existsSync(data)).toBe(true)
  })

  for (const name of present ? ['es2025-web17', 'wsuk2024-web-final'] : []) {
    it(`give the same scheme, sums and calculations: ${name}`, async () => {
      const { rubric, report } = await checkWorkbookBytes(readFileSync(`${data}/${name}.xlsx`))
      const workbook = await exportWorkbook(rubric!)
      if (!workbook.ok) throw new Error(JSON.stringify(workbook.error))
      const again = await checkWorkbookBytes(workbook.value)
      expect(again.rubric).toEqual(rubric)
      const { warnings: _, errors: __, calculations, ...figures } = again.report
      expect(report).toMatchObject(figures)
      // What no aspect uses is no part of a rubric; a yes/no is written as the calculation that it is.
      const used = aspectsOf(rubric!).filter(({ kind }) => kind === 'count' || kind === 'choice' || kind === 'range')
      if (used.length > 0) expect(calculations).toEqual(report.calculations)
      else expect(calculations).toEqual({ PASS_FAIL: 1 })
    })
  }
})
