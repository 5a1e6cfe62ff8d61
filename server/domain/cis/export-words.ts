/** Why a rubric cannot be written as a CIS workbook, as data. */
export interface ExportRefusal {
  readonly kind: RefusalKind
  /** The id of the aspect, sub-criterion or criterion, or the number of the section; '' for the whole rubric. */
  readonly where: string
  readonly with: Readonly<Record<string, string | number>>
}

type Words = readonly [zh: string, en: string]

/** One sentence a refusal, in both languages: what CIS cannot hold and, where there is a way, what to do. */
const sentences = {
  'kind-not-held': ['CIS 没有“{kind}”这种评分点。', 'CIS knows no aspect of the kind "{kind}".'],
  'criterion-id': [
    '编号不能用：CIS 的一级标准是 A 到 I 中的一个字母。',
    'The id cannot be used: a criterion of CIS is one letter from A to I.',
  ],
  'sub-criterion-id': [
    '编号不能用：CIS 的子项编号是所属标准的字母加数字，例如 {example}。',
    'The id cannot be used: a sub-criterion of CIS is the letter of its criterion and a number, such as {example}.',
  ],
  empty: ['下面没有评分点，CIS 不会记下它。', 'It has no aspect below it, and CIS would not keep it.'],
  'levels-not-four': [
    'CIS 的判断项必须有 0、1、2、3 四级，这里有 {found} 级。',
    'A judgement of CIS has the four levels 0, 1, 2 and 3; this one has {found}.',
  ],
  'maximum-not-allowed': [
    '满分 {max} 不能用：CIS 的满分大于 0，最多两位小数。',
    'The maximum {max} cannot be used: in CIS it is above 0 and has at most two decimals.',
  ],
  'weight-not-allowed': [
    '标准章节 {number} 的权重 {weight} 不能用：最多两位小数。',
    'The weight {weight} of section {number} cannot be used: it has at most two decimals.',
  ],
  'minimum-not-0': [
    'CIS 的选项最低是 0 分，这里最低是 {min} 分。',
    'The options of CIS go down to 0; these go down to {min}.',
  ],
  'too-many-options': ['CIS 的选项最多四个，这里有 {found} 个。', 'CIS has at most four options; here are {found}.'],
  'too-many-bands': ['CIS 的区间最多三个，这里有 {found} 个。', 'CIS has at most three ranges; here are {found}.'],
  'mixed-deductions': [
    'CIS 的一个评分点只能用一种写法：全部扣分、全部扣百分比，或全部直接给分。',
    'CIS writes one aspect in one way: all deductions in marks, all in percent, or all as marks given.',
  ],
  'steps-not-complete': [
    'CIS 只数满步的差：请改为“满步”计。',
    'CIS counts complete steps of a difference only: count complete steps.',
  ],
  'text-too-long': ['{field}太长：一格最多 32767 个字符。', 'Its {field} is too long: a cell holds 32,767 characters.'],
  'text-not-writable': [
    '{field}含有工作簿无法书写的字符。',
    'Its {field} holds a character that no workbook can write.',
  ],
  'text-changes': [
    '{field}“{here}”有首尾空格、连续空格、特殊空格、换行或组合字符，读回来会变样。请改成普通写法。',
    'Its {field} "{here}" has spaces at an end or side by side, special spaces, line breaks or composed letters, and would not come back the same. Write it plainly.',
  ],
  'comes-back-different': [
    '{field}存不住：“{here}”读回来会是“{back}”。',
    'Its {field} cannot be kept: "{here}" would come back as "{back}".',
  ],
  'import-refuses': ['写成的工作簿不能再导入：{zh}', 'The workbook could not be imported again: {en}'],
  'too-many-rows': [
    '写成 CIS 工作簿有 {found} 行，导入时最多读 {most} 行。',
    'As a CIS workbook it has {found} rows; an import reads {most} at most.',
  ],
} as const satisfies Record<string, Words>

type RefusalKind = keyof typeof sentences

/** What an aspect's kind is called; one that is not here goes by its own name. */
const kinds: Readonly<Record<string, Words>> = {
  points: ['打分', 'points'],
  deduction: ['扣分', 'deduction'],
  scaled: ['折算', 'scaled'],
  timed: ['计时', 'timed'],
  veto: ['否决', 'veto'],
  imported: ['导入', 'imported'],
}

/** What a field of a rubric is called. */
const fields: Readonly<Record<string, Words>> = {
  title: ['标题', 'title'],
  id: ['编号', 'id'],
  name: ['名称', 'name'],
  number: ['标准章节编号', 'section number'],
  weight: ['权重', 'weight'],
  day: ['评分日', 'day of marking'],
  notes: ['补充说明', 'further description'],
  requirement: ['要求', 'requirement'],
  section: ['标准章节', 'section'],
  max: ['满分', 'maximum'],
  kind: ['类型', 'kind'],
  levels: ['分级描述', 'level description'],
  of: ['总数', 'number to complete'],
  label: ['选项', 'option'],
  points: ['选项分值', 'marks of an option'],
  deduct: ['扣分', 'deduction'],
  in: ['扣分单位', 'unit of the deduction'],
  target: ['目标值', 'target'],
  step: ['步长', 'step'],
  lower: ['区间下限', 'lower end of a range'],
  upper: ['区间上限', 'upper end of a range'],
  unit: ['量具单位', 'unit of the instrument'],
  decimals: ['量具小数位', 'decimals of the instrument'],
  low: ['量程下限', 'lowest reading'],
  high: ['量程上限', 'highest reading'],
}

export function exportSentence({ kind, with: found }: ExportRefusal, language: 'zh' | 'en'): string {
  const at = language === 'zh' ? 0 : 1
  const details: Readonly<Record<string, string | number>> = {
    ...found,
    kind: kinds[found.kind ?? '']?.[at] ?? found.kind ?? '',
    field: fields[found.field ?? '']?.[at] ?? found.field ?? '',
  }
  return sentences[kind][at].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))
}
