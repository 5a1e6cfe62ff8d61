/** Letters that nobody mistakes for a digit or for one another when read aloud in a hall. */
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ'

/** Any whole number below `below`, handed in so that drawing stays repeatable. */
export type Draw = (below: number) => number

/** A fair shuffle (Fisher–Yates) of a copy. */
export function shuffled<T>(items: readonly T[], draw: Draw): T[] {
  const left = [...items]
  return items.map(() => left.splice(draw(left.length), 1)[0]!)
}

/**
 * New blind codes, "07-B": numbers go on from the highest given, in an order that the draw decides, so that a code
 * tells nothing of the roster's order; the letter catches a misread number.
 */
export function blindCodes(taken: readonly string[], count: number, draw: Draw): string[] {
  const highest = taken.reduce((most, code) => Math.max(most, Number.parseInt(code, 10) || 0), 0)
  const numbers = Array.from({ length: count }, (_, i) => highest + 1 + i)
  return shuffled(numbers, draw).map((n) => `${String(n).padStart(2, '0')}-${LETTERS[draw(LETTERS.length)]}`)
}

/**
 * The next code of a trial entry, "T3": no number of a competitor is used up, and behind all of theirs in the order of
 * codes, so that no tablet begins with it.
 */
export const trialCode = (taken: readonly string[]): string =>
  `T${taken.reduce((most, code) => Math.max(most, /^T\d+$/.test(code) ? Number(code.slice(1)) : 0), 0) + 1}`

/** Board codes, "K417": nothing in common with blind codes, so that a fed board gives no entry away (RULES §10). */
export function boardCodes(taken: readonly string[], count: number, draw: Draw): string[] {
  const used = new Set(taken)
  const fresh: string[] = []
  while (fresh.length < count) {
    const code = `${LETTERS[draw(LETTERS.length)]}${String(100 + draw(900))}`
    if (used.has(code)) continue
    used.add(code)
    fresh.push(code)
  }
  return fresh
}
