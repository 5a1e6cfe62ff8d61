import { describe, expect, it } from 'vitest'
import { checkWorkbook } from '#domain/cis/check.ts'
import type { CellValue } from '#domain/grid.ts'
import { address } from '#domain/grid.ts'
import { aspectsOf, subCriteriaOf } from '#domain/rubric.ts'
import { grid, levels, MODERN, modern, type Row } from '../../support/cis-grids.ts'

const kindsOf = (check: ReturnType<typeof checkWorkbook>) => check.findings.map((found) => found.kind)

describe('the modern layout', () => {
  it('takes a row that is sub-criterion and aspect at once', () => {
    const check = checkWorkbook([modern(['B5', 'Admin', 1, 'M', 'Access', null, null, null, 5, null, 100])])
    expect(check.report).toMatchObject({ title: '17 Web', subCriteria: 1, totalMarks: '100.00' })
    expect(kindsOf(check)).toContain('shared-row')
  })

  it('gives every judgement the four descriptions after it, and refuses one with fewer', () => {
    const full = checkWorkbook([
      modern(['A1', 'Look', '1'], [null, null, null, 'J', 'Overall', null, null, null, 1, null, 100], ...levels(5)),
    ])
    expect(full.report).toMatchObject({
      descriptors: 4,
      aspects: { measurement: 0, judgement: 1, other: 0 },
      errors: [],
    })
    expect(aspectsOf(full.rubric!)[0]).toMatchObject({
      kind: 'judgement',
      levels: ['level 0', 'level 1', 'level 2', 'level 3'],
    })
    const short = checkWorkbook([
      modern(
        ['A1', 'Look', 1],
        [null, null, null, 'J', 'Overall', null, null, null, 1, null, 100],
        ...levels(5).slice(0, 3),
      ),
    ])
    expect(short.report.errors).toMatchObject([
      { kind: 'judgement-levels-incomplete', where: 'CIS Marking Scheme Import!D4' },
    ])
    expect(short.rubric).toBeNull()
  })

  it('names each level that no judgement above lacks, with its words', () => {
    const lost = (...rows: Row[]) =>
      checkWorkbook([modern(...rows)]).report.warnings.flatMap(({ kind, where, message }) =>
        kind === 'level-without-judgement' ? [`${where.split('!')[1]} ${/level \d/.exec(message)?.[0]}`] : [],
      )
    const judgement: Row = [null, null, null, 'J', 'Overall', null, null, null, 1, null, 50]
    const measured: Row = [null, null, null, 'M', 'Length', null, null, null, 1, null, 50]
    expect(lost(['A1', 'Look', 1], measured, ...levels(5))).toEqual([
      'F5 level 0',
      'F6 level 1',
      'F7 level 2',
      'F8 level 3',
    ])
    expect(lost(['A1', 'Look', 1], judgement, ...levels(5), measured, ...levels(5).slice(0, 1))).toEqual([
      'F10 level 0',
    ])
    expect(lost(['A1', 'Look', 1], judgement, measured, ...levels(5))).toEqual([])
  })

  it('reads text days and text numbers, decimal commas, and blanks that hold a no-break space', () => {
    const check = checkWorkbook([
      modern(['A1', 'x', ' 1 '], [null, null, null, 'M', 'a', ' ', null, ' ', '3', null, '14,3']),
    ])
    expect(check.report).toMatchObject({ totalMarks: '14.30', subCriteria: 1 })
    expect(
      subCriteriaOf(
        checkWorkbook([modern(['A1', 'x', '2'], [null, null, null, 'M', 'a', '', '', '', 3, null, 1])]).rubric!,
      )[0]?.day,
    ).toBe(2)
  })

  it('sums floats as hundredths: 22.999999999999996 is 23', () => {
    const tenths = Array.from({ length: 10 }, (): Row => [null, null, null, 'M', 'a', null, null, null, 1, null, 2.3])
    expect(checkWorkbook([modern(['A1', 'x', 1], ...tenths)]).report.totalMarks).toBe('23.00')
  })

  it('names every cell that it would read whose formula has no value, wherever it stands in the row', () => {
    const rows: Row[] = [
      ['A1', 'Look', 1, 'M', 'Straight', null, null, null, 1, null, 100],
      [null, null, null, null, 'Flat'],
    ]
    const uncached = ['A3', 'C3', 'I3', 'K4']
    const check = checkWorkbook([{ ...modern(...rows), formulas: new Map(uncached.map((cell) => [cell, 'uncached'])) }])
    expect(check.rubric).toBeNull()
    expect(check.report.errors.map((found) => [found.kind, found.where.split('!')[1]])).toEqual(
      expect.arrayContaining(uncached.map((cell) => ['formula-without-value', cell])),
    )
    expect(check.report.errors).toHaveLength(uncached.length)
  })

  it('names the cell of a maximum that is missing, not a number, negative, too fine, or a formula without a value', () => {
    const aspect = (max: CellValue): Row => [null, null, null, 'M', 'a', null, null, null, 1, null, max]
    const rows = [['A1', 'x', 1] as Row, aspect(null), aspect('two'), aspect(-1), aspect(0.125), aspect(null)]
    const check = checkWorkbook([{ ...modern(...rows), formulas: new Map([['K8', 'uncached'] as const]) }])
    expect(check.report.errors.map(({ kind, where }) => [kind, where.split('!')[1]])).toEqual([
      ['maximum-missing', 'K4'],
      ['maximum-not-allowed', 'K5'],
      ['maximum-not-allowed', 'K6'],
      ['maximum-not-allowed', 'K7'],
      ['formula-without-value', 'K8'],
    ])
    expect(check.report).toMatchObject({ aspects: { measurement: 5 }, totalMarks: '0.125' })
  })

  it('ignores a sum on a bare sub-criterion row, so that nothing counts twice', () => {
    const check = checkWorkbook([
      modern(
        ['A1', 'x', 1, null, null, null, null, null, null, null, 5],
        [null, null, null, 'M', 'a', null, null, null, 1, null, 5],
      ),
    ])
    expect(check.report).toMatchObject({ totalMarks: '5.00', aspects: { measurement: 1 } })
  })

  it('lists notes and continuations, and joins a continuation to its aspect', () => {
    const check = checkWorkbook([
      modern(
        ['A1', 'x', 1],
        [null, null, null, null, 'Footer'],
        [null, null, null, 'M', 'a', null, 'first', null, 1, null, 100],
        [null, null, null, null, null, null, 'second'],
      ),
    ])
    expect(kindsOf(check)).toEqual(expect.arrayContaining(['note-row', 'continuation-row']))
    expect(aspectsOf(check.rubric!)[0]?.notes).toEqual(['first', 'second'])
  })

  it('keeps unused criteria out of the report and duplicates apart', () => {
    const check = checkWorkbook([
      modern(
        ['A6', 'one', 1],
        [null, null, null, 'M', 'a', null, null, null, 1, null, 1],
        ['А6', 'two', 1],
        [null, null, null, 'M', 'b', null, null, null, 1, null, 2],
        [...MODERN, 'Criterion E', 'Total Mark', 0],
      ),
    ])
    expect(check.report.criteria).toEqual([{ id: 'A', name: '', mark: '3.00' }])
    expect(check.report.warnings.map((warning) => warning.kind)).toContain('duplicate-sub-criterion')
    expect(subCriteriaOf(check.rubric!).map((sub) => sub.id)).toEqual(['A6', 'A7'])
    expect(kindsOf(check)).toContain('unused-criterion')
  })
})

