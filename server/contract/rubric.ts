import { z } from 'zod'
import { type AspectId, asId, type CriterionId, type SubCriterionId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal, isDecimal } from '#domain/rational.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { type Aspect, aspectsOf, type Rubric } from '#domain/rubric.ts'
import { faultsOf } from '#domain/rubric-faults.ts'
import { type Words, words } from './fault-words.ts'
import { said, speak } from './rubric-words.ts'

const MOST_ASPECTS = 2000
/** Nothing that cannot be seen or that turns text around may stand in a name, a level or an id. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}]/u

const Points = z.int().min(-1_000_000).max(100_000_000).transform(ofThousandths)
const Decimal = z
  .string()
  .max(32)
  .refine(isDecimal, {
    ...said('不是小数文本，例如 "1.25"', 'is not a plain decimal in a string such as "1.25"'),
    abort: true,
  })
  .transform(asDecimal)
const Text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !HIDDEN.test(text), said('含有看不见的字符', 'holds characters that cannot be seen'))
/** As people say it: "A", "A1", "A1.3". */
const Id = (most: number) =>
  z
    .string()
    .max(most)
    .refine(
      (text) => /^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u.test(text),
      said('编号只用字母和数字，例如 A1.3', 'is no id such as "A1.3": letters and digits'),
    )
const Deduction = z.strictObject({ deduct: Decimal, in: z.enum(['points', 'percent']) })
const Instrument = z.strictObject({
  unit: Text(20),
  decimals: z.int().min(0).max(9),
  low: Decimal.nullable(),
  high: Decimal.nullable(),
})
const facts = {
  id: Id(20).transform(asId<AspectId>),
  name: Text(2000),
  notes: z.array(Text(4000)).max(50),
  requirement: Text(2000),
  section: z.int().min(0).max(999).nullable(),
  max: Points,
}

/** Up to a week of work, in whole milliseconds. */
const Milliseconds = z
  .int()
  .min(0)
  .max(7 * 24 * 3600 * 1000)
const OverTime = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('units'),
    amount: Points,
    per: Milliseconds,
    units: z.enum(['begun', 'complete']),
    cap: Points.nullable(),
  }),
  z.strictObject({
    by: z.literal('table'),
    steps: z
      .array(z.strictObject({ upTo: Milliseconds.nullable(), deduct: Points }))
      .min(1)
      .max(40),
  }),
])

/** Every kind of RULES §2: a whole aspect; whether it can be marked is another question (rubric-faults.ts). */
export const AspectShape = z.discriminatedUnion('kind', [
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
    step: Decimal,
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
  z.strictObject({ ...facts, kind: z.literal('points'), min: Points, step: Points }),
  z.strictObject({
    ...facts,
    kind: z.literal('deduction'),
    start: Points,
    floor: Points.nullable(),
    faults: z
      .array(z.strictObject({ name: Text(200), amount: Points, cap: Points.nullable() }))
      .min(1)
      .max(40),
  }),
  z.strictObject({
    ...facts,
    kind: z.literal('scaled'),
    low: Decimal,
    high: Decimal,
    step: Decimal,
    factor: Decimal,
  }),
  z.strictObject({
    ...facts,
    kind: z.literal('timed'),
    limit: Milliseconds,
    start: Points,
    floor: Points.nullable(),
    stop: z
      .strictObject({
        at: Milliseconds,
        effect: z.enum(['aspect-nought', 'part-nought', 'entry-nought', 'done-counts']),
      })
      .nullable(),
    over: OverTime.nullable(),
    bonus: z
      .strictObject({ amount: Points, per: Milliseconds, cap: Points.nullable(), aboveMax: z.boolean() })
      .nullable(),
  }),
  z.strictObject({
    ...facts,
    kind: z.literal('veto'),
    target: z.enum(['siblings', 'sub-criterion', 'part', 'entry']),
  }),
  z.strictObject({ ...facts, kind: z.literal('imported'), source: Text(200) }),
])

