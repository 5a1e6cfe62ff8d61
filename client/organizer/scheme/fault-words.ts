import { draftSentence } from '#contract/scheme-words.ts'
import type { FoundDraftFault } from '#domain/scheme-draft-faults.ts'
import { inLanguage } from '../../i18n/language.ts'

/** A fault of a scheme in the language of the page. */
export const faultWords = (fault: Pick<FoundDraftFault, 'fault' | 'names'>): string => inLanguage(draftSentence(fault))

const isAt = (path: readonly (string | number)[], field: readonly (string | number)[]) =>
  field.every((step, i) => path[i] === step)

/** The faults of one field; `deep`: of everything beneath it too. */
export const faultsAt = (
  faults: readonly FoundDraftFault[],
  field: readonly (string | number)[],
  deep = true,
): readonly FoundDraftFault[] =>
  faults.filter(({ path }) => isAt(path, field) && (deep || path.length === field.length))
