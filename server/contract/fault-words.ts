import type { CorrectionFault } from '#domain/amend.ts'
import type { AspectFault } from '#domain/rubric-faults.ts'

export type Words = Readonly<Record<'zh' | 'en', string>>

/** What is wrong with an aspect, in both languages. */
export const words: Readonly<Record<AspectFault, Words>> = {
  'maximum-below-0': { zh: '满分不能小于 0', en: 'the maximum may not be below 0' },
  'maximum-nothing': { zh: '满分不能是 0', en: 'the maximum may not be 0' },
  'minimum-above-maximum': { zh: '最低分高于满分', en: 'the minimum is above the maximum' },
  'option-off-scale': { zh: '选项的分不在最低分与满分之间', en: 'the option is worth less than min or more than max' },
  'deduction-below-0': { zh: '扣分不能小于 0', en: 'a deduction may not be below 0' },
  'step-not-above-0': { zh: '步长必须大于 0', en: 'the step must be above 0' },
  'step-misses-maximum': { zh: '按步长从最低分到不了满分', en: 'the step must lead from min to max' },
  'percent-of-target-0': {
    zh: '目标是 0，步长不能按目标的百分比',
    en: 'a step in percent needs a target other than 0',
  },
  'band-holds-nothing': { zh: '区间的上下限颠倒', en: 'the band ends below where it begins' },
  'instrument-upside-down': { zh: '量程的下限高于上限', en: 'the lowest reading is above the highest' },
  'start-off-maximum': {
    zh: '起始分不能高于满分；从 0 起扣的，满分是 0',
    en: 'start is the maximum or less of it; what starts at 0 has the maximum 0',
  },
  'floor-missing': {
    zh: '只有起始分为 0 的扣分项可以没有下限',
    en: 'only a penalty that starts at 0 may have no floor',
  },
  'floor-above-start': { zh: '下限高于起始分', en: 'the floor is above the start' },
  'amount-not-above-0': { zh: '每次扣分必须大于 0', en: 'the amount must be above 0' },
  'cap-not-above-0': { zh: '封顶必须大于 0', en: 'the cap must be above 0' },
  'maximum-not-scale': { zh: '满分必须等于最高档 × 系数', en: 'the maximum must be the highest grade × the factor' },
  'scale-upside-down': { zh: '最低档不低于最高档', en: 'the lowest grade is not below the highest' },
  'step-misses-scale': {
    zh: '按步长从最低档到不了最高档',
    en: 'the step must lead from the lowest grade to the highest',
  },
  'factor-not-above-0': { zh: '系数必须大于 0', en: 'the factor must be above 0' },
  'maximum-not-0': { zh: '否决项不计分，满分必须是 0', en: 'a veto gives no points: the maximum must be 0' },
  'limit-not-above-0': { zh: '限时必须大于 0', en: 'the time limit must be above 0' },
  'stop-before-limit': { zh: '停止时间早于限时', en: 'the stop comes before the limit' },
  'unit-not-above-0': { zh: '时间单位必须大于 0', en: 'the unit of time must be above 0' },
  'table-not-rising': {
    zh: '分档时间必须逐档增加，最后一档不设上限',
    en: 'the bounds must rise, and the last one is open',
  },
}

/** Why an aspect cannot be corrected so. */
export const correctionWords: Readonly<Record<CorrectionFault, Words>> = {
  'other-aspect': { zh: '更正的不是这个评分点', en: 'the correction is of another aspect' },
  'kind-changed': { zh: '评分方式不能改', en: 'the kind of marking may not change' },
  'name-changed': { zh: '名称不能改', en: 'the name may not change' },
  'section-changed': { zh: '所属的标准章节不能改', en: 'the section of the standard may not change' },
  'levels-changed': { zh: '档数不能改', en: 'the number of levels may not change' },
  'options-changed': {
    zh: '选项的名称、个数和次序不能改',
    en: 'the options keep their names, their number and their order',
  },
  'faults-changed': {
    zh: '扣分项的名称、个数和次序不能改',
    en: 'the faults keep their names, their number and their order',
  },
  'unit-changed': { zh: '读数的单位不能改', en: 'the unit of the reading may not change' },
  'nothing-changed': { zh: '没有改动', en: 'nothing was changed' },
}
