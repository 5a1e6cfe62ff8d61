import { resolve } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { TooBusy } from '../http/too-busy.ts'

/** Nothing that the command understands: the usage is printed. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood'
}

/** The options and the one file of a command; throws `NotUnderstood` for an option that it does not have, or a second file. */
export function asked<Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options) {
  try {
    const all = { ...options, lang: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options: all, allowPositionals: true })
    const { lang } = values as { readonly lang?: string }
    if (positionals.length > 1) throw new TypeError(`too many files: ${positionals.join(' ')}`)
    if (lang !== undefined && lang !== 'zh' && lang !== 'en') throw new TypeError(`--lang ${lang}`)
    return { values, lang, file: positionals[0] }
  } catch (error) {
    throw new NotUnderstood(error instanceof Error ? error.message : String(error))
  }
}

/** The language asked for, else that of the terminal. */
export const languageOf = (asked: unknown): 'zh' | 'en' =>
  asked === 'zh' || asked === 'en' ? asked : /^zh/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh' : 'en'

/** npm runs scripts in the project's folder; a path means what it meant where the person typed it. */
export const pathOf = (typed: string): string => resolve(process.env.INIT_CWD ?? '.', typed)

/** Why nothing came of reading a file, beside what is wrong within it. */
export const unreadable = (path: string, error: unknown): readonly [zh: string, en: string] =>
  error instanceof TooBusy
    ? ['这台机器现在太忙，没有读完。请稍后再试。', 'This machine is too busy to read the file now. Try again later.']
    : [`不能读取“${path}”（${codeOf(error)}）。`, `"${path}" cannot be read (${codeOf(error)}).`]

/** "ENOENT" of a failed reading or writing. */
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'error'
