import { z } from 'zod'
import type { AspectId, EntryId, MarkId, MoveId } from '#domain/ids.ts'
import { asId } from '#domain/ids.ts'
import type { GivenMark, GivenValue } from '#domain/mark.ts'
import { ofThousandths } from '#domain/points.ts'
import { isDecimal } from '#domain/rational.ts'
import type { Receipt } from '#domain/receipt.ts'
import { idJson, MadeThere } from './id-json.ts'

const small = z.int().min(0).max(1_000_000)

/** A reading is a plain decimal in a string: "3.62" (RULES §0). */
export const DecimalJson = z.string().max(32).refine(isDecimal, 'not a plain decimal')

export const GivenValueJson = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('judgement'), level: small }),
  z.strictObject({ kind: z.literal('pass-fail'), passed: z.boolean() }),
  z.strictObject({ kind: z.literal('count'), done: small }),
  z.strictObject({ kind: z.literal('choice'), option: small }),
  z.strictObject({ kind: z.literal('difference'), reading: DecimalJson }),
  z.strictObject({ kind: z.literal('range'), reading: DecimalJson }),
  z.strictObject({ kind: z.literal('points'), points: z.int().transform(ofThousandths) }),
  z.strictObject({ kind: z.literal('imported'), points: z.int().transform(ofThousandths) }),
  z.strictObject({ kind: z.literal('scaled'), grade: DecimalJson }),
  z.strictObject({ kind: z.literal('timed'), time: z.int() }),
  z.strictObject({ kind: z.literal('veto'), raised: z.boolean() }),
  z.strictObject({ kind: z.literal('deduction'), faults: z.array(small).max(100) }),
  z.strictObject({ kind: z.literal('not-attempted') }),
  z.strictObject({ kind: z.literal('taken-back') }),
]) satisfies z.ZodType<GivenValue, unknown>

export const MarkIdJson = MadeThere.transform(asId<MarkId>)
export const MoveIdJson = MadeThere.transform(asId<MoveId>)

export const AspectIdJson = idJson<AspectId>()

export const GivenMarkJson = z.strictObject({
  id: MarkIdJson,
  number: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  entryId: idJson<EntryId>(),
  aspectId: AspectIdJson,
  value: GivenValueJson,
  replaces: MarkIdJson.nullable(),
  moved: MoveIdJson.optional(),
  at: z.int(),
}) satisfies z.ZodType<GivenMark, unknown>

/** One batch from a tablet's outbox, in the order of the device's numbers. */
export const MAX_BATCH = 50
export const MarkBatch = z.strictObject({ marks: z.array(GivenMarkJson).min(1).max(MAX_BATCH) })

/** One receipt for each mark of the batch, in the same order. */
export interface Receipts {
  readonly receipts: readonly Receipt[]
}
