import type { AspectId } from '../ids.ts'
import { addPoints, ofThousandths, type Points } from '../points.ts'
import { type Aspect, aspectsOf, type Criterion, maximumOf, type Rubric, type SubCriterion } from '../rubric.ts'
import type { Merge, WrittenCell, WrittenSheet } from '../written-sheet.ts'
import type { CalculationRow } from './calculation-rows.ts'

type Row = readonly WrittenCell[]

const [A, B, H, I, J, K] = [0, 1, 7, 8, 9, 10]
/** The line breaks are part of the headers (knowledge: cis-workbook §4). */
const HEADERS = [
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
]
const WIDTHS = [8, 39, 8, 9, 52, 8, 47, 16, 11, 11, 11, 18, 9, 11]

/** The scheme in the modern layout, each sum as formula and value; `calculationAt` gives the row of each aspect's calculation. */
export function schemeSheet(rubric: Rubric, calculationAt: ReadonlyMap<AspectId, number>): WrittenSheet {
  const sections = rubric.sections.map((section) => ({ ...section, sum: sectionSum(rubric, section.number) }))
  // A table without a row would leave its sum nothing to add up: one stays empty.
  const lastSection = 4 + Math.max(1, sections.length)
  const criteriaHead = lastSection + 5
  const firstHeader = criteriaHead + rubric.criteria.length + 3
  const detail = detailRows(rubric, calculationAt, firstHeader)
  const lastRow = firstHeader + detail.length - 2
  const rows: Row[] = [
    [heading(rubric.title)],
    [],
    [heading('WorldSkills Occupational Standards')],
    spread({
      [A]: heading('Section'),
      [B]: heading('WSOS Marks'),
      [I]: heading('WSOS Marks'),
      [J]: heading('Aspect Marks'),
      [K]: heading('Variation'),
    }),
    ...sections.map(({ number, name, weight, sum }, i): Row => {
      const at = 5 + i
      return spread({
        [A]: number,
        [B]: text(name),
        [I]: marks(weight),
        [J]: marks(sum, `SUMIF(I${firstHeader + 1}:I${lastRow},A${at},K${firstHeader + 1}:K${lastRow})`),
        [K]: marks(apart(weight, sum), `ABS(I${at}-J${at})`),
      })
    }),
    ...(sections.length === 0 ? [[]] : []),
    spread({
      [I]: heading('Total Variation'),
      [K]: marks(addPoints(sections.map(({ weight, sum }) => apart(weight, sum))), `SUM(K5:K${lastSection})`),
    }),
    [],
    [],
    [heading('Criteria')],
    spread({ [A]: heading('ID'), [B]: heading('Name'), [K]: heading('Mark') }),
    ...rubric.criteria.map((criterion) =>
      spread({ [A]: criterion.id, [B]: text(criterion.name), [K]: marks(sumOf(criterion)) }),
    ),
    [],
    [],
    ...detail,
  ]
  return {
    name: 'CIS Marking Scheme Import',
    rows,
    merges: mergesOf(lastSection, criteriaHead, rubric.criteria.length),
    widths: WIDTHS,
  }
}

export const calculationsSheet = (rows: readonly CalculationRow[]): WrittenSheet => ({
  name: 'Calculations',
  rows: rows.map(({ name, kind, reusable, parameters }) => [name, kind, reusable, text(parameters)]),
  merges: [],
  widths: [21, 30, 8, 70],
})

/** One header row a criterion with its sum, its rows, and the sum of all at the end; `first` counts rows from 1. */
function detailRows({ criteria }: Rubric, calculationAt: ReadonlyMap<AspectId, number>, first: number): Row[] {
  const rows: Row[] = []
  const headerRow = (label: string, sum: Points, formula: string, heads: Row): Row => [
    ...heads,
    heading(label),
    heading('Total\nMark'),
    marks(sum, formula),
  ]
  for (const criterion of criteria) {
    const below = criterion.subCriteria.flatMap((subCriterion) => subCriterionRows(subCriterion, calculationAt))
    const at = first + rows.length
    const formula = `SUM(K${at + 1}:K${at + below.length})`
    rows.push(headerRow(`Criterion ${criterion.id}`, sumOf(criterion), formula, HEADERS.map(heading)), ...below)
  }
  const total = addPoints(criteria.map(sumOf))
  const nothing = HEADERS.map(() => null)
  return [...rows, [], headerRow('Competition', total, `SUM(N1:N${first + rows.length - 1})`, nothing)]
}

const subCriterionRows = (subCriterion: SubCriterion, calculationAt: ReadonlyMap<AspectId, number>): Row[] => [
  [subCriterion.id, text(subCriterion.name), subCriterion.day],
  ...subCriterion.aspects.flatMap((aspect) => aspectRows(aspect, calculationAt.get(aspect.id) ?? null)),
  [],
]

/** The aspect, its four descriptions where it is a judgement, its further lines of description. */
function aspectRows(aspect: Aspect, calculation: number | null): Row[] {
  const [first = '', ...more] = aspect.notes
  const isJudgement = aspect.kind === 'judgement'
  return [
    [
      null,
      null,
      null,
      isJudgement ? 'J' : 'M',
      text(aspect.name),
      null,
      text(first),
      text(aspect.requirement),
      aspect.section,
      calculation,
      marks(aspect.max),
    ],
    ...(isJudgement ? aspect.levels : []).map(
      (words, level): Row => [null, null, null, null, null, level, text(words)],
    ),
    ...more.map((line): Row => [null, null, null, null, null, null, text(line)]),
  ]
}

function mergesOf(lastSection: number, criteriaHead: number, criteria: number): Merge[] {
  const rowsFrom = (row: number, count: number, from: number, to: number) =>
    Array.from({ length: count }, (_, i): Merge => ({ row: row - 1 + i, from, to }))
  return [
    ...rowsFrom(1, 1, A, K),
    ...rowsFrom(3, 1, A, K),
    ...rowsFrom(4, lastSection - 3, B, H),
    ...rowsFrom(lastSection + 1, 1, I, J),
    ...rowsFrom(criteriaHead - 1, 1, A, K),
    ...rowsFrom(criteriaHead, criteria + 1, B, J),
  ]
}

const sumOf = (criterion: Criterion): Points => maximumOf(criterion.subCriteria.flatMap(({ aspects }) => aspects))

const sectionSum = (rubric: Rubric, number: number): Points =>
  maximumOf(aspectsOf(rubric).filter((aspect) => aspect.section === number))

const apart = (a: Points, b: Points): Points => ofThousandths(Math.abs(a - b))

const heading = (words: string): WrittenCell => ({ head: words })
const text = (words: string): WrittenCell => (words === '' ? null : words)
const marks = (points: Points, formula: string | null = null): WrittenCell => ({ marks: points / 1000, formula })

/** A row with cells at these columns and nothing between them. */
const spread = (cells: Readonly<Record<number, WrittenCell>>): Row => {
  const columns = Object.keys(cells).map(Number)
  return Array.from({ length: Math.max(...columns) + 1 }, (_, column) => cells[column] ?? null)
}
