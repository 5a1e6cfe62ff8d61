import type { AspectKind } from '#domain/rubric.ts'
import type { IconName } from '../../ui/Icon.tsx'

/** The twelve kinds in the order of the inspector, each with the one glyph that it has everywhere. */
export const KINDS: readonly { readonly kind: AspectKind; readonly icon: IconName }[] = [
  { kind: 'judgement', icon: 'scale' },
  { kind: 'pass-fail', icon: 'check' },
  { kind: 'count', icon: 'plus' },
  { kind: 'choice', icon: 'grid' },
  { kind: 'difference', icon: 'swap' },
  { kind: 'range', icon: 'equal' },
  { kind: 'points', icon: 'mic' },
  { kind: 'scaled', icon: 'chart' },
  { kind: 'deduction', icon: 'minus' },
  { kind: 'timed', icon: 'clock' },
  { kind: 'veto', icon: 'x' },
  { kind: 'imported', icon: 'download' },
]

export const iconOf = (kind: AspectKind): IconName => KINDS.find((of) => of.kind === kind)?.icon ?? 'doc'
