import fc from 'fast-check'
import { asId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal, type Decimal } from '#domain/rational.ts'
import type { AspectRule, ChoiceOption, Deduction, Instrument, Rubric } from '#domain/rubric.ts'

/** What spreadsheets, their readers and our own import might take for something else. */
const TRAPS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  '#N/A',
  '#REF!',
  '_x0041_',
  '_x005F_',
  "'a",
  '007',
].concat([
  '1e5',
  'TRUE',
  '2026-11-25',
  '12,5',
  '&lt;b>',
  ']]>',
  '"a"',
  ':::',
  '#x~x',
  'M',
  'A1',
  'Мария',
  '𠮷',
  '👩‍🔧'.slice(0, 2),
])

/** Text as a cell gives it back: single spaces, composed, nothing hidden. */
export const plainText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TRAPS),
  fc.tuple(fc.constantFrom('', ...TRAPS), fc.string({ unit: 'grapheme', maxLength: 12 })).map((parts) =>
    parts
      .join('')
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/gu, '')
      .replace(/\s+/gu, ' ')
      .trim(),
  ),
)

/** Whatever a text may be made of. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  plainText,
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ maxLength: 8 }).map((text) => ` ${text}`),
  fc.constantFrom(
    'a  b',
    'a　b',
    'e\u0301',
    'a\nb',
    '\ta',
    'a\u00a0b',
    'a#-#b',
    'a#x~x#b',
    '\uFFFE',
    '\ud800',
    'a\u200bb',
    'Skill name',
  ),
)

const hundredths = (min: number, max: number) => fc.integer({ min, max }).map((n) => ofThousandths(n * 10))
const decimal = (min: number, max: number): fc.Arbitrary<Decimal> =>
  fc
    .tuple(fc.integer({ min, max }), fc.constantFrom('', '.5', '.25', '.3', '.00000001'))
    .map(([whole, fraction]) => asDecimal(`${whole}${fraction}`))

const unitOf = fc.constantFrom<Deduction['in']>('points', 'percent')

function instrument(text: fc.Arbitrary<string>, figures: readonly Decimal[]): fc.Arbitrary<Instrument> {
  const usual = Math.max(2, ...figures.map((figure) => figure.split('.')[1]?.length ?? 0))
  return fc.oneof(
    fc.constant({ unit: '', decimals: usual, low: null, high: null }),
    fc.record({
      unit: text,
      decimals: fc.integer({ min: 0, max: 9 }),
      low: fc.option(decimal(-9, 0)),
      high: fc.option(decimal(1, 90)),
    }),
  )
}

const options = (text: fc.Arbitrary<string>, max: number): fc.Arbitrary<ChoiceOption[]> => {
  const label = text.map((words) => words || '—')
  const some = (worth: fc.Arbitrary<ChoiceOption['worth']>) =>
    fc.array(fc.record({ label, worth }), { minLength: 2, maxLength: 4 })
  return fc.oneof(
    some(fc.integer({ min: 0, max }).map((points) => ({ points: ofThousandths(points) }))),
    unitOf.chain((unit) => some(decimal(0, 100).map((deduct) => ({ deduct, in: unit })))),
  )
}

/** A rule that CIS can compute, for an aspect of this maximum. */
const rule = (text: fc.Arbitrary<string>, max: number): fc.Arbitrary<AspectRule> =>
  fc.oneof(
    fc.constant<AspectRule>({ kind: 'pass-fail' }),
    fc.array(text, { minLength: 4, maxLength: 4 }).map((levels): AspectRule => ({ kind: 'judgement', levels })),
    fc.integer({ min: 1, max: 1000 }).map((of): AspectRule => ({ kind: 'count', of })),
    options(text, max).map((all): AspectRule => ({ kind: 'choice', min: ofThousandths(0), options: all })),
    fc
      .record({
        target: decimal(1, 100),
        step: decimal(1, 5),
        stepIn: fc.constantFrom<'units' | 'percent-of-target'>('units', 'percent-of-target'),
        deduction: fc.record({ deduct: decimal(0, 9), in: unitOf }),
      })
      .chain((figures) =>
        instrument(text, [figures.target, figures.step]).map(
          (made): AspectRule => ({ kind: 'difference', steps: 'complete', ...figures, instrument: made }),
        ),
      ),
    fc
      .tuple(
        decimal(-20, 100),
        unitOf,
        fc.array(fc.record({ lower: decimal(0, 9), upper: decimal(0, 9), deduct: decimal(0, 100) }), {
          minLength: 1,
          maxLength: 3,
        }),
      )
      .chain(([target, unit, figures]) => {
        const bands = figures.map(({ lower, upper, deduct }) => ({ lower, upper, deduction: { deduct, in: unit } }))
        return instrument(text, [target, ...figures.flatMap(({ lower, upper }) => [lower, upper])]).map(
          (made): AspectRule => ({ kind: 'range', target, bands, instrument: made }),
        )
      }),
  )

/** Rubrics of what CIS knows, with texts of this make. */
export function cisRubric(text: fc.Arbitrary<string>): fc.Arbitrary<Rubric> {
  const filled = text.map((words) => words || '—')
  const aspect = hundredths(1, 2000).chain((max) =>
    fc.record({
      name: text,
      notes: fc.array(filled, { maxLength: 3 }),
      requirement: text,
      section: fc.option(fc.integer({ min: 1, max: 9 })),
      max: fc.constant(max),
      rule: rule(text, max),
    }),
  )
  const subCriterion = fc.record({
    name: text,
    day: fc.option(fc.integer({ min: 1, max: 99 })),
    aspects: fc.array(aspect, { minLength: 1, maxLength: 4 }),
  })
  return fc
    .record({
      title: text,
      letters: fc.subarray([...'ABCDEFGHI'], { minLength: 1, maxLength: 3 }),
      criteria: fc.array(
        fc.record({ name: text, subCriteria: fc.array(subCriterion, { minLength: 1, maxLength: 2 }) }),
        {
          minLength: 3,
          maxLength: 3,
        },
      ),
      first: fc.integer({ min: 1, max: 12 }),
      sections: fc.uniqueArray(
        fc.record({ number: fc.integer({ min: 1, max: 9 }), name: text, weight: hundredths(0, 10_000) }),
        { maxLength: 3, selector: ({ number }) => number },
      ),
    })
    .map(({ title, letters, criteria, first, sections }) => ({
      title,
      sections,
      criteria: letters.map((letter, c) => ({
        id: asId(letter),
        name: criteria[c]!.name,
        subCriteria: criteria[c]!.subCriteria.map((sub, s) => {
          const id = `${letter}${first + s}`
          return {
            id: asId(id),
            name: sub.name,
            day: sub.day,
            aspects: sub.aspects.map(({ rule, ...facts }, a) => ({ id: asId(`${id}.${a + 1}`), ...facts, ...rule })),
          }
        }),
      })),
    }))
}
