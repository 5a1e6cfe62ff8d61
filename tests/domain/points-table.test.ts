import { describe, expect, it } from 'vitest'
import { type AspectId, asId, type EntryId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { MOST_CELLS, type PointsAsked, readPointsTable } from '#domain/points-table.ts'

const aspect = (id: string, name: string, max = 100) => ({
  id: asId<AspectId>(id),
  name,
  max: ofThousandths(max * 1000),
})
const entry = (code: string, name: string, organization = '甲厂', state: 'present' | 'absent' = 'present') => ({
  id: asId<EntryId>(`id${code}`),
  code,
  name,
  organization,
  state,
})
const theory: PointsAsked = {
  aspects: [aspect('A1.1', '理论笔试')],
  entries: [entry('07', '林岚'), entry('12', '周舟'), entry('31', '陈默', '乙厂', 'absent')],
}
const read = (rows: readonly (readonly string[])[], asked = theory) => readPointsTable(rows, asked)
const cellsOf = (rows: readonly (readonly string[])[], asked = theory) =>
  read(rows, asked).cells.map(({ row, entryId, aspectId, points }) => [row, entryId, aspectId, points])

describe('a table of points', () => {
  it.each([
    ['加密号', '成绩'],
    ['编号', '理论笔试'],
    ['Blind code', 'A1.1'],
    ['code', 'Score'],
    ['选手编号', 'A1.1 理论笔试'],
  ])('with the headers “%s” and “%s” is read by code', (code, points) => {
    expect(cellsOf([['2026 理论成绩'], [code, points], ['07', '82.5'], ['12', '９０']])).toEqual([
      [3, 'id07', 'A1.1', 82_500],
      [4, 'id12', 'A1.1', 90_000],
    ])
  })

  it('is read by name and employer, which tells two of one name apart', () => {
    const asked = { ...theory, entries: [entry('07', '林岚'), entry('12', '林岚', '乙厂')] }
    expect(
      cellsOf(
        [
          ['姓名', '单位', '得分'],
          ['林　岚', '乙厂', '70'],
        ],
        asked,
      ),
    ).toEqual([[2, 'id12', 'A1.1', 70_000]])
    expect(
      read(
        [
          ['姓名', '得分'],
          ['林岚', '70'],
        ],
        asked,
      ).faults,
    ).toEqual([{ kind: 'ambiguous', row: 2, text: '林岚' }])
  })

  it('has a column for each of several aspects, by id or name, and none that only says points', () => {
    const asked = { ...theory, aspects: [aspect('A1.1', '理论'), aspect('A1.2', '安全', 20)] }
    expect(
      cellsOf(
        [
          ['编号', '安全', 'A1.1'],
          ['07', '18.125', '60'],
        ],
        asked,
      ),
    ).toEqual([
      [2, 'id07', 'A1.2', 18_125],
      [2, 'id07', 'A1.1', 60_000],
    ])
    expect(
      read(
        [
          ['编号', '成绩'],
          ['07', '60'],
        ],
        asked,
      ).faults,
    ).toEqual([{ kind: 'no-points', aspects: ['A1.1 理论', 'A1.2 安全'] }])
    expect(
      read(
        [
          ['编号', '理论', 'A1.1'],
          ['07', '60', '61'],
        ],
        asked,
      ).faults,
    ).toEqual([{ kind: 'column-twice', header: 'A1.1' }])
  })

  it('takes a name that several aspects bear for none of them, and their ids for each', () => {
    const tries = [aspect('A1.1@1', '理论'), aspect('A1.1@2', '理论'), aspect('A1.2', '安全')]
    const asked = { ...theory, aspects: tries }
    const both = ['A1.1@1', 'A1.1@2']
    expect(
      read(
        [
          ['编号', '理论', '安全'],
          ['07', '60', '18'],
        ],
        asked,
      ),
    ).toMatchObject({ cells: [], faults: [{ kind: 'column-of-several', header: '理论', aspects: both }] })
    expect(
      cellsOf(
        [
          ['编号', 'A1.1@2', 'A1.1@1 理论', '安全'],
          ['07', '60', '61', '18'],
        ],
        asked,
      ),
    ).toEqual([
      [2, 'id07', 'A1.1@2', 60_000],
      [2, 'id07', 'A1.1@1', 61_000],
      [2, 'id07', 'A1.2', 18_000],
    ])
  })

  it('holds 4,000 points at most: with one more it is to be split', () => {
    const codes = Array.from({ length: MOST_CELLS + 1 }, (_, i) => String(i))
    const asked = { ...theory, entries: codes.map((code) => entry(code, code)) }
    const rows = [['编号', '成绩'], ...codes.map((code) => [code, '60'])]
    expect(cellsOf(rows.slice(0, -1), asked)).toHaveLength(4000)
    expect(read(rows, asked)).toMatchObject({ cells: [], faults: [{ kind: 'too-many-points', most: 4000 }] })
  })

  it.each([
    ['an unknown code', ['99', '', '60'], { kind: 'unknown-entry', text: '99' }],
    ['another’s name', ['07', '周舟', '60'], { kind: 'name-differs', text: '07 周舟' }],
    ['who is absent', ['31', '', '60'], { kind: 'entry-not-marked', text: '31' }],
    ['a word', ['07', '', '优'], { kind: 'not-a-number', text: '优' }],
    ['a comma', ['07', '', '82,5'], { kind: 'not-a-number', text: '82,5' }],
    ['less than 0', ['07', '', '-1'], { kind: 'not-a-number', text: '-1' }],
    ['more than the maximum', ['07', '', '100.001'], { kind: 'above-maximum', most: 100_000, text: '100.001' }],
    ['less than a thousandth', ['07', '', '82.1234'], { kind: 'too-fine', text: '82.1234' }],
  ])('with %s says so, with the number of the row', (_, cells, fault) => {
    expect(read([['编号', '姓名', '成绩'], ['12', '周舟', '1'], cells]).faults).toEqual([{ ...fault, row: 3 }])
  })

  it('that names somebody twice takes neither for sure', () => {
    expect(
      read([
        ['编号', '成绩'],
        ['07', '60'],
        ['07', '61'],
      ]).faults,
    ).toEqual([{ kind: 'row-twice', row: 3, text: '07', first: 2 }])
  })

  it('leaves who has no points as they are, and lists who is marked and was not found', () => {
    const { cells, faults, unmatched, ignored } = read([
      ['序号', '编号', '成绩', '备注'],
      ['1', '07', '', ''],
      ['2', '31', '', '缺考'],
    ])
    expect({ cells, faults, unmatched, ignored }).toEqual({
      cells: [],
      faults: [],
      unmatched: ['id07', 'id12'],
      ignored: ['备注'],
    })
  })

  it('with rows that end early has nothing in the cells that lack', () => {
    const short = [['成绩', '编号', '姓名', '单位'], ['60', '07'], ['70', '', '周舟'], ['80'], ['90', '', '何人']]
    expect(cellsOf(short)).toEqual([
      [2, 'id07', 'A1.1', 60_000],
      [3, 'id12', 'A1.1', 70_000],
    ])
    expect(read(short).faults).toEqual([
      { kind: 'unknown-entry', row: 4, text: '' },
      { kind: 'unknown-entry', row: 5, text: '何人' },
    ])
    expect(cellsOf([['编号', '', '成绩'], ['07']])).toEqual([])
  })

  it('without codes or names is none', () => {
    expect(read([['成绩'], ['60']]).faults).toEqual([{ kind: 'no-competitors' }])
    expect(read([]).faults).toEqual([{ kind: 'no-competitors' }])
  })
})
