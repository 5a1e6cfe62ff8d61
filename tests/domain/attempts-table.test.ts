import { describe, expect, it } from 'vitest'
import { type AttemptsAsked, decimalOf, readAttemptsTable } from '#domain/attempts-table.ts'
import { asId, type EntryId, type PartId } from '#domain/ids.ts'

const entry = (code: string, name: string, organization = '甲厂', state: 'present' | 'absent' = 'present') => ({
  id: asId<EntryId>(`id${code}`),
  code,
  name,
  organization,
  state,
})
const part = (id: string, name: string, planned = 2) => ({ id: asId<PartId>(id), name, planned })
const dives: AttemptsAsked = {
  parts: [part('dives', '跳水')],
  entries: [entry('07', '林岚'), entry('12', '周舟'), entry('31', '陈默', '乙厂', 'absent')],
}
const two: AttemptsAsked = { ...dives, parts: [part('dives', '跳水'), part('runs', '')] }
const read = (rows: readonly (readonly string[])[], asked = dives) => readAttemptsTable(rows, asked)
const faultsOf = (rows: readonly (readonly string[])[], asked = dives) => read(rows, asked).faults

describe('a list of coefficients (RULES §4)', () => {
  it('is read below its header row, and what a row leaves empty it does not say', () => {
    const list = [
      ['2026 难度表'],
      ['编号', '次', '难度', '倍率', '基础分', '作废', '备注', ''],
      ['07', '1', '1.50', '', '', '', '新动作', ''],
      ['07', '第 2 次', '２', '3', '-1.5', '否'],
      ['12', 'Attempt 1', '', '', '', '√'],
      ['12', '2'],
      [],
    ]
    expect(read(list)).toEqual({
      faults: [],
      ignored: ['备注'],
      rows: [
        { row: 3, entryId: 'id07', part: 'dives', attempt: '1', says: { difficulty: '1.5' } },
        {
          row: 4,
          entryId: 'id07',
          part: 'dives',
          attempt: '2',
          says: { difficulty: '2', multiplier: '3', base: '-1.5', isVoid: false },
        },
        { row: 5, entryId: 'id12', part: 'dives', attempt: '1', says: { isVoid: true } },
      ],
    })
  })

  it('says which of several parts by its id or its name', () => {
    const list = [
      ['code', 'part', 'attempt', 'dd'],
      ['07', '跳 水', '1', '2'],
      ['07', 'RUNS', '1', '3'],
      ['12', '翻腾', '1', '3'],
    ]
    const { rows, faults } = read(list, two)
    expect(rows.map(({ part, says }) => [part, says.difficulty])).toEqual([
      ['dives', '2'],
      ['runs', '3'],
    ])
    expect(faults).toEqual([{ kind: 'unknown-part', row: 4, text: '翻腾' }])
  })

  it('is refused whole where a column is missing or stands twice', () => {
    expect(faultsOf([['a', 'b']])).toEqual([{ kind: 'no-competitors' }])
    expect(faultsOf([['code', 'dd']])).toEqual([{ kind: 'no-attempts' }])
    expect(faultsOf([['code', 'attempt']])).toEqual([{ kind: 'no-difficulty' }])
    expect(faultsOf([['code', 'attempt', 'dd']], two)).toEqual([{ kind: 'no-parts' }])
    expect(faultsOf([['code', 'attempt', 'dd', '难度']])).toEqual([{ kind: 'column-twice', header: '难度' }])
  })

  it('names every row that it cannot take', () => {
    const head = ['name', 'code', 'attempt', 'dd', 'void']
    expect(
      faultsOf([
        head,
        ['', '99', '1', '2', ''],
        ['', '31', '1', '2', ''],
        ['', '07', '3', '2', ''],
        ['', '07', 'last', '2', ''],
        ['', '07', '1', '2', ''],
        ['', '07', '1', '3', ''],
        ['', '12', '1', '1,5', ''],
        ['', '12', '2', '1', 'perhaps'],
        ['', '07', '', '2', ''],
      ]),
    ).toEqual([
      { kind: 'unknown-entry', row: 2, text: '99' },
      { kind: 'entry-not-marked', row: 3, text: '31' },
      { kind: 'unknown-attempt', row: 4, text: '3' },
      { kind: 'unknown-attempt', row: 5, text: 'last' },
      { kind: 'row-twice', row: 7, text: '07 1', first: 6 },
      { kind: 'not-a-number', row: 8, text: '1,5' },
      { kind: 'not-yes-or-no', row: 9, text: 'perhaps' },
      { kind: 'unknown-attempt', row: 10, text: '' },
    ])
  })
})

describe('a figure in a list', () => {
  it('is kept in its shortest form, and nothing is guessed', () => {
    expect(['1.50', '+2', '−3.0', '007', '0', ' 1 '].map(decimalOf)).toEqual(['1.5', '2', '-3', '7', '0', '1'])
    expect(['1,5', 'x', '', '1e3', '1.123456789012345678901'].map(decimalOf)).toEqual(Array(5).fill(undefined))
  })
})
