import type { AspectId } from '../ids.ts'
import { formatPoints, ofThousandths } from '../points.ts'
import { err, ok, type Result } from '../result.ts'
import { type Aspect, aspectsOf, type Rubric } from '../rubric.ts'
import { gridOf, type WrittenSheet } from '../written-sheet.ts'
import { type CalculationRow, calculationOf } from './calculation-rows.ts'
import { checkWorkbook } from './check.ts'
import { lostOnTheWay, MOST_LETTERS, unwritable } from './comes-back.ts'
import type { ExportRefusal } from './export-words.ts'
import { levelOf } from './findings.ts'
import { calculationsSheet, schemeSheet } from './layout.ts'
import { messageOf } from './messages.ts'

/** Nobody imports more rows than these. */
const MOST_ROWS = 20_000

/**
 * The rubric as a workbook in the modern layout of CIS, or everything in it that the workbook cannot hold, each with its
 * id. What CIS cannot compute is refused by rules; whether everything else comes back is not argued but tried: the sheets
 * are read with the import, and what differs is refused by name. Decimals come back as the same number in its shortest
 * spelling; calculations that no aspect uses, note rows and stated sums are no part of a rubric. An aspect that the import
 * left to be entered by hand, its calculation kept as a note, is of the kind `points` and refused as such.
 */
export function exportRubric(rubric: Rubric): Result<readonly WrittenSheet[], readonly ExportRefusal[]> {
  const misplaced = [...idRefusals(rubric), ...emptyRefusals(rubric)]
  const unheld = new Map(aspectsOf(rubric).map((aspect) => [aspect.id, aspectRefusals(aspect)]))
  const refusals = [...misplaced, ...weightRefusals(rubric), ...[...unheld.values()].flat(), ...unwritable(rubric)]
  // What is dropped, or read under another id, moves what stands after it: nothing could be compared one by one.
  if (misplaced.length > 0) return err(refusals)
  const refused = (id: AspectId) => unheld.get(id)!.length > 0
  const held = withStandIns(rubric, refused)
  const sheets = sheetsOf(held)
  const all = [...refusals, ...comparisonRefusals(held, sheets)]
  return all.length > 0 ? err(all) : ok(sheets)
}

function sheetsOf(rubric: Rubric): readonly [WrittenSheet, WrittenSheet] {
  const rows: CalculationRow[] = []
  const rowOf = new Map<AspectId, number>()
  for (const aspect of aspectsOf(rubric)) {
    const calculation = calculationOf(aspect)
    if (!calculation.ok || calculation.value === null) continue
    const { kind, reusable, parameters } = calculation.value
    const shared = rows.findIndex((row) => reusable && row.kind === kind && row.parameters === parameters)
    rowOf.set(aspect.id, shared >= 0 ? shared + 1 : rows.push(calculation.value))
  }
  return [schemeSheet(rubric, rowOf), calculationsSheet(rows)]
}

function comparisonRefusals(rubric: Rubric, sheets: readonly WrittenSheet[]): ExportRefusal[] {
  const rows = sheets[0]!.rows.length
  if (rows > MOST_ROWS) return [{ kind: 'too-many-rows', where: '', with: { found: rows, most: MOST_ROWS } }]
  const { rubric: back, findings } = checkWorkbook(sheets.map(gridOf))
  if (back) return lostOnTheWay(rubric, back)
  return findings
    .filter((finding) => levelOf(finding.kind) === 'error')
    .map((finding) => ({
      kind: 'import-refuses',
      where: '',
      with: { zh: messageOf(finding, 'zh'), en: messageOf(finding, 'en') },
    }))
}

/** A letter from A to I; below it the same letter with a number (knowledge: cis-workbook §3, §10). */
const idRefusals = ({ criteria }: Rubric): ExportRefusal[] =>
  criteria.flatMap(({ id, subCriteria }): ExportRefusal[] => {
    const isLetter = /^[A-I]$/.test(id)
    const fits = new RegExp(`^${isLetter ? id : '[A-I]'}\\d{1,3}$`)
    const example = `${isLetter ? id : 'A'}1`
    return [
      ...(isLetter ? [] : [{ kind: 'criterion-id', where: id, with: {} } as const]),
      ...subCriteria
        .filter((subCriterion) => !fits.test(subCriterion.id))
        .map((subCriterion) => ({ kind: 'sub-criterion-id', where: subCriterion.id, with: { example } }) as const),
    ]
  })

/** Only a draft can hold them. */
const emptyRefusals = ({ criteria }: Rubric): ExportRefusal[] =>
  [...criteria, ...criteria.flatMap(({ subCriteria }) => subCriteria)]
    .filter((part) => ('subCriteria' in part ? part.subCriteria : part.aspects).length === 0)
    .map(({ id }) => ({ kind: 'empty', where: id, with: {} }))

const weightRefusals = ({ sections }: Rubric): ExportRefusal[] =>
  sections
    .filter(({ weight }) => weight % 10 !== 0)
    .map(({ number, weight }) => ({
      kind: 'weight-not-allowed',
      where: String(number),
      with: { number, weight: formatPoints(weight) },
    }))

function aspectRefusals(aspect: Aspect): readonly ExportRefusal[] {
  const calculation = calculationOf(aspect)
  // Another kind may come with another maximum: a pure penalty has none.
  if (!calculation.ok && calculation.error.some(({ kind }) => kind === 'kind-not-held')) return calculation.error
  const isTooLong = calculation.ok && (calculation.value?.parameters.length ?? 0) > MOST_LETTERS
  const refusal = (kind: ExportRefusal['kind'], more: ExportRefusal['with']) => [{ kind, where: aspect.id, with: more }]
  return [
    ...(calculation.ok ? [] : calculation.error),
    ...(isTooLong ? refusal('text-too-long', { field: 'label' }) : []),
    ...(isMaximum(aspect) ? [] : refusal('maximum-not-allowed', { max: formatPoints(aspect.max) })),
  ]
}

const isMaximum = ({ max }: Aspect): boolean => max > 0 && max % 10 === 0

/** With a plain yes/no in the place of each aspect that is refused anyway, so that its words are tried as well. */
const withStandIns = (rubric: Rubric, refused: (id: AspectId) => boolean): Rubric => ({
  ...rubric,
  criteria: rubric.criteria.map((criterion) => ({
    ...criterion,
    subCriteria: criterion.subCriteria.map((subCriterion) => ({
      ...subCriterion,
      aspects: subCriterion.aspects.map((aspect) => (refused(aspect.id) ? standIn(aspect) : aspect)),
    })),
  })),
})

const standIn = (aspect: Aspect): Aspect => {
  const { id, name, notes, requirement, section, max } = aspect
  return {
    id,
    name,
    notes,
    requirement,
    section,
    max: isMaximum(aspect) ? max : ofThousandths(1000),
    kind: 'pass-fail',
  }
}
