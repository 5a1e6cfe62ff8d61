import { z } from 'zod'
import type { AspectId, CriterionId, SubCriterionId } from '#domain/ids.ts'
import { ofThousandths, type Points, parsePoints } from '#domain/points.ts'
import { type asDecimal, multiply, ofDecimal, writtenOut } from '#domain/rational.ts'
import type { Aspect, AspectRule, Rubric } from '#domain/rubric.ts'
import { faultsOf } from '#domain/rubric-faults.ts'
import { DecimalText, idOf, Milliseconds, Name, one, PointsText } from './bundle-json.ts'
import { words } from './fault-words.ts'

const facts = { id: idOf<AspectId>(), name: Name, max: PointsText }
const none = ofThousandths(0)
const instrument = { unit: '', decimals: 9, low: null, high: null } as const
const Deduction = z.strictObject({ deduct: DecimalText, in: z.enum(['points', 'percent']) })
/** Left out: 0, or none where the start is 0. */
const floorOf = (given: Points | null | undefined, start: Points) =>
  given === undefined ? (start === 0 ? null : none) : given

const Timed = z
  .strictObject({
    ...facts,
    kind: z.literal('timed'),
    limit: Milliseconds,
    start: PointsText.optional(),
    floor: PointsText.nullable().optional(),
    stop: z
      .strictObject({
        at: Milliseconds,
        effect: z.enum(['aspect-nought', 'part-nought', 'entry-nought', 'done-counts']),
      })
      .nullable()
      .default(null),
    over: z
      .discriminatedUnion('by', [
        z.strictObject({
          by: z.literal('units'),
          amount: PointsText,
          per: Milliseconds,
          units: z.enum(['begun', 'complete']).default('begun'),
          cap: PointsText.nullable().default(null),
        }),
        z.strictObject({
          by: z.literal('table'),
          steps: z
            .array(z.strictObject({ upTo: Milliseconds.nullable(), deduct: PointsText }))
            .min(1)
            .max(40),
        }),
      ])
      .nullable()
      .default(null),
    bonus: z
      .strictObject({
        amount: PointsText,
        per: Milliseconds,
        cap: PointsText.nullable().default(null),
        aboveMax: z.boolean().default(false),
      })
      .nullable()
      .default(null),
  })
  .transform(({ start, floor, ...aspect }) => {
    const from = start ?? aspect.max
    return { ...aspect, start: from, floor: floorOf(floor, from) }
  })

/** Every kind of RULES §2, with what bundles may leave out. */
const Rule = z.discriminatedUnion('kind', [
  z.strictObject({ ...facts, kind: z.literal('pass-fail') }),
  z.strictObject({
    ...facts,
    kind: z.literal('judgement'),
    levels: z.array(z.string().max(2000)).min(2).max(11).default(['', '', '', '']),
  }),
  z.strictObject({ ...facts, kind: z.literal('count'), of: z.int().min(1).max(1000) }),
  z.strictObject({
    ...facts,
    kind: z.literal('choice'),
    min: PointsText.default(none),
    options: z
      .array(z.strictObject({ label: Name, worth: z.union([z.strictObject({ points: PointsText }), Deduction]) }))
      .min(1)
      .max(100),
  }),
  z
    .strictObject({
      ...facts,
      kind: z.literal('difference'),
      target: DecimalText,
      step: DecimalText,
      stepIn: z.enum(['units', 'percent-of-target']).default('units'),
      steps: z.enum(['complete', 'begun', 'proportional']).default('complete'),
      deduction: Deduction,
    })
    .transform((aspect) => ({ ...aspect, instrument })),
  z
    .strictObject({
      ...facts,
      kind: z.literal('range'),
      target: DecimalText,
      bands: z
        .array(z.strictObject({ lower: DecimalText, upper: DecimalText, deduction: Deduction }))
        .min(1)
        .max(40),
    })
    .transform((aspect) => ({ ...aspect, instrument })),
  z.strictObject({
    ...facts,
    kind: z.literal('points'),
    min: PointsText.default(none),
    step: PointsText.default(ofThousandths(10)),
  }),
  z
    .strictObject({
      ...facts,
      max: PointsText.optional(),
      kind: z.literal('scaled'),
      low: DecimalText,
      high: DecimalText,
      step: DecimalText,
      factor: DecimalText.default(one),
    })
    .transform((aspect) => ({ ...aspect, max: aspect.max ?? topOf(aspect) })),
  z
    .strictObject({
      ...facts,
      kind: z.literal('deduction'),
      start: PointsText.optional(),
      floor: PointsText.nullable().optional(),
      faults: z
        .array(z.strictObject({ name: Name, amount: PointsText, cap: PointsText.nullable().default(null) }))
        .min(1)
        .max(100),
    })
    .transform(({ start, floor, ...aspect }) => {
      const from = start ?? aspect.max
      return { ...aspect, start: from, floor: floorOf(floor, from) }
    }),
  Timed,
  z.strictObject({
    ...facts,
    max: PointsText.default(none),
    kind: z.literal('veto'),
    target: z.enum(['siblings', 'sub-criterion', 'part', 'entry']),
  }),
  z.strictObject({ ...facts, kind: z.literal('imported') }).transform((aspect) => ({ ...aspect, source: '' })),
])

/** M = high × factor; -1, which the faults then name, where that is no number of points. */
const topOf = ({
  high,
  factor,
}: {
  high: ReturnType<typeof asDecimal>
  factor: ReturnType<typeof asDecimal>
}): Points => parsePoints(writtenOut(multiply(ofDecimal(high), ofDecimal(factor)))) ?? ofThousandths(-1)

export const AspectOfBundle = Rule.transform(
  (rule): Aspect => ({ notes: [], requirement: '', section: null, ...(rule as AspectRule & typeof rule) }),
).superRefine((aspect, ctx) => {
  for (const { fault, path } of faultsOf(aspect)) {
    // What nobody should plan, but what can be scored.
    if (fault === 'percent-of-target-0' || fault === 'maximum-nothing' || fault === 'floor-missing') continue
    ctx.addIssue({ code: 'custom', path: [...path], message: words[fault].en })
  }
})

export const RubricOfBundle = z
  .strictObject({
    title: Name,
    criteria: z
      .array(
        z.strictObject({
          id: idOf<CriterionId>(),
          name: Name,
          subCriteria: z
            .array(
              z
                .strictObject({
                  id: idOf<SubCriterionId>(),
                  name: Name,
                  aspects: z.array(AspectOfBundle).min(1).max(2000),
                })
                .transform((subCriterion) => ({ ...subCriterion, day: null })),
            )
            .min(1)
            .max(500),
        }),
      )
      .min(1)
      .max(100),
  })
  .transform((rubric): Rubric => ({ ...rubric, sections: [] }))
