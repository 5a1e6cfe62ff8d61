import { describe, expect, it } from 'vitest'
import { calculationOf } from '#domain/cis/calculation-rows.ts'
import { readCalculations, ruleFor } from '#domain/cis/calculations.ts'
import { checkWorkbook, type Unfit } from '#domain/cis/check.ts'
import { columnsOf } from '#domain/cis/columns.ts'
import { lostOnTheWay } from '#domain/cis/comes-back.ts'
import { exportRubric } from '#domain/cis/export.ts'
import { exportSentence } from '#domain/cis/export-words.ts'
import { messageOf } from '#domain/cis/messages.ts'
import { foldType, numberOf } from '#domain/cis/text.ts'
import type { CellValue, Grid } from '#domain/grid.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import { type Aspect, aspectsOf, type Rubric, subCriteriaOf } from '#domain/rubric.ts'
import { grid, levels, MODERN, modern, type Row } from '../../support/cis-grids.ts'
import { rubricOf, rubricOfCriteria, yesNo } from '../../support/rubrics.ts'

const _ = null
/** One aspect of the modern layout. */
const aspect = (
  name: string,
  max: CellValue,
  more: { type?: string; section?: number; row?: number; note?: string } = {},
) => [_, _, _, more.type ?? 'M', name, _, more.note ?? _, _, more.section ?? _, more.row ?? _, max] as Row
const check = (...rows: Row[]) => checkWorkbook([modern(...rows)])
/** Kind and cell of all that was found of these kinds. */
const told = ({ findings }: ReturnType<typeof checkWorkbook>, ...kinds: string[]) =>
  findings.filter(({ kind }) => kinds.includes(kind)).map(({ kind, where }) => `${kind} ${where.split('!')[1]}`)

describe('an import that is refused', () => {
  it('names no cell where there is no sheet at all', () => {
    expect(checkWorkbook([]).report.errors).toMatchObject([{ kind: 'no-header-row', where: '' }])
  })

  it('finds nothing to mark below a bare header row', () => {
    expect(told(check(), 'nothing-to-mark')).toEqual(['nothing-to-mark A2'])
  })

  it('takes no header row that says nowhere what an aspect is', () => {
    expect(columnsOf(['Sub Criterion ID', 'Max Mark'])).toBeUndefined()
    expect(columnsOf(['Sub Criterion ID', 'Aspect', 'Max Mark'])).toMatchObject({ id: 0, description: 1, max: 2 })
  })

  it('names a type that is none, an error in a cell, and an aspect before any sub-criterion', () => {
    expect(told(check(['A1', 'x', 1], aspect('a', 1, { type: 'Q' })), 'type-unknown')).toEqual(['type-unknown D4'])
    const broken: Grid = { ...modern(['A1', 'x', 1], aspect('a', _)), formulas: new Map([['K4', 'error']]) }
    expect(told(checkWorkbook([broken]), 'cell-with-error', 'maximum-missing')).toEqual(['cell-with-error K4'])
    const early = check(aspect('a', 40), aspect('b', 60))
    expect(told(early, 'aspect-before-sub-criterion')).toEqual(['aspect-before-sub-criterion E3'])
    expect(early.report).toMatchObject({
      subCriteria: 0,
      totalMarks: '100.00',
      criteria: [{ id: 'A', mark: '100.00' }],
    })
    const head: Row = ['Sub Criterion ID', 'Sub Criterion Name', 'Aspect Type', 'Max Mark']
    expect(told(checkWorkbook([grid('x', [head, [_, 'a', 'M', 1]])]), 'aspect-before-sub-criterion')).toEqual([
      'aspect-before-sub-criterion A2',
    ])
    const unlettered = checkWorkbook([grid('x', [MODERN, aspect('a', 1)])])
    expect(unlettered.report.criteria).toEqual([{ id: '', name: '', mark: '1.00' }])
  })

  it('has more aspects than anybody marks', () => {
    const many = Array.from({ length: 2001 }, () => aspect('a', 1, { section: 1 }))
    const refused = check(['A1', 'x', 1], ...many)
    expect(told(refused, 'too-many-aspects')).toEqual(['too-many-aspects K2004'])
    expect(refused.findings.find(({ kind }) => kind === 'too-many-aspects')?.with).toEqual({ count: 2001, most: 2000 })
  })

  it('lists a thousand findings, errors first, and says how many more there are', () => {
    const notes = Array.from({ length: 1100 }, (): Row => [_, _, _, _, 'Footer'])
    const { findings } = check(['A1', 'x', 1], ...notes, aspect('last', 'zwei'))
    expect(findings).toHaveLength(1001)
    expect(findings[0]).toMatchObject({ kind: 'maximum-not-allowed' })
    // Beside the notes one of the maximum, one of the total, and one of the criterion's stated mark.
    expect(findings[1000]).toEqual({ kind: 'findings-left-out', where: '', with: { count: 103 } })
  })

  it('shortens words that nobody reads to their end', () => {
    const { findings } = check(['A1', 'x', 1], aspect('長'.repeat(1001), _))
    expect(findings.find(({ kind }) => kind === 'maximum-missing')?.with.aspect).toBe(`${'長'.repeat(1000)}…`)
  })
})

