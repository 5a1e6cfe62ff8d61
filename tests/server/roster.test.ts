import { readFile } from 'node:fs/promises'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { previewRoster } from '../../server/planning/entries/read-roster.ts'

const TABLE = '姓名,单位,工位\r\n林岚,甲厂,07\r\n符若川,,08\r\n'
const PEOPLE = [
  ['林岚', '甲厂', '07'],
  ['符若川', '', '08'],
]
/** TABLE as Chinese spreadsheets save it: GB 18030. */
const IN_GB18030 = Uint8Array.from(
  Buffer.from('d0d5c3fb2cb5a5cebb2cb9a4cebb0d0ac1d6e1b02cbcd7b3a72c30370d0ab7fbc8f4b4a82c2c30380d0a', 'hex'),
)
const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16le = (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'))
const utf16be = (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())
const workbook = (...sheets: { name: string; rows: (string | number | null)[][] }[]) => writeXlsx({ sheets })

const roster = async (bytes: Uint8Array) => {
  const read = await previewRoster(bytes)
  if (!read.ok) throw new Error(read.error.why)
  return read.value
}
const people = async (bytes: Uint8Array) =>
  (await roster(bytes)).rows.map(({ name, organization, station }) => [name, organization, station])

describe('a roster', () => {
  it.each([
    ['in UTF-8', utf8(TABLE)],
    ['in UTF-8 with a mark', utf8(`\ufeff${TABLE}`)],
    ['in GB 18030, as Chinese spreadsheets save it', IN_GB18030],
    ['in UTF-16', utf16le(TABLE)],
    ['in UTF-16, the other way round', utf16be(TABLE)],
    ['pasted from a spreadsheet', utf8(TABLE.replaceAll(',', '\t'))],
  ])('%s is read', async (_, bytes) => {
    expect(await people(bytes)).toEqual(PEOPLE)
  })

  it('may begin with letters that archives begin with', async () => {
    expect(await people(utf8('PK Lin\nAna Lee'))).toEqual([
      ['PK Lin', '', null],
      ['Ana Lee', '', null],
    ])
  })

  it('in a workbook is read from the sheet that has headers, and the others are named', async () => {
    const bytes = await workbook(
      { name: '说明', rows: [['填写说明'], ['姓名与身份证一致']] },
      {
        name: '报名',
        rows: [['2026 报名表'], ['序号', '姓名', '单位', '工位'], [1, '林岚', '甲厂', '07'], [2, '符若川', null, '08']],
      },
      { name: '候补', rows: [['姓名'], ['黎书远']] },
    )
    expect(await people(bytes)).toEqual(PEOPLE)
    expect((await roster(bytes)).problems).toEqual([{ kind: 'sheet-ignored', sheet: '候补' }])
  })

  it('keeps cells that begin like a formula as text', async () => {
    const bytes = await workbook({
      name: '报名',
      rows: [
        ['姓名', '单位'],
        ['=HYPERLINK("a")', '@甲厂'],
      ],
    })
    expect(await people(bytes)).toEqual([['=HYPERLINK("a")', '@甲厂', null]])
    expect(await people(utf8('姓名,单位\n=1+1,-甲厂'))).toEqual([['=1+1', '-甲厂', null]])
  })

  it.each([
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13], 'not-text'],
    ['a page for print', [...utf8('%PDF-1.7\n%')], 'not-text'],
    ['letters of no encoding', [0x41, 0xff, 0xff, 0x41], 'not-text'],
    ['an old or locked workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0], 'encrypted'],
    ['the beginning of an archive', [0x50, 0x4b, 3, 4, ...Array<number>(18).fill(0)], 'damaged'],
  ])('that is %s is refused', async (_, bytes, why) => {
    expect(await previewRoster(Uint8Array.from(bytes))).toMatchObject({
      ok: false,
      error: { kind: 'roster-refused', why },
    })
  })

  it('of more than 2 MB of text is refused', async () => {
    expect(await previewRoster(new Uint8Array(2 * 1024 * 1024 + 1).fill(0x41))).toEqual({
      ok: false,
      error: {
        kind: 'roster-refused',
        why: 'too-large',
        zh: '文件超过 2 MB，请去掉图片和多余的内容后再试。',
        en: 'The file is larger than 2 MB; take out pictures and what is not needed, and try again.',
      },
    })
  })

  it.each([12, 24])('of %i comes with the project, without anything to ask', async (count) => {
    const { rows, problems } = await roster(
      await readFile(new URL(`../../fixtures/rosters/roster-${count}.csv`, import.meta.url)),
    )
    expect({ names: new Set(rows.map(({ name }) => name)).size, problems }).toEqual({ names: count, problems: [] })
    expect(rows.every(({ organization, station }) => organization !== '' && station !== null)).toBe(true)
  })
})
