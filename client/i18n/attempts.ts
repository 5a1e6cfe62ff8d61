import { attemptIn, withoutAttempt } from '#domain/attempts.ts'
import { words } from './language.ts'

const t = words({ sheet: '{{id}} 第 {{n}} 次' }, { sheet: '{{id}} attempt {{n}}' })

/** What a sheet is called: "A1", or "A1 attempt 2" where each attempt has one of its own (RULES §4). */
export const sheetWords = (id: string): string => {
  const attempt = attemptIn(id)
  return attempt === undefined ? id : t('sheet', { id: withoutAttempt(id), n: attempt })
}

/** What an aspect is called on its sheet, which says by itself of which attempt it is. */
export const aspectWords = (id: string): string => withoutAttempt(id)