describe('what cannot be kept of a workbook that was read', () => {
  const rows: Row[] = [
    ['WSOS'],
    ['Section', 'Name', 'WSOS Marks'],
    [1, 'Work', 100],
    [],
    [...MODERN, 'Criterion A'],
    ['A1', 'x', 1],
    aspect('a', 40, { section: 1 }),
    [...MODERN, 'Criterion B'],
    ['B1', 'y', 1],
    aspect('b', 60, { section: 1 }),
  ]
  const where = (path: string) => {
    const unfit: Unfit = () => [{ where: path, zh: '不行', en: 'no' }]
    const { rubric, report } = checkWorkbook([grid('S', rows)], unfit)
    expect(rubric).toBeNull()
    return report.errors.map((error) => `${error.where} ${error.message}`)
  }

  it.each([
    ['criteria.1.subCriteria.0.aspects.0.max', 'S!K10'],
    ['criteria.1.subCriteria.0.aspects.0.name', 'S!E10'],
    ['criteria.1.subCriteria.0.aspects.0.step', 'S!J10'],
    ['criteria.1.subCriteria.0.aspects.0', 'S!J10'],
    ['criteria.1.subCriteria.0.name', 'S!A9'],
    ['criteria.1.name', 'S!A8'],
    ['sections.0.name', 'S!C3'],
    ['sections.7.name', 'S!A5'],
    ['criteria.7', 'S!A5'],
    ['title', 'S!A5'],
  ])('is named by its cell: %s', (path, cell) => {
    expect(where(path)).toEqual([`${cell} This row cannot be imported: no.`])
  })

  it('is nothing where all is fit to be kept', () => {
    expect(checkWorkbook([grid('S', rows)], () => []).rubric).not.toBeNull()
  })
})