describe('other layouts', () => {
  it('reads old Russian files: type in C, look-alike letters, types O and S, two maximum columns', () => {
    const head: Row = [
      'Sub Criteria ID',
      'Sub Criteria Name or Description',
      'Aspect Type O = Obj S = Sub J = Judg',
      'Aspect - Description',
      'Judg Score',
      'Extra Aspect Description',
      'Requirement or Nominal Size',
      'WSSS Section',
      'Max Mark 1',
      'Max Mark 2',
      'Criterion А',
      'Total Mark',
      3,
    ]
    const check = checkWorkbook([
      grid('Иванов', [
        [null, null, null, 'Skill name', 'Welding'],
        head,
        ['А1', 'Metal'],
        [null, null, 'О', 'cut', null, null, null, 1, 1, 1.65],
        [null, null, 'S', 'look', null, null, null, 1, 0.5, 0.8],
        [null, null, null, 'no type', null, null, null, 1, 1.5, 2],
      ]),
    ])
    expect(check.report).toMatchObject({
      title: 'Welding',
      criteria: [{ id: 'A', name: '', mark: '3.00' }],
      aspects: { measurement: 0, judgement: 0, other: 3 },
      totalMarks: '3.00',
    })
    expect(check.report.errors.map((error) => error.kind)).toEqual(['type-subjective', 'type-missing'])
    expect(check.report.warnings.map((warning) => warning.kind)).toContain('two-maximum-columns')
  })

  it('reads files without day, section and requirement columns, and points to calculations that are not there', () => {
    const head: Row = [
      'Sub Criterion ID',
      'Sub Criterion Name or Description',
      'Day of Marking',
      'Aspect Type',
      'Aspect - Description',
      'Judg Score',
      'Extra Aspect Description',
      'Calculation Row (Export only)',
      'Max Mark',
    ]
    const check = checkWorkbook([
      grid('CIS Marking Scheme Import', [
        head,
        ['A1', 'x', 1, 'O', 'objective', null, null, 5, 2],
        [null, null, null, 'J', 'no words', null, null, null, 4],
      ]),
    ])
    expect(check.report).toMatchObject({
      title: '',
      sections: [],
      aspects: { measurement: 0, judgement: 1, other: 1 },
      totalMarks: '6.00',
    })
    expect(kindsOf(check)).toEqual(
      expect.arrayContaining(['calculation-not-found', 'judgement-levels-incomplete', 'objective-as-measurement']),
    )
  })

  it('reads a home-made English sheet: numbered types, no day, no section, a sum on the sub-criterion row', () => {
    const head: Row = [
      'Sub Criterion ID',
      'Sub Criterion Name',
      'Aspect Type',
      'Aspect Description',
      'Judg Score',
      'Extra Aspect Description',
      'Max Mark',
      'Criterion A',
      'Total Mark',
      50,
    ]
    const check = checkWorkbook([
      grid('MarkingScheme', [
        head,
        ['A1', 'x', null, null, null, null, 50],
        [null, null, 'M1', 'a', null, null, 30],
        [null, null, 'J8', 'b', null, null, 20],
        ...levels(4),
      ]),
    ])
    expect(check.report).toMatchObject({
      totalMarks: '50.00',
      aspects: { measurement: 1, judgement: 1, other: 0 },
      descriptors: 4,
      errors: [],
    })
  })

  it('reads the layout Код, Субкритерий, Аспект: letter and number side by side, no types', () => {
    const check = checkWorkbook([
      grid('Лист1', [
        [null, 'Чемпионат', 'Региональный этап'],
        [null, 'Компетенция', 'Сварочные технологии'],
        ['Код', null, 'Субкритерий', 'Аспект', 'Методика проверки', 'Требование', 'Макс. балл'],
        ['А', 'Организация работ', null, null, null, null, 10],
        ['А', 1, 'Подготовка', null, null, null, 10],
        [null, null, null, 'Порядок', 'осмотр', 'есть', 4],
        [null, null, null, 'Инструмент', null, null, 6],
      ]),
    ])
    expect(check.report).toMatchObject({
      title: 'Сварочные технологии',
      subCriteria: 1,
      aspects: { measurement: 0, judgement: 0, other: 2 },
      totalMarks: '10.00',
    })
    expect(check.report.criteria).toMatchObject([{ id: 'A', mark: '10.00' }])
    expect(check.rubric).toBeNull()
  })

  it('tells criteria apart that are listed by the Cyrillic alphabet, and gives each its own sub-criteria', () => {
    const criterion = (letter: string, name: string): Row[] => [
      [letter, name, null, null, null, null, 25],
      [letter, 1, `${name} 1`, null, null, null, 25],
      [null, null, null, 'Порядок', 'осмотр', 'есть', 25],
    ]
    const { report } = checkWorkbook([
      grid('Лист1', [
        [null, 'Компетенция', 'Сварочные технологии'],
        ['Код', null, 'Субкритерий', 'Аспект', 'Методика проверки', 'Требование', 'Макс. балл'],
        ...criterion('А', 'Организация'),
        ...criterion('Б', 'Сборка'),
        ...criterion('В', 'Сварка'),
        ...criterion('г', 'Контроль'),
      ]),
    ])
    expect(report).toMatchObject({ subCriteria: 4, totalMarks: '100.00' })
    expect(report.criteria).toEqual([
      { id: 'A', name: 'Организация', mark: '25.00' },
      { id: 'Б', name: 'Сборка', mark: '25.00' },
      { id: 'B', name: 'Сварка', mark: '25.00' },
      { id: 'Г', name: 'Контроль', mark: '25.00' },
    ])
  })

  it('reads a table of criteria by the Cyrillic alphabet to its end', () => {
    const { report, rubric } = checkWorkbook([
      grid('CIS Marking Scheme Import', [
        ['17 Web'],
        ['ID', 'Name', null, 'Mark'],
        ['А', 'first', null, 40],
        ['Б', 'second', null, 60],
        [...MODERN, 'Criterion А', 'Total Mark', 40],
        ['А1', 'x', 1, 'M', 'a', null, null, null, 1, null, 40],
        [...MODERN, 'Criterion Б', 'Total Mark', 60],
        ['Б1', 'y', 1, 'M', 'b', null, null, null, 1, null, 60],
      ]),
    ])
    expect(report.criteria.map(({ id, name }) => `${id} ${name}`)).toEqual(['A first', 'Б second'])
    expect(subCriteriaOf(rubric!).map((sub) => sub.id)).toEqual(['A1', 'Б1'])
    expect(report.warnings.map(({ kind }) => kind)).not.toContain('criterion-mark-differs')
  })

  it.each([
    'Итого',
    'ИТОГО:',
    'Итого по критерию А',
    'Total',
    'Sub-total',
    'Total marks',
    'Sum for criterion A',
    '合计',
  ])('marks no row of sums: %s', (words) => {
    const professional = checkWorkbook([
      grid('Лист1', [
        ['Код', null, 'Субкритерий', 'Аспект', 'Методика проверки', 'Требование', 'Макс. балл'],
        ['А', 1, 'Подготовка', null, null, null, 10],
        [null, null, null, 'Порядок', 'осмотр', 'есть', 10],
        [null, null, null, words, null, null, 10],
        [words, null, words, null, null, null, 10],
      ]),
    ])
    expect(professional.report).toMatchObject({ subCriteria: 1, aspects: { other: 1 }, totalMarks: '10.00' })
    expect(professional.findings.filter(({ kind }) => kind === 'total-row').map(({ where }) => where)).toEqual([
      'Лист1!D4',
      'Лист1!A5',
    ])
    // What has a type letter is marked, and what has an id is a sub-criterion, whatever it is called.
    const named = checkWorkbook([
      modern(['A1', words, 1], [null, null, null, 'M', words, null, null, null, 1, null, 9]),
    ])
    expect(named.report).toMatchObject({ subCriteria: 1, aspects: { measurement: 1 }, totalMarks: '9.00' })
  })

  it.each<[string, readonly Row[]]>([
    [
      'below its label, another label beside it',
      [
        ['Skill name', 'Date'],
        ['Welding', '2025-10-01'],
      ],
    ],
    ['beside its label, another label and a date beyond', [['Skill name', 'Welding', 'Date', '2025-10-01']]],
    ['below its label, a label with its value beside it', [['Skill name', null, 'Date:', '2025-10-01'], ['Welding']]],
    ['in a merged cell whose label repeats', [['Skill name', 'Skill name', 'Welding']]],
    [
      'under a Russian label',
      [
        ['Компетенция', 'Дата проведения', 'Регион'],
        ['Welding', '01.10.2025', 'Урал'],
      ],
    ],
  ])('finds the title %s', (_, rows) => {
    expect(checkWorkbook([grid('Лист1', [...rows, MODERN])]).report.title).toBe('Welding')
  })

  it('takes no label for the title where the skill has no name', () => {
    const rows = [['Skill name', null, 'Date', '2025-10-01'], MODERN]
    expect(checkWorkbook([grid('Лист1', rows)]).report.title).toBe('')
  })

  it('reads codes "1.1" with one column of names and levels side by side', () => {
    const check = checkWorkbook([
      grid('ДЭ', [
        ['Код', 'Наименование', '0', '1', '2', 'Макс. балл'],
        ['А', 'Модуль', null, null, null, null],
        ['А1', 'Подготовка', null, null, null, null],
        ['А1.1', 'Рабочее место', 'нет', 'частично', 'да', 2],
        ['А1.2', 'Инструмент', null, null, null, 1.5],
      ]),
    ])
    expect(check.report).toMatchObject({
      subCriteria: 1,
      aspects: { other: 2 },
      totalMarks: '3.50',
      criteria: [{ id: 'A', name: 'Модуль', mark: '3.50' }],
    })
  })

  it('finds columns again under each header row', () => {
    const shifted: Row = [
      'Sub Criterion ID',
      'Sub Criterion Name',
      'Aspect Type',
      'Aspect - Description',
      'Max Mark',
      'Criterion B',
    ]
    const check = checkWorkbook([
      modern(['A1', 'x', 1, 'M', 'a', null, null, null, 1, null, 1], shifted, ['B1', 'y', 'M', 'b', 2]),
    ])
    expect(check.report.criteria).toEqual([
      { id: 'A', name: '', mark: '1.00' },
      { id: 'B', name: '', mark: '2.00' },
    ])
  })

  it('refuses a sheet without a header row, by name and cell', () => {
    expect(checkWorkbook([grid('Menu', [['soup', 3]])]).report.errors).toMatchObject([
      { kind: 'no-header-row', where: 'Menu!A1' },
    ])
    expect(address(0, 27)).toBe('AB1')
  })
})

