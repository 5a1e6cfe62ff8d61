import { flatten, resolveTemplate, type TemplateResolver, translator } from '@solid-primitives/i18n'
import { createRoot, createSignal } from 'solid-js'

export type Language = 'zh-CN' | 'en'

const KEY = 'skillmark.language'

const isLanguage = (raw: string | null): raw is Language => raw === 'en' || raw === 'zh-CN'

/**
 * A link may ask for a language (`?lang=en`); otherwise what was chosen on this device stands. Where nobody has chosen,
 * work pages are Chinese, and the public's pages speak Chinese or English as the browser does.
 */
export function firstLanguage(
  { search, pathname }: Pick<Location, 'search' | 'pathname'>,
  chosen: string | null,
  browser: string,
): Language {
  const asked = new URLSearchParams(search).get('lang')
  if (isLanguage(asked)) return asked
  if (isLanguage(chosen)) return chosen
  return /^\/(screen|board)\//.test(pathname) && !/^zh/i.test(browser) ? 'en' : 'zh-CN'
}

const stored = (): string | null => {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null // storage may be closed to us
  }
}

const [language, setSignal] = createRoot(() => createSignal(firstLanguage(location, stored(), navigator.language)))
document.documentElement.lang = language()

export { language }

/** Chinese first; the choice is kept on this device. */
export function setLanguage(next: Language) {
  setSignal(next)
  document.documentElement.lang = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // the choice then lasts as long as the page
  }
}

export const toggleLanguage = () => setLanguage(language() === 'en' ? 'zh-CN' : 'en')

/** What comes in both languages, in the language of the page. */
export const inLanguage = ({ zh, en }: { readonly zh: string; readonly en: string }) => (language() === 'en' ? en : zh)

/** "A1, A2" or "A1、A2": things in a row, as each language sets them apart. */
export const listed = (things: readonly (string | number)[]) => things.join(language() === 'en' ? ', ' : '、')

type Tree = { readonly [key: string]: string | Tree }

/** A wing's own words: `zh` decides the keys, `en` must have every one of them. Placeholders are {{name}}, see also inNumber. */
export function words<T extends Tree>(zh: T, en: SameKeys<T>) {
  const flat = { 'zh-CN': flatten(zh), en: flatten(en as T) }
  return translator(() => flat[language()], resolve)
}

/** "{{n}} {{n|mark|marks}}": the word for one and the word for any other number. */
export const inNumber = (template: string, args: Record<string, unknown> = {}): string =>
  template.replace(/\{\{(\w+)\|([^|}]*)\|([^}]*)\}\}/g, (_, n: string, one: string, many: string) =>
    Number(args[n]) === 1 ? one : many,
  )

const resolve: TemplateResolver = (template, ...[args]) =>
  resolveTemplate<string>(inNumber(template, args as Record<string, unknown>), args as Record<string, string>)

type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }
