import type { Language } from './language.ts'

/** For what is measured, judged, taken off; `always` fits everywhere. */
export type PhraseGroup = 'measured' | 'judged' | 'deducted'

/** Quick phrases for notes. Short, about the work and never about the person. */
export const builtIn: Readonly<Record<Language, Readonly<Record<PhraseGroup | 'always', readonly string[]>>>> = {
  'zh-CN': {
    measured: [
      '复测一次，结果一致',
      '复测后以第二次为准',
      '读数不稳，取中值',
      '校零后重新测量',
      '裁判组共同确认',
      '接近限值',
    ],
    judged: ['整体好，局部不齐', '细节粗糙', '与图样不符', '有返工痕迹', '完成度高', '讨论后评定'],
    deducted: ['已口头提醒', '提醒后改正', '提醒后再犯', '选手已确认', '两名裁判在场', '未造成危险'],
    always: ['未完成', '超出时间', '见照片', '待复核', '选手有异议', '设备故障影响'],
  },
  en: {
    measured: [
      'Measured twice, same result',
      'Second reading counts',
      'Unsteady, median taken',
      'Zeroed and measured again',
      'Agreed by the panel',
      'Close to the limit',
    ],
    judged: [
      'Good as a whole, uneven in part',
      'Rough in detail',
      'Differs from the drawing',
      'Signs of rework',
      'Well finished',
      'Marked after discussion',
    ],
    deducted: [
      'Warned',
      'Mended after warning',
      'Again after warning',
      'Competitor agrees',
      'Seen by two judges',
      'No danger caused',
    ],
    always: ['Not finished', 'Over time', 'See photo', 'To be checked', 'Competitor objects', 'Equipment failed'],
  },
}