describe('the sheet Calculations', () => {
  const linked = (kind: string, parameters: string) =>
    checkWorkbook([
      modern(['A1', 'x', 1, 'M', 'a', null, null, null, 1, 2, 100]),
      grid('Calculations', [[], [null, kind, true, parameters]]),
    ])

  it('makes each kind the rule that it stands for', () => {
    const ruleOf = (kind: string, parameters: string) => aspectsOf(linked(kind, parameters).rubric!)[0]
    expect(ruleOf('NUMBER_COMPLETED', 'NUM_POSSIBLE:::4.00000000#x~x#')).toMatchObject({ kind: 'count', of: 4 })
    expect(
      ruleOf(
        'CHOICE',
        'CHOICE2_DEDUCTION:::33.30000000#x~x##-#CHOICE2_LABEL:::#x~x#two, or so#-#DEDUCTION_TYPE:::#x~x#PERCENT#-#CHOICE1_LABEL:::#x~x#one#-#CHOICE1_DEDUCTION:::0E-8#x~x#',
      ),
    ).toMatchObject({
      kind: 'choice',
      options: [
        { label: 'one', worth: { deduct: '0', in: 'percent' } },
        { label: 'two, or so', worth: { deduct: '33.3', in: 'percent' } },
      ],
    })
    expect(
      ruleOf(
        'REGULAR_DIFFERENCE_DEDUCTION',
        'TARGET_VALUE:::0E-8#x~x##-#DIFFERENCE:::1.00000000#x~x##-#DIFFERENCE_TYPE:::#x~x#UNIT#-#DEDUCTION:::0.25000000#x~x##-#DEDUCTION_TYPE:::#x~x#UNIT',
      ),
    ).toMatchObject({
      kind: 'difference',
      target: '0',
      step: '1',
      deduction: { deduct: '0.25', in: 'points' },
    })
    expect(
      ruleOf(
        'RANGED_SCORE',
        'TARGET_VALUE:::100.00000000#x~x##-#RANGE1_LOWER:::20.00000000#x~x##-#RANGE1_UPPER:::0E-8#x~x##-#RANGE1_DEDUCTION:::60.00000000#x~x##-#DEDUCTION_TYPE:::#x~x#PERCENT',
      ),
    ).toMatchObject({
      kind: 'range',
      bands: [{ lower: '20', upper: '0', deduction: { deduct: '60', in: 'percent' } }],
    })
  })

  it('keeps an unknown kind as it stands, to be entered by hand, and says so', () => {
    const check = linked('MAGIC', 'X:::1#x~x#')
    expect(check.report.calculations).toEqual({ MAGIC: 1 })
    expect(check.report.warnings.map((warning) => warning.kind)).toContain('calculation-unknown')
    expect(aspectsOf(check.rubric!)[0]).toMatchObject({ kind: 'points', notes: ['MAGIC X:::1#x~x#'] })
  })

  it('lets no deduction give points: it is entered by hand, with a warning', () => {
    const check = linked(
      'REGULAR_DIFFERENCE_DEDUCTION',
      'TARGET_VALUE:::0E-8#x~x##-#DIFFERENCE:::1.0#x~x##-#DEDUCTION:::-0.5#x~x#',
    )
    expect(check.report.warnings.map((warning) => warning.kind)).toContain('calculation-unknown')
    expect(aspectsOf(check.rubric!)[0]).toMatchObject({ kind: 'points' })
  })

  it('counts kinds without touching what all objects have', () => {
    const check = linked('__proto__', '')
    expect(Object.keys(check.report.calculations)).toEqual(['__PROTO__'])
  })
})
