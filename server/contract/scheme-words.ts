import type { DraftFault, FoundDraftFault } from '#domain/scheme-draft-faults.ts'
import type { SchemeFault } from '#domain/scheme-faults.ts'
import type { Words } from './fault-words.ts'

/** What is wrong with a scheme, in both languages. */
export const schemeWords: Readonly<Record<SchemeFault, Words>> = {
  'id-twice': { zh: '这里有一项重复。', en: 'This stands twice.' },
  'criterion-unknown': { zh: '评分标准里没有这个模块。', en: 'The rubric has no such criterion.' },
  'criterion-without-part': {
    zh: '这个模块不属于任何部分，不会计分。',
    en: 'This criterion is in no part and would never count.',
  },
  'criterion-in-two-parts': {
    zh: '这个模块属于两个部分，会计两次。',
    en: 'This criterion is in two parts and would count twice.',
  },
  'weights-not-1': { zh: '各部分的权重相加必须等于 1。', en: 'The weights of the parts must add up to 1.' },
  'maximum-not-above-0': { zh: '本阶段的满分必须大于 0。', en: 'The maximum of the stage must be above 0.' },
  'part-without-maximum': {
    zh: '按权重合成的部分要有满分：分次评分或满分为 0 的部分只能相加。',
    en: 'A weighted part needs a maximum: one with attempts, or worth 0, can only be added.',
  },
  'total-too-large': {
    zh: '满分、系数和权重太大：本阶段的总分会超过 10 亿分。',
    en: 'Maxima, factors and weights are too large: the stage could give more than 1,000,000,000 points.',
  },
  'nothing-counts': {
    zh: '没有一个裁判组计分，所有总分都会是 0。',
    en: 'No group counts, so that every total would be 0.',
  },
  'aspect-unknown': { zh: '评分标准里没有这个评分点。', en: 'The rubric has no such aspect.' },
  'aspect-without-group': {
    zh: '没有裁判组评这个评分点，它不会计分。',
    en: 'No group marks this aspect, so it would never count.',
  },
  'aspects-of-two-parts': {
    zh: '一个裁判组的评分点只能属于一个部分。',
    en: 'The aspects of a group must be of one part.',
  },
  'recorder-not-seated': { zh: '记录席不在这个裁判组里。', en: 'The recorder has no seat in this group.' },
  'too-few-seats': { zh: '裁判组的席位少于最少席位数。', en: 'The group has fewer seats than it needs.' },
  'trim-leaves-nobody': { zh: '去掉最高最低分后，没有裁判留下。', en: 'Trimming so many leaves no judge.' },
  'veto-not-agreed': {
    zh: '否决项必须逐项评，由记录席记录，或要求各席一致。',
    en: 'A veto is marked at level aspect, agreed by the panel or the same by each seat.',
  },
  'veto-too-fine': {
    zh: '否决的对象没有自己的分：裁判组按更大的范围合成。',
    en: 'What the veto makes 0 has no points of its own: a group works at a higher level.',
  },
  'link-unknown': { zh: '同分比较项不存在。', en: 'The tie-break names something that is not there.' },
  'link-too-fine': {
    zh: '同分比较项没有自己的分：分次评分，或裁判组按更大的范围合成。',
    en: 'What the tie-break names has no points of its own: it is in attempts, or a group works at a higher level.',
  },
  'advancement-empty': { zh: '晋级至少要写一个条件。', en: 'Advancement needs at least one condition.' },
  'percent-off-scale': {
    zh: '百分比必须大于 0、不超过 100。',
    en: 'The share must be above 0 and at most 100 per cent.',
  },
  'share-off-scale': {
    zh: '比例必须大于 0、不超过 1。',
    en: 'The share must be above 0 and at most 1.',
  },
  'carries-itself': { zh: '一个阶段不能带入自己的成绩。', en: 'A stage cannot carry over its own total.' },
  'medals-without-scale': { zh: '奖牌按标准分评定，要先设标准分。', en: 'Medals go by the scale, which is not set.' },
  'scale-upside-down': { zh: '标准分的下限高于上限。', en: 'The lowest scale score is above the highest.' },
  'band-upside-down': { zh: '名次范围颠倒。', en: 'The band of ranks ends before it begins.' },
}

/** What is wrong with a scheme while it is edited, in both languages. */
export const draftWords: Readonly<Record<DraftFault, Words>> = {
  ...schemeWords,
  'not-above-0': { zh: '必须大于 0。', en: 'This must be above 0.' },
  'minimum-above-maximum': {
    zh: '及格线高于这一部分的满分，没有人能达到。',
    en: 'The pass is above all that the part can give: nobody could reach it.',
  },
  'part-empty': { zh: '这一部分没有模块。', en: 'This part has no criterion.' },
  'division-unnamed': { zh: '这个组别没有名称。', en: 'This division has no name.' },
  'panel-unknown': { zh: '没有这个名称的裁判组。', en: 'No panel has this name.' },
  'setting-twice': {
    zh: '这个裁判组的这类评分点已有一条设置。',
    en: 'These aspects of this panel have a setting already.',
  },
  'link-twice': { zh: '这一项前面已经比较过。', en: 'This has been compared before.' },
  'stage-unknown': { zh: '本赛项没有这个阶段。', en: 'This skill has no such stage.' },
  'carry-cycle': { zh: '成绩绕了一圈带回本阶段。', en: 'The totals would be carried round in a circle.' },
}

const written = (names: readonly string[] | undefined): string => (names ? ` ${names.join(' → ')}` : '')

/** A fault as a person reads it: with the criterion, the sum or the circle of stages that it speaks of. */
export function draftSentence({ fault, names }: Pick<FoundDraftFault, 'fault' | 'names'>): Words {
  const { zh, en } = draftWords[fault]
  const name = names?.[0]
  if (name && fault.startsWith('criterion-')) return { zh: `${name}：${zh}`, en: `${name}: ${en}` }
  if (name && fault === 'weights-not-1') return { zh: `${zh}现在是 ${name}。`, en: `${en} Now they make ${name}.` }
  return { zh: zh + written(names), en: en + written(names) }
}
