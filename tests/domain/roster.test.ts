import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellValue } from '#domain/grid.ts'
import { readRoster } from '#domain/roster.ts'

const read = (...rows: CellValue[][]) => readRoster({ rows })
/** Names, employers and stations alone. */
const people = (...rows: CellValue[][]) =>
  read(...rows).rows.map(({ name, organization, station }) => [name, organization, station])

describe('the columns of a roster', () => {
  it.each([
    ['Chinese headers', ['姓名', '单位', '工位']],
    ['headers set wide with spaces', ['姓　名', '单 位', '工 位 号']],
    ['longer headers', ['参赛选手姓名', '工作单位名称', '工位编号']],
    ['headers with remarks', ['姓名（必填）', '选送单位*', '工位：']],
    ['English headers', ['Competitor', 'Organisation', 'Station']],
    ['other English headers', ['Full name', 'Employer', 'Bench No.']],
    ['headers in both languages', ['姓名 Name', '单位/Employer', '工位 Station']],
    ['full-width letters', ['Ｎａｍｅ', 'ＴＥＡＭ', 'ｓｔａｔｉｏｎ']],
  ])('are found by %s', (_, headers) => {
    expect(people(headers, ['林岚', '海棠湾云帆酒店', '07'])).toEqual([['林岚', '海棠湾云帆酒店', '07']])
  })

  it('may stand in any order, below a title', () => {
    expect(people(['选手名单'], [], ['工位', '序号', '单位', '姓名'], ['07', 1, '甲厂', '林岚'])).toEqual([
      ['林岚', '甲厂', '07'],
    ])
  })

  it('that nobody needs are left out and named, but for running numbers', () => {
    const roster = read(
      ['No.', '姓名', '联系电话', '单位', '单位联系人', '推荐单位'],
      [1, '林岚', '138', '甲厂', '王', '乙'],
    )
    expect(roster.columns.map(({ role }) => role)).toEqual([
      'ignored',
      'name',
      'ignored',
      'organization',
      'ignored',
      'ignored',
    ])
    expect(roster.problems).toEqual([
      { kind: 'column-ignored', header: '联系电话' },
      { kind: 'column-ignored', header: '单位联系人' },
      { kind: 'column-ignored', header: '推荐单位' },
    ])
  })

  it.each(['身份证号', '证件号码', '公民身份号码', '护照号', 'ID card', 'Passport No.'])(
    'with identity numbers (%s) are never kept',
    (header) => {
      const roster = read(['姓名', header], ['林岚', '460200199001011217'])
      expect(roster.problems).toEqual([{ kind: 'identity-dropped', header }])
      expect(JSON.stringify(roster)).not.toContain('460200199001011217')
    },
  )

  it("leave a team's name out where a person's name and an employer stand", () => {
    const { columns, rows } = read(['姓名', '单位', '队名'], ['林岚', '甲厂', '红队'])
    expect(columns.map(({ role }) => role)).toEqual(['name', 'organization', 'ignored'])
    expect(rows).toMatchObject([{ name: '林岚', organization: '甲厂' }])
  })

  it('without a header of their own go by their letter where something stands in them', () => {
    const { columns } = read(['姓名', '', '单位', ''], ['林岚', 'x', '甲厂', ''])
    expect(columns.map(({ header, role }) => [header, role])).toEqual([
      ['姓名', 'name'],
      ['B', 'ignored'],
      ['单位', 'organization'],
      ['', 'ignored'],
    ])
  })

  it("take a team's name where no person's name stands", () => {
    expect(people(['队名', '单位'], ['海燕队', '甲厂'])).toEqual([['海燕队', '甲厂', null]])
    expect(people(['Team', 'Name'], ['Sea Swallows', 'Lin Lan'])).toEqual([['Lin Lan', 'Sea Swallows', null]])
  })

  it('with headers but no names give no entries', () => {
    expect(read(['单位', '工位'], ['甲厂', '07'])).toMatchObject({ rows: [], problems: [{ kind: 'no-names' }] })
  })
})

describe('a roster without headers', () => {
  it('is a list of names', () => {
    expect(people(['林岚'], ['符若川'])).toEqual([
      ['林岚', '', null],
      ['符若川', '', null],
    ])
  })

  it('has the employer in its second column and the station in its third', () => {
    expect(people(['林岚', '甲厂', '07'], ['符若川', '乙厂', '08'])).toEqual([
      ['林岚', '甲厂', '07'],
      ['符若川', '乙厂', '08'],
    ])
  })

  it('may begin with running numbers, which are nobody’s name', () => {
    expect(people([1, '林岚', '甲厂'], [2, '符若川', '乙厂'])).toEqual([
      ['林岚', '甲厂', null],
      ['符若川', '乙厂', null],
    ])
  })

  it('loses identity and telephone numbers', () => {
    const roster = read(['林岚', '46020019900101121X', '13800000000', '甲厂'])
    expect(roster.rows).toEqual([{ row: 1, name: '林岚', organization: '甲厂', station: null, division: null }])
    expect(roster.problems).toEqual([
      { kind: 'identity-dropped', header: 'B' },
      { kind: 'column-ignored', header: 'C' },
    ])
    expect(JSON.stringify(roster)).not.toContain('46020019900101121X')
  })
})

