import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { FileRefusal } from '../../server/jobs/refusals.ts'
import { dropRoster, dropRubric, errorsOf, refusal } from '../support/drop-file.ts'
import { bytesOf, handWorkbook, many, scheme, sheet } from '../support/hand-workbook.ts'
import { type HandPart, handZip, overlapping } from '../support/hand-zip.ts'

const MB = 1024 * 1024
const good = handWorkbook({ sheets: [sheet(scheme())] })
const part = (name: string, data: Uint8Array, more: Partial<HandPart> = {}): HandPart => ({ name, data, ...more })
/** Bytes that no packer makes smaller, from a fixed seed. */
const noise = (length: number): Uint8Array => {
  let state = 1
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state >> 16
  })
}
/** The good workbook with one of its parts otherwise. */
const otherwise = (name: string, change: Partial<HandPart>): HandPart[] =>
  good.map((one) => (one.name === name ? { ...one, ...change } : one))
const with_ = (...more: HandPart[]) => handZip([...good, ...more])

const whole = { kind: 'damaged', part: '' } as const
const damaged = (name: string): FileRefusal => ({ kind: 'damaged', part: name })
const SHEET = 'xl/worksheets/sheet1.xml'
const TEXT = 'xl/media/note.xml'

const refused: readonly (readonly [string, () => Uint8Array, FileRefusal])[] = [
  // What is no workbook, whatever its name says.
  ['an empty file', () => new Uint8Array(0), { kind: 'not-a-workbook' }],
  ['a file of one byte', () => bytesOf('P'), { kind: 'not-a-workbook' }],
  [
    'an old .xls or a locked workbook',
    () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), noise(600)]),
    { kind: 'encrypted' },
  ],
  ['a page for print', () => bytesOf('%PDF-1.7\n%'), { kind: 'not-a-workbook' }],
  ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d', 'hex'), { kind: 'not-a-workbook' }],
  [
    'a web page',
    () => bytesOf('<!DOCTYPE html><html><table><tr><td>A1</td></tr></table></html>'),
    { kind: 'not-a-workbook' },
  ],
  ['5 MB of nothing', () => new Uint8Array(5 * MB), { kind: 'not-a-workbook' }],
  ['5 MB and a byte', () => new Uint8Array(5 * MB + 1), { kind: 'too-large', most: 5 * MB }],
  ['an archive of something else', () => handZip([part('readme.txt', bytesOf('hello'))]), { kind: 'not-a-workbook' }],
  ['an archive of nothing', () => handZip([]), { kind: 'not-a-workbook' }],
  // Bombs.
  ['one part of 60 MB', () => with_(part('xl/media/a.bin', new Uint8Array(60 * MB))), { kind: 'zip-bomb' }],
  [
    'many parts of 1 MB',
    () => with_(...Array.from({ length: 60 }, (_, i) => part(`xl/media/${i}.bin`, new Uint8Array(MB)))),
    { kind: 'zip-bomb' },
  ],
  ['a part packed a thousandfold', () => with_(part('xl/media/a.bin', new Uint8Array(9 * MB))), { kind: 'zip-bomb' }],
  ['parts that overlap', () => overlapping(good, new Uint8Array(MB), 180), { kind: 'zip-bomb' }],
  [
    'a part that unpacks to more than it says',
    () => handZip(otherwise(SHEET, { data: new Uint8Array(60 * MB), claims: 1000 })),
    damaged(SHEET),
  ],
  ['a part that unpacks to less than it says', () => handZip(otherwise(SHEET, { claims: 40_000 })), damaged(SHEET)],
  ['a part that says 4 GB', () => handZip(otherwise(SHEET, { claims: 0xfffffffe })), { kind: 'zip-bomb' }],
  [
    'zip64 fields that say exabytes',
    () => handZip(otherwise(SHEET, { claims: 2 ** 60, zip64: true })),
    { kind: 'zip-bomb' },
  ],
  [
    'a sheet of 17 MB',
    () =>
      handZip(
        otherwise(SHEET, { data: bytesOf(many(700_000, (i) => `<c r="A${i}"><v>${(i * 7919) % 104_729}</v></c>`)) }),
      ),
    { kind: 'too-much-memory' },
  ],
  [
    '201 parts',
    () => with_(...Array.from({ length: 201 - good.length }, (_, i) => part(`xl/${i}.xml`, bytesOf('<a/>')))),
    { kind: 'too-many-parts', most: 200 },
  ],
  ['a count of 65,535 parts', () => handZip(good, { count: 0xffff }), whole],
  // Archives in archives.
  [
    'a workbook inside',
    () => with_(part('xl/embeddings/inner.xlsx', bytesOf('x'))),
    { kind: 'nested-archive', part: 'xl/embeddings/inner.xlsx' },
  ],
  [
    'an archive inside by another name',
    () => with_(part('xl/media/image1.png', handZip(good))),
    { kind: 'nested-archive', part: 'xl/media/image1.png' },
  ],
  [
    'one inside that is not packed again',
    () => with_(part('xl/media/image1.png', handZip(good), { stored: true })),
    { kind: 'nested-archive', part: 'xl/media/image1.png' },
  ],
  // What does not hold together.
  ['no directory', () => handZip(good).subarray(0, -22 - 300), whole],
  ['a directory that begins elsewhere', () => handZip(good, { directoryAt: 7 }), whole],
  ['a zip64 end without its record', () => handZip(good, { zip64: true, directoryAt: 1e9 }), whole],
  ['a wrong check sum', () => handZip(otherwise(SHEET, { crc: 1 })), damaged(SHEET)],
  ['a packing that nobody knows', () => handZip(otherwise(SHEET, { method: 99 })), damaged(SHEET)],
  ['a part locked with a password', () => handZip(otherwise(SHEET, { flags: 1 })), { kind: 'encrypted' }],
  [
    'another name before the bytes than in the directory',
    () => handZip(otherwise(SHEET, { localName: 'xl/worksheets/sheet2.xml' })),
    whole,
  ],
  ['the same part twice', () => with_(part(SHEET, bytesOf('<worksheet/>'))), { kind: 'doubled-part', part: SHEET }],
  [
    'the same part twice but for its case',
    () => with_(part('xl/Workbook.XML', bytesOf('<workbook/>'))),
    { kind: 'doubled-part', part: 'xl/Workbook.XML' },
  ],
  [
    'a name that climbs out',
    () => with_(part('xl/../../../etc/passwd', bytesOf('x'))),
    damaged('xl/../../../etc/passwd'),
  ],
  ['a name from the root', () => with_(part('/etc/passwd', bytesOf('x'))), damaged('/etc/passwd')],
  ['a name with backslashes', () => with_(part('xl\\..\\a.xml', bytesOf('x'))), damaged('xl\\..\\a.xml')],
  ['a name with a NUL', () => with_(part('xl/a.xml\0.png', bytesOf('x'))), damaged('xl/a.xml.png')],
  // Declarations, in every part and encoding.
  ...[...good.map(({ name }) => name), TEXT].flatMap((name) =>
    (['utf8', 'utf16le', 'utf16be'] as const).map(
      (encoding) =>
        [
          `a document type in ${name} in ${encoding}`,
          () =>
            handZip([
              ...otherwise(name, { data: declaring(encoding) }),
              ...(name === TEXT ? [part(TEXT, declaring(encoding))] : []),
            ]),
          { kind: 'foreign-declaration', part: name },
        ] as const,
    ),
  ),
  [
    'an entity bomb',
    () => handZip(otherwise(SHEET, { data: bytesOf(laughs) })),
    { kind: 'foreign-declaration', part: SHEET },
  ],
  // Other encodings, without one.
  [
    'a sheet in UTF-16',
    () => handZip(otherwise(SHEET, { data: inUtf16('\ufeff<worksheet/>') })),
    { kind: 'foreign-encoding', part: SHEET },
  ],
  [
    'a sheet that says it is in UTF-7',
    () =>
      handZip(
        otherwise(SHEET, { data: bytesOf('<?xml version="1.0" encoding="UTF-7"?><a>+ADwAIQ-DOCTYPE a+AD4-</a>') }),
      ),
    { kind: 'foreign-encoding', part: SHEET },
  ],
  [
    'a sheet with bytes that are no letters',
    () => handZip(otherwise(SHEET, { data: Buffer.from('<worksheet>\xff\xfe</worksheet>', 'latin1') })),
    { kind: 'foreign-encoding', part: SHEET },
  ],
  [
    'a sheet with half a surrogate pair',
    () => handZip(otherwise(SHEET, { data: Buffer.from('3c613eeda0803c2f613e', 'hex') })),
    { kind: 'foreign-encoding', part: SHEET },
  ],
  [
    'a sheet with a NUL',
    () => handZip(otherwise(SHEET, { data: bytesOf('<worksheet>\0</worksheet>') })),
    { kind: 'foreign-encoding', part: SHEET },
  ],
]

