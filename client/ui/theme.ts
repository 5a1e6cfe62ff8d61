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
