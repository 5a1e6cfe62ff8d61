import { describe, expect, it } from 'vitest'
import { aspectsOf, subCriteriaOf } from '#domain/rubric.ts'
import { dropRoster, dropRubric, errorsOf } from '../support/drop-file.ts'
import {
  type HandWorkbook,
  handWorkbook,
  header,
  inline,
  many,
  number,
  row,
  scheme,
  sheet,
} from '../support/hand-workbook.ts'
import { handZip } from '../support/hand-zip.ts'

const workbook = (rows: string, more: Partial<HandWorkbook> = {}) =>
  handZip(handWorkbook({ sheets: [sheet(rows)], ...more }))
/** A scheme whose one aspect has this cell for its name. */
const named = (cell: string) => scheme().replace(inline('E4', 'Root'), cell)
const nameOf = async (cell: string, more: Partial<HandWorkbook> = {}) => {
  const { answer } = await dropRubric(workbook(named(cell), more))
  return answer.rubric ? aspectsOf(answer.rubric)[0]?.name : errorsOf(answer)
}

describe('a cell of a scheme', () => {
  it.each([
    ['that begins like a formula stays text', inline('E4', '=1+1'), '=1+1'],
    ['that begins with a plus', inline('E4', '+8613'), '+8613'],
    ['that begins with a minus', inline('E4', '-2+3'), '-2+3'],
    ['that begins with an at', inline('E4', '@SUM(A1)'), '@SUM(A1)'],
    ['that calls a program stays text', inline('E4', "=cmd|'/C calc'!A0"), "=cmd|'/C calc'!A0"],
    ['named like what every object has', inline('E4', '__proto__'), '__proto__'],
    ['named like what makes every object', inline('E4', 'constructor'), 'constructor'],
    ['with references', inline('E4', '&lt;b&gt; &amp; &#x4e2d;&#25991;'), '<b> & 中文'],
    ['in pieces', '<c r="E4" t="inlineStr"><is><r><rPr><b/></rPr><t>Ro</t></r><r><t>ot</t></r></is></c>', 'Root'],
    [
      'with how it is spoken beside it',
      '<c r="E4" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></is></c>',
      '東京',
    ],
    ['of a formula is what it last showed', '<c r="E4" t="str"><f>"Ro"&amp;"ot"</f><v>Root</v></c>', 'Root'],
    ['of a shared formula too', '<c r="E4" t="str"><f t="shared" si="0"/><v>Root</v></c>', 'Root'],
    ['of an array formula too', '<c r="E4" t="str"><f t="array" ref="E4:E9">x</f><v>Root</v></c>', 'Root'],
    [
      'that fetches from the net is never asked',
      '<c r="E4" t="str"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>old</v></c>',
      'old',
    ],
    ['that links to another file is never asked', '<c r="E4" t="str"><f>[1]Sheet1!A1</f><v>old</v></c>', 'old'],
    ['of yes or no', '<c r="E4" t="b"><v>1</v></c>', 'true'],
    ['of a day', '<c r="E4" t="d"><v>2026-11-25</v></c>', '2026-11-25'],
    ['with what nobody can see', inline('E4', 'Ro\u200bo\u202et&#0;&#x7;'), 'Root'],
    ['with halves of surrogate pairs', inline('E4', 'Ro_xD800_o&#xDC00;t'), 'Root'],
    ['with a pair in two pieces', inline('E4', '_xD83D__xDE00_'), '😀'],
    ['with line breaks as spreadsheets write them', inline('E4', 'Ro_x000D_\not'), 'Ro ot'],
    ['of an unclosed escape', inline('E4', '_x00'), '_x00'],
    ['with letters that are put together', inline('E4', 'e\u0301'), 'é'],
  ])('%s', async (_, cell, name) => {
    expect(await nameOf(cell)).toBe(name)
  })

  it('in a shared text is read with its pieces and without how it is spoken', async () => {
    const strings = '<si><r><t>Ro</t></r><r><t>ot</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    expect(await nameOf('<c r="E4" t="s"><v>0</v></c>', { strings })).toBe('Root')
  })

  it('that is a day in numbers is read as a day', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    expect(await nameOf('<c r="E4" s="1"><v>46351</v></c>', { styles })).toBe('2026-11-25')
    expect(await nameOf('<c r="E4" s="1"><v>1e300</v></c>', { styles })).toBe('')
  })

  it.each([
    ['shows an error', 'E4', '<c r="E4" t="e"><v>#REF!</v></c>', 'cell-with-error'],
    ['shows an error by a formula', 'E4', '<c r="E4" t="e"><f>A0</f><v>#REF!</v></c>', 'cell-with-error'],
    ['has a formula and no value', 'E4', '<c r="E4"><f>A1</f></c>', 'formula-without-value'],
    ['has more letters than can be kept', 'E4', inline('E4', 'x'.repeat(32_768)), 'cannot-be-kept'],
    ['has more letters than a spreadsheet holds', 'E4', inline('E4', '字'.repeat(100_000)), 'cannot-be-kept'],
  ])('that %s is named with its place', async (_, at, cell, kind) => {
    expect(await nameOf(cell)).toEqual([[kind, `CIS!${at}`, expect.any(String)]])
  })

  it.each([
    ['an error', '<c r="K4" t="e"><v>#DIV/0!</v></c>', 'cell-with-error'],
    ['no value', '<c r="K4"><f>SUM(K5:K9)</f></c>', 'formula-without-value'],
    ['yes', '<c r="K4" t="b"><v>1</v></c>', 'maximum-not-allowed'],
    ['beyond all bounds', number('K4', '1e308'), 'maximum-not-allowed'],
    ['beyond numbers', number('K4', '1e999'), 'maximum-not-allowed'],
    ['below nought', number('K4', -1), 'maximum-not-allowed'],
    ['too fine', number('K4', '0.0000001'), 'maximum-not-allowed'],
    ['no number', number('K4', 'NaN'), 'maximum-not-allowed'],
    ['a formula in letters', inline('K4', '=SUM(K5:K9)'), 'maximum-not-allowed'],
  ])('for a maximum that is %s is named', async (_, cell, kind) => {
    const { answer } = await dropRubric(workbook(scheme().replace(number('K4', 100), cell)))
    expect(errorsOf(answer)).toEqual([[kind, 'CIS!K4', expect.any(String)]])
  })

  it.each([
    [
      'a section weight',
      row(2, 'Section', 'WSOS Marks', null, null, null, null, null, null, 'WSOS Marks', 'Aspect Marks') +
        row(3, 1, 'Work', null, null, null, null, null, null, 1e20, 1e300),
    ],
    ['a stated sum', row(2, 'Criteria') + row(3, 'ID', 'Name', 'Mark') + row(4, 'A', 'Work', -1e300)],
  ])('beyond all bounds for %s is not taken for a number', async (_, top) => {
    const rows =
      row(1, 'T') +
      top +
      header(5) +
      row(6, 'A1', 'Joint', 1e300) +
      row(7, null, null, null, 'M', 'Root', null, null, null, 1e300, 1e300, 100)
    const { answer } = await dropRubric(workbook(rows))
    expect(errorsOf(answer)).toEqual([])
    expect(answer.summary?.max).toBe(100_000)
  })

  it.each([
    ['an id that cannot be one', scheme().replace(inline('A3', 'A1'), inline('A3', '$(reboot)')), 'A3'],
    [
      'a name that is too long for a sub-criterion',
      scheme().replace(inline('B3', 'Joint'), inline('B3', 'J'.repeat(501))),
      'A3',
    ],
    ['a day beyond the longest contest', scheme().replace(number('C3', 1), number('C3', 1000)), 'A3'],
    ['a section beyond all standards', scheme().replace(number('I4', 1), number('I4', 1000)), 'I4'],
    [
      'a requirement that is too long',
      scheme().replace(number('I4', 1), `${inline('H4', 'x'.repeat(2001))}${number('I4', 1)}`),
      'H4',
    ],
    [
      'more notes than can be kept',
      scheme(...Array.from({ length: 60 }, (_, i) => row(5 + i, null, null, null, null, null, null, `note ${i}`))),
      'G4',
    ],
  ])('%s is refused at its place', async (_, rows, at) => {
    const { answer } = await dropRubric(workbook(rows))
    expect(errorsOf(answer)).toContainEqual(['cannot-be-kept', `CIS!${at}`, expect.any(String)])
  })

  it('names at most a thousand things, errors first, and says how many more there are', async () => {
    const notes = many(1500, (i) => row(5 + i, null, null, null, null, 'only a note'))
    const { answer } = await dropRubric(
      workbook(`${scheme()}${notes}${row(1600, null, null, null, 'M', 'last', null, null, null, 1, null, -1)}`),
    )
    expect(answer.findings).toHaveLength(1001)
    expect(answer.findings[0]).toMatchObject({ kind: 'maximum-not-allowed', where: 'CIS!K1600' })
    expect(answer.findings.at(-1)).toMatchObject({ kind: 'findings-left-out' })
  })
})

