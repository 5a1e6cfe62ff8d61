import { read, utils, type WorkBook } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportRubric } from '#domain/cis/export.ts'
import { asId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import type { Rubric } from '#domain/rubric.ts'
import { exportWorkbook } from '../../server/jobs/export-workbook.ts'
import { writeWorkbook } from '../../server/jobs/write-workbook.ts'
import { cisRubric, plainText } from '../support/any-cis-rubric.ts'
import { checkHere } from '../support/check-here.ts'
import { countOf, judgement, rubricOf, yesNo } from '../support/rubrics.ts'

const SHEET = 'CIS Marking Scheme Import'

async function written(rubric: Rubric): Promise<Uint8Array> {
  const sheets = exportRubric(rubric)
  if (!sheets.ok) throw new Error(JSON.stringify(sheets.error))
  return writeWorkbook(sheets.value)
}
const rows = (workbook: WorkBook, sheet: string): unknown[][] =>
  utils.sheet_to_json(workbook.Sheets[sheet]!, { header: 1, blankrows: true, defval: null })

const scheme: Rubric = {
  ...rubricOf([judgement(1.5), yesNo(0.1), yesNo(0.2)], [countOf(4, 2.35)]),
  title: '17 网站设计',
  sections: [
    { number: 1, name: '组织', weight: ofThousandths(3000) },
    { number: 2, name: '制作', weight: ofThousandths(1000) },
  ],
}
const withSections: Rubric = {
  ...scheme,
  criteria: scheme.criteria.map((criterion) => ({
    ...criterion,
    subCriteria: criterion.subCriteria.map((sub) => ({
      ...sub,
      aspects: sub.aspects.map((aspect, i) => ({ ...aspect, section: (i % 2) + 1 })),
    })),
  })),
}

describe('a written workbook', () => {
  it('comes back the same through its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(cisRubric(plainText), async (rubric) => {
        expect((await checkHere(await written(rubric))).rubric).toEqual(rubric)
      }),
      { numRuns: 40 },
    )
  })

  it('keeps every text a text, for us and for others, whatever sign it begins with', async () => {
    const texts = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\uFF1D1',
      '\uFF0B1',
      '\uFF0D1',
      '\uFF201',
      "'=1",
      '#N/A',
      '_x0041_',
      '007',
    ]
    const rubric = rubricOf(texts.map(() => yesNo(1)))
    const named: Rubric = {
      ...rubric,
      title: '=1+1',
      criteria: rubric.criteria.map((criterion) => ({
        ...criterion,
        name: '-1',
        subCriteria: criterion.subCriteria.map((sub) => ({
          ...sub,
          name: '@x',
          aspects: sub.aspects.map((aspect, i) => ({
            ...aspect,
            name: texts[i]!,
            notes: texts,
            requirement: texts[i]!,
          })),
        })),
      })),
    }
    const bytes = await written(named)
    expect((await checkHere(bytes)).rubric).toEqual(named)
    const sheet = read(bytes).Sheets[SHEET]!
    const cells = Object.entries(sheet).flatMap(([address, cell]) => (/^[EGH]\d+$/.test(address) ? [cell] : []))
    expect(cells.filter((cell) => texts.includes(String(cell.v)))).toHaveLength(texts.length * (texts.length + 2))
    expect(cells.filter((cell) => cell.t !== 's' || cell.f !== undefined)).toEqual([])
  })

  it('is what another reader finds in it: sheets, headers, merged cells, links', async () => {
    const workbook = read(await written(withSections))
    expect(workbook.SheetNames).toEqual([SHEET, 'Calculations'])
    const sheet = workbook.Sheets[SHEET]!
    expect(sheet['!merges']!.map((range) => utils.encode_range(range))).toEqual([
      'A1:K1',
      'A3:K3',
      'B4:H4',
      'B5:H5',
      'B6:H6',
      'I7:J7',
      'A10:K10',
      'B11:J11',
      'B12:J12',
    ])
    const found = rows(workbook, SHEET)
    expect(found[14]).toEqual([
      'Sub\nCriterion\nID',
      'Sub Criterion\nName or Description',
      'Day of Marking',
      'Aspect\nType\nM = Meas\nJ = Judg',
      'Aspect - Description',
      'Judg Score',
      'Extra Aspect Description (Meas or Judg)\nOR\nJudgement Score Description (Judg only)',
      'Requirement\n(Measurement Only)',
      'WSOS Section',
      'Calculation Row \n(Export only)',
      'Max\nMark',
      'Criterion A',
      'Total\nMark',
      4.15,
    ])
    const linked = found.flatMap((row) => (row[3] === 'M' ? [Number(row[9])] : []))
    expect(linked.map((at) => rows(workbook, 'Calculations')[at - 1])).toEqual([
      ['Measurement', 'PASS_FAIL', true, null],
      ['Measurement', 'PASS_FAIL', true, null],
      ['Number Completed 4', 'NUMBER_COMPLETED', true, 'NUM_POSSIBLE:::4.00000000#x~x#'],
    ])
  })

  it('stores with each formula the value that it has', async () => {
    const workbook = read(await written(withSections))
    const sheet = workbook.Sheets[SHEET]!
    const at = (address: string): number => Number(sheet[address]?.v) || 0
    const column = (range: string): string[] => {
      const { s, e } = utils.decode_range(range)
      return Array.from({ length: e.r - s.r + 1 }, (_, i) => utils.encode_cell({ r: s.r + i, c: s.c }))
    }
    const total = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + at(cell), 0)
    const recomputed = (formula: string): number => {
      const [, sum] = /^SUM\(([A-Z]\d+:[A-Z]\d+)\)$/.exec(formula) ?? []
      if (sum) return total(column(sum))
      const [, a, b] = /^ABS\(([A-Z]\d+)-([A-Z]\d+)\)$/.exec(formula) ?? []
      if (a && b) return Math.abs(at(a) - at(b))
      const [, where, what, of] = /^SUMIF\(([A-Z\d]+:[A-Z\d]+),([A-Z]\d+),([A-Z\d]+:[A-Z\d]+)\)$/.exec(formula) ?? []
      if (!where || !what || !of) throw new Error(`no formula of the layout: ${formula}`)
      const values = column(of)
      return total(column(where).flatMap((cell, i) => (sheet[cell]?.v === at(what) ? [values[i]!] : [])))
    }
    const formulas = Object.entries(sheet).flatMap(([, cell]) =>
      cell?.f ? [{ formula: String(cell.f), stored: Number(cell.v), found: recomputed(cell.f) }] : [],
    )
    // Two sections with their differences, the variation, the criterion, the whole.
    expect(formulas).toHaveLength(7)
    for (const { formula, stored, found } of formulas) expect(stored, formula).toBeCloseTo(found, 9)
    expect(formulas.map(({ stored }) => stored)).toEqual([4.05, 1.05, 0.1, 0.9, 1.95, 4.15, 4.15])
  })

  it('names nobody, and is whole: every part is declared and declares its kind', async () => {
    const bytes = await written(withSections)
    const { files, keys } = read(bytes, { bookFiles: true }) as WorkBook & {
      keys: string[]
      files: Record<string, { content: Uint8Array }>
    }
    const parts = keys.filter((key) => /\.(xml|rels)$/.test(key)).map((key) => key.replace(/^Root Entry\//, ''))
    const text = (part: string) => Buffer.from(files[part]!.content).toString('utf8')
    expect(parts.filter((part) => part.startsWith('docProps/')).sort()).toEqual([
      'docProps/app.xml',
      'docProps/core.xml',
    ])
    expect(text('docProps/core.xml')).not.toMatch(/creator|lastModifiedBy|title|subject|keywords|description/)
    expect(text('docProps/app.xml')).not.toMatch(/Company|Manager/)
    const types = text('[Content_Types].xml')
    const declared = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, part]) => part)
    expect(declared.filter((part) => !parts.includes(part!))).toEqual([])
    const byDefault = [...types.matchAll(/Default Extension="([^"]+)"/g)].map(([, ending]) => ending)
    expect(
      parts
        .filter((part) => part !== '[Content_Types].xml' && !declared.includes(part))
        .map((part) => part.split('.').pop())
        .filter((ending) => !byDefault.includes(ending)),
    ).toEqual([])
  })

  it('of two thousand aspects is written in a thread of its own', async () => {
    const aspect = rubricOf([judgement(0.05)]).criteria[0]!.subCriteria[0]!.aspects[0]!
    const large: Rubric = {
      title: '大',
      sections: [],
      criteria: [
        {
          id: asId('A'),
          name: '甲',
          subCriteria: Array.from({ length: 100 }, (_, s) => ({
            id: asId(`A${s + 1}`),
            name: `${s}`,
            day: null,
            aspects: Array.from({ length: 20 }, (_, a) => ({ ...aspect, id: asId(`A${s + 1}.${a + 1}`) })),
          })),
        },
      ],
    }
    let turns = 0
    const turning = setInterval(() => turns++, 5)
    const workbook = await exportWorkbook(large)
    clearInterval(turning)
    expect(turns).toBeGreaterThan(10)
    expect(workbook.ok && rows(read(workbook.value), SHEET).filter((row) => row[3] === 'J')).toHaveLength(2000)
  })
})