const AspectJson = AspectShape.superRefine((aspect, ctx) => {
  for (const { fault, path } of faultsOf(aspect))
    ctx.addIssue({ code: 'custom', path: [...path], params: words[fault] })
})

const rubricOf = <A extends z.ZodType<Aspect>>(aspect: A, least: 0 | 1) =>
  z
    .strictObject({
      title: Text(300),
      criteria: z
        .array(
          z.strictObject({
            id: Id(10).transform(asId<CriterionId>),
            name: Text(300),
            subCriteria: z
              .array(
                z.strictObject({
                  id: Id(20).transform(asId<SubCriterionId>),
                  name: Text(500),
                  day: z.int().min(1).max(99).nullable(),
                  aspects: z.array(aspect).min(least).max(500),
                }),
              )
              .min(least)
              .max(200),
          }),
        )
        .min(least)
        .max(60),
      sections: z.array(z.strictObject({ number: z.int().min(0).max(999), name: Text(300), weight: Points })).max(100),
    })
    .superRefine((rubric, ctx) => {
      for (const { id, path } of repeated(rubric)) {
        ctx.addIssue({ code: 'custom', path, ...said(`编号 ${id} 重复`, `the id ${id} stands twice`) })
      }
      if (aspectsOf(rubric).length > MOST_ASPECTS) {
        const { params } = said(`评分点多于 ${MOST_ASPECTS} 个`, `has more than ${MOST_ASPECTS} aspects`)
        ctx.addIssue({ code: 'custom', path: ['criteria'], params })
      }
    })

/** A rubric that can be marked: as a file of the project's own, and as a frozen version. */
export const RubricJson = rubricOf(AspectJson, 1) satisfies z.ZodType<Rubric, unknown>

/** A rubric in the making: every figure can be read, but it need not be whole, nor possible to mark, yet. */
export const RubricDraftJson: z.ZodType<Rubric, unknown> = rubricOf(AspectShape, 0)

/** Ids that an earlier criterion, sub-criterion or aspect has already: marks and sheets are kept under them. */
function repeated(rubric: Rubric): { id: string; path: (string | number)[] }[] {
  const seen = { criteria: new Set<string>(), subCriteria: new Set<string>(), aspects: new Set<string>() }
  const found: { id: string; path: (string | number)[] }[] = []
  const look = (level: keyof typeof seen, id: string, path: (string | number)[]) => {
    if (seen[level].has(id)) found.push({ id, path: [...path, 'id'] })
    seen[level].add(id)
  }
  for (const [c, criterion] of rubric.criteria.entries()) {
    look('criteria', criterion.id, ['criteria', c])
    for (const [s, subCriterion] of criterion.subCriteria.entries()) {
      look('subCriteria', subCriterion.id, ['criteria', c, 'subCriteria', s])
      for (const [a, aspect] of subCriterion.aspects.entries()) {
        look('aspects', aspect.id, ['criteria', c, 'subCriteria', s, 'aspects', a])
      }
    }
  }
  return found
}

export interface RubricFault extends Words {
  readonly kind: 'rubric-malformed'
  /** The path in the file: "criteria.0.subCriteria.2.aspects.1.max". */
  readonly where: string
}

/** A rubric from JSON, or every fault that keeps it from being one. */
export function parseRubric(json: unknown): Result<Rubric, readonly RubricFault[]> {
  const parsed = RubricJson.safeParse(json, { error: speak('en') })
  if (parsed.success) return ok(parsed.data)
  const inChinese = RubricJson.safeParse(json, { error: speak('zh') }).error?.issues ?? []
  return err(
    parsed.error.issues.map(({ path, message }, i) => ({
      kind: 'rubric-malformed',
      where: path.join('.'),
      en: message,
      zh: inChinese[i]?.message ?? message,
    })),
  )
}