describe('ids of rows', () => {
  const ids = (rows: Row[], head: Row = [...MODERN, 'Criterion A']) =>
    checkWorkbook([grid('S', [head, ...rows])]).rubric!.criteria.flatMap(({ id, subCriteria }) =>
      subCriteria.map((sub) => `${id}: ${sub.id} ${sub.name}`),
    )
  const a = aspect('a', 1)

  it('of digits alone get the letter of the header row', () => {
    expect(ids([['1', 'x', 1], a, ['2', 'y', 1], a])).toEqual(['A: A1 x', 'A: A2 y'])
  })

  it('of digits alone are none where the header row has no letter', () => {
    const check = checkWorkbook([grid('S', [MODERN, ['1', 'x', 1], aspect('a', 1)])])
    expect(told(check, 'aspect-before-sub-criterion')).toEqual(['aspect-before-sub-criterion E3'])
  })

  it('that are words start a sub-criterion where a name stands beside them, and nothing without', () => {
    expect(ids([['Welding', 'x', 1], a, ['Footer'], a])).toEqual(['A: WELDING x'])
    const unlettered = checkWorkbook([grid('S', [MODERN, ['Welding', 'x', 1], a])])
    expect(unlettered.report.criteria).toMatchObject([{ id: '', mark: '1.00' }])
  })

  it('that are repeated on the rows of one sub-criterion start nothing new, unless under another name', () => {
    const again = (name: CellValue): Row => ['A1', name, 1, 'M', 'a', _, _, _, _, _, 1]
    expect(ids([again('x'), again('x'), again(_)])).toEqual(['A: A1 x'])
    expect(ids([again('x'), again('y')])).toEqual(['A: A1 x', 'A: A2 y'])
  })

  it('that stand twice get the next free number, words without a number from 0', () => {
    expect(ids([['A1', 'x', 1], a, ['A2', 'y', 1], a, ['A1', 'z', 1], a])).toEqual(['A: A1 x', 'A: A2 y', 'A: A3 z'])
    expect(ids([['Weld', 'x', 1], a, ['Weld', 'y', 1], a])).toEqual(['A: WELD x', 'A: WELD0 y'])
  })

  it('of a criterion among the rows bring its name, from the name’s column or the next words beside it', () => {
    const head: Row = ['Sub Criterion ID', 'Aspect Description', 'Aspect Type', 'Max Mark']
    const rows: Row[] = [['B', 'Assembly'], ['B1'], [_, 'a', 'M', 1], ['C', _, 'Welding'], ['C1'], [_, 'b', 'M', 2]]
    expect(checkWorkbook([grid('S', [head, ...rows])]).report.criteria).toEqual([
      { id: 'B', name: 'Assembly', mark: '1.00' },
      { id: 'C', name: 'Welding', mark: '2.00' },
    ])
    const numbered = checkWorkbook([grid('S', [head, ['B'], ['B1'], [_, 'a', 'M', 1]])])
    expect(numbered.report.criteria).toMatchObject([{ id: 'B', name: '' }])
  })
})

