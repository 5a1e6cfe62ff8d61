/** Widths in em of a bold sans, by kind of letter; near enough to choose a size by. */
const emOf = (letter: string): number => {
  if (/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3ffff}]/u.test(letter)) return 1
  if (/\s/.test(letter)) return 0.25
  if (/[mwMW]/.test(letter)) return 0.92
  if (/[iljtfr.,'·-]/.test(letter)) return 0.36
  return /\p{Lu}/u.test(letter) ? 0.66 : 0.6
}

export const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + emOf(letter), 0)

/** The column of names, in px of the hall's canvas. */
const COLUMN = 224

/**
 * How a name is set so that the back row reads as much of it as can be (DESIGN §5): large, a step smaller, else on two
 * lines.
 */
export function nameSize(name: string): 'large' | 'middle' | 'two-lines' {
  const em = widthOf(name)
  if (em * 44 <= COLUMN) return 'large'
  return em * 34 <= COLUMN ? 'middle' : 'two-lines'
}
