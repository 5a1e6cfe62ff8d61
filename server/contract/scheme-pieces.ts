import { z } from 'zod'
import type { CriterionId, PartId } from '#domain/ids.ts'
import type { Points } from '#domain/points.ts'
import { schemeDefaults } from '#domain/scheme.ts'
import { DecimalText, idOf, one, RoundedJson, TotalDecimals } from './bundle-json.ts'

/** Counts of seats, ranks and steps. */
export const count = z.int().min(0).max(1_000_000)

const LinkJson = z.union([
  z.strictObject({ by: z.enum(['part', 'criterion', 'sub-criterion', 'aspect']), id: idOf() }),
  z.strictObject({ by: z.enum(['time', 'full-marks', 'lot', 'decision']) }),
])

/** How a group puts its level values together, beside its rule. */
export const groupShape = {
  level: z.enum(['aspect', 'sub-criterion', 'whole']).default('aspect'),
  minSeats: z.int().min(1).max(1000).default(1),
  round: RoundedJson.default(2),
  factor: DecimalText.default(one),
  factorRound: RoundedJson.default('exact'),
  counted: z.boolean().default(true),
}

/** The rules that name no seat. */
export const freeRules = [
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
] as const

export const partShape = <In>(points: z.ZodType<Points, In>) => ({
  id: idOf<PartId>(),
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
  minimum: points.nullable().default(null),
  belowZero: z.boolean().default(false),
})

const { rounding } = schemeDefaults

/** All of a scheme but its parts, groups, composition and divisions: the same in bundles and where it is edited. */
export const outcomeShape = <In>(points: z.ZodType<Points, In>) => ({
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
  overall: z.boolean().default(false),
  advancement: z
    .strictObject({
      first: z.int().min(1).nullable().default(null),
      percent: DecimalText.nullable().default(null),
      minimum: points.nullable().default(null),
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
