import { add, compare, type Decimal, ofDecimal, writtenOut } from './rational.ts'
import type { Aspect } from './rubric.ts'

type ScaledAspect = Extract<Aspect, { kind: 'scaled' }>

/** A grade has one writing: "7.5" and "8", never "8.0". Tablets give it so, and an attempt's table is asked by it. */
export const plainGrade = (grade: Decimal): Decimal => writtenOut(ofDecimal(grade)) as Decimal

/** The first grade of a scale that a table says nothing of; undefined where it holds them all. */
export function firstLacking(
  { low, high, step }: ScaledAspect,
  table: Readonly<Record<string, Decimal>>,
): Decimal | undefined {
  const most = ofDecimal(high)
  for (let grade = ofDecimal(low); compare(grade, most) <= 0; grade = add(grade, ofDecimal(step))) {
    const written = writtenOut(grade) as Decimal
    if (table[written] === undefined) return written
  }
  return undefined
}
