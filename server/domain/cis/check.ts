import type { Grid } from '../grid.ts'
import { addPoints, formatPoints, noPoints } from '../points.ts'
import type { Rubric } from '../rubric.ts'
import { type Calculation, readCalculations } from './calculations.ts'
import { compareSums } from './compare.ts'
import { firstHeaderRow, readDetail } from './detail.ts'
import { type CisFinding, levelOf } from './findings.ts'
import { messageOf } from './messages.ts'
import { rubricOf } from './rubric-of.ts'
import { type CisScheme, lettersOf, nameOf, sectionSum, sumOf } from './scheme.ts'
import { readTopBlock } from './top-block.ts'

/** What `rubric check --json` prints. Marks are decimal strings; `where` is sheet and cell. */
export interface CisReport {
  readonly title: string
  /** Criteria that have aspects; mark is the sum of those. */
  readonly criteria: readonly { readonly id: string; readonly name: string; readonly mark: string }[]
  readonly subCriteria: number
  readonly aspects: { readonly measurement: number; readonly judgement: number; readonly other: number }
  readonly descriptors: number
  readonly totalMarks: string
  readonly sections: readonly {
    readonly number: number
    readonly name: string
    readonly weight: string
    readonly aspectMarks: string
  }[]
  /** Rows of the Calculations sheet by kind, used or not. */
  readonly calculations: Readonly<Record<string, number>>
  readonly warnings: readonly ReportedFinding[]
  readonly errors: readonly ReportedFinding[]
}

export interface ReportedFinding {
  readonly kind: string
  readonly where: string
  readonly message: string
}

export interface CisCheck {
  readonly report: CisReport
  readonly findings: readonly CisFinding[]
  /** null where the file is refused. */
  readonly rubric: Rubric | null
}

const isCalculations = (grid: Grid) => /^calculations?$/i.test(grid.name.trim())

/** Checks a workbook: the first sheet that holds a header row is the scheme, whatever its title (cis-workbook §2). */
export function checkWorkbook(grids: readonly Grid[]): CisCheck {
  const grid = grids.find((candidate) => !isCalculations(candidate) && firstHeaderRow(candidate) >= 0)
  if (!grid) return refused([{ kind: 'no-header-row', where: grids[0] ? `${grids[0].name}!A1` : '', with: {} }])
  const scheme: CisScheme = {
    top: readTopBlock(grid, firstHeaderRow(grid)),
    detail: readDetail(grid),
    calculations: readCalculations(grids.find(isCalculations)),
  }
  const hasCalculations = grids.some(isCalculations)
  const findings = [...scheme.detail.findings, ...compareSums(scheme, hasCalculations)]
  const isRefused = findings.some((finding) => levelOf(finding.kind) === 'error')
  return {
    report: { ...counts(scheme), ...reported(findings) },
    findings,
    rubric: isRefused ? null : rubricOf(scheme),
  }
}

/** A file that could not be read far enough to count anything. */
export function refused(findings: readonly CisFinding[]): CisCheck {
  const empty: CisScheme = {
    top: { title: '', sections: [], criteria: new Map(), totalVariation: undefined },
    detail: { subCriteria: [], headers: [], names: new Map(), descriptors: 0, findings: [] },
    calculations: [],
  }
  return { report: { ...counts(empty), ...reported(findings) }, findings, rubric: null }
}

const reported = (findings: readonly CisFinding[]): Pick<CisReport, 'warnings' | 'errors'> => {
  const at = (level: 'warning' | 'error') =>
    findings
      .filter((finding) => levelOf(finding.kind) === level)
      .map((finding) => ({ kind: finding.kind, where: finding.where, message: messageOf(finding, 'en') }))
  return { warnings: at('warning'), errors: at('error') }
}

function counts({ top, detail, calculations }: CisScheme): Omit<CisReport, 'warnings' | 'errors'> {
  const aspects = detail.subCriteria.flatMap((subCriterion) => subCriterion.aspects)
  const ofType = (type: string) => aspects.filter((aspect) => aspect.type === type).length
  const [measurement, judgement] = [ofType('M'), ofType('J')]
  return {
    title: top.title,
    criteria: lettersOf(detail).map((letter) => ({
      id: letter,
      name: nameOf(top, detail, letter),
      mark: formatPoints(sumOf(detail, letter)),
    })),
    subCriteria: detail.subCriteria.filter((subCriterion) => subCriterion.id !== '').length,
    aspects: { measurement, judgement, other: aspects.length - measurement - judgement },
    descriptors: detail.descriptors,
    totalMarks: formatPoints(addPoints(aspects.map((aspect) => aspect.max ?? noPoints))),
    sections: top.sections.map(({ number, name, weight }) => ({
      number,
      name,
      weight: formatPoints(weight),
      aspectMarks: formatPoints(sectionSum(detail, number)),
    })),
    calculations: countKinds(calculations),
  }
}

function countKinds(calculations: readonly Calculation[]): Record<string, number> {
  const kinds = new Map<string, number>()
  for (const { kind } of calculations) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  return Object.fromEntries(kinds)
}
