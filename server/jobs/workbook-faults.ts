import { address } from '#domain/grid.ts'
import { plainText } from '#domain/plain-text.ts'
import type { Parts } from './archive.ts'
import { MOST_COLUMNS, MOST_ROWS } from './limits.ts'
import type { FileRefusal } from './refusals.ts'
import { attribute, isSound, type XmlListener } from './xml.ts'

/**
 * What the reader would pass over without a word: parts that are no sound XML, cells that point to a text that is not
 * there, that stand twice or in the wrong row, and rows beyond those that are read.
 */
export function faultIn(parts: Parts): FileRefusal | undefined {
  const workbook = new WorkbookWalk()
  const isSheet = (part: string) => /^xl\/worksheets\//i.test(part)
  // Sheets last: by then their names are known, and how many texts there are.
  for (const [part, data] of [...parts].sort(([a], [b]) => Number(isSheet(a)) - Number(isSheet(b)))) {
    const sheet = isSheet(part) ? new SheetWalk(workbook.nameOf(part), workbook.strings) : undefined
    const sound = isSound(new TextDecoder().decode(data), sheet ?? workbook)
    if (sheet?.fault) return sheet.fault
    if (!sound) return sheet?.here() ?? { kind: 'damaged', part }
  }
  return undefined
}

/** As it stands in front of a cell; spreadsheet programs keep names to 31 characters. */
export const sheetName = (raw: string): string => plainText(plainText(raw).slice(0, 60))

/** Walks through everything but the sheets: which part has which name, and how many texts they share. */
class WorkbookWalk implements XmlListener {
  strings = 0
  readonly #targets = new Map<string, string>()
  readonly #names = new Map<string, string>()

  open = (tag: string, attributes: string) => {
    if (tag === 'si') this.strings++
    else if (tag === 'sheet') {
      this.#names.set(attribute(attributes, 'r:id') ?? '', attribute(attributes, 'name') ?? '')
    } else if (tag === 'Relationship') {
      this.#targets.set(attribute(attributes, 'Target') ?? '', attribute(attributes, 'Id') ?? '')
    }
  }

  nameOf(part: string): string {
    const id = this.#targets.get(part.replace(/^xl\//i, '')) ?? this.#targets.get(`/${part}`) ?? ''
    return sheetName(this.#names.get(id)?.replaceAll('&amp;', '&') ?? part)
  }
}

const TYPES = new Set(['b', 'd', 'e', 'inlineStr', 'n', 's', 'str'])
const [LAST_ROW, LAST_COLUMN] = [1_048_576, 16_384]

/** Walks through one sheet, and stays at the first thing that is wrong. */
class SheetWalk implements XmlListener {
  fault: FileRefusal | undefined
  readonly #sheet: string
  readonly #strings: number
  #inside = false
  #rows = 0
  #row = 0
  #column = 0
  #type = ''

  constructor(sheet: string, strings: number) {
    this.#sheet = sheet
    this.#strings = strings
  }

  /** The cell that is being read. */
  here = (): FileRefusal | undefined => (this.#inside ? { kind: 'cell-damaged', where: this.#where() } : undefined)

  #where = () => `${this.#sheet}!${address(Math.max(1, this.#row) - 1, Math.max(1, this.#column) - 1)}`

  open = (tag: string, attributes: string) => {
    if (tag === 'sheetData') this.#inside = true
    if (this.fault || !this.#inside) return
    if (tag === 'row') this.#openRow(attribute(attributes, 'r'))
    else if (tag === 'c') this.#openCell(attribute(attributes, 'r'), attribute(attributes, 't') ?? 'n')
  }

  #openRow(ref: string | undefined) {
    const row = ref === undefined ? this.#row + 1 : Number(ref)
    if (!Number.isInteger(row) || row <= this.#row || row > LAST_ROW) this.fault = this.here()
    else this.#row = row
    this.#rows++
    this.#column = 0
  }

  #openCell(ref: string | undefined, type: string) {
    const [, letters, row] = /^([A-Z]{1,3})(\d{1,7})$/.exec(ref ?? '') ?? []
    const column = ref === undefined ? this.#column + 1 : numberOf(letters ?? '')
    const follows = column > this.#column && column <= LAST_COLUMN && (ref === undefined || Number(row) === this.#row)
    if (follows) this.#column = column
    if (!follows || !TYPES.has(type)) this.fault = this.here()
    this.#type = type
  }

  close = (tag: string, text: string) => {
    if (tag === 'sheetData') this.#inside = false
    if (this.fault || !this.#inside || (tag !== 'v' && tag !== 'is' && tag !== 'f')) return
    if (tag === 'v' && this.#type === 's' && !(/^\d+$/.test(text) && Number(text) < this.#strings)) {
      this.fault = this.here()
    } else if ((this.#row > MOST_ROWS || this.#rows > MOST_ROWS) && this.#column <= MOST_COLUMNS) {
      this.fault = { kind: 'too-many-rows', where: this.#where(), most: MOST_ROWS }
    }
  }
}

/** "A" is 1, "XFD" 16,384; no letters at all are 0. */
const numberOf = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
