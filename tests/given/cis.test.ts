import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CisCheck } from '#domain/cis/check.ts'
import { aspectsOf, subCriteriaOf } from '#domain/rubric.ts'
import { checkWorkbookBytes } from '../../server/jobs/check-workbook.ts'

const data = resolve('../shared/data/cis')
const present = existsSync(data)
if (!present)
  process.stdout.write('notice: ../shared/data is not beside this checkout; the given workbooks were not read\n')

interface Expected {
  readonly skillTitle: string
  readonly totals: Record<string, string | number>
  readonly criteria: readonly {
    id: string
    name: string
    aspectSum: string
    subCriteria: number
    M: number
    J: number
  }[]
  readonly sections: readonly { number: number; name: string; weight: string; aspectSum: string }[]
  readonly subCriteria: readonly { row: number; id: string; name: string; day: number; aspects: number; sum: string }[]
  readonly calculations: { readonly defined: Record<string, number>; readonly used: Record<string, number> }
  readonly errors: readonly unknown[]
  readonly warnings: readonly {
    kind: string
    severity: string
    rows?: number[]
    ids?: string[]
    cells?: string[]
    count?: number
  }[]
}

/** Our kinds for the facts that the expected files describe. */
const ourKind: Readonly<Record<string, string>> = {
  'section-variation': 'section-weight-differs',
  'ranged-score-meaning-unconfirmed': 'ranged-score-unconfirmed',
  'hard-coded-section-sums': 'section-sums-typed-in',
  'deduction-in-text-without-calculation': 'deduction-only-in-words',
  'sub-criterion-and-aspect-on-one-row': 'shared-row',
  'note-row': 'note-row',
  'day-stored-as-text': 'text-day',
}
const mustNotWarn = [
  'total-not-100',
  'criterion-mark-differs',
  'aspect-above-cap',
  'duplicate-sub-criterion',
  'judgement-levels-incomplete',
  'maximum-missing',
]

const rowsOf = (check: CisCheck, kind: string) =>
  check.findings.filter((found) => found.kind === kind).map((found) => Number(/\d+$/.exec(found.where)?.[0]))

const hundredths = (marks: string) => Math.round(Number(marks) * 1000)

// A data set that is absent is told of once above; the one test below then says what it has checked: nothing.
const files = present ? ['es2025-web17', 'wsuk2024-web-final'] : []

describe('the given marking schemes', () => {
  it('are told of when they are absent', () => {
    expect(present || files.length === 0).toBe(true)
  })

  for (const name of files) {
    describe(name, () => {
      const expected = JSON.parse(readFileSync(`${data}/${name}.expected.json`, 'utf8')) as Expected
      const checked = checkWorkbookBytes(readFileSync(`${data}/${name}.xlsx`))

      it('agrees in every figure of the report', async () => {
        const { report } = await checked
        expect(report).toMatchObject({
          title: expected.skillTitle,
          criteria: expected.criteria.map(({ id, name, aspectSum }) => ({ id, name, mark: aspectSum })),
          subCriteria: expected.totals.subCriteria,
          aspects: { measurement: expected.totals.M, judgement: expected.totals.J, other: 0 },
          descriptors: expected.totals.descriptorRows,
          totalMarks: expected.totals.maxMark,
          sections: expected.sections.map(({ number, name, weight, aspectSum }) => ({
            number,
            name,
            weight,
            aspectMarks: aspectSum,
          })),
          calculations: expected.calculations.defined,
          errors: [],
        })
      })

      it('finds every sub-criterion with its day, its aspects and its sum', async () => {
        const { rubric } = await checked
        const found = subCriteriaOf(rubric!).map((sub) => ({
          id: sub.id,
          name: sub.name,
          day: sub.day,
          aspects: sub.aspects.length,
          sum: sub.aspects.reduce((sum, aspect) => sum + aspect.max, 0),
        }))
        expect(found).toEqual(
          expected.subCriteria.map(({ id, name, day, aspects, sum }) => ({
            id,
            name: name.normalize('NFC'),
            day,
            aspects,
            sum: hundredths(sum),
          })),
        )
        expect(aspectsOf(rubric!).filter((aspect) => aspect.requirement !== '')).toHaveLength(
          Number(expected.totals.aspectsWithRequirement),
        )
      })

      it('reports every warning that stands there, at its place, and none that must not', async () => {
        const check = await checked
        const kinds = new Set(check.findings.map((found) => found.kind as string))
        for (const { kind, severity, rows, count } of expected.warnings) {
          const ours = ourKind[kind]
          if (severity === 'warning') expect(ours, kind).toBeDefined()
          if (!ours) continue
          expect(kinds).toContain(ours)
          if (!rows) continue
          if (count === undefined) expect(rowsOf(check, ours)).toEqual(rows)
          else {
            const [found] = check.findings.filter((finding) => finding.kind === ours)
            expect(
              String(found?.with.cells)
                .split(', ')
                .map((cell) => Number(/\d+$/.exec(cell)?.[0])),
            ).toEqual(rows)
          }
        }
        for (const kind of mustNotWarn) expect(kinds).not.toContain(kind)
      })

      it('links as many aspects to calculations as it says', async () => {
        const { rubric } = await checked
        const kinds = aspectsOf(rubric!).map((aspect) => aspect.kind)
        const { used } = expected.calculations
        const count = (kind: string) => kinds.filter((found) => found === kind).length
        expect(count('count')).toBe(used.NUMBER_COMPLETED ?? 0)
        expect(count('choice')).toBe(used.CHOICE ?? 0)
        expect(count('range')).toBe(used.RANGED_SCORE ?? 0)
        expect(count('judgement')).toBe(expected.totals.J)
      })
    })
  }
})
