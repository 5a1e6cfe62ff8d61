import type { z } from 'zod'
import { en, zhCN } from 'zod/locales'
import type { Words } from './fault-words.ts'

/** A fault of our own carries its words with it; zod's own faults are said by its locales. */
export const said = (zh: string, en: string) => ({ params: { zh, en } satisfies Words })

const locales = { zh: zhCN().localeError, en: en().localeError }

/** The message of each fault in one language, for one parse. */
export const speak =
  (language: keyof Words): z.core.$ZodErrorMap =>
  (issue) =>
    issue.code === 'custom' && issue.params ? String(issue.params[language]) : locales[language](issue)
