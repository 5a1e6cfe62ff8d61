import type { Aspect } from '#domain/rubric.ts'
import { usesPad } from './pad.ts'
import { gradesOf } from './scale.ts'

/**
 * What a card asks for: a whole row (wide; broad where its words are long), two rows of half a column (tall), or half a
 * row (small; slim can do with a third).
 */
export type Shape = 'wide' | 'broad' | 'tall' | 'small' | 'slim'

/** A place on a grid of twelve columns. */
export interface CardPlace {
  readonly row: number
  readonly rows: number
  readonly column: number
  readonly columns: number
}

export interface CardPlan {
  readonly cards: readonly CardPlace[]
  /** Of the pad that several figures share. */
  readonly pad: CardPlace | null
}

/** Real schemes describe a level in a word or in a paragraph; a paragraph is set smaller, so that all levels are seen. */
export const isLong = ({ levels }: Extract<Aspect, { kind: 'judgement' }>) =>
  levels.length > 4 || levels.some((words) => words.replace(/[^\0-\u02ff]/g, '..').length > 40)

export function shapeOf(aspect: Aspect, isOwn: boolean, hasPad: boolean): Shape {
  if (!isOwn) return 'slim'
  if (usesPad(aspect)) return hasPad ? 'tall' : 'small'
  switch (aspect.kind) {
    case 'judgement':
      return isLong(aspect) ? 'broad' : 'wide'
    case 'pass-fail':
      return 'slim'
    case 'choice':
      return 'tall'
    case 'count':
      return aspect.of > 9 ? 'tall' : 'small'
    case 'scaled':
      return (gradesOf(aspect)?.length ?? 0) > 10 ? 'tall' : 'small'
    default:
      return aspect.kind === 'deduction' && aspect.faults.length > 1 ? 'tall' : 'small'
  }
}

const isHalf = (shape: Shape | undefined) => shape === 'small' || shape === 'slim'

/**
 * Where each card stands, always in the order of the aspects: row by row, a tall card beside the one or two that stand
 * next to it in the scheme. `isClose`: a card that would have a row to itself shares one with a neighbour.
 * `shared`: the first and the last figure that one pad serves; it stands to the right of all cards from one to the other.
 */
export function placeCards(
  shapes: readonly Shape[],
  isClose: boolean,
  shared: { readonly from: number; readonly to: number } | null,
): CardPlan {
  const cards: CardPlace[] = []
  let pad: CardPlace | null = null
  let row = 1
  const put = (column: number, columns: number, rows = 1, at = row) => cards.push({ row: at, rows, column, columns })
  while (cards.length < shapes.length) {
    const at = cards.length
    if (shared && at >= shared.from && at <= shared.to) {
      const rows = shared.to - at + 1
      pad = { row, rows, column: 7, columns: 6 }
      for (let i = 0; i < rows; i++) put(1, 6, 1, row + i)
      row += rows
      continue
    }
    const end = shared && at < shared.from ? shared.from : shapes.length
    const [first, second, third] = [0, 1, 2].map((n) => (at + n < end ? shapes[at + n] : undefined))
    if (first === 'tall' && isHalf(second)) {
      put(1, 6, 2)
      put(7, 6, isHalf(third) ? 1 : 2)
      if (isHalf(third)) put(7, 6, 1, row + 1)
      row += 2
    } else if (isHalf(first) && second === 'tall') {
      put(1, 6, isHalf(third) ? 1 : 2)
      put(7, 6, 2)
      if (isHalf(third)) put(1, 6, 1, row + 1)
      row += 2
    } else if (isClose && first === 'tall' && second === 'tall' && isHalf(third)) {
      put(1, 6, 2)
      put(7, 6)
      put(7, 6, 1, row + 1)
      row += 2
    } else if ((first === 'tall' && second === 'tall') || (isHalf(first) && isHalf(second))) {
      put(1, 6)
      put(7, 6)
      row += 1
    } else if (isClose && first === 'wide' && second === 'slim' && !isHalf(third) && third !== 'tall') {
      put(1, 8)
      put(9, 4)
      row += 1
    } else if (isClose && first === 'slim' && second === 'wide') {
      put(1, 4)
      put(5, 8)
      row += 1
    } else if (
      isClose &&
      ((first === 'wide' && second === 'tall' && !isHalf(third)) || (first === 'tall' && second === 'wide'))
    ) {
      put(1, 6)
      put(7, 6)
      row += 1
    } else {
      put(1, 12)
      row += 1
    }
  }
  return { cards, pad }
}
