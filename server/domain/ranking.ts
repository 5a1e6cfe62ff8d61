import type { BoardEntryId } from './ids.ts'
import { type BoardLine, type BoardRow, inOrder, rankInOrder } from './leaderboard.ts'

/** A board's lines, kept in the order of their ranks. */
export interface Ranking {
  /** Puts a line where it belongs, in the place of the entry's last one. */
  put(line: BoardLine): void
  remove(entryId: BoardEntryId): void
  /** What `rank` makes of the same lines. */
  rows(): BoardRow[]
}

/**
 * The ranks of a large board without sorting it again (DESIGN §7): each line has a slot for ever, a typed array holds
 * the slots in order, and a change moves only what stands between its old place and its new one.
 */
export function rankingOf(first: readonly BoardLine[]): Ranking {
  const lines: BoardLine[] = [...first]
  const slotOf = new Map<BoardEntryId, number>(lines.map((line, slot) => [line.entryId, slot]))
  const free: number[] = []
  let order = Uint32Array.from(lines.keys()).sort((a, b) => inOrder(lines[a]!, lines[b]!))
  let count = lines.length

  /** How many lines stand before a place, which is told by a question that is true up to there and false behind. */
  const placeWhere = (isBefore: (line: BoardLine) => boolean): number => {
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(lines[order[middle]!]!)) low = middle + 1
      else high = middle
    }
    return low
  }
  const placeOf = (line: BoardLine) => placeWhere((other) => inOrder(other, line) < 0)

  const append = (line: BoardLine) => {
    const slot = free.pop() ?? lines.length
    lines[slot] = line
    slotOf.set(line.entryId, slot)
    if (count === order.length) {
      const longer = new Uint32Array(Math.max(16, 2 * count))
      longer.set(order)
      order = longer
    }
    const place = placeOf(line)
    order.copyWithin(place + 1, place, count)
    order[place] = slot
    count++
  }

  return {
    put(line) {
      const slot = slotOf.get(line.entryId)
      if (slot === undefined) return append(line)
      const before = lines[slot]!
      const from = placeOf(before)
      const place = placeOf(line)
      if (place > from) {
        // The entry itself stood before its new place.
        order.copyWithin(from, from + 1, place)
        order[place - 1] = slot
      } else {
        order.copyWithin(place + 1, place, from)
        order[place] = slot
      }
      lines[slot] = line
    },
    remove(entryId) {
      const slot = slotOf.get(entryId)
      if (slot === undefined) return
      const place = placeOf(lines[slot]!)
      order.copyWithin(place, place + 1, count)
      count--
      slotOf.delete(entryId)
      free.push(slot)
    },
    rows: () => rankInOrder(Array.from(order.subarray(0, count), (slot) => lines[slot]!)),
  }
}
