import { readFile } from 'node:fs/promises'
import { parseBundle } from '#contract/bundle.ts'
import type { BundleFault } from '#contract/bundle-faults.ts'
import { scoresOf } from '#contract/scores.ts'
import { type Bundle, type BundleScores, scoreBundle } from '#domain/bundle.ts'
import { formatPoints } from '#domain/points.ts'
import { err, type Result } from '#domain/result.ts'
import { asked, languageOf, pathOf, unreadable } from './asked.ts'

/** `skillmark score BUNDLE.json [--json]`: 0 with the scores, 2 when the bundle is refused. Pure: no database is asked. */
export async function score(args: string[]): Promise<0 | 2> {
  const { values, lang, file } = asked(args, { json: { type: 'boolean', default: false } })
  const language = lang === undefined && values.json ? 'en' : languageOf(lang)
  const bundle = await bundleIn(file)
  if (!bundle.ok) {
    const errors = bundle.error.map((fault) => ({ kind: fault.kind, where: fault.where, message: fault[language] }))
    const lines = errors.map(({ where, message }) => `  ${where}  ${message}`)
    process.stdout.write(values.json ? `${JSON.stringify({ errors }, null, 2)}\n` : `${lines.join('\n')}\n`)
    return 2
  }
  const scores = scoreBundle(bundle.value, values.json === true)
  const text = values.json ? JSON.stringify(scoresOf(scores), null, 2) : tableOf(bundle.value, scores, language)
  process.stdout.write(`${text}\n`)
  return 0
}

async function bundleIn(file: string | undefined): Promise<Result<Bundle, readonly BundleFault[]>> {
  const refused = (kind: string, zh: string, en: string) => err([{ kind, where: '', zh, en }])
  if (file === undefined) return refused('no-file', '没有给出文件。', 'No file was given.')
  let text: string
  try {
    text = await readFile(pathOf(file), 'utf8')
  } catch (error) {
    return refused('unreadable', ...unreadable(file, error))
  }
  try {
    return parseBundle(JSON.parse(text))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refused('no-json', `“${file}”不是 JSON：${error.message}`, `"${file}" is no JSON: ${error.message}`)
  }
}

function tableOf(
  { title, entries }: Bundle,
  { scored, standings, honours }: BundleScores,
  language: 'zh' | 'en',
): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  const labels = new Map(entries.map(({ id, label }) => [id, label]))
  const lines = [title, '']
  for (const { division, ranked } of standings.divisions) {
    if (division !== null) lines.push(division)
    for (const { rank, entries } of ranked) {
      for (const { id, score } of entries) {
        const { scale, medal } = honours.get(id) ?? {}
        const more = [
          labels.get(id),
          scale,
          medal,
          score.missing > 0 ? say(`缺 ${score.missing}`, `${score.missing} missing`) : '',
        ]
        lines.push(
          `${String(rank).padStart(4)}  ${formatPoints(score.points).padStart(9)}  ${id}  ${more.filter(Boolean).join('  ')}`,
        )
      }
    }
    lines.push('')
  }
  const unranked = scored.filter(
    ({ id }) =>
      !standings.divisions.some(({ ranked }) => ranked.some(({ entries }) => entries.some((entry) => entry.id === id))),
  )
  for (const { id, state } of unranked) lines.push(`   –             ${id}  ${state}`)
  for (const stop of standings.stops)
    lines.push(say('须由人决定：', 'To be decided by a person: ') + JSON.stringify(stop))
  return lines.join('\n')
}
