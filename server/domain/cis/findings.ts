/** What an import found, as data: where, and what a person needs to know. Words are in messages.ts. */
export interface CisFinding {
  readonly kind: FindingKind
  /** Sheet and cell: "CIS Marking Scheme Import!K24". */
  readonly where: string
  readonly with: Readonly<Record<string, string | number>>
}

/** The level of each kind (knowledge: cis-workbook §7). Errors refuse the import. */
export const levels = {
  'file-refused': 'error',
  'no-header-row': 'error',
  'formula-without-value': 'error',
  'cell-with-error': 'error',
  'maximum-missing': 'error',
  'maximum-not-allowed': 'error',
  'aspect-before-sub-criterion': 'error',
  'type-missing': 'error',
  'type-unknown': 'error',
  'type-subjective': 'error',
  'judgement-levels-incomplete': 'error',
  'nothing-to-mark': 'error',
  'too-many-aspects': 'error',
  'cannot-be-kept': 'error',
  'duplicate-sub-criterion': 'warning',
  'total-not-100': 'warning',
  'criterion-mark-differs': 'warning',
  'section-weight-differs': 'warning',
  'section-total-differs': 'warning',
  'section-sums-typed-in': 'warning',
  'aspect-above-cap': 'warning',
  'calculation-not-found': 'warning',
  'calculation-unknown': 'warning',
  'ranged-score-unconfirmed': 'warning',
  'deduction-only-in-words': 'warning',
  'section-missing': 'warning',
  'section-unknown': 'warning',
  'two-maximum-columns': 'warning',
  'level-without-judgement': 'warning',
  'note-row': 'note',
  'total-row': 'note',
  'continuation-row': 'note',
  'shared-row': 'note',
  'text-day': 'note',
  'unused-criterion': 'note',
  'unused-calculation': 'note',
  'objective-as-measurement': 'note',
  'findings-left-out': 'note',
} as const satisfies Record<string, 'error' | 'warning' | 'note'>

export type FindingKind = keyof typeof levels
export const levelOf = (kind: FindingKind) => levels[kind]