describe('rows of aspects', () => {
  const short: Row = ['Sub Criterion ID', 'Sub Criterion Name', 'Aspect Type', 'Max Mark']

  it('may have a strange type, if they have a maximum; without both they are none', () => {
    const check = checkWorkbook([
      grid('S', [
        [...short, 'Criterion A'],
        ['A1', 'x'],
        [_, 'a', 'weird', 3],
        [_, 'b', 'weird'],
      ]),
    ])
    expect(check.report.aspects).toEqual({ measurement: 0, judgement: 0, other: 1 })
  })

  it('may be told by a code alone, without words', () => {
    const check = checkWorkbook([
      grid('S', [
        ['Код', 'Наименование', 'Макс. балл'],
        ['А1', 'x'],
        ['А1.1', _, 2],
      ]),
    ])
    expect(check.report).toMatchObject({ aspects: { other: 1 }, totalMarks: '2.00' })
  })

  it('describe levels in the column that the layout has for it, or below the aspect’s own words', () => {
    const head: Row = [
      'Sub Criterion ID',
      'Sub Criterion Name',
      'Aspect Type',
      'Aspect Description',
      'Judg Score',
      'Max Mark',
    ]
    const rows: Row[] = [
      ['A1', 'x'],
      [_, _, 'J', 'look', _, 1],
      ...[0, 1, 2, 3].map((level): Row => [_, _, _, level === 3 ? _ : `is ${level}`, level]),
    ]
    const { rubric } = checkWorkbook([grid('S', [[...head, 'Criterion A'], ...rows])])
    expect(aspectsOf(rubric!)[0]).toMatchObject({ levels: ['is 0', 'is 1', 'is 2', ''] })
    const bare: Row = ['Sub Criterion ID', 'Sub Criterion Name', 'Aspect Type', 'Judg Score', 'Max Mark']
    const { report } = checkWorkbook([grid('S', [bare, ['A1', 'x'], [_, 'look', 'J', _, 1], [_, _, _, 0]])])
    expect(report.descriptors).toBe(1)
  })

  it('that go on before any aspect go nowhere', () => {
    const check = checkWorkbook([modern(['A1', 'x', 1], [_, _, _, _, _, _, 'lost'], aspect('a', 1))])
    expect(told(check, 'continuation-row')).toEqual([])
    expect(aspectsOf(check.rubric!)[0]?.notes).toEqual([])
  })

  it('need no sub-criterion name', () => {
    const head: Row = ['Sub Criterion ID', 'Aspect Type', 'Aspect Description', 'Max Mark', 'Criterion A']
    const { rubric } = checkWorkbook([grid('S', [head, ['A1'], [_, 'M', 'a', 1], ['A1', 'M', 'b', 2]])])
    expect(subCriteriaOf(rubric!).map(({ id, name, aspects }) => [id, name, aspects.length])).toEqual([['A1', '', 2]])
  })

  it('with a deduction only in words are counted, with their cells', () => {
    const { findings } = check(
      ['A1', 'x', 1],
      aspect('a', 1, { note: 'minus 0.5 per error' }),
      aspect('b', 1, { note: 'each mistake', type: 'O' }),
      aspect('c', 1, { note: 'deduct', type: 'J' }),
      aspect('d', 1, { note: 'straight' }),
    )
    expect(findings.find(({ kind }) => kind === 'deduction-only-in-words')).toEqual({
      kind: 'deduction-only-in-words',
      where: 'CIS Marking Scheme Import!G4',
      with: { count: 2, cells: 'G4, G5' },
    })
  })
})

describe('sections of the standard', () => {
  const sheet = (
    weights: readonly CellValue[],
    stated: readonly CellValue[],
    total: CellValue,
    formulas: Grid['formulas'] = new Map(),
  ) => ({
    ...grid('S', [
      ['Section', 'Name', 'WSOS Marks', 'Aspect Marks'],
      ...weights.map((weight, i): Row => [i + 1, `s${i + 1}`, weight, stated[i] ?? _]),
      ...(total === _ ? [] : [['Total Variation', _, total] as Row]),
      [...MODERN, 'Criterion A'],
      ['A1', 'x', 1],
      aspect('a', 40, { section: 1 }),
      aspect('b', 60, { section: 2 }),
    ]),
    formulas,
  })
  const found = (
    ...[weights, stated, total = _, formulas]: [CellValue[], CellValue[], CellValue?, Grid['formulas']?]
  ) =>
    checkWorkbook([sheet(weights, stated, total, formulas)]).findings.filter(({ kind }) => kind.startsWith('section'))

  it('whose weights are met are not spoken of', () => {
    expect(found([40, 60], [40, 60])).toEqual([])
  })

  it('tell each difference, and all of them together', () => {
    expect(found([50, 60], []).map(({ kind, where, with: more }) => [kind, where, more.difference])).toEqual([
      ['section-weight-differs', 'S!C2', '10.00'],
      ['section-total-differs', 'S!C2', '10.00'],
    ])
  })

  it('whose sums were typed in and are wrong are named, with the variation that the file states', () => {
    const typed = { kind: 'section-sums-typed-in', where: 'S!D2' }
    expect(found([40, 60], [35, 60], 5)).toEqual([{ ...typed, with: { sections: '1', stated: '5.00', found: '0.00' } }])
    // Where it states none, it is what the stated sums give; a section without one counts with its whole weight.
    expect(found([40, 60], [35, _])).toEqual([{ ...typed, with: { sections: '1', stated: '65.00', found: '0.00' } }])
    expect(found([40, 60], [35, 60], 5, new Map([['D2', 'cached']]))).toEqual([])
  })

  it('end at the table of criteria, and without a weight weigh nothing', () => {
    const rows: Row[] = [
      ['Section', 'Name', 'WSOS Marks'],
      [1, 'one'],
      ['Criteria'],
      [2, 'no section', 7],
      [...MODERN, 'Criterion A'],
      ['A1', 'x', 1, 'M', 'a', _, _, _, 1, _, 1],
    ]
    expect(checkWorkbook([grid('S', rows)]).report.sections).toEqual([
      { number: 1, name: 'one', weight: '0.00', aspectMarks: '1.00' },
    ])
  })

  it('count 0 for an aspect whose maximum is missing', () => {
    const rows: Row[] = [
      ['Section', 'Name', 'WSOS Marks'],
      [1, 'one', 1],
      [...MODERN, 'Criterion A'],
      ['A1', 'x', 1],
    ]
    const { report } = checkWorkbook([grid('S', [...rows, aspect('a', _, { section: 1 })])])
    expect(report).toMatchObject({
      totalMarks: '0.00',
      sections: [{ aspectMarks: '0.00' }],
      criteria: [{ mark: '0.00' }],
    })
  })
})

