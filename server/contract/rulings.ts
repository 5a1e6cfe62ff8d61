import { z } from 'zod'
import { plainGrade } from '#domain/grades.ts'
import type { EntryId, PartId, RulingId, StageId } from '#domain/ids.ts'
import { asId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { compare, type Decimal, ofDecimal, zero } from '#domain/rational.ts'
import type { Ruled } from '#domain/ruling.ts'
import { DecimalText, idOf } from './bundle-json.ts'
import { Plain } from './text.ts'

/** More than a million points is a slip of the finger. */
const MOST = 1_000_000_000
const MOST_PLACE = 9999

const EntryIdJson = z
  .string()
  .max(64)
  .transform(asId<EntryId>)
/** Made where it is signed, 128 random bits in base64url: the same ruling sent again is the same ruling. */
const RulingIdJson = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .transform(asId<RulingId>)

/** One id for two of them would be one ruling for two entries, and nobody could say whose. */
const eachOnce = (rulings: readonly { readonly id: RulingId; readonly entryId: EntryId }[]): boolean =>
  new Set(rulings.map(({ id }) => id)).size === rulings.length &&
  new Set(rulings.map(({ entryId }) => entryId)).size === rulings.length
const TWICE = 'holds a ruling id or an entry twice'

const signed = {
  reason: Plain(1, 500),
  /** The full name of whoever answers for it. */
  signer: Plain(1, 60),
}

/** A negative one would turn the ranks round. */
const Coefficient = DecimalText.refine((figure) => compare(ofDecimal(figure), zero) >= 0, 'below 0')

/** Its keys as tablets write grades: "8.5" for "8.50", each once. */
const GradeTable = z
  .record(DecimalText, DecimalText)
  .transform((table) => Object.entries(table).map(([grade, worth]) => [plainGrade(grade as Decimal), worth] as const))
  .refine((rows) => new Set(rows.map(([grade]) => grade)).size === rows.length, 'a grade stands twice')
  .transform((rows): Readonly<Record<string, Decimal>> => Object.fromEntries(rows))

/** What is set down beside the marks (RULES §§4, 5); points are whole thousandths. */
export const RuledJson = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('penalty'), points: z.int().min(1).max(MOST).transform(ofThousandths) }),
  z.strictObject({
    kind: z.literal('adjustment'),
    points: z
      .int()
      .min(-MOST)
      .max(MOST)
      .refine((points) => points !== 0, 'changes nothing')
      .transform(ofThousandths),
  }),
  z.strictObject({ kind: z.enum(['lot', 'decision']), place: z.int().min(1).max(MOST_PLACE) }),
  z.strictObject({ kind: z.literal('advance'), takes: z.boolean() }),
  z.strictObject({
    kind: z.literal('carried'),
    stage: Plain(1, 120),
    what: z.enum(['own', 'total']),
    points: z.int().min(-MOST).max(MOST).transform(ofThousandths),
  }),
  z.strictObject({
    kind: z.literal('attempt'),
    part: idOf<PartId>(),
    attempt: z.strictObject({
      id: z.string().min(1).max(64),
      base: DecimalText,
      difficulty: Coefficient,
      multiplier: Coefficient,
      table: GradeTable.nullable(),
      isVoid: z.boolean(),
    }),
  }),
]) satisfies z.ZodType<Ruled, unknown>

export const RuleOnEntry = z.strictObject({ id: RulingIdJson, entryId: EntryIdJson, ruled: RuledJson, ...signed })

/**
 * One tie settled whole: a place for each who shares it, from 1 without a gap; or, where advancement stops at it, all of
 * them go on, or none.
 */
export const SettleTie = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.enum(['lot', 'decision']),
    places: z
      .array(z.strictObject({ id: RulingIdJson, entryId: EntryIdJson, place: z.int().min(1).max(MOST_PLACE) }))
      .min(2)
      .max(2000)
      .refine(eachOnce, TWICE),
    ...signed,
  }),
  z.strictObject({
    by: z.literal('advance'),
    takes: z.boolean(),
    entries: z
      .array(z.strictObject({ id: RulingIdJson, entryId: EntryIdJson }))
      .min(2)
      .max(2000)
      .refine(eachOnce, TWICE),
    ...signed,
  }),
])

export const RulingTarget = z.strictObject({
  stageId: z
    .string()
    .max(64)
    .transform(asId<StageId>),
  rulingId: z
    .string()
    .max(64)
    .transform(asId<RulingId>),
})
export const WithdrawRuling = z.strictObject(signed)
/** A list from a file: its name is the reason. */
export const SignedList = z.strictObject(signed)

/** GET /api/stages/:stageId/rulings: all of a stage, oldest first, those that were withdrawn too. */
export interface StageRuling {
  readonly id: RulingId
  readonly entryId: EntryId
  readonly ruled: Ruled
  readonly reason: string
  readonly signer: string
  /** UTC milliseconds. */
  readonly at: number
  readonly withdrawn: { readonly at: number; readonly reason: string; readonly signer: string } | null
}