function declaring(encoding: 'utf8' | 'utf16le' | 'utf16be'): Uint8Array {
  const xml = '<?xml version="1.0"?>\n<!-- -->\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
  if (encoding === 'utf8') return bytesOf(xml)
  return encoding === 'utf16le' ? inUtf16(xml) : Buffer.from(inUtf16(xml)).swap16()
}
const inUtf16 = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'))
const laughs = `<!DOCTYPE a [<!ENTITY a0 "ha">${many(30, (i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`)}]><worksheet>&a30;</worksheet>`

describe('an uploaded archive', () => {
  it.each(refused)('with %s is refused in words, as a scheme and as a roster', async (_, make, why) => {
    const bytes = make()
    expect(errorsOf((await dropRubric(bytes)).answer)).toEqual(refusal(why))
    // Without the mark of an archive it may be a roster in text.
    if (Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('PK\x03\x04', 'latin1'))) {
      expect((await dropRoster(bytes)).answer).toMatchObject({ ok: false, error: { why: why.kind } })
    }
  })

  it.each([
    ['packed', handZip(good)],
    ['not packed', handZip(good.map((one) => ({ ...one, stored: true })))],
    [
      'in zip64',
      handZip(
        good.map((one) => ({ ...one, zip64: true })),
        { zip64: true },
      ),
    ],
    ['with its sizes after the bytes', handZip(good.map((one) => ({ ...one, described: true })))],
    ['with a comment at its end', handZip(good, { comment: bytesOf('made by hand') })],
    [
      'with a mark before its texts',
      handZip(good.map((one) => ({ ...one, data: Buffer.concat([Buffer.from('efbbbf', 'hex'), one.data]) }))),
    ],
    [
      'with parts that nobody reads',
      with_(
        part('docProps/core.xml', bytesOf('<a>Somebody Private</a>')),
        part('__proto__', bytesOf('x')),
        part('xl/constructor.xml', bytesOf('<a/>')),
        part('xl/media/', new Uint8Array(0)),
      ),
    ],
  ])('is read %s', async (_, bytes) => {
    const { answer } = await dropRubric(bytes)
    expect({ title: answer.summary?.title, max: answer.summary?.max }).toEqual({ title: '10 Welding', max: 100_000 })
    expect(JSON.stringify(answer)).not.toContain('Private')
  })

  it('that was cut off anywhere is refused', async () => {
    const bytes = await readFile(new URL('../../fixtures/workbooks/mechatronics.xlsx', import.meta.url))
    expect(errorsOf((await dropRubric(bytes)).answer)).toEqual([])
    for (let length = 0; length < bytes.length; length += 97) {
      const why: FileRefusal = length < 4 ? { kind: 'not-a-workbook' } : whole
      expect(errorsOf((await dropRubric(bytes.subarray(0, length))).answer)).toEqual(refusal(why))
    }
  })
})
