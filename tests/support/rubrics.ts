import { type AspectId, asId, type CriterionId, type SubCriterionId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import type { AspectRule, Rubric } from '#domain/rubric.ts'

export type ARule = AspectRule & { readonly max: number }

/** A rubric with one criterion, and a sub-criterion for each list of rules; maxima in whole points. */
export const rubricOf = (...subCriteria: readonly (readonly ARule[])[]): Rubric => ({
  title: '评分标准',
  sections: [],
  criteria: [
    {
      id: asId<CriterionId>('A'),
      name: '模块',
      subCriteria: subCriteria.map((rules, s) => ({
        id: asId<SubCriterionId>(`A${s + 1}`),
        name: `子项${s + 1}`,
        day: 1,
        aspects: rules.map(({ max, ...rule }, a) => ({
          id: asId<AspectId>(`A${s + 1}.${a + 1}`),
          name: `评分点${s + 1}.${a + 1}`,
          notes: [],
          requirement: '',
          section: null,
          max: ofThousandths(Math.round(max * 1000)),
          ...(rule as AspectRule),
        })),
      })),
    },
  ],
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
