import { readFile } from 'node:fs/promises'
import { read, utils } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { parseRubric } from '#contract/rubric.ts'
import { levelOf } from '#domain/cis/findings.ts'
import { aspectsOf, subCriteriaOf } from '#domain/rubric.ts'
import { calculations, criteria, title } from '../../fixtures/workbooks/mechatronics.ts'
import { checkWorkbookBytes } from '../../server/jobs/check-workbook.ts'

const bytes = await readFile(new URL('../../fixtures/workbooks/mechatronics.xlsx', import.meta.url))

describe('the made-up workbook', () => {
  it('is imported whole, and becomes the scheme that it was written from', async () => {
    const { report, rubric } = await checkWorkbookBytes(bytes)
    expect(report).toMatchObject({
      title,
      criteria: criteria.map(({ id, name, total }) => ({ id, name, mark: `${Math.round(total)}.00` })),
      subCriteria: 10,
      aspects: { measurement: 28, judgement: 8, other: 0 },
      descriptors: 32,
      totalMarks: '100.00',
      calculations: {
        PASS_FAIL: 1,
        NUMBER_COMPLETED: 3,
        CHOICE: 2,
        REGULAR_DIFFERENCE_DEDUCTION: 2,
        RANGED_SCORE: 2,
      },
      errors: [],
    })
    expect(subCriteriaOf(rubric!).map(({ id, name, day }) => ({ id, name, day }))).toEqual(
      criteria.flatMap(({ subCriteria }) => subCriteria.map(({ id, name, day }) => ({ id, name, day: Number(day) }))),
    )
    expect(aspectsOf(rubric!).map(({ name, notes, max }) => ({ name, notes, max }))).toEqual(
      criteria
        .flatMap(({ subCriteria }) => subCriteria.flatMap(({ aspects }) => aspects))
        .map(({ name, extra, max }) => ({ name, notes: extra ?? [], max: max * 1000 })),
    )
  })

  it('warns of nothing but marks above the cap and ranges to be confirmed, and notes each of its quirks', async () => {
    const { findings } = await checkWorkbookBytes(bytes)
    const kinds = (level: string) => [
      ...new Set(findings.filter(({ kind }) => levelOf(kind) === level).map(({ kind }) => kind)),
    ]
    expect(kinds('warning')).toEqual(['aspect-above-cap', 'ranged-score-unconfirmed'])
    expect(kinds('note').sort()).toEqual([
      'continuation-row',
      'note-row',
      'shared-row',
      'text-day',
      'unused-calculation',
      'unused-criterion',
    ])
  })

  it('gives a rubric that a file of the project may hold', async () => {
    const { rubric } = await checkWorkbookBytes(bytes)
    expect(parseRubric(JSON.parse(JSON.stringify(rubric)))).toEqual({ ok: true, value: rubric })
  })

  it('stores with each sum the value that it has', () => {
    const sheet = read(bytes).Sheets['CIS Marking Scheme Import']!
    const rows: unknown[][] = utils.sheet_to_json(sheet, { header: 1, blankrows: true })
    const total = (values: unknown[]) => values.reduce<number>((all, value) => all + (Number(value) || 0), 0)
    const recomputed = (formula: string): number | undefined => {
      const [, letter = '', from, to] = /^SUM\(([A-Z])(\d+):[A-Z](\d+)\)$/.exec(formula) ?? []
      if (from) return total(rows.slice(Number(from) - 1, Number(to)).map((row) => row[letter.charCodeAt(0) - 65]))
      const [, start, at] = /^SUMIF\(I\$(\d+):I\$\d+,A(\d+),K\$\d+:K\$\d+\)$/.exec(formula) ?? []
      if (!start) return undefined
      const section = rows[Number(at) - 1]?.[0]
      return total(rows.slice(Number(start) - 1).map((row) => (row[8] === section ? row[10] : 0)))
    }
    const sums = Object.entries(sheet).flatMap(([address, cell]) => {
      const found = recomputed(cell.f ?? '')
      return found === undefined ? [] : [{ address, stored: Number(cell.v).toFixed(2), found: found.toFixed(2) }]
    })
    // Six criteria, the unused one, the whole, five sections and their variation.
    expect(sums).toHaveLength(14)
    expect(sums.filter(({ stored, found }) => stored !== found)).toEqual([])
  })

  it('keeps the rows of its calculations where they are, blank ones too', () => {
    const rows = utils.sheet_to_json(read(bytes).Sheets.Calculations!, { header: 1, blankrows: true, range: 'A1:D11' })
    expect(rows.length).toBe(calculations.length)
    expect(rows[0]).toEqual([])
  })
})