describe('the table of criteria', () => {
  const table = (head: Row, ...rows: Row[]) =>
    checkWorkbook([grid('S', [head, ...rows, [...MODERN, 'Criterion A'], ['A1', 'x', 1], aspect('a', 3)])])
  const wrong = (check: ReturnType<typeof checkWorkbook>) => told(check, 'criterion-mark-differs')

  it('is compared by its marks, and names where they are wrong', () => {
    expect(wrong(table(['ID', 'Name', 'Mark'], ['A', 'Work', 3]))).toEqual([])
    expect(wrong(table(['ID', 'Name', 'Mark'], ['A', 'Work', 4]))).toEqual(['criterion-mark-differs C2'])
  })

  it('may state no marks, for one or for all', () => {
    expect(wrong(table(['ID', 'Name', 'Mark'], ['A', 'Work']))).toEqual([])
    const named = table(['ID', 'Name'], ['A', 'Work'])
    expect([wrong(named), named.report.criteria]).toEqual([[], [{ id: 'A', name: 'Work', mark: '3.00' }]])
  })

  it('begins below empty rows and ends at the first row without a letter', () => {
    const { report } = table(['ID', 'Name'], [], ['A', 'Work'], [], ['A', 'Other'])
    expect(report.criteria).toEqual([{ id: 'A', name: 'Work', mark: '3.00' }])
  })

  it('may lack a name', () => {
    expect(table(['ID', 'Name'], ['A']).report.criteria).toEqual([{ id: 'A', name: '', mark: '3.00' }])
  })
})

describe('the title', () => {
  it('stands beside a Russian word for a trade in the second column', () => {
    const title = (...rows: Row[]) => checkWorkbook([grid('S', [...rows, MODERN])]).report.title
    expect(title(['x', 'Профессия', 'Сварщик'])).toBe('Сварщик')
    expect(title(['x', 'Навык 17', 'Web'])).toBe('Web')
    expect(title(['x', 'Профессия'])).toBe('')
  })
})

