import { createHash } from 'node:crypto'
import type { Finding, RubricPreview } from '#contract/rubrics.ts'
import { levelOf } from '#domain/cis/findings.ts'
import { messageOf } from '#domain/cis/messages.ts'
import type { Rubric } from '#domain/rubric.ts'
import { outlineOf } from '#domain/rubric-outline.ts'
import { checkWorkbookBytes } from '../../jobs/check-workbook.ts'
import { readFile } from '../../jobs/read-file.ts'
import { sentenceOf } from '../../jobs/refusals.ts'

/** What a dropped file would become: a CIS workbook, or a rubric file of the project's own. */
export async function preview(file: string, bytes: Uint8Array): Promise<RubricPreview> {
  const { rubric, findings } = await (looksLikeJson(bytes) ? fromJson(bytes) : fromWorkbook(bytes))
  return {
    file,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    importable: rubric !== null,
    findings,
    summary: rubric === null ? null : outlineOf(rubric),
    rubric,
  }
}

interface Read {
  readonly rubric: Rubric | null
  readonly findings: readonly Finding[]
}

async function fromWorkbook(bytes: Uint8Array): Promise<Read> {
  const { rubric, findings } = await checkWorkbookBytes(bytes)
  return {
    rubric,
    findings: findings.map((finding) => ({
      level: levelOf(finding.kind),
      kind: finding.kind,
      where: finding.where,
      zh: messageOf(finding, 'zh'),
      en: messageOf(finding, 'en'),
    })),
  }
}

const looksLikeJson = (bytes: Uint8Array) => /^\s*\{/.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8'))

async function fromJson(bytes: Uint8Array): Promise<Read> {
  const fault = (zh: string, en: string, where = ''): Finding => ({
    level: 'error',
    kind: 'rubric-file',
    where,
    zh,
    en,
  })
  const read = await readFile('rubric', bytes)
  if (!read.ok) return { rubric: null, findings: [fault(...sentenceOf(read.error))] }
  if (read.value.ok) return { rubric: read.value.value, findings: [] }
  if (read.value.error === 'not-json') {
    const sentence = [
      '这个 .json 文件不完整，或不是 UTF-8 编码，读不出来。',
      'This .json file is not complete, or not in UTF-8, and cannot be read.',
    ] as const
    return { rubric: null, findings: [fault(...sentence)] }
  }
  const findings = read.value.error.map(({ where, zh, en }) =>
    fault(
      `评分标准文件的“${where}”不合格式：${zh}`,
      `"${where}" of the rubric file does not fit the format: ${en}`,
      where,
    ),
  )
  return { rubric: null, findings }
}
