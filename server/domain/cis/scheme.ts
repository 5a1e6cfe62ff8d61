import { addPoints, noPoints, type Points } from '../points.ts'
import type { Calculation } from './calculations.ts'
import type { Detail } from './detail.ts'
import type { TopBlock } from './top-block.ts'

/** Everything read from a workbook, before it is compared and counted. */
export interface CisScheme {
  readonly top: TopBlock
  readonly detail: Detail
  readonly calculations: readonly Calculation[]
}

/** Letters of the criteria that have aspects, in the order of the file. */
export const lettersOf = (detail: Detail): readonly string[] => [
  ...new Set(
    detail.subCriteria
      .filter((subCriterion) => subCriterion.aspects.length > 0)
      .map((subCriterion) => subCriterion.letter),
  ),
]

export const nameOf = (top: TopBlock, detail: Detail, letter: string): string =>
  top.criteria.get(letter)?.name ?? detail.names.get(letter) ?? ''

export const sumOf = (detail: Detail, letter: string): Points =>
  addPoints(
    detail.subCriteria
      .filter((subCriterion) => subCriterion.letter === letter)
      .flatMap((subCriterion) => subCriterion.aspects)
      .map((aspect) => aspect.max ?? noPoints),
  )

export const sectionSum = (detail: Detail, number: number): Points =>
  addPoints(
    detail.subCriteria
      .flatMap((subCriterion) => subCriterion.aspects)
      .filter((aspect) => aspect.section === number)
      .map((aspect) => aspect.max ?? noPoints),
  )
