import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkWorkbook } from '#domain/cis/check.ts'
import { exportRubric } from '#domain/cis/export.ts'
import { exportSentence } from '#domain/cis/export-words.ts'
import { ofThousandths } from '#domain/points.ts'
import { type Aspect, aspectsOf, type Rubric, subCriteriaOf } from '#domain/rubric.ts'
import { gridOf, readValue } from '#domain/written-sheet.ts'
import { anyText, cisRubric, plainText } from '../../support/any-cis-rubric.ts'
import { anyRubric } from '../../support/any-rubric.ts'
import { countOf, judgement, rubricOf, yesNo } from '../../support/rubrics.ts'

/** The rubric that the import makes of the workbook, or why there is none. */
const comesBack = (rubric: Rubric) => {
  const sheets = exportRubric(rubric)
  return sheets.ok ? checkWorkbook(sheets.value.map(gridOf)).rubric : sheets.error
}
const cells = (rubric: Rubric) => {
  const sheets = exportRubric(rubric)
  if (!sheets.ok) throw new Error(JSON.stringify(sheets.error))
  return sheets.value.map(({ rows }) => rows)
}
/** A sub-criterion of these aspects; each is a yes/no of two marks but for what is said. */
const withAspects = (...all: object[]): Rubric => {
  const rubric = rubricOf(all.map(() => yesNo(2)))
  const subCriterion = subCriteriaOf(rubric)[0]!
  const aspects = subCriterion.aspects.map((aspect, i) => ({ ...aspect, ...all[i] }) as Aspect)
  return { ...rubric, criteria: [{ ...rubric.criteria[0]!, subCriteria: [{ ...subCriterion, aspects }] }] }
}
const deduct = (label: string, amount: string) => ({ label, worth: { deduct: amount, in: 'points' } })
/** What the import takes where a workbook names no instrument. */
const usual = (decimals: number) => ({ unit: '', decimals, low: null, high: null })

