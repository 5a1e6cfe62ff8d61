import { expect } from 'vitest'
import { parseRubric } from '#contract/rubric.ts'
import type { RubricPreview } from '#contract/rubrics.ts'
import type { Result } from '#domain/result.ts'
import type { Roster } from '#domain/roster.ts'
import { isKept } from '../../server/http/valid.ts'
import { type FileRefusal, sentenceOf } from '../../server/jobs/refusals.ts'
import { previewRoster, type RosterRefusal } from '../../server/planning/entries/read-roster.ts'
import { preview } from '../../server/planning/rubrics/preview.ts'
import { type Measured, measured } from './measured.ts'

/** Security checklist 26. The time is kept by the reader's own clock, and counted in the long run. */
export const MOST_GROWTH = 200 * 1024 * 1024
/** What goes back to the organizer's page. */
const MOST_ANSWER = 12 * 1024 * 1024

/** Drops a rubric file as an organizer does, on the way that production takes, and asks for what every file is promised. */
export async function dropRubric(bytes: Uint8Array, file = 'scheme.xlsx'): Promise<Measured<RubricPreview>> {
  const dropped = await measured(() => preview(file, bytes))
  const { findings, importable, rubric } = dropped.answer
  expect(dropped.growth).toBeLessThan(MOST_GROWTH)
  expect(JSON.stringify(dropped.answer).length).toBeLessThan(MOST_ANSWER)
  // All or nothing.
  expect(importable).toBe(findings.every(({ level }) => level !== 'error'))
  expect(rubric === null).toBe(!importable)
  for (const { zh, en, where } of findings) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).toMatch(/[a-z]/)
    expect(`${zh}${en}`).not.toMatch(/\{\w+\}|\[object/)
    expect(where === '' || /![A-Z]{1,3}\d+$|^[\w.]+$/.test(where), where).toBe(true)
  }
  // What is imported can be kept by both engines, and opened again as a file of the project.
  if (rubric) expect(parseRubric(JSON.parse(JSON.stringify(rubric)))).toEqual({ ok: true, value: rubric })
  expect(isKept([rubric, findings.map(({ where }) => where)])).toBe(true)
  return dropped
}

/** The findings that refuse a file, as [kind, where, en]. */
export const errorsOf = ({ findings }: RubricPreview): [kind: string, where: string, en: string][] =>
  findings.flatMap(({ level, kind, where, en }) => (level === 'error' ? [[kind, where, en]] : []))

/** How a file that cannot be read at all is answered. */
export const refusal = (why: FileRefusal): [kind: string, where: string, en: string][] => [
  ['file-refused', 'where' in why ? why.where : '', sentenceOf(why)[1]],
]

/** The same for a roster. */
export async function dropRoster(bytes: Uint8Array): Promise<Measured<Result<Roster, RosterRefusal>>> {
  const dropped = await measured(() => previewRoster(bytes))
  expect(dropped.growth).toBeLessThan(MOST_GROWTH)
  expect(JSON.stringify(dropped.answer).length).toBeLessThan(MOST_ANSWER)
  expect(isKept(dropped.answer)).toBe(true)
  if (!dropped.answer.ok) {
    expect(dropped.answer.error.zh).toMatch(/\p{Script=Han}/u)
    expect(dropped.answer.error.en).toMatch(/[a-z]/)
  }
  return dropped
}
