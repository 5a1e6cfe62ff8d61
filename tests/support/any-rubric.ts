import fc from 'fast-check'
import { asId } from '#domain/ids.ts'
import { ofThousandths, type Points } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import type { AspectRule, Deduction, Instrument, OverTime, Rubric } from '#domain/rubric.ts'

/** Text as people write it: no characters that cannot be seen. */
const text = (most: number) =>
  fc
    .string({ unit: 'grapheme', maxLength: most })
    .map((raw) => raw.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, most))
    .map((raw) => raw.replace(/[\p{Cs}]/gu, ''))

const points = (min: number, max: number) => fc.integer({ min, max }).map(ofThousandths)
const decimal = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.constantFrom('', '.5', '.25', '.125'))
    .map(([whole, fraction]) => asDecimal(`${whole}${fraction}`))

const deduction: fc.Arbitrary<Deduction> = fc.record({
  deduct: decimal(0, 100),
  in: fc.constantFrom('points', 'percent'),
})
const instrument: fc.Arbitrary<Instrument> = fc
  .tuple(text(4), fc.integer({ min: 0, max: 6 }), decimal(-50, 0), decimal(1, 50), fc.boolean())
  .map(([unit, decimals, low, high, open]) => ({ unit, decimals, low: open ? null : low, high: open ? null : high }))

/** A rule and the maximum it goes with. */
const ruled: fc.Arbitrary<{ max: number; rule: AspectRule }> = fc.integer({ min: 1, max: 20_000 }).chain((max) =>
  fc
    .oneof<fc.Arbitrary<AspectRule>[]>(
      fc.constant({ kind: 'pass-fail' }),
      fc.array(text(30), { minLength: 2, maxLength: 6 }).map((levels) => ({ kind: 'judgement', levels })),
      fc.integer({ min: 1, max: 40 }).map((of) => ({ kind: 'count', of })),
      fc
        .array(
          fc.record({
            label: text(20),
            worth: fc.oneof(
              points(-500, max).map((worth) => ({ points: worth })),
              deduction,
            ),
          }),
          { minLength: 2, maxLength: 5 },
        )
        .map((options) => ({ kind: 'choice', min: ofThousandths(-500), options })),
      fc
        .record({
          target: decimal(1, 100),
          step: decimal(1, 5),
          stepIn: fc.constantFrom('units', 'percent-of-target'),
          steps: fc.constantFrom('complete', 'begun', 'proportional'),
          deduction,
          instrument,
        })
        .map((rule) => ({ kind: 'difference', ...rule })),
      fc
        .record({
          target: decimal(-20, 100),
          bands: fc.array(fc.record({ lower: decimal(0, 9), upper: decimal(0, 9), deduction }), {
            minLength: 1,
            maxLength: 4,
          }),
          instrument,
        })
        .map((rule) => ({ kind: 'range', ...rule })),
      fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(1, 10, 500)).map(([steps, step]) => ({
        kind: 'points',
        min: ofThousandths(max - steps * step),
        step: ofThousandths(step),
      })),
      fc
        .array(fc.record({ name: text(20), amount: points(1, 3000), cap: fc.option(points(1, 9000)) }), {
          minLength: 1,
          maxLength: 3,
        })
        .map((faults) => ({ kind: 'deduction', start: ofThousandths(max), floor: ofThousandths(0), faults })),
      fc.constantFrom('0', '-2', '0.5').map((low) => ({
        kind: 'scaled',
        low: asDecimal(low),
        high: asDecimal(`${max}`),
        step: asDecimal('0.5'),
        factor: asDecimal('0.001'),
      })),
      timed(max),
      text(20).map((source) => ({ kind: 'imported', source })),
    )
    .map((rule) => ({ max, rule })),
)

const cap: fc.Arbitrary<Points | null> = fc.option(points(1, 9000))
const milliseconds = (min: number) => fc.integer({ min, max: 7_200_000 })

const timed = (max: number): fc.Arbitrary<AspectRule> =>
  fc
    .record({
      limit: milliseconds(1),
      stop: fc.option(
        fc.constantFrom('aspect-nought', 'part-nought', 'entry-nought', 'done-counts').map((effect) => ({
          at: 7_200_000,
          effect,
        })),
      ),
      over: fc.option(
        fc.oneof<fc.Arbitrary<OverTime>[]>(
          fc.record({
            by: fc.constant('units' as const),
            amount: points(1, 900),
            per: milliseconds(1),
            units: fc.constantFrom('begun', 'complete'),
            cap,
          }),
          fc.array(points(0, 900), { minLength: 1, maxLength: 4 }).map((deductions) => ({
            by: 'table',
            steps: deductions.map((deduct, i) => ({
              upTo: i === deductions.length - 1 ? null : (i + 1) * 1000,
              deduct,
            })),
          })),
        ),
      ),
      bonus: fc.option(
        fc.record({
          amount: points(1, 900),
          per: milliseconds(1),
          cap,
          aboveMax: fc.boolean(),
        }),
      ),
    })
    .map((rule) => ({ kind: 'timed', start: ofThousandths(max), floor: ofThousandths(0), ...rule }))

/** Vetoes stand at the end of every sub-criterion of some rubrics: they give no points, whatever the maximum drawn. */
const vetoes: fc.Arbitrary<AspectRule[]> = fc.array(
  fc.constantFrom('siblings', 'sub-criterion', 'part', 'entry').map((target) => ({ kind: 'veto', target })),
  { maxLength: 1 },
)

/** Any rubric without a fault, of all twelve kinds. */
export const anyRubric: fc.Arbitrary<Rubric> = fc
  .tuple(
    text(30),
    fc.array(
      fc.tuple(
        text(20),
        fc.array(
          fc.tuple(
            text(20),
            fc.array(fc.tuple(text(30), fc.array(text(30), { maxLength: 2 }), ruled), { minLength: 1, maxLength: 4 }),
            vetoes,
          ),
          {
            minLength: 1,
            maxLength: 2,
          },
        ),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    fc.array(fc.record({ number: fc.integer({ min: 1, max: 9 }), name: text(10), weight: points(0, 100_000) }), {
      maxLength: 3,
    }),
  )
  .map(([title, criteria, sections]) => ({
    title,
    sections,
    criteria: criteria.map(([name, subCriteria], c) => {
      const letter = String.fromCharCode(65 + c)
      return {
        id: asId(letter),
        name,
        subCriteria: subCriteria.map(([subName, ruledAspects, raised], s) => ({
          id: asId(`${letter}${s + 1}`),
          name: subName,
          day: s === 0 ? null : s,
          aspects: [...ruledAspects, ...raised.map((rule) => ['', [], { max: 0, rule }] as const)].map(
            ([aspectName, notes, { max, rule }], a) => ({
              id: asId(`${letter}${s + 1}.${a + 1}`),
              name: aspectName,
              notes,
              requirement: '',
              section: a === 0 ? null : a,
              max: ofThousandths(max),
              ...rule,
            }),
          ),
        })),
      }
    }),
  }))
