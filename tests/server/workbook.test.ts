import { deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { checkWorkbookBytes } from '../../server/jobs/check-workbook.ts'
import { readSheets } from '../../server/jobs/read-sheets.ts'

interface Part {
  readonly name: string
  readonly data: Uint8Array
  /** What the directory claims it unpacks to, where that is a lie. */
  readonly claims?: number
}

/** A zip written by hand, so that it can lie. */
function zip(parts: readonly Part[]): Uint8Array {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, data, claims } of parts) {
    const packed = deflateRawSync(data)
    const title = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(claims ?? data.length, 22)
    local.writeUInt16LE(title.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(claims ?? data.length, 24)
    entry.writeUInt16LE(title.length, 28)
    entry.writeUInt32LE(at, 42)
    locals.push(local, title, packed)
    directory.push(entry, title)
    at += 30 + title.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, ...directory, end])
}

const text = (content: string) => new TextEncoder().encode(content)
const workbook: Part = { name: 'xl/workbook.xml', data: text('<workbook/>') }

const refusalOf = async (bytes: Uint8Array) => {
  const read = await readSheets(bytes)
  return read.ok ? 'read' : read.error.kind
}

describe('a bad file', () => {
  it.each([
    ['an empty file', new Uint8Array(0), 'not-a-workbook'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'not-a-workbook'],
    ['plain text', text('hello'), 'not-a-workbook'],
    [
      'an old .xls or one with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      'encrypted',
    ],
    ['a zip of something else', zip([{ name: 'readme.txt', data: text('hello') }]), 'not-a-workbook'],
    [
      'a zip bomb that says so',
      zip([workbook, { name: 'xl/a.xml', data: new Uint8Array(60 * 1024 * 1024) }]),
      'zip-bomb',
    ],
    [
      'a zip bomb that lies',
      zip([workbook, { name: 'xl/a.xml', data: new Uint8Array(60 * 1024 * 1024), claims: 100 }]),
      'zip-bomb',
    ],
    [
      'one that is packed beyond reason',
      zip([workbook, { name: 'xl/a.xml', data: new Uint8Array(9 * 1024 * 1024) }]),
      'zip-bomb',
    ],
    [
      'one with too many parts',
      zip([workbook, ...Array.from({ length: 300 }, (_, i) => ({ name: `xl/${i}.xml`, data: text('x') }))]),
      'too-many-parts',
    ],
    [
      'one with a file inside',
      zip([workbook, { name: 'xl/embeddings/inner.xlsx', data: text('x') }]),
      'nested-archive',
    ],
    [
      'one that reaches outside',
      zip([
        workbook,
        { name: 'xl/a.xml', data: text('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>') },
      ]),
      'foreign-declaration',
    ],
    ['one larger than 5 MB', new Uint8Array(5 * 1024 * 1024 + 1), 'too-large'],
    ['one cut off in the middle', zip([workbook]).subarray(0, 40), 'not-a-workbook'],
  ])('%s is refused by its kind', async (_, bytes, kind) => {
    expect(await refusalOf(bytes)).toBe(kind)
  })

  it('becomes a report with one error in words, and nothing else', async () => {
    const { report, rubric } = await checkWorkbookBytes(text('hello'))
    expect(rubric).toBeNull()
    expect(report).toMatchObject({ totalMarks: '0.00', aspects: { measurement: 0, judgement: 0, other: 0 } })
    expect(report.errors).toHaveLength(1)
    expect(report.errors[0]?.message).toMatch(/\.xlsx/)
  })

  it('with cells beyond what any scheme has does not grow the program', async () => {
    const wide = '<c r="XFD1" t="n"><v>1</v></c>'
    const rows = Array.from(
      { length: 2000 },
      (_, i) => `<row r="${i * 500 + 1}">${wide.replace('XFD1', `XFD${i * 500 + 1}`)}</row>`,
    )
    const bytes = zip([
      {
        name: '[Content_Types].xml',
        data: text(
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        ),
      },
      {
        name: '_rels/.rels',
        data: text(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
      },
      {
        name: 'xl/workbook.xml',
        data: text(
          '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Wide" sheetId="1" r:id="r1"/></sheets></workbook>',
        ),
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: text(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        ),
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        data: text(
          `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>${rows.join('')}</sheetData></worksheet>`,
        ),
      },
    ])
    const before = process.memoryUsage().rss
    const { report } = await checkWorkbookBytes(bytes)
    expect(report.errors.map((error) => error.kind)).toEqual(['no-header-row'])
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })
})

describe('a good file', () => {
  const HEAD = [
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
    '__proto__',
    'constructor',
  ]
  const written = () =>
    writeXlsx({
      properties: { creator: 'Somebody Private', title: 'secret title' },
      sheets: [
        {
          name: 'CIS Marking Scheme Import',
          rows: [['10 Welding'], HEAD, ['A1', 'Joint', 1, 'M', 'Root', null, null, null, 1, null, 100]],
        },
      ],
    })

  it('is read through real bytes, whatever its headers are called', async () => {
    const { report } = await checkWorkbookBytes(await written())
    expect(report).toMatchObject({ title: '10 Welding', totalMarks: '100.00', errors: [] })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('keeps the names in its document properties to itself', async () => {
    const sheets = await readSheets(await written())
    expect(sheets.ok).toBe(true)
    expect(JSON.stringify([sheets, (await checkWorkbookBytes(await written())).report])).not.toContain(
      'Somebody Private',
    )
  })
})
