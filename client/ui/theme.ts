import { createEffect, createRoot, createSignal, onCleanup } from 'solid-js'

export type Theme = 'light' | 'dark' | 'venue' | 'glare'

/** Themes are tokens on <html>; see tokens.css. */
export const setTheme = (theme: Theme) => {
  document.documentElement.dataset.theme = theme
}

/** Light or dark by the device's own setting, for work screens. Returns how to stop following it. */
export function followDevice(): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const follow = () => setTheme(dark.matches ? 'dark' : 'light')
  follow()
  dark.addEventListener('change', follow)
  return () => dark.removeEventListener('change', follow)
}

const KEY = 'skillmark.glare'

const stored = (): boolean => {
  try {
    return localStorage.getItem(KEY) === 'on'
  } catch {
    return false // storage may be closed to us
  }
}

const [isGlare, setGlare] = createRoot(() => createSignal(stored()))

export { isGlare }

/** A tablet in daylight stays one on every page and after a reload. */
export function toggleGlare() {
  setGlare(!isGlare())
  try {
    localStorage.setItem(KEY, isGlare() ? 'on' : 'off')
  } catch {
    // the choice then lasts as long as the page
  }
}

/** What a judge's page wears: glare where the judge asked for it, else the device's own setting. */
export function followTablet() {
  createEffect(() => {
    if (isGlare()) setTheme('glare')
    else onCleanup(followDevice())
  })
  onCleanup(() => setTheme('light'))
}
