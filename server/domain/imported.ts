import type { SeatId } from './ids.ts'
import { type Aspect, type Rubric, subCriteriaOf } from './rubric.ts'
import type { Scheme } from './scheme.ts'

/** An aspect that is filled from a file, and the seat whose mark the file's number becomes. */
export interface ImportedAspect {
  readonly aspect: Extract<Aspect, { kind: 'imported' }>
  readonly seatId: SeatId
}

/** Those that one recorder sets down: where several seats give the number, nobody could say whose mark a file is. */
export const importedAspects = (rubric: Rubric, scheme: Scheme): readonly ImportedAspect[] =>
  subCriteriaOf(rubric)
    .flatMap(({ aspects }) => aspects)
    .flatMap((aspect) => {
      const groups = scheme.groups.filter((group) => group.aspects.includes(aspect.id))
      const recorders = new Set(groups.map(({ rule }) => (rule.kind === 'agreed' ? rule.recorder : undefined)))
      const [seatId] = recorders
      return aspect.kind === 'imported' && recorders.size === 1 && seatId ? [{ aspect, seatId }] : []
    })
