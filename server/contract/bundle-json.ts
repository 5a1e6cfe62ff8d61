import { z } from 'zod'
import { type Decimals, ofThousandths, type Points, parsePoints } from '#domain/points.ts'
import { asDecimal, type Decimal, isDecimal } from '#domain/rational.ts'

/** What bundles write figures as (docs/bundles.md): decimal strings, whole milliseconds, whole counts. */
export const DecimalText = z
  .string()
  .max(32)
  .refine(isDecimal, { message: 'not a plain decimal such as "1.25"', abort: true })
  .transform(asDecimal)

export const PointsText = z
  .string()
  .max(32)
  .refine((text) => parsePoints(text) !== undefined, { message: 'no points such as "78.15"', abort: true })
  .transform((text): Points => parsePoints(text) ?? ofThousandths(0))

/** Up to a week, as everywhere. */
export const Milliseconds = z
  .int()
  .min(0)
  .max(7 * 24 * 3600 * 1000)

const DecimalsJson = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
export const RoundedJson = z.union([DecimalsJson, z.literal('exact')])
export const TotalDecimals: z.ZodType<Decimals, Decimals> = DecimalsJson

/** An id as people say it: "A1.3", "07-B", "J3". */
export const idOf = <Id extends string>() =>
  z
    .string()
    .min(1)
    .max(64)
    .transform((id) => id as Id)

export const Name = z.string().max(2000).default('')
export const one = '1' as Decimal
export const nought = '0' as Decimal
