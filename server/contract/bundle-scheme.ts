import { z } from 'zod'
import type { AspectId, CriterionId, PartId, SeatId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import type { Rubric } from '#domain/rubric.ts'
import { onePart, type Scheme, schemeDefaults } from '#domain/scheme.ts'
import { DecimalText, idOf, Name, one, PointsText, RoundedJson, TotalDecimals } from './bundle-json.ts'

const count = z.int().min(0).max(1_000_000)

const PartJson = z.strictObject({
  id: idOf<PartId>(),
  name: Name,
  criteria: z.array(idOf<CriterionId>()).min(1).max(100),
  weight: DecimalText.default(one),
  attempts: z
    .strictObject({
      take: z.enum(['sum', 'mean', 'best', 'last']),
      best: z.int().min(1).max(1000).default(1),
      planned: z.int().min(1).max(50).default(1),
    })
    .nullable()
    .default(null),
  minimum: PointsText.nullable().default(null),
  belowZero: z.boolean().default(false),
})

const RuleJson = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agreed'), recorder: idOf<SeatId>() }),
  z.strictObject({ kind: z.literal('each') }),
  z.strictObject({ kind: z.literal('mean') }),
  z.strictObject({ kind: z.literal('sum') }),
  z.strictObject({ kind: z.literal('median') }),
  z.strictObject({
    kind: z.literal('trimmed'),
    high: count,
    low: count,
    tooFew: z.enum(['incomplete', 'mean']).default('incomplete'),
  }),
])

const GroupJson = z.strictObject({
  name: Name,
  seats: z.array(idOf<SeatId>()).min(1).max(1000),
  aspects: z.array(idOf<AspectId>()).min(1).max(5000),
  level: z.enum(['aspect', 'sub-criterion', 'whole']).default('aspect'),
  rule: RuleJson,
  minSeats: z.int().min(1).max(1000).default(1),
  round: RoundedJson.default(2),
  factor: DecimalText.default(one),
  factorRound: RoundedJson.default('exact'),
  counted: z.boolean().default(true),
})

const LinkJson = z.union([
  z.strictObject({ by: z.enum(['part', 'criterion', 'sub-criterion', 'aspect']), id: idOf() }),
  z.strictObject({ by: z.enum(['time', 'full-marks', 'lot', 'decision']) }),
])

const { rounding } = schemeDefaults

/** A scheme as bundles write it: everything that is left out takes its default. */
export const SchemeOfBundle = z.strictObject({
  stage: z.string().max(64).default(''),
  parts: z.array(PartJson).min(1).max(50).optional(),
  groups: z.array(GroupJson).min(1).max(500),
  composition: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('added') }),
      z.strictObject({ kind: z.literal('weighted'), maximum: PointsText.default(ofThousandths(100_000)) }),
    ])
    .optional(),
  rounding: z
    .strictObject({
      attempt: RoundedJson.default(rounding.attempt),
      part: RoundedJson.default(rounding.part),
      contribution: RoundedJson.default(rounding.contribution),
      total: TotalDecimals.default(rounding.total),
    })
    .default(rounding),
  totalBelowZero: z.boolean().default(false),
  carried: z
    .array(
      z.strictObject({
        stage: z.string().min(1).max(64),
        what: z.enum(['own', 'total']),
        weight: DecimalText.default(one),
      }),
    )
    .max(50)
    .default([]),
  rankOn: z.enum(['published', 'exact']).default('published'),
  chain: z.array(LinkJson).max(50).default([]),
  sharedRanksForbidden: z
    .strictObject({ from: z.int().min(1), to: z.int().min(1) })
    .nullable()
    .default(null),
  divisions: z.array(z.string().min(1).max(100)).max(100).default([]),
  overall: z.boolean().default(false),
  advancement: z
    .strictObject({
      first: z.int().min(1).nullable().default(null),
      percent: DecimalText.nullable().default(null),
      minimum: PointsText.nullable().default(null),
      perOrganization: z.int().min(1).nullable().default(null),
      reserves: count.default(0),
    })
    .nullable()
    .default(null),
  scale: z
    .strictObject({
      centre: z.int().default(700),
      unit: z.int().default(30),
      least: z.int().default(0),
      most: z.int().default(1000),
    })
    .nullable()
    .default(null),
  medals: z
    .strictObject({
      within: count.default(2),
      chain: z.boolean().default(false),
      smallField: z.enum(['not-given', 'given']).default('not-given'),
      excellence: z.int().default(700),
    })
    .nullable()
    .default(null),
  spreadLimit: count.default(1),
  spreadShare: DecimalText.nullable().default(null),
})

/** What depends on the rubric and on the number of parts comes last. */
export function schemeOf(
  { stage: _, parts, composition, ...scheme }: z.output<typeof SchemeOfBundle>,
  rubric: Rubric,
): Scheme {
  const own = parts ?? [onePart(rubric)]
  const usual = own.length > 1 ? { kind: 'weighted', maximum: ofThousandths(100_000) } : { kind: 'added' }
  return { ...scheme, parts: own, composition: composition ?? (usual as Scheme['composition']) }
}
