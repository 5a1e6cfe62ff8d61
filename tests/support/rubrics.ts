import { type AspectId, asId, type CriterionId, type SubCriterionId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import type { AspectRule, Rubric } from '#domain/rubric.ts'

export type ARule = AspectRule & { readonly max: number }

/** A rubric with one criterion, and a sub-criterion for each list of rules; maxima in whole points. */
export const rubricOf = (...subCriteria: readonly (readonly ARule[])[]): Rubric => rubricOfCriteria(subCriteria)

/** The same with several criteria: A, B, C … */
export const rubricOfCriteria = (...criteria: readonly (readonly (readonly ARule[])[])[]): Rubric => ({
  title: '评分标准',
  sections: [],
  criteria: criteria.map((subCriteria, c) => {
    const letter = 'ABCDEFGHI'[c]!
    return {
      id: asId<CriterionId>(letter),
      name: '模块',
      subCriteria: subCriteria.map((rules, s) => ({
        id: asId<SubCriterionId>(`${letter}${s + 1}`),
        name: `子项${s + 1}`,
        day: 1,
        aspects: rules.map(({ max, ...rule }, a) => ({
          id: asId<AspectId>(`${letter}${s + 1}.${a + 1}`),
          name: `评分点${s + 1}.${a + 1}`,
          notes: [],
          requirement: '',
          section: null,
          max: ofThousandths(Math.round(max * 1000)),
          ...(rule as AspectRule),
        })),
      })),
    }
  }),
})

export const yesNo = (max: number): ARule => ({ kind: 'pass-fail', max })
export const judgement = (max: number): ARule => ({ kind: 'judgement', levels: ['零', '一', '二', '三'], max })
export const countOf = (of: number, max: number): ARule => ({ kind: 'count', of, max })
export const points = (max: number, step = 0.5, min = 0): ARule => ({
  kind: 'points',
  min: ofThousandths(min * 1000),
  step: ofThousandths(step * 1000),
  max,
})

/** A grade from low to high by a half, worth twice itself where nothing else is said. */
export const scaled = (low: string, high: string, step = '0.5', factor = '2'): ARule => ({
  kind: 'scaled',
  low: asDecimal(low),
  high: asDecimal(high),
  step: asDecimal(step),
  factor: asDecimal(factor),
  max: Number(high) * Number(factor),
})

/** Three minutes; each begun ten seconds over takes off `amount`. */
export const timed = (max: number, amount = 2): ARule => ({
  kind: 'timed',
  limit: 180_000,
  start: ofThousandths(max * 1000),
  floor: ofThousandths(0),
  stop: null,
  over: { by: 'units', amount: ofThousandths(amount * 1000), per: 10_000, units: 'begun', cap: null },
  bonus: null,
  max,
})

export const vetoOf = (target: Extract<AspectRule, { kind: 'veto' }>['target']): ARule => ({
  kind: 'veto',
  target,
  max: 0,
})

export const imported = (max: number, source = ''): ARule => ({ kind: 'imported', source, max })
