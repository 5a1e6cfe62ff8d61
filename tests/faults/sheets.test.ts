import { describe, expect, it } from 'vitest'
import { dropRoster, dropRubric, errorsOf, refusal } from '../support/drop-file.ts'
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

const workbook = (...made: Parameters<typeof handWorkbook>) => handZip(handWorkbook(...made))
const one = (rows: string, more: Partial<HandWorkbook & Parameters<typeof sheet>[1]> = {}) =>
  workbook({ ...more, sheets: [sheet(rows, more)] })
/** Figures that a packer cannot make a hundredfold smaller. */
const odd = (i: number) => (i * 7919) % 104_729
const letters = (count: number) => many(Math.ceil(count / 5), (i) => (odd(i) + 60_000).toString(36)).slice(0, count)

const listed = (count: number) =>
  `<workbook xmlns:r="r"><sheets>${many(count, (i) => `<sheet name="S${i}" sheetId="${i + 1}" r:id="rId1"/>`)}</sheets></workbook>`

const tooComplex = refusal({ kind: 'took-too-long' })

/** Cells without numbers stand one after the other, so the empty ones must be there. */
const dense = scheme().replaceAll(/<row r="\d+">(.*?)<\/row>/g, (_: string, cells: string) => {
  const at = new Map(
    [...cells.matchAll(/<c r="([A-Z])\d+"(.*?<\/c>)/g)].map(([, letter, rest]) => [letter, `<c${rest}`]),
  )
  return `<row>${many(11, (i) => at.get(String.fromCharCode(65 + i)) ?? '<c/>')}</row>`
})

describe('a sheet that is too much', () => {
  // Each with what is found wrong in it by a machine that is quick enough to read it in time.
  it.each<readonly [string, string | null, () => Uint8Array]>([
    [
      'a hundred thousand rows',
      'file-refused',
      () => one(many(100_000, (i) => `<row r="${i + 1}"><c><v>${odd(i)}</v></c></row>`)),
    ],
    [
      'two hundred thousand columns',
      'file-refused',
      () => one(`<row r="1">${many(200_000, (i) => `<c><v>${odd(i)}</v></c>`)}</row>`),
    ],
    [
      'every cell filled that is read',
      'no-header-row',
      () => one(many(20_000, (r) => `<row>${many(52, (c) => `<c><v>${odd(r * c) % 997}</v></c>`)}</row>`)),
    ],
    [
      'a formula in every cell',
      'no-header-row',
      () => one(many(20_000, (r) => `<row>${many(26, () => `<c><f>A${odd(r)}</f></c>`)}</row>`)),
    ],
    [
      'merged cells by the hundred thousand',
      null,
      () =>
        one(scheme(), {
          after: `<mergeCells>${many(100_000, (i) => `<mergeCell ref="A${i + 1}:C${i + 1}"/>`)}</mergeCells>`,
        }),
    ],
    [
      'columns described thirty thousand times',
      null,
      () =>
        one(scheme(), {
          before: `<cols>${many(30_000, (i) => `<col min="1" max="16384" width="${odd(i)}"/>`)}</cols>`,
        }),
    ],
    [
      'hyperlinks by the hundred thousand',
      null,
      () =>
        one(scheme(), {
          after: `<hyperlinks>${many(100_000, (i) => `<hyperlink ref="A${i + 1}" location="x${odd(i)}"/>`)}</hyperlinks>`,
        }),
    ],
    [
      'gigantic styles',
      null,
      () =>
        one(scheme(), {
          styles: `<styleSheet><cellXfs>${many(100_000, (i) => `<xf numFmtId="${i % 50}" fontId="${odd(i)}" fillId="0" borderId="0" xfId="${i}"/>`)}</cellXfs></styleSheet>`,
        }),
    ],
    [
      'empty shared texts by the million',
      null,
      () => one(scheme(), { strings: many(1_200_000, (i) => (i % 17 ? '<si/>' : `<si><t>${odd(i)}</t></si>`)) }),
    ],
    [
      'shared texts in pieces by the hundred thousand',
      null,
      () =>
        one(scheme(), {
          strings: many(100_000, (i) => `<si><r><rPr><b/><sz val="${i % 99}"/></rPr><t>${odd(i)}</t></r></si>`),
        }),
    ],
    ['one shared text of 1 MB', null, () => one(scheme(), { strings: `<si><t>${letters(1e6)}</t></si>` })],
    [
      'a long text in every row, told again in every finding',
      'type-subjective',
      () =>
        one(
          header(1) +
            many(
              19_000,
              (r) =>
                `<row r="${r + 2}">${many(2, () => '<c t="s"><v>0</v></c>')}<c/><c t="inlineStr"><is><t>S</t></is></c><c t="s"><v>0</v></c></row>`,
            ),
          { strings: `<si><t>${letters(32_700)}</t></si>` },
        ),
    ],
    [
      'a long text in every aspect',
      'cannot-be-kept',
      () =>
        one(
          header(1) +
            row(2, 'A1', 'Joint', 1) +
            many(
              400,
              (r) =>
                `<row r="${r + 3}"><c r="D${r + 3}" t="inlineStr"><is><t>M</t></is></c><c r="E${r + 3}" t="s"><v>0</v></c><c r="K${r + 3}"><v>1</v></c></row>`,
            ),
          { strings: `<si><t>${letters(32_700)}</t></si>` },
        ),
    ],
    [
      'a tag of a hundred thousand attributes',
      'no-header-row',
      () => one(`<row r="1"><c ${many(100_000, (i) => `a${odd(i)}x${i}="${i}" `)}><v>1</v></c></row>`),
    ],
    ['an attribute of 1 MB', 'no-header-row', () => one(`<row r="1"><c x="${letters(1e6)}"><v>1</v></c></row>`)],
    [
      'a hundred sheets whose last cell is far',
      'no-header-row',
      () =>
        workbook({
          sheets: Array.from({ length: 100 }, (_, i) =>
            sheet(`<row r="20000">${number('AZ20000', i)}</row>`, { name: `S${i}` }),
          ),
        }),
    ],
    [
      'one sheet that is listed a hundred times',
      'no-header-row',
      () => one(`<row r="20000">${number('AZ20000', 1)}</row>`, { workbook: listed(100) }),
    ],
    [
      'sub-criteria that all have the same id',
      'nothing-to-mark',
      () => one(header(1) + many(19_000, (r) => row(r + 2, 'A1', `Joint ${odd(r)}`, 1))),
    ],
    [
      'a calculation for each of too many aspects',
      'too-many-aspects',
      () =>
        workbook({
          sheets: [
            sheet(
              header(1) +
                row(2, 'A1', 'x', 1) +
                many(15_000, (r) =>
                  row(r + 3, null, null, null, 'M', `R${odd(r)}`, null, null, null, 1, 19_990 - (r % 100), 1),
                ),
            ),
            sheet(
              many(19_990, (r) => row(r + 1, '', 'CHOICE', 'x', 'y')),
              { name: 'Calculations' },
            ),
          ],
        }),
    ],
  ])('by %s is read whole, or refused in words, and within the bounds', async (_, fault, make) => {
    const { answer } = await dropRubric(make())
    const errors = errorsOf(answer)
    if (errors[0]?.[0] === 'file-refused' && fault !== 'file-refused') expect(errors).toEqual(tooComplex)
    else expect(errors[0]?.[0] ?? null).toBe(fault)
    if (answer.importable) expect(answer.summary?.max).toBe(100_000)
  })

  it.each([
    [
      'a row below those that are read',
      `<row r="20001">${number('C20001', 1)}</row>`,
      { kind: 'too-many-rows', where: 'CIS!C20001', most: 20_000 },
    ],
    [
      'a text there',
      `<row r="30000">${inline('A30000', 'x')}</row>`,
      { kind: 'too-many-rows', where: 'CIS!A30000', most: 20_000 },
    ],
    [
      'a formula there',
      '<row r="1048576"><c r="K1048576"><f>1</f></c></row>',
      { kind: 'too-many-rows', where: 'CIS!K1048576', most: 20_000 },
    ],
  ] as const)('%s is named, never left out unseen', async (_, far, why) => {
    expect(errorsOf((await dropRubric(one(scheme(far)))).answer)).toEqual(refusal(why))
  })

  it.each([
    ['a cell in the last corner', scheme(`<row r="1048576">${number('XFD1048576', 1)}</row>`), {}],
    ['formats down to the last row', scheme('<row r="1048576"><c r="A1048576" s="0"/></row>'), {}],
    ['a wrong range that says too much', scheme(), { before: '<dimension ref="A1:XFD1048576"/>' }],
    ['a wrong range that says too little', scheme(), { before: '<dimension ref="A1:B2"/>' }],
    ['a range that is none', scheme(), { before: '<dimension ref="constructor"/>' }],
    ['no row and cell numbers at all', dense, {}],
  ] as const)('%s does not keep a sheet from being read', async (_, rows, more) => {
    const { answer } = await dropRubric(one(rows, more))
    expect(errorsOf(answer)).toEqual([])
    expect(answer.summary?.max).toBe(100_000)
  })

  it('of a hundred and one sheets is refused', async () => {
    const sheets = Array.from({ length: 101 }, (_, i) => sheet('', { name: `S${i}` }))
    expect(errorsOf((await dropRubric(workbook({ sheets }))).answer)).toEqual(
      refusal({ kind: 'too-many-sheets', most: 100 }),
    )
  })

  it('listed ten thousand times is refused', async () => {
    expect(errorsOf((await dropRubric(one(scheme(), { workbook: listed(10_000) }))).answer)).toEqual(
      refusal({ kind: 'too-many-sheets', most: 100 }),
    )
  })
})

