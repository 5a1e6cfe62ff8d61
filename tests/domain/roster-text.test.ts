import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gridOfText } from '#domain/roster-text.ts'

const cells = (text: string) => gridOfText(text).rows

describe('pasted text', () => {
  it.each([
    ['tabs', '姓名\t单位\n林岚\t甲厂'],
    ['commas', '姓名,单位\n林岚,甲厂'],
    ['semicolons', '姓名;单位\n林岚;甲厂'],
    ['full-width commas', '姓名，单位\n林岚，甲厂'],
    ['commas and ends of lines of another system', '姓名,单位\r\n林岚,甲厂\r\n'],
    ['commas and ends of lines of an old system', '姓名,单位\r林岚,甲厂'],
    ['a mark at its beginning', '\ufeff姓名,单位\n林岚,甲厂'],
    ['quotes', '"姓名","单位"\n"林岚","甲厂"'],
  ])('with %s becomes rows and columns', (_, text) => {
    expect(cells(text)).toEqual([
      ['姓名', '单位'],
      ['林岚', '甲厂'],
    ])
  })

  it('with one name a line is one column', () => {
    expect(cells('林岚\n\n符若川\n')).toEqual([['林岚'], [''], ['符若川']])
    expect(cells('林岚')).toEqual([['林岚']])
    expect(cells('')).toEqual([])
  })

  it('keeps separators, quotes and ends of lines that stand in quotes', () => {
    expect(cells('姓名,单位\n"林,岚","甲厂\n""二""车间"')).toEqual([
      ['姓名', '单位'],
      ['林,岚', '甲厂\n"二"车间'],
    ])
  })

  it('is split by what most lines have: a tab after a long number or a comma in a cell divides nothing', () => {
    expect(cells('姓名,证件号\n林岚,4602\t\n符若川,4603\t')).toEqual([
      ['姓名', '证件号'],
      ['林岚', '4602\t'],
      ['符若川', '4603\t'],
    ])
    expect(cells('姓名,单位\n林岚,海口，甲厂')).toEqual([
      ['姓名', '单位'],
      ['林岚', '海口，甲厂'],
    ])
    expect(cells('Name\tEmployer\nLee, Ana\tHarbour, Ltd')[1]).toEqual(['Lee, Ana', 'Harbour, Ltd'])
  })

  it('with a quote that is never closed takes quotes for letters, and loses nobody', () => {
    expect(cells('"林岚\n符若川\n黎书远')).toEqual([['"林岚'], ['符若川'], ['黎书远']])
    expect(cells('Ana,5" Pipe Co\nBen,Harbour')).toEqual([
      ['Ana', '5" Pipe Co'],
      ['Ben', 'Harbour'],
    ])
  })

  it('of any table, written with quotes, comes back as that table', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '林', ',', '\t', '"', '\n', ' ', ';') })
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      )
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n')
        expect(cells(text)).toEqual(rows)
      }),
    )
  })

  it('of a size that no roster has is read to its limit', () => {
    expect(cells('a\n'.repeat(100_000))).toHaveLength(20_000)
    expect(cells(','.repeat(100_000))[0]).toHaveLength(52)
  })
})