describe('a header or a sheet', () => {
  it('named like what every object has changes no object', async () => {
    const rows = scheme()
      .replace(inline('G2', 'Extra Aspect Description'), inline('G2', '__proto__'))
      .replace(inline('H2', 'Requirement'), inline('H2', 'constructor'))
    const { answer } = await dropRubric(workbook(rows))
    expect(subCriteriaOf(answer.rubric!)).toHaveLength(1)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it.each([
    ['of thousands of letters is cut', 'x'.repeat(30_000), 'x'.repeat(60)],
    ['with what nobody can see is shown plain', 'C\u202eI&#0;S&#xD800;', 'CIS'],
    ['with an ampersand', 'R&amp;D', 'R&D'],
    ['cut through a pair of surrogates', `${'x'.repeat(59)}😀`, 'x'.repeat(59)],
  ])('%s, wherever it is named', async (_, name, shown) => {
    const bytes = handZip(
      handWorkbook({ sheets: [sheet(scheme().replace(number('K4', 100), number('K4', -1)), { name })] }),
    )
    expect(errorsOf((await dropRubric(bytes)).answer)).toEqual([
      ['maximum-not-allowed', `${shown}!K4`, expect.any(String)],
    ])
  })
})

describe('a cell of a roster', () => {
  it('is text and stays text, or is nothing', async () => {
    const rows =
      row(1, '姓名', '单位') +
      row(2, '=HYPERLINK("http://127.0.0.1:9/")', '@甲厂') +
      row(3, '__proto__', 'constructor') +
      `<row r="4"><c r="A4" t="e"><v>#N/A</v></c>${inline('B4', '乙厂')}</row><row r="5"><c r="A5" t="str"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>林岚</v></c></row>`
    const { answer } = await dropRoster(workbook(rows))
    expect(answer.ok && answer.value.rows.map(({ name, organization }) => [name, organization])).toEqual([
      ['=HYPERLINK("http://127.0.0.1:9/")', '@甲厂'],
      ['__proto__', 'constructor'],
      ['林岚', ''],
    ])
    expect(answer.ok && answer.value.problems).toEqual([{ kind: 'name-missing', row: 4 }])
  })
})
