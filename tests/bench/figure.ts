/** What one bench found. `ratio` is judged against `target`: from below where more is better, else from above. */
export interface Figure {
  readonly name: string
  /** The median over the rounds. */
  readonly ratio: number
  readonly target: number
  readonly better: 'more' | 'less'
  /** Ours and the bare reference in the same run, each figure with its unit in its name. */
  readonly ours: Readonly<Record<string, number>>
  readonly reference: Readonly<Record<string, number>>
  /** The ratio of each round. */
  readonly rounds: readonly number[]
}

export const isMet = ({ ratio, target, better }: Figure): boolean =>
  better === 'more' ? ratio >= target : ratio <= target

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value that the given share of the numbers does not exceed. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const round = (n: number, digits = 3): number => Number(n.toPrecision(digits))

/** The median of each figure over the rounds. */
export function medians(rounds: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = Object.keys(rounds[0] ?? {})
  return Object.fromEntries(names.map((name) => [name, round(median(rounds.map((found) => found[name]!)), 4)]))
}
