import { flatten, resolveTemplate, type TemplateResolver, translator } from '@solid-primitives/i18n'
import { createRoot, createSignal } from 'solid-js'

export type Language = 'zh-CN' | 'en'

const KEY = 'skillmark.language'

/** A link may ask for a language: `?lang=en`. */
const asked = (): Language | undefined => {
  const lang = new URLSearchParams(location.search).get('lang')
  return lang === 'en' || lang === 'zh-CN' ? lang : undefined
}

const stored = (): Language => {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN' // storage may be closed to us; Chinese first
  }
}

const [language, setSignal] = createRoot(() => createSignal<Language>(asked() ?? stored()))
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
