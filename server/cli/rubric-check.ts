import { readFile } from 'node:fs/promises'
import { type CisCheck, refused } from '#domain/cis/check.ts'
import { levelOf } from '#domain/cis/findings.ts'
import { messageOf } from '#domain/cis/messages.ts'
import { checkWorkbookBytes } from '../jobs/check-workbook.ts'
import { asked, languageOf, pathOf, unreadable } from './asked.ts'

/** `skillmark rubric check FILE.xlsx [--json]`: 0 when the workbook can be imported, 2 when it is refused. */
export async function rubricCheck(args: string[]): Promise<0 | 2> {
  const { values, lang, file } = asked(args, { json: { type: 'boolean', default: false } })
  const language = lang === undefined && values.json ? 'en' : languageOf(lang)
  const check = await checkFile(file)
  const text = values.json ? JSON.stringify(jsonOf(check, language), null, 2) : tableOf(check, language)
  process.stdout.write(`${text}\n`)
  return check.rubric ? 0 : 2
}

async function checkFile(file: string | undefined): Promise<CisCheck> {
  if (file === undefined) return notRead('没有给出文件。', 'No file was given.')
  try {
    return await checkWorkbookBytes(await readFile(pathOf(file)))
  } catch (error) {
    return notRead(...unreadable(file, error))
  }
}

const notRead = (zh: string, en: string) => refused([{ kind: 'file-refused', where: '', with: { zh, en } }])

function jsonOf({ report, findings }: CisCheck, language: 'zh' | 'en') {
  const at = (level: 'warning' | 'error') =>
    findings
      .filter((finding) => levelOf(finding.kind) === level)
      .map((finding) => ({ kind: finding.kind, where: finding.where, message: messageOf(finding, language) }))
  return { ...report, warnings: at('warning'), errors: at('error') }
}

function tableOf({ report, findings, rubric }: CisCheck, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  const say = (chinese: string, english: string) => (zh ? chinese : english)
  const { measurement, judgement, other } = report.aspects
  const lines = [
    report.title || say('（无标题）', '(no title)'),
    '',
    ...report.criteria.map(({ id, name, mark }) => `  ${id.padEnd(3)} ${mark.padStart(8)}  ${name}`),
    `      ${report.totalMarks.padStart(7)}  ${say('合计', 'total')}`,
    '',
    say(
      `子项 ${report.subCriteria}，测量 ${measurement}，判断 ${judgement}，其他 ${other}，分级描述 ${report.descriptors}`,
      `${report.subCriteria} sub-criteria; ${measurement} measurement, ${judgement} judgement, ${other} other aspects; ${report.descriptors} level descriptions`,
    ),
    ...report.sections.map(
      ({ number, name, weight, aspectMarks }) =>
        `  ${String(number).padStart(2)} ${weight.padStart(7)} ${aspectMarks.padStart(7)}  ${name}`,
    ),
  ]
  for (const [level, title] of [
    ['error', say('错误', 'Errors')],
    ['warning', say('警告', 'Warnings')],
    ['note', say('说明', 'Notes')],
  ] as const) {
    const found = findings.filter((finding) => levelOf(finding.kind) === level)
    if (found.length === 0) continue
    lines.push('', `${title} (${found.length})`)
    for (const finding of found) lines.push(`  ${finding.where.split('!').pop()}  ${messageOf(finding, language)}`)
  }
  lines.push('', rubric ? say('可以导入。', 'It can be imported.') : say('不能导入。', 'It is refused.'))
  return lines.join('\n')
}
