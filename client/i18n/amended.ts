import { words } from './language.ts'

/** The words of amended aspects on a judge's tablet and wherever scores are shown. */
export const t = words(
  {
    annulled: '已作废',
    corrected: '已更正',
    note: {
      annulled: '{{id}} 已作废，不必再评：{{reason}}',
      corrected: '{{id}} 已更正：{{reason}}',
    },
    nothingLeft: '本表的评分点都已作废，不必签名',
  },
  {
    annulled: 'Annulled',
    corrected: 'Corrected',
    note: {
      annulled: '{{id}} is annulled and needs no mark: {{reason}}',
      corrected: '{{id}} was corrected: {{reason}}',
    },
    nothingLeft: 'All aspects of this sheet are annulled: no signature needed',
  },
)
