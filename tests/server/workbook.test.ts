import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { checkWorkbookBytes } from '../../server/jobs/check-workbook.ts'
import { readSheets } from '../../server/jobs/read-sheets.ts'

describe('a file that is no workbook', () => {
  it('becomes a report with one error in words, and nothing else', async () => {
    const { report, rubric } = await checkWorkbookBytes(new TextEncoder().encode('hello'))
    expect(rubric).toBeNull()
    expect(report).toMatchObject({ totalMarks: '0.00', aspects: { measurement: 0, judgement: 0, other: 0 } })
    expect(report.errors).toHaveLength(1)
    expect(report.errors[0]?.message).toMatch(/\.xlsx/)
  })
})

describe('a good file', () => {
  const HEAD = [
    'Sub Criterion ID',
    'Sub Criterion Name',
    'Day of Marking',
    'Aspect Type',
    'Aspect - Description',
    'Judg Score',
    'Extra Aspect Description',
    'Requirement',
    'WSOS Section',
    'Calculation Row (Export only)',
    'Max Mark',
    '__proto__',
    'constructor',
  ]
  const written = () =>
    writeXlsx({
      properties: { creator: 'Somebody Private', title: 'secret title' },
      sheets: [
        {
          name: 'CIS Marking Scheme Import',
          rows: [['10 Welding'], HEAD, ['A1', 'Joint', 1, 'M', 'Root', null, null, null, 1, null, 100]],
        },
      ],
    })

  it('is read through real bytes, whatever its headers are called', async () => {
    const { report } = await checkWorkbookBytes(await written())
    expect(report).toMatchObject({ title: '10 Welding', totalMarks: '100.00', errors: [] })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('keeps the names in its document properties to itself', async () => {
    const sheets = await readSheets(await written())
    expect(sheets.ok).toBe(true)
    expect(JSON.stringify([sheets, (await checkWorkbookBytes(await written())).report])).not.toContain(
      'Somebody Private',
    )
  })
})
