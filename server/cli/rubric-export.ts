import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { RubricPreview } from '#contract/rubrics.ts'
import { exportSentence } from '#domain/cis/export-words.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { exportWorkbook } from '../jobs/export-workbook.ts'
import { preview } from '../planning/rubrics/preview.ts'
import { asked, codeOf, languageOf, pathOf, unreadable } from './asked.ts'

type Words = readonly [zh: string, en: string]

/**
 * `skillmark rubric export RUBRIC.json [--out FILE.xlsx]`: writes a rubric of the project's own format, or one read from
 * a workbook, as a CIS workbook; NAME.cis.xlsx beside it where no other is named. 0 when it is written, 2 when anything
 * is refused: then nothing is.
 */
export async function rubricExport(args: string[]): Promise<0 | 2> {
  const { values, lang, file } = asked(args, { out: { type: 'string' } })
  const language = languageOf(lang) === 'zh' ? 0 : 1
  const out = values.out ?? file?.replace(/(\.(json|xlsx))?$/i, '.cis.xlsx')
  const done = file === undefined || out === undefined ? noFile : await exportFile(pathOf(file), pathOf(out))
  if (!done.ok) {
    process.stderr.write(`${done.error.map((words) => words[language]).join('\n')}\n`)
    return 2
  }
  process.stdout.write(`${done.value}\n`)
  return 0
}

const noFile = err([['没有给出文件。', 'No file was given.']] as const)

/** The path that was written, or every reason why nothing was. */
async function exportFile(from: string, to: string): Promise<Result<string, readonly Words[]>> {
  let read: RubricPreview
  try {
    read = await preview(basename(from), await readFile(from))
  } catch (error) {
    return err([unreadable(from, error)])
  }
  const { rubric, findings } = read
  if (!rubric) {
    return err(findings.filter(({ level }) => level === 'error').map(({ where, zh, en }) => at(where, [zh, en])))
  }
  const workbook = await exportWorkbook(rubric)
  if (!workbook.ok) {
    return err(
      workbook.error.map((refusal) =>
        at(refusal.where, [exportSentence(refusal, 'zh'), exportSentence(refusal, 'en')]),
      ),
    )
  }
  try {
    await writeFile(to, workbook.value)
  } catch (error) {
    return err([[`不能写入“${to}”（${codeOf(error)}）。`, `"${to}" cannot be written (${codeOf(error)}).`]])
  }
  return ok(to)
}

const at = (where: string, [zh, en]: Words): Words => (where === '' ? [zh, en] : [`${where}  ${zh}`, `${where}  ${en}`])
