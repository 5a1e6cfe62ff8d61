import { createHash } from 'node:crypto'
import { parseRubric } from '#contract/rubric.ts'
import type { Finding, RubricPreview } from '#contract/rubrics.ts'
import { levelOf } from '#domain/cis/findings.ts'
import { messageOf } from '#domain/cis/messages.ts'
import type { Rubric } from '#domain/rubric.ts'
import { outlineOf } from '#domain/rubric-outline.ts'
import { checkWorkbookBytes } from '../../jobs/check-workbook.ts'

/** What a dropped file would become: a CIS workbook, or a rubric file of the project's own. */
export async function preview(file: string, bytes: Uint8Array): Promise<RubricPreview> {
  const { rubric, findings } = looksLikeJson(bytes) ? fromJson(bytes) : await fromWorkbook(bytes)
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

function fromJson(bytes: Uint8Array): Read {
  const fault = (where: string, zh: string, en: string): Read => ({
    rubric: null,
    findings: [{ level: 'error', kind: 'rubric-file', where, zh, en }],
  })
  let json: unknown
  // The decoder takes off the mark that some editors put before the text; JSON knows none.
  try {
    json = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return fault('', '这个 .json 文件不完整，读不出来。', 'This .json file is not complete and cannot be read.')
  }
  const parsed = parseRubric(json)
  if (parsed.ok) return { rubric: parsed.value, findings: [] }
  return {
    rubric: null,
    findings: parsed.error.slice(0, 50).map(({ where, zh, en }) => ({
      level: 'error',
      kind: 'rubric-file',
      where,
      zh: `评分标准文件的“${where}”不合格式：${zh}`,
      en: `"${where}" of the rubric file does not fit the format: ${en}`,
    })),
  }
}