describe('a rubric written as a CIS workbook', () => {
  it('comes back the same, whatever it holds of what CIS knows', () => {
    fc.assert(
      fc.property(cisRubric(plainText), (rubric) => {
        expect(comesBack(rubric)).toEqual(rubric)
      }),
      { numRuns: 300 },
    )
  })

  it('comes back the same or is refused with the place and the reason, whatever else it holds', () => {
    fc.assert(
      fc.property(fc.oneof(anyRubric, cisRubric(anyText)), (rubric) => {
        const sheets = exportRubric(rubric)
        if (sheets.ok) {
          expect(checkWorkbook(sheets.value.map(gridOf)).rubric).toEqual(rubric)
          return
        }
        const ids = new Set<string>([
          '',
          ...rubric.sections.map(({ number }) => String(number)),
          ...rubric.criteria.map(({ id }) => id),
          ...subCriteriaOf(rubric).map(({ id }) => id),
          ...aspectsOf(rubric).map(({ id }) => id),
        ])
        expect(sheets.error).not.toEqual([])
        for (const refusal of sheets.error) {
          expect(ids).toContain(refusal.where)
          expect(exportSentence(refusal, 'zh')).toMatch(/\p{Script=Han}.*[。：]/u)
          expect(exportSentence(refusal, 'en')).toMatch(/\w/)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('stands in the modern layout, each sum as formula and value', () => {
    const rubric: Rubric = {
      ...rubricOf([{ ...judgement(1.5), max: 1.5 }, yesNo(0.25)], [countOf(4, 2)]),
      title: '17 网站',
      sections: [{ number: 3, name: '前端', weight: ofThousandths(4000) }],
    }
    const marked = {
      ...rubric,
      criteria: rubric.criteria.map((criterion) => ({
        ...criterion,
        subCriteria: criterion.subCriteria.map((sub) => ({
          ...sub,
          aspects: sub.aspects.map((aspect) => ({ ...aspect, section: 3, notes: ['一', '二'], requirement: '应' })),
        })),
      })),
    }
    const [scheme, calculations] = cells(marked)
    const head = (words: string) => ({ head: words })
    const marks = (value: number, formula: string | null = null) => ({ marks: value, formula })
    const _ = null
    expect(scheme!.slice(0, 14)).toEqual([
      [head('17 网站')],
      [],
      [head('WorldSkills Occupational Standards')],
      [
        head('Section'),
        head('WSOS Marks'),
        _,
        _,
        _,
        _,
        _,
        _,
        head('WSOS Marks'),
        head('Aspect Marks'),
        head('Variation'),
      ],
      [3, '前端', _, _, _, _, _, _, marks(4), marks(3.75, 'SUMIF(I15:I29,A5,K15:K29)'), marks(0.25, 'ABS(I5-J5)')],
      [_, _, _, _, _, _, _, _, head('Total Variation'), _, marks(0.25, 'SUM(K5:K5)')],
      [],
      [],
      [head('Criteria')],
      [head('ID'), head('Name'), _, _, _, _, _, _, _, _, head('Mark')],
      ['A', '模块', _, _, _, _, _, _, _, _, marks(3.75)],
      [],
      [],
      [
        ...[
          'Sub\nCriterion\nID',
          'Sub Criterion\nName or Description',
          'Day of Marking',
          'Aspect\nType\nM = Meas\nJ = Judg',
          'Aspect - Description',
          'Judg Score',
          'Extra Aspect Description (Meas or Judg)\nOR\nJudgement Score Description (Judg only)',
          'Requirement\n(Measurement Only)',
          'WSOS Section',
          'Calculation Row \n(Export only)',
          'Max\nMark',
          'Criterion A',
          'Total\nMark',
        ].map(head),
        marks(3.75, 'SUM(K15:K28)'),
      ],
    ])
    expect(scheme!.slice(14).map((row) => row.map(readValue))).toEqual([
      ['A1', '子项1', 1],
      [_, _, _, 'J', '评分点1.1', _, '一', '应', 3, _, 1.5],
      ...['零', '一', '二', '三'].map((words, level) => [_, _, _, _, _, level, words]),
      [_, _, _, _, _, _, '二'],
      [_, _, _, 'M', '评分点1.2', _, '一', '应', 3, 1, 0.25],
      [_, _, _, _, _, _, '二'],
      [],
      ['A2', '子项2', 1],
      [_, _, _, 'M', '评分点2.1', _, '一', '应', 3, 2, 2],
      [_, _, _, _, _, _, '二'],
      [],
      [],
      [_, _, _, _, _, _, _, _, _, _, _, 'Competition', 'Total\nMark', 3.75],
    ])
    expect(calculations).toEqual([
      ['Measurement', 'PASS_FAIL', true, null],
      ['Number Completed 4', 'NUMBER_COMPLETED', true, 'NUM_POSSIBLE:::4.00000000#x~x#'],
    ])
  })

  it('shares one row among aspects of a reusable calculation, and gives every other aspect a row of its own', () => {
    const choice = { kind: 'choice', min: 0, options: [deduct('一', '0'), deduct('二', '1')] } as const
    const rubric = rubricOf([yesNo(1), countOf(4, 1)], [yesNo(2), countOf(5, 1), countOf(4, 2)])
    const [scheme, calculations] = cells(rubric)
    const linked = scheme!.map((row) => row[9]).filter((cell) => typeof cell === 'number')
    expect([linked, calculations!.map((row) => row[0])]).toEqual([
      [1, 2, 1, 3, 2],
      ['Measurement', 'Number Completed 4', 'Number Completed 5'],
    ])
    const two = withAspects(choice, choice)
    expect(cells(two)[1]!.map(([name, kind, reusable]) => [name, kind, reusable])).toEqual([
      [null, 'CHOICE', false],
      [null, 'CHOICE', false],
    ])
  })

  it('writes parameters as CIS does, and only what no mark depends on into parameters of our own', () => {
    const parameters = (more: object) => cells(withAspects(more))[1]![0]![3]
    const instrument = usual(2)
    const bands = [{ lower: '0', upper: '1.5', deduction: { deduct: '0', in: 'points' } }]
    const range = { kind: 'range', target: '-3', bands, instrument }
    expect(parameters(range)).toBe(
      'TARGET_VALUE:::-3.00000000#x~x##-#DEDUCTION_TYPE:::#x~x#UNIT#-#RANGE1_LOWER:::0E-8#x~x##-#RANGE1_UPPER:::1.50000000#x~x##-#RANGE1_DEDUCTION:::0E-8#x~x##-#RANGE2_LOWER:::#x~x##-#RANGE2_UPPER:::#x~x##-#RANGE2_DEDUCTION:::#x~x##-#RANGE3_LOWER:::#x~x##-#RANGE3_UPPER:::#x~x##-#RANGE3_DEDUCTION:::#x~x#',
    )
    expect(parameters({ ...range, instrument: { unit: 'Ω', decimals: 1, low: null, high: '20' } })).toBe(
      `${parameters(range)}#-#INSTRUMENT_UNIT:::#x~x#Ω#-#INSTRUMENT_DECIMALS:::1.00000000#x~x##-#INSTRUMENT_LOW:::#x~x##-#INSTRUMENT_HIGH:::20.00000000#x~x#`,
    )
    const options = [
      { label: '好', worth: { points: 2000 } },
      { label: '差', worth: { points: 500 } },
    ]
    expect(parameters({ kind: 'choice', min: 0, options })).toBe(
      'DEDUCTION_TYPE:::#x~x#UNIT#-#CHOICE_WORTH:::#x~x#POINTS#-#CHOICE1_LABEL:::#x~x#好#-#CHOICE1_DEDUCTION:::0E-8#x~x##-#CHOICE2_LABEL:::#x~x#差#-#CHOICE2_DEDUCTION:::1.50000000#x~x#',
    )
  })

  it('takes decimals for what they are: 1.50 comes back as 1.5', () => {
    const figures = { target: '1.50', step: '1.0', stepIn: 'units', steps: 'complete' }
    const rule = { kind: 'difference', ...figures, deduction: { deduct: '0.50', in: 'points' }, instrument: usual(2) }
    expect(comesBack(withAspects(rule))).toEqual(
      withAspects({ ...rule, target: '1.5', step: '1', deduction: { deduct: '0.5', in: 'points' } }),
    )
  })
})

describe('an export is refused, with the id and the reason,', () => {
  const instrument = usual(2)
  const difference = {
    kind: 'difference',
    target: '5',
    step: '1',
    stepIn: 'units',
    steps: 'complete',
    instrument,
    deduction: { deduct: '0.5', in: 'points' },
  }
  const band = (unit: string) => ({ lower: '1', upper: '1', deduction: { deduct: '0', in: unit } })
  const range = (...units: string[]) => ({ kind: 'range', target: '0', bands: units.map(band), instrument })
  const choice = (...options: object[]) => ({ kind: 'choice', min: 0, options })
  const four = ['a', 'b', 'c', 'd']

  it.each([
    ['points', { kind: 'points', min: 0, step: 500 }, 'CIS 没有“打分”这种评分点。'],
    ['a deduction', { kind: 'deduction', max: 0, start: 0, floor: null, faults: [] }, 'CIS 没有“扣分”这种评分点。'],
    ['a veto', { kind: 'veto', max: 0, target: 'entry' }, 'CIS 没有“否决”这种评分点。'],
    [
      'a grade on a scale',
      { kind: 'scaled', low: '0', high: '2', step: '1', factor: '1' },
      'CIS 没有“折算”这种评分点。',
    ],
    ['a figure from a file', { kind: 'imported', source: '理论.csv' }, 'CIS 没有“导入”这种评分点。'],
    ['a timed aspect', { kind: 'timed' }, 'CIS 没有“计时”这种评分点。'],
    ['a kind that nobody has thought of', { kind: 'oracle' }, 'CIS 没有“oracle”这种评分点。'],
    ['three levels', { kind: 'judgement', levels: four.slice(1) }, 'CIS 的判断项必须有 0、1、2、3 四级，这里有 3 级。'],
    ['a maximum of 0', { max: 0 }, '满分 0.00 不能用：CIS 的满分大于 0，最多两位小数。'],
    ['a third decimal', { max: 1125 }, '满分 1.125 不能用：CIS 的满分大于 0，最多两位小数。'],
    [
      'options below 0',
      { ...choice(deduct('一', '0'), deduct('二', '1')), min: -500 },
      'CIS 的选项最低是 0 分，这里最低是 -0.50 分。',
    ],
    ['five options', choice(...[...four, 'e'].map((label) => deduct(label, '1'))), 'CIS 的选项最多四个，这里有 5 个。'],
    [
      'options in marks and in percent',
      choice(deduct('一', '0'), { label: '二', worth: { deduct: '50', in: 'percent' } }),
      'CIS 的一个评分点只能用一种写法：全部扣分、全部扣百分比，或全部直接给分。',
    ],
    ['an option without words', choice(deduct('', '0'), deduct('二', '1')), '选项存不住：“”读回来会是“1”。'],
    [
      'words that end a parameter',
      choice(deduct('a#-#b', '0'), deduct('二', '1')),
      '选项存不住：“a#-#b”读回来会是“a”。',
    ],
    ['four ranges', range('points', 'points', 'points', 'points'), 'CIS 的区间最多三个，这里有 4 个。'],
    [
      'ranges in marks and in percent',
      range('points', 'percent'),
      'CIS 的一个评分点只能用一种写法：全部扣分、全部扣百分比，或全部直接给分。',
    ],
    ['steps that are begun', { ...difference, steps: 'begun' }, 'CIS 只数满步的差：请改为“满步”计。'],
    [
      'a ninth decimal',
      { ...difference, target: '0.123456789', instrument: usual(4) },
      '目标值存不住：“0.123456789”读回来会是“0.12345679”。',
    ],
    ['another id', { id: 'A1.7' }, '编号存不住：“A1.7”读回来会是“A1.1”。'],
    ['spaces side by side', { name: 'a  b' }, /^名称“a {2}b”有首尾空格/],
    ['a full-width space', { requirement: '一\u3000二' }, /^要求“一\u3000二”有首尾空格/],
    ['a line break', { notes: ['一\n二'] }, /^补充说明“一\n二”有首尾空格/],
    ['a note without words', { notes: ['', '二'] }, '补充说明存不住：“”读回来会是“二”。'],
    ['a sign that XML does not know', { name: 'a\uFFFE' }, '名称含有工作簿无法书写的字符。'],
    ['more letters than a cell holds', { name: 'a'.repeat(32_768) }, '名称太长：一格最多 32767 个字符。'],
    [
      'a cell of words that are a header',
      { name: 'Код', notes: ['Max mark'], requirement: 'Aspect' },
      /^写成的工作簿不能再导入：/,
    ],
  ])('for %s', (_, more, sentence) => {
    const sheets = exportRubric(withAspects(more))
    expect(sheets.ok ? [] : sheets.error.map((refusal) => exportSentence(refusal, 'zh'))).toEqual([
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    ])
  })

  it('for all that is wrong in it at once, the words of a refused aspect too', () => {
    const rubric = withAspects(
      { kind: 'points', min: 0, step: 10, name: ' a' },
      { max: 5, kind: 'veto' },
      { notes: ['b '] },
    )
    const sheets = exportRubric({
      ...rubric,
      title: 'Section',
      sections: [{ number: 4, name: '', weight: ofThousandths(5) }],
    })
    expect(sheets.ok ? [] : sheets.error.map(({ kind, where }) => [where, kind])).toEqual([
      ['4', 'weight-not-allowed'],
      ['A1.1', 'kind-not-held'],
      ['A1.2', 'kind-not-held'],
      ['', 'comes-back-different'],
      ['A1.1', 'text-changes'],
      ['A1.3', 'text-changes'],
    ])
  })

  it.each([
    [
      'J',
      'J1',
      [
        ['J', 'criterion-id'],
        ['J1', 'sub-criterion-id'],
      ],
    ],
    ['AA', 'A1', [['AA', 'criterion-id']]],
    ['A', 'B1', [['B1', 'sub-criterion-id']]],
    ['A', '一', [['一', 'sub-criterion-id']]],
  ])('for ids %s and %s', (criterion, subCriterion, found) => {
    const rubric = withAspects({})
    const renamed = {
      ...rubric.criteria[0]!,
      id: criterion,
      subCriteria: [{ ...subCriteriaOf(rubric)[0]!, id: subCriterion }],
    }
    const sheets = exportRubric({ ...rubric, criteria: [renamed] } as unknown as Rubric)
    expect(sheets.ok ? [] : sheets.error.map(({ kind, where }) => [where, kind])).toEqual(found)
  })

  it('for what has no aspect below it, as in a draft', () => {
    const rubric = withAspects({})
    const bare = { ...rubric.criteria[0]!, id: 'B', subCriteria: [] }
    const hollow = {
      ...rubric.criteria[0]!,
      id: 'C',
      subCriteria: [{ ...subCriteriaOf(rubric)[0]!, id: 'C1', aspects: [] }],
    }
    const sheets = exportRubric({ ...rubric, criteria: [...rubric.criteria, bare, hollow] } as unknown as Rubric)
    expect(sheets.ok ? [] : sheets.error.map(({ kind, where }) => [where, kind])).toEqual([
      ['B', 'empty'],
      ['C1', 'empty'],
    ])
    expect(exportRubric({ title: '', criteria: [], sections: [] })).toMatchObject({
      ok: false,
      error: [{ kind: 'import-refuses' }],
    })
  })

  it.each([
    ['choice', { min: 0, options: [{ label: '一', worth: { points: 5000 } }, deduct('二', '-1')] }],
    ['difference', { ...difference, step: '0' }],
    ['range', { ...range('points'), bands: [{ ...band('points'), lower: '-9' }] }],
    ['count', { of: 0 }],
  ])('for a %s that a draft holds and nobody could mark', (kind, faulty) => {
    const sheets = exportRubric(withAspects({ ...faulty, kind }))
    expect(sheets.ok ? [] : sheets.error.map(({ where }) => where)).toContain('A1.1')
  })

  it('for more rows than are read', () => {
    const aspects = Array.from({ length: 500 }, () => ({ notes: Array.from({ length: 45 }, () => '一') }))
    const sheets = exportRubric(withAspects(...aspects))
    expect(sheets.ok ? [] : sheets.error.map((refusal) => exportSentence(refusal, 'zh'))).toEqual([
      '写成 CIS 工作簿有 22518 行，导入时最多读 20000 行。',
    ])
  })
})