describe('calculations', () => {
  const max = ofThousandths(2000)
  const rule = (kind: string, parameters: string) =>
    ruleFor(readCalculations(grid('Calculations', [[_, kind, true, parameters]]))[0]!, max)
  const choice = (...parameters: string[]) => rule('CHOICE', parameters.join('#-#'))

  it('that no aspect uses are named', () => {
    const check = checkWorkbook([
      modern(['A1', 'x', 1], aspect('a', 1, { row: 1 })),
      grid('Calculations', [
        [_, 'PASS_FAIL'],
        [_, 'PASS_FAIL'],
      ]),
    ])
    expect(told(check, 'unused-calculation')).toEqual(['unused-calculation B2'])
  })

  it('of an aspect without a maximum give it none', () => {
    const check = checkWorkbook([
      modern(['A1', 'x', 1], aspect('a', _, { row: 1 })),
      grid('Calculations', [[_, 'NUMBER_COMPLETED', true, 'NUM_POSSIBLE:::4#x~x#']]),
    ])
    expect(told(check, 'maximum-missing', 'calculation-unknown')).toEqual([
      'maximum-missing K4',
      'calculation-unknown J4',
    ])
  })

  it('offer at least two options, each with what it takes off; the others are no options', () => {
    const one = 'CHOICE1_LABEL:::#x~x#one#-#CHOICE1_DEDUCTION:::0#x~x#'
    const two = 'CHOICE2_LABEL:::#x~x#two#-#CHOICE2_DEDUCTION:::1#x~x#'
    expect(choice(one, two)).toMatchObject({ options: [{ label: 'one' }, { label: 'two' }] })
    expect(choice(one, two, 'CHOICE3_LABEL:::#x~x#three')).toMatchObject({
      options: [{ label: 'one' }, { label: 'two' }],
    })
    expect(choice(one, 'CHOICE2_LABEL:::#x~x#two')).toBeUndefined()
    expect(choice(one, 'CHOICE2_DEDUCTION:::1#x~x#')).toMatchObject({ options: [{ label: 'one' }, { label: '2' }] })
  })

  it('keep an option that was written as its points, but for percent and what has no points', () => {
    const worth = (unit: string, second: string) =>
      choice(
        'CHOICE_WORTH:::#x~x#POINTS',
        `DEDUCTION_TYPE:::#x~x#${unit}`,
        'CHOICE1_DEDUCTION:::0#x~x#',
        `CHOICE2_DEDUCTION:::${second}#x~x#`,
      )
    expect(worth('UNIT', '0.5')).toMatchObject({ options: [{ worth: { points: 2000 } }, { worth: { points: 1500 } }] })
    expect(worth('PERCENT', '50')).toMatchObject({ options: [{}, { worth: { deduct: '50', in: 'percent' } }] })
    expect(worth('UNIT', '0.0005')).toMatchObject({ options: [{}, { worth: { deduct: '0.0005', in: 'points' } }] })
  })

  it('by ranges need a target and a whole range', () => {
    const target = 'TARGET_VALUE:::10#x~x#'
    const range = 'RANGE1_LOWER:::1#x~x##-#RANGE1_UPPER:::1#x~x##-#RANGE1_DEDUCTION:::1#x~x#'
    expect(rule('RANGED_SCORE', `${target}#-#${range}`)).toMatchObject({ kind: 'range', target: '10' })
    expect(rule('RANGED_SCORE', range)).toBeUndefined()
    expect(rule('RANGED_SCORE', `${target}#-#RANGE1_LOWER:::1#x~x#`)).toBeUndefined()
  })

  it('take no number that is absurd, and -0 for 0', () => {
    const count = (number: string) => rule('NUMBER_COMPLETED', `NUM_POSSIBLE:::${number}#x~x#`)
    expect(['4', '1E12', '1E999', '-0.000000001'].map((number) => count(number)?.kind)).toEqual([
      'count',
      undefined,
      undefined,
      undefined,
    ])
    const difference = (target: string) =>
      rule('REGULAR_DIFFERENCE_DEDUCTION', `TARGET_VALUE:::${target}#x~x##-#DIFFERENCE:::1#x~x##-#DEDUCTION:::1#x~x#`)
    expect(difference('-0.000000001')).toMatchObject({ target: '0' })
  })

  it('write an unfinished range as an empty one', () => {
    const empty = { ...aspectsOf(rubricOf([yesNo(2)]))[0]!, kind: 'range', target: asDecimal('1'), bands: [] }
    const written = calculationOf({ ...empty, instrument: { unit: '', decimals: 2, low: null, high: null } } as Aspect)
    expect(written.ok && written.value?.parameters).toContain('DEDUCTION_TYPE:::#x~x#UNIT#-#RANGE1_LOWER:::#x~x#')
  })
})