const CELL = 'CIS!E5'
const odd5 = (cell: string, before = '') => scheme(`<row r="5">${before}${cell}</row>`)
const damaged = refusal({ kind: 'cell-damaged', where: CELL })

describe('a sheet that is not sound', () => {
  it.each([
    ['an element that is not closed', '<c r="E5"><v>1</c>'],
    ['elements closed in the wrong order', '<c r="E5"><is><t>x</is></t></c>'],
    ['a reference to an entity that nobody declared', inline('E5', '&xxe;')],
    ['a reference to what every object has', inline('E5', '&constructor;')],
    ['an ampersand alone', inline('E5', 'R&D')],
    ['a text that is not among the shared ones', '<c r="E5" t="s"><v>7</v></c>'],
    ['a shared text by a name', '<c r="E5" t="s"><v>__proto__</v></c>'],
    ['a type of cell that nobody knows', '<c r="E5" t="constructor"><v>1</v></c>'],
    ['the same cell twice', `${inline('E5', 'x')}${inline('E5', 'y')}`],
    ['a tag that never ends', '<c r="E5"><v>1</v></c><c r="'],
    ['nesting beyond reason', `<c r="E5">${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</c>`],
    ['a comment that never ends', '<c r="E5"/><!-- '],
  ])('with %s is refused with its sheet and cell', async (_, cell) => {
    expect(errorsOf((await dropRubric(one(odd5(cell)))).answer)).toEqual(damaged)
    expect((await dropRoster(one(odd5(cell)))).answer).toMatchObject({
      ok: false,
      error: { why: 'cell-damaged', en: expect.stringContaining(CELL) },
    })
  })

  it.each([
    ['a cell that says another row', odd5(inline('F6', 'x'), inline('E5', 'x')), CELL],
    ['a cell that says no place', odd5(inline('E', 'x'), inline('E5', 'x')), CELL],
    ['a cell beyond the last column', odd5(inline('XFE5', 'x'), inline('E5', 'x')), CELL],
    ['the same row twice', scheme(row(4, 'x')), 'CIS!K4'],
    ['a row of no number', scheme('<row r="NaN"/>'), 'CIS!K4'],
    ['a row beyond the last', scheme('<row r="1048577"/>'), 'CIS!K4'],
    ['a row below nought', '<row r="-1"/>', 'CIS!A1'],
  ])('with %s is refused where it was', async (_, rows, where) => {
    expect(errorsOf((await dropRubric(one(rows))).answer)).toEqual(refusal({ kind: 'cell-damaged', where }))
  })

  it.each([
    ['after its cells', { after: '<mergeCells>' }],
    ['before its cells', { before: '<cols>' }],
  ])('%s is refused with its part', async (_, more) => {
    expect(errorsOf((await dropRubric(one(scheme(), more))).answer)).toEqual(
      refusal({ kind: 'damaged', part: 'xl/worksheets/sheet1.xml' }),
    )
  })

  it.each([
    ['shared texts', 'xl/sharedStrings.xml', { strings: '<si><t>' }],
    ['styles', 'xl/styles.xml', { styles: '<styleSheet><a>'.repeat(200) }],
    ['a list of sheets', 'xl/workbook.xml', { workbook: '<workbook><sheets>' }],
    ['relations', 'xl/_rels/workbook.xml.rels', { relations: '<Relationship' }],
  ] as const)('nor are %s', async (_, part, more) => {
    expect(errorsOf((await dropRubric(one(scheme(), more))).answer)).toEqual(refusal({ kind: 'damaged', part }))
  })

  it('that the workbook lists but does not hold is refused', async () => {
    const parts = handWorkbook({ sheets: [sheet(scheme())] }).filter(({ name }) => !name.includes('worksheets'))
    expect(errorsOf((await dropRubric(handZip(parts))).answer)).toEqual(refusal({ kind: 'damaged', part: '' }))
  })
})
