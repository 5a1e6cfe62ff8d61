import { describe, expect, it } from 'vitest'
import { boardLine } from '#domain/board-line.ts'
import { asId } from '#domain/ids.ts'
import { rank } from '#domain/leaderboard.ts'
import { checkMark } from '#domain/mark.ts'
import { formatPoints, roundTo } from '#domain/points.ts'
import { aspectsOf } from '#domain/rubric.ts'
import { onlyMarks, scoreEntry } from '#domain/score.ts'
import { planOf } from '#domain/scoring-plan.ts'
import { type Expected, marksOf, type WorkedSheet, workedSheets } from '../support/worked-sheet.ts'

/** What the program makes of a sheet's marks, in the sheet's own words. */
function computed(sheet: WorkedSheet): Expected[] {
  const rows = rank(
    sheet.expect.map(({ entry }) =>
      boardLine(
        planOf(sheet.rubric, sheet.scheme),
        { boardId: asId(entry), label: entry, organization: null, division: null },
        onlyMarks(marksOf(sheet, entry)),
        { lot: null, decision: null },
      ),
    ),
  )
  return sheet.expect.map(({ entry, subCriteria }) => {
    const row = rows.find((candidate) => candidate.label === entry)!
    const total = row.total === null ? null : formatPoints(row.total)
    const [part] = scoreEntry(planOf(sheet.rubric, sheet.scheme), onlyMarks(marksOf(sheet, entry))).parts
    const sums = part!.subCriteria.map(({ id, value }) => [id, formatPoints(roundTo(value, 3))] as const)
    const scored = { entry, total, missing: row.missing, rank: row.rank }
    return subCriteria ? { ...scored, subCriteria: Object.fromEntries(sums) } : scored
  })
}

describe('a worked golden sheet', () => {
  it.each(workedSheets())('$name ($source)', (sheet) => {
    expect(computed(sheet)).toEqual(sheet.expect)
  })

  it.each(workedSheets())('holds only marks that a judge may give: $name', (sheet) => {
    const aspects = new Map(aspectsOf(sheet.rubric).map((aspect) => [aspect.id, aspect]))
    expect(sheet.marks.filter(({ aspect, value }) => !checkMark(aspects.get(aspect)!, value).ok)).toEqual([])
  })
})