describe('a workbook that would not come back the same', () => {
  const rubric = rubricOfCriteria([[yesNo(1)]])
  const section = { number: 4, name: 's', weight: ofThousandths(1000) }

  it('names what came back too much, by the place that the rubric knows', () => {
    const places = (back: Rubric) => [...new Set(lostOnTheWay(rubric, back).map(({ where }) => where))]
    expect(places(rubric)).toEqual([])
    expect(places({ ...rubric, sections: [section] })).toEqual([''])
    expect(places(rubricOfCriteria([[yesNo(1)]], [[yesNo(1)]]))).toEqual([''])
    expect(places(rubricOfCriteria([[yesNo(1)], [yesNo(1)]]))).toEqual(['A'])
    expect(places(rubricOfCriteria([[yesNo(1), yesNo(1)]]))).toEqual(['A1'])
    expect(places({ ...rubric, title: 'other' })).toEqual([''])
  })

  it('is refused where the options of an aspect fill more than a cell', () => {
    const label = 'x'.repeat(20_000)
    const option = { label, worth: { deduct: asDecimal('0'), in: 'points' } }
    const [first] = aspectsOf(rubric)
    const choice = { ...first, kind: 'choice', min: 0, options: [option, option] } as unknown as Aspect
    const [criterion] = rubric.criteria
    const sub = { ...criterion!.subCriteria[0]!, aspects: [choice] }
    const sheets = exportRubric({ ...rubric, criteria: [{ ...criterion!, subCriteria: [sub] }] })
    expect(sheets).toMatchObject({
      ok: false,
      error: [{ kind: 'text-too-long', where: 'A1.1', with: { field: 'label' } }],
    })
  })
})

describe('words and numbers of a workbook', () => {
  it('tell a type by its letter, with a number or in full', () => {
    const types = [
      'M1',
      'о',
      'Meas',
      'measurement',
      'Judg',
      'JUDGEMENT',
      'Obj',
      'Objective',
      'Sub',
      'Subjective',
      '12',
      'M+J',
    ]
    expect(types.map(foldType)).toEqual(['M', 'O', 'M', 'M', 'J', 'J', 'O', 'O', 'S', 'S', '?', '?'])
  })

  it('take no number that no mark can be', () => {
    expect([1e9, -1e9, '1000000000', '', ' ', 'x'].map(numberOf)).toEqual(Array(6).fill(undefined))
    expect([999, '+1,5', '-2'].map(numberOf)).toEqual([999, 1.5, -2])
  })

  it('leave a gap in a sentence where a finding lacks a word for it', () => {
    expect(messageOf({ kind: 'section-unknown', where: '', with: {} }, 'en')).toBe(
      'Section  is not in the table at the top.',
    )
    expect(messageOf({ kind: 'section-unknown', where: '', with: { number: 3 } }, 'zh')).toBe(
      '标准章节 3 不在上方的表里。',
    )
    expect(exportSentence({ kind: 'empty', where: 'A', with: {} }, 'en')).toMatch(/^It has no aspect below it/)
    expect(exportSentence({ kind: 'too-many-bands', where: 'A', with: {} }, 'en')).toBe(
      'CIS has at most three ranges; here are .',
    )
  })

  it('describe judgements by levels of their own', () => {
    const { rubric } = check(['A1', 'x', 1], aspect('look', 1, { type: 'J' }), ...levels(5))
    expect(aspectsOf(rubric!)[0]).toMatchObject({ kind: 'judgement', levels: [0, 1, 2, 3].map((n) => `level ${n}`) })
  })
})
