import { z } from 'zod'
import { type AspectId, asId, type CriterionId, type SubCriterionId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal, isDecimal } from '#domain/rational.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { aspectsOf, type Rubric, subCriteriaOf } from '#domain/rubric.ts'

const Points = z.int().min(-1_000_000).max(100_000_000).transform(ofThousandths)
const Decimal = z.string().max(32).refine(isDecimal, 'not a plain decimal').transform(asDecimal)
const Text = (most: number) => z.string().max(most)
const Deduction = z.strictObject({ deduct: Decimal, in: z.enum(['points', 'percent']) })
const Instrument = z.strictObject({
  unit: Text(20),
  decimals: z.int().min(0).max(6),
  low: Decimal.nullable(),
  high: Decimal.nullable(),
})
const facts = {
  id: z
    .string()
    .regex(/^[^\s]{1,20}$/)
    .transform(asId<AspectId>),
  name: Text(2000),
  notes: z.array(Text(4000)).max(50),
  requirement: Text(2000),
  section: z.int().min(0).max(999).nullable(),
  max: Points,
}

/** Every kind of RULES §2 that a seat gives so far. */
const AspectJson = z.discriminatedUnion('kind', [
  z.strictObject({ ...facts, kind: z.literal('pass-fail') }),
  z.strictObject({ ...facts, kind: z.literal('judgement'), levels: z.array(Text(2000)).min(2).max(11) }),
  z.strictObject({ ...facts, kind: z.literal('count'), of: z.int().min(1).max(1000) }),
  z.strictObject({
    ...facts,
    kind: z.literal('choice'),
    min: Points,
    options: z
      .array(z.strictObject({ label: Text(500), worth: z.union([z.strictObject({ points: Points }), Deduction]) }))
      .min(2)
      .max(20),
  }),
  z.strictObject({
    ...facts,
    kind: z.literal('difference'),
    target: Decimal,
    step: Decimal.refine((step) => Number(step) > 0, 'the step must be positive'),
    stepIn: z.enum(['units', 'percent-of-target']),
    steps: z.enum(['complete', 'begun', 'proportional']),
    deduction: Deduction,
    instrument: Instrument,
  }),
  z.strictObject({
    ...facts,
    kind: z.literal('range'),
    target: Decimal,
    bands: z
      .array(z.strictObject({ lower: Decimal, upper: Decimal, deduction: Deduction }))
      .min(1)
      .max(20),
    instrument: Instrument,
  }),
  z
    .strictObject({ ...facts, kind: z.literal('points'), min: Points, step: Points })
    .refine((aspect) => aspect.step > 0 && (aspect.max - aspect.min) % aspect.step === 0, {
      path: ['step'],
      message: 'the step must lead from min to max',
    }),
  z
    .strictObject({
      ...facts,
      kind: z.literal('deduction'),
      start: Points,
      floor: Points.nullable(),
      faults: z
        .array(z.strictObject({ name: Text(200), amount: Points.refine((n) => n > 0), cap: Points.nullable() }))
        .min(1)
        .max(40),
    })
    .refine((aspect) => aspect.max === aspect.start && (aspect.floor !== null || aspect.start === 0), {
      path: ['start'],
      message: 'start is the maximum, and only a pure penalty (start 0) has no floor',
    }),
])

/** A rubric as a file of the project's own, and as the database keeps it. */
export const RubricJson = z.strictObject({
  title: Text(300),
  criteria: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[^\s]{1,10}$/)
          .transform(asId<CriterionId>),
        name: Text(300),
        subCriteria: z
          .array(
            z.strictObject({
              id: z
                .string()
                .regex(/^[^\s]{1,20}$/)
                .transform(asId<SubCriterionId>),
              name: Text(500),
              day: z.int().min(1).max(99).nullable(),
              aspects: z.array(AspectJson).min(1).max(500),
            }),
          )
          .min(1)
          .max(200),
      }),
    )
    .min(1)
    .max(60),
  sections: z.array(z.strictObject({ number: z.int(), name: Text(300), weight: Points })).max(100),
}) satisfies z.ZodType<Rubric, unknown>

export interface RubricFault {
  /** The path in the file: "criteria.0.subCriteria.2.aspects.1.max". */
  readonly where: string
  readonly message: string
}

/** A rubric from JSON; every id must be its own, since marks are kept under it. */
export function parseRubric(json: unknown): Result<Rubric, readonly RubricFault[]> {
  const parsed = RubricJson.safeParse(json)
  if (!parsed.success) {
    return err(parsed.error.issues.map((issue) => ({ where: issue.path.join('.'), message: issue.message })))
  }
  const rubric: Rubric = parsed.data
  const ids = [
    ...rubric.criteria.map(({ id }) => `criterion ${id}`),
    ...subCriteriaOf(rubric).map(({ id }) => `sub-criterion ${id}`),
    ...aspectsOf(rubric).map(({ id }) => `aspect ${id}`),
  ]
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  if (twice !== undefined) return err([{ where: twice, message: 'stands twice' }])
  return aspectsOf(rubric).length > 2000 ? err([{ where: '', message: 'more than 2000 aspects' }]) : ok(rubric)
}
