import type { CisFinding, FindingKind } from './findings.ts'

type Words = Readonly<Record<FindingKind, readonly [zh: string, en: string]>>

/** One sentence a finding, in both languages: what was found and what follows from it. {x} comes from the finding. */
const words: Words = {
  'file-refused': ['{zh}', '{en}'],
  'no-header-row': [
    '没有找到表头行（应有 Sub Criterion ID、Aspect - Description、Max Mark 等列）。请确认这是评分标准工作簿。',
    'No header row was found (columns such as Sub Criterion ID, Aspect - Description, Max Mark). Check that this is a marking scheme.',
  ],
  'formula-without-value': [
    '这一格是公式，但文件里没有存结果。请用表格软件打开并保存后再导入。',
    'This cell holds a formula without a stored result. Open and save the file in a spreadsheet program, then import it again.',
  ],
  'cell-with-error': [
    '这一格显示错误（如 #REF!），没有可用的值。请改正公式并保存后再导入。',
    'This cell shows an error such as #REF! and has no value. Mend its formula, save, and import the file again.',
  ],
  'maximum-missing': ['“{aspect}”没有满分值。', 'The aspect "{aspect}" has no maximum mark.'],
  'maximum-not-allowed': [
    '满分“{found}”不能用：应为正数，最多两位小数。',
    'The maximum "{found}" cannot be used: it must be a positive number with at most two decimals.',
  ],
  'aspect-before-sub-criterion': [
    '评分点“{aspect}”前面没有子项。',
    'The aspect "{aspect}" stands before any sub-criterion.',
  ],
  'type-missing': ['“{aspect}”没有类型（M 或 J）。', 'The aspect "{aspect}" has no type (M or J).'],
  'type-unknown': ['不认识的类型“{found}”，应为 M 或 J。', 'The type "{found}" is not known; it should be M or J.'],
  'type-subjective': [
    '旧类型 S（主观）须由人改为 M 或 J，系统不猜。',
    'The old type S (subjective) must be changed to M or J by a person; it is never guessed.',
  ],
  'judgement-levels-incomplete': [
    '判断项“{aspect}”应有 0、1、2、3 四级描述，现有：{found}。',
    'The judgement aspect "{aspect}" needs descriptions for 0, 1, 2 and 3; it has: {found}.',
  ],
  'nothing-to-mark': ['文件里没有任何评分点。', 'The file holds no aspect at all.'],
  'too-many-aspects': [
    '评分点有 {count} 个，最多 {most} 个。',
    'There are {count} aspects; at most {most} can be imported.',
  ],
  'cannot-be-kept': ['这一行不能导入：{zh}。', 'This row cannot be imported: {en}.'],
  'duplicate-sub-criterion': [
    '子项编号 {id} 重复（前一个在第 {first} 行），导入时改为 {renamed}。',
    'The sub-criterion id {id} stands twice (first in row {first}); on import this one becomes {renamed}.',
  ],
  'total-not-100': ['总分是 {total}，不是 100.00。', 'The total is {total}, not 100.00.'],
  'criterion-mark-differs': [
    '{id} 标明 {stated} 分，评分点合计 {found} 分。',
    'Criterion {id} states {stated}, its aspects add up to {found}.',
  ],
  'section-weight-differs': [
    '标准章节 {number} 应占 {weight}，评分点合计 {found}，相差 {difference}。',
    'Section {number} of the standard weighs {weight}, its aspects add up to {found}: {difference} apart.',
  ],
  'section-total-differs': [
    '各标准章节与应占权重合计相差 {difference}。',
    'Over all sections the aspects are {difference} away from the standard.',
  ],
  'section-sums-typed-in': [
    '标准章节 {sections} 的合计是手工输入的，与评分点不符（文件写总偏差 {stated}，按评分点算为 {found}）。',
    'The sums of sections {sections} are typed in and disagree with the aspects (the file says a variation of {stated}, the aspects give {found}).',
  ],
  'aspect-above-cap': [
    '“{aspect}”满分 {max}，超过单项上限 {cap}。',
    'The aspect "{aspect}" is worth {max}, more than the cap of {cap} for one aspect.',
  ],
  'calculation-not-found': [
    '指向 Calculations 第 {row} 行，但那里没有计算规则；该项改为手工给分。',
    'It points to row {row} of Calculations, where no calculation stands; the aspect is entered by hand.',
  ],
  'calculation-unknown': [
    '计算方式“{found}”不认识或不完整；该项改为手工给分。',
    'The calculation "{found}" is unknown or incomplete; the aspect is entered by hand.',
  ],
  'ranged-score-unconfirmed': [
    '分段计分（RANGED_SCORE）的写法各不相同：请核对各区间扣几分。',
    'Scoring by ranges (RANGED_SCORE) is written in different ways: check what each range deducts.',
  ],
  'deduction-only-in-words': [
    '{count} 个测量项只用文字写了扣分办法，没有关联计算：{cells}。',
    '{count} measurement aspects give their deduction only in words, without a linked calculation: {cells}.',
  ],
  'section-missing': ['“{aspect}”没有写标准章节。', 'The aspect "{aspect}" names no section of the standard.'],
  'section-unknown': ['标准章节 {number} 不在上方的表里。', 'Section {number} is not in the table at the top.'],
  'two-maximum-columns': [
    '有两列满分（{first} 与 {second}），以前一列为准。',
    'There are two maximum columns ({first} and {second}); the first one counts.',
  ],
  'level-without-judgement': [
    '这是 {level} 级的描述“{words}”，但上面没有等它的判断项（J），没有导入。',
    'This describes level {level} ("{words}"), but no judgement aspect (J) above lacks it; it was not imported.',
  ],
  'total-row': ['合计行，不参与评分。', 'A row of sums; it is not marked.'],
  'note-row': ['说明行，不参与评分。', 'A note row; it is not marked.'],
  'continuation-row': ['续行，并入上面的评分点。', 'A continuation row; it extends the aspect above.'],
  'shared-row': ['子项与第一个评分点同在一行。', 'The sub-criterion shares its row with its first aspect.'],
  'text-day': ['日期存成了文字，已按数字读取。', 'The day is stored as text; it was read as a number.'],
  'unused-criterion': ['{id} 只有表头，没有评分点。', 'Criterion {id} has a header row and no aspects.'],
  'unused-calculation': ['没有评分点用到这条计算规则。', 'No aspect uses this calculation.'],
  'findings-left-out': ['还有 {count} 条没有列出。', '{count} more are not listed.'],
  'objective-as-measurement': ['旧类型 O 按测量（M）导入。', 'The old type O is imported as measurement (M).'],
}

export function messageOf(finding: CisFinding, language: 'zh' | 'en'): string {
  const sentence = words[finding.kind][language === 'zh' ? 0 : 1]
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(finding.with[name] ?? ''))
}
