import { resolve } from 'node:path'

/** The language asked for, else that of the terminal. */
export const languageOf = (asked: unknown): 'zh' | 'en' =>
  asked === 'zh' || asked === 'en' ? asked : /^zh/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh' : 'en'

/** npm runs scripts in the project's folder; a path means what it meant where the person typed it. */
export const pathOf = (typed: string): string => resolve(process.env.INIT_CWD ?? '.', typed)

/** "ENOENT" of a failed reading or writing. */
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'error'
