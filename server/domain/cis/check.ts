import type { Grid } from '../grid.ts'
import { addPoints, formatPoints, noPoints } from '../points.ts'
import type { Rubric } from '../rubric.ts'
import { type Calculation, readCalculations } from './calculations.ts'
import { compareSums } from './compare.ts'
import { firstHeaderRow, readDetail } from './detail.ts'
import { type CisFinding, levelOf } from './findings.ts'
import { messageOf } from './messages.ts'
import { rubricOf, whereOf } from './rubric-of.ts'
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

/** What keeps a rubric from being kept, by its path; where a rubric is kept, there the rules for that are known. */
export type Unfit = (rubric: Rubric) => readonly { readonly where: string; readonly zh: string; readonly en: string }[]

/** As many as anybody reads; a hostile file may give rise to more than memory holds. */
const MOST_FINDINGS = 1000
const MOST_LETTERS = 1000
const MOST_LISTED = 100

const isCalculations = (grid: Grid) => /^calculations?$/i.test(grid.name.trim())

/** Checks a workbook: the first sheet that holds a header row is the scheme, whatever its title (cis-workbook §2). */
export function checkWorkbook(grids: readonly Grid[], unfit: Unfit = () => []): CisCheck {
  const grid = grids.find((candidate) => !isCalculations(candidate) && firstHeaderRow(candidate) >= 0)
  if (!grid) return refused([{ kind: 'no-header-row', where: grids[0] ? `${grids[0].name}!A1` : '', with: {} }])
  const scheme: CisScheme = {
    top: readTopBlock(grid, firstHeaderRow(grid)),
    detail: readDetail(grid),
    calculations: readCalculations(grids.find(isCalculations)),
  }
  const hasCalculations = grids.some(isCalculations)
  const found = [...scheme.detail.findings, ...compareSums(scheme, hasCalculations)]
  const rubric = found.some(isError) ? null : rubricOf(scheme)
  const faults = (rubric ? unfit(rubric).slice(0, MOST_FINDINGS) : []).map(
    ({ where, zh, en }): CisFinding => ({ kind: 'cannot-be-kept', where: whereOf(scheme, where), with: { zh, en } }),
  )
  const findings = shortened([...faults, ...found])
  return {
    report: { ...counts(scheme), ...reported(findings) },
    findings,
    rubric: faults.length === 0 ? rubric : null,
  }
}

const isError = (finding: CisFinding) => levelOf(finding.kind) === 'error'

/** Cut to what can be shown, errors first where there are too many. */
function shortened(findings: readonly CisFinding[]): CisFinding[] {
  const brief = ({ kind, where, with: more }: CisFinding): CisFinding => ({
    kind,
    where,
    with: Object.fromEntries(
      Object.entries(more).map(([name, value]) => [
        name,
        typeof value === 'string' && value.length > MOST_LETTERS ? `${value.slice(0, MOST_LETTERS)}…` : value,
      ]),
    ),
  })
  if (findings.length <= MOST_FINDINGS) return findings.map(brief)
  const first = [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))]
  const left = { kind: 'findings-left-out', where: '', with: { count: findings.length - MOST_FINDINGS } } as const
  return [...first.slice(0, MOST_FINDINGS).map(brief), left]
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
    title: top.title.slice(0, MOST_LETTERS),
    criteria: lettersOf(detail).map((letter) => ({
      id: letter,
      name: nameOf(top, detail, letter).slice(0, MOST_LETTERS),
      mark: formatPoints(sumOf(detail, letter)),
    })),
    subCriteria: detail.subCriteria.filter((subCriterion) => subCriterion.id !== '').length,
    aspects: { measurement, judgement, other: aspects.length - measurement - judgement },
    descriptors: detail.descriptors,
    totalMarks: formatPoints(addPoints(aspects.map((aspect) => aspect.max ?? noPoints))),
    sections: top.sections.slice(0, MOST_LISTED).map(({ number, name, weight }) => ({
      number,
      name: name.slice(0, MOST_LETTERS),
      weight: formatPoints(weight),
      aspectMarks: formatPoints(sectionSum(detail, number)),
    })),
    calculations: countKinds(calculations),
  }
}

function countKinds(calculations: readonly Calculation[]): Record<string, number> {
  const kinds = new Map<string, number>()
  for (const { kind } of calculations) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  return Object.fromEntries([...kinds].slice(0, MOST_LISTED))
}
