import { address } from '#domain/grid.ts'
import type { HandPart } from './hand-zip.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** One sheet: what stands in its <sheetData>, and what around it. */
export interface HandSheet {
  readonly name: string
  readonly rows: string
  readonly before?: string
  readonly after?: string
}

export interface HandWorkbook {
  readonly sheets: readonly HandSheet[]
  /** Each an <si> element. */
  readonly strings?: string
  /** A whole <styleSheet>. */
  readonly styles?: string
  readonly workbook?: string
  /** More <Relationship> elements of the workbook. */
  readonly relations?: string
}

/** The parts of a workbook from bare XML, so that it can hold what no spreadsheet program writes. */
export function handWorkbook({ sheets, strings, styles, workbook, relations = '' }: HandWorkbook): HandPart[] {
  const part = (name: string, xml: string): HandPart => ({
    name,
    data: bytesOf(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`),
  })
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`
  const list = sheets.map(({ name }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      workbook ?? `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list.join('')}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${sheets
        .map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
        .join(
          '',
        )}${relation('rIdS', 'sharedStrings', 'sharedStrings.xml')}${relation('rIdT', 'styles', 'styles.xml')}${relations}</Relationships>`,
    ),
    ...(strings === undefined ? [] : [part('xl/sharedStrings.xml', `<sst xmlns="${MAIN}">${strings}</sst>`)]),
    ...(styles === undefined ? [] : [part('xl/styles.xml', styles)]),
    ...sheets.map(({ rows, before = '', after = '' }, i) =>
      part(
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
      ),
    ),
  ]
}

/** A cell as programs write it without shared strings. */
export const inline = (ref: string, text: string): string => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`
export const number = (ref: string, value: number | string): string => `<c r="${ref}"><v>${value}</v></c>`

/** A row of cells, text inline; null leaves one out. */
export const row = (n: number, ...values: readonly (string | number | null)[]): string => {
  const cells = values.map((value, i) => {
    const ref = address(n - 1, i)
    return value === null ? '' : typeof value === 'number' ? number(ref, value) : inline(ref, value)
  })
  return `<row r="${n}">${cells.join('')}</row>`
}

const HEADERS = [
  'Sub Criterion ID',
  'Sub Criterion Name',
  'Day of Marking',
  'Aspect Type',
  'Aspect - Description',
  'Judg Score',
  'Extra Aspect Description',
  'Requirement',
  'WSOS Section',
  'Calculation Row (Export only)',
  'Max Mark',
] as const

/** A title, the header row, a sub-criterion, and one aspect worth 100 in row 4; more rows may follow from row 5 on. */
export const scheme = (...more: readonly string[]): string =>
  [
    row(1, '10 Welding'),
    header(2),
    row(3, 'A1', 'Joint', 1),
    row(4, null, null, null, 'M', 'Root', null, null, null, 1, null, 100),
    ...more,
  ].join('')

export const header = (n: number): string => row(n, ...HEADERS)

export const sheet = (rows: string, more: Partial<HandSheet> = {}): HandSheet => ({ name: 'CIS', rows, ...more })

/** As many pieces of XML as asked for. */
export const many = (count: number, piece: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => piece(i)).join('')
