import { type Amendment, amendedRubric, annulledBy, correctionFaults, type FoundCorrectionFault } from './amend.ts'
import { err, ok, type Result } from './result.ts'
import { type Aspect, aspectsOf, type Rubric } from './rubric.ts'
import type { Scheme } from './scheme.ts'
import { type FoundSchemeFault, faultsOfMaxima, type SchemeFault, schemeFaults } from './scheme-faults.ts'
import { planOf } from './scoring-plan.ts'

export type AmendRefusal =
  | { readonly kind: 'unknown-aspect' }
  /** It is annulled so already. */
  | { readonly kind: 'nothing-amended' }
  | { readonly kind: 'correction-refused'; readonly faults: readonly FoundCorrectionFault[] }
  /** The stage could not be scored any more. */
  | { readonly kind: 'scheme-breaks'; readonly faults: readonly SchemeFault[] }

/** What was opened, and amended so far. */
export interface Amended {
  readonly frozenRubric: Rubric
  readonly scheme: Scheme
  readonly amendments: readonly Amendment[]
}

/** May this amendment follow the others (RULES §11; docs/rules.md, decisions 17 and 18)? The aspect as it stands. */
export function mayAmend(
  { frozenRubric, scheme, amendments }: Amended,
  amendment: Amendment,
): Result<Aspect, AmendRefusal> {
  const rubric = amendedRubric(frozenRubric, amendments)
  const aspect = aspectsOf(rubric).find(({ id }) => id === amendment.aspect)
  if (!aspect) return err({ kind: 'unknown-aspect' })
  const annulled = annulledBy(amendments).get(aspect.id)
  if (amendment.kind === 'annulled') return annulled === amendment.give ? err({ kind: 'nothing-amended' }) : ok(aspect)
  // What was annulled may count again as it was.
  const faults = correctionFaults(aspect, amendment.to).filter(({ fault }) => fault !== 'nothing-changed' || !annulled)
  if (faults.length > 0) return err({ kind: 'correction-refused', faults })
  const before = new Set(faultsIn(scheme, rubric).map(sayFault))
  const broken = faultsIn(scheme, amendedRubric(rubric, [amendment])).filter((found) => !before.has(sayFault(found)))
  return broken.length > 0 ? err({ kind: 'scheme-breaks', faults: broken.map(({ fault }) => fault) }) : ok(aspect)
}

const faultsIn = (scheme: Scheme, rubric: Rubric) => [
  ...schemeFaults(scheme, rubric),
  ...faultsOfMaxima(planOf(rubric, scheme)),
]
const sayFault = ({ fault, path }: FoundSchemeFault) => [fault, ...path].join(' ')