describe('the rows of a roster', () => {
  it('may be blank in between and keep the numbers of the file', () => {
    expect(read(['姓名'], ['林岚'], [], [' ', null], ['符若川']).rows.map(({ row, name }) => [row, name])).toEqual([
      [2, '林岚'],
      [5, '符若川'],
    ])
  })

  it('lose spaces of every width, inside Chinese names too', () => {
    expect(people(['姓名', '单位'], ['\u3000林　岚 ', ' 甲厂\u00a0 二车间'], ['Ana  Lee', ''])).toEqual([
      ['林岚', '甲厂 二车间', null],
      ['Ana Lee', '', null],
    ])
  })

  it('are composed, so that the same letters are the same name', () => {
    expect(people(['Name'], ['Jose\u0301'])).toEqual([['José', '', null]])
  })

  it.each([
    ['that turn text around', '林\u202e岚'],
    ['of no width', '林\u200b岚'],
    ['of control', '林\u0007岚'],
    ['that mark the order of bytes', '林\ufeff岚'],
    ['that are half a letter', '林\ud800岚'],
  ])('lose characters %s, and say so', (_, name) => {
    expect(read(['姓名'], [name])).toMatchObject({
      rows: [{ name: '林岚' }],
      problems: [{ kind: 'hidden-characters', row: 2, name: '林岚' }],
    })
  })

  it('keep rare letters whole', () => {
    expect(people(['姓名'], ['𠮷永明'], ['龘\u{e0100}一'])).toEqual([
      ['𠮷永明', '', null],
      ['龘\u{e0100}一', '', null],
    ])
  })

  it.each(['=1+1', '+86', '-', '@ana', '＝SUM'])('that begin like a formula (%s) stay text', (name) => {
    expect(people(['姓名', '单位'], [name, name])).toEqual([[name, name, null]])
  })

  it('without a name, or with one too long to be one, are left out with their number', () => {
    expect(read(['姓名', '单位'], ['', '甲厂'], ['林'.repeat(61), '甲厂'], ['林岚', '甲厂'])).toMatchObject({
      rows: [{ row: 4, name: '林岚' }],
      problems: [
        { kind: 'name-missing', row: 2 },
        { kind: 'name-too-long', row: 3, most: 60 },
      ],
    })
  })

  it('with employers and stations too long to be kept say that they were cut, never through a letter', () => {
    const roster = read(['姓名', '单位', '工位'], ['林岚', `${'厂'.repeat(119)}𠮷${'厂'.repeat(5)}`, '7'.repeat(21)])
    expect(roster.rows).toEqual([
      { row: 2, name: '林岚', organization: '厂'.repeat(119), station: '7'.repeat(20), division: null },
    ])
    expect(roster.problems).toEqual([
      { kind: 'organization-shortened', row: 2, name: '林岚', most: 120 },
      { kind: 'station-shortened', row: 2, name: '林岚', most: 20 },
    ])
  })

  it.each(['组别', '参赛组别', '组', 'Division'])('under “%s” have the division that they compete in', (header) => {
    const roster = read(['姓名', '单位', header], ['林岚', '甲厂', ' 职工组 '], ['周舟', '乙校', ''])
    expect(roster.rows.map(({ name, division }) => [name, division])).toEqual([
      ['林岚', '职工组'],
      ['周舟', null],
    ])
    expect(roster.problems).toEqual([])
  })

  it('with a division too long to be kept say that it was cut', () => {
    const roster = read(['姓名', '单位', '组别'], ['林岚', '甲厂', '组'.repeat(101)])
    expect(roster.rows[0]!.division).toBe('组'.repeat(100))
    expect(roster.problems).toEqual([{ kind: 'division-shortened', row: 2, name: '林岚', most: 100 }])
  })

  it('that repeat a name of the same employer wait to be taken in, with everything they hold', () => {
    expect(
      read(['姓名', '单位', '工位'], ['林岚', '甲厂', '1'], ['林岚', '乙厂', '2'], ['林　岚', '甲厂', '3']),
    ).toMatchObject({
      rows: [
        { row: 2, organization: '甲厂' },
        { row: 3, organization: '乙厂' },
      ],
      problems: [
        { kind: 'duplicate', first: 2, row: 4, name: '林岚', organization: '甲厂', station: '3', division: null },
      ],
    })
  })

  it('beyond 2000 are not looked at, and their number is told', () => {
    const roster = readRoster({ rows: Array.from({ length: 400_000 }, (_, i) => [`n${i}x`]) })
    expect({ rows: roster.rows.length, problems: roster.problems }).toEqual({
      rows: 2000,
      problems: [{ kind: 'too-many-rows', rows: 400_000, most: 2000 }],
    })
  })

  it('whatever they hold, give names that can be shown and kept', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 12 }), (rows) => {
        for (const { name, organization, station } of readRoster({ rows }).rows) {
          expect(name.length).toBeGreaterThan(0)
          expect(name.length).toBeLessThanOrEqual(60)
          expect([name, organization, station ?? ''].join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
        }
      }),
    )
  })
})
