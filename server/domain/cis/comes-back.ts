import { compare, isDecimal, ofDecimal } from '../rational.ts'
import type { Rubric } from '../rubric.ts'
import type { ExportRefusal } from './export-words.ts'
import { textOf } from './text.ts'

type Leaf = string | number | boolean | null
type Path = readonly (string | number)[]

/** These are figures in text: 1.50 and 1.5 are the same. */
const DECIMALS = new Set(['deduct', 'target', 'step', 'lower', 'upper', 'low', 'high'])

/**
 * Everything in which a rubric differs from what the import made of its workbook, once for each field. It looks at all
 * that a rubric holds, so nothing can be forgotten here that is added to it later.
 */
export function lostOnTheWay(rubric: Rubric, back: Rubric): ExportRefusal[] {
  const found = new Map<string, ExportRefusal>()
  const [ours, theirs] = [leavesOf(rubric), leavesOf(back)]
  for (const path of new Map([...ours, ...theirs]).keys()) {
    const [here, there] = [ours.get(path), theirs.get(path)]
    const field = fieldOf(path)
    if (here === there || (here !== undefined && there !== undefined && isSameNumber(field, here, there))) continue
    const where = ownerOf(rubric, path)
    const isSpelling = typeof here === 'string' && textOf(here) === there
    const refusal: ExportRefusal = {
      kind: isSpelling ? 'text-changes' : 'comes-back-different',
      where,
      with: { field, here: shown(here), back: shown(there) },
    }
    if (!found.has(`${where} ${field}`)) found.set(`${where} ${field}`, refusal)
  }
  return [...found.values()]
}

/** Texts that no workbook can hold, or not in one cell. */
export function unwritable(rubric: Rubric): ExportRefusal[] {
  return [...leavesOf(rubric)].flatMap(([path, leaf]): ExportRefusal[] => {
    if (typeof leaf !== 'string') return []
    const refusal = (kind: ExportRefusal['kind']) => ({
      kind,
      where: ownerOf(rubric, path),
      with: { field: fieldOf(path) },
    })
    if (leaf.length > MOST_LETTERS) return [refusal('text-too-long')]
    return UNWRITABLE.test(leaf) ? [refusal('text-not-writable')] : []
  })
}

/** A cell holds no more. */
export const MOST_LETTERS = 32_767
/** What XML has no way to write: halves of pairs, and two signs that are none. Control characters change on import. */
const UNWRITABLE = /[\p{Cs}\uFFFE\uFFFF]/u

/** Every figure and word by its path: "criteria/0/subCriteria/1/aspects/2/name". */
function leavesOf(rubric: Rubric): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>()
  const visit = (value: unknown, path: Path) => {
    if (typeof value !== 'object' || value === null) leaves.set(path.join('/'), value as Leaf)
    else for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key])
  }
  visit(rubric, [])
  return leaves
}

const isSameNumber = (field: string, a: Leaf, b: Leaf): boolean =>
  DECIMALS.has(field) &&
  typeof a === 'string' &&
  typeof b === 'string' &&
  isDecimal(a) &&
  isDecimal(b) &&
  compare(ofDecimal(a), ofDecimal(b)) === 0

/** The last word of the path: "notes" of "…/aspects/2/notes/0". */
const fieldOf = (path: string): string => path.split('/').findLast((part) => !/^\d+$/.test(part))!

/** The id that people know the place by: of the aspect, sub-criterion, criterion or section; '' for the rubric itself. */
function ownerOf({ criteria, sections }: Rubric, path: string): string {
  const [group, first, , second, , third] = path.split('/')
  if (group === 'sections') return String(sections[Number(first)]?.number ?? '')
  if (group !== 'criteria') return ''
  const criterion = criteria[Number(first)]
  const subCriterion = criterion?.subCriteria[Number(second)]
  const aspect = subCriterion?.aspects[Number(third)]
  return aspect?.id ?? subCriterion?.id ?? criterion?.id ?? ''
}

const shown = (leaf: Leaf | undefined): string => {
  const text = leaf === undefined || leaf === null ? '' : String(leaf)
  const letters = [...text]
  return letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : text
}
