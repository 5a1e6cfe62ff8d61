import type { EntryId, SubCriterionId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import type { Aspect } from '#domain/rubric.ts'

/**
 * A sheet of a trial entry that the whole panel has marked, side by side: for its judges and its chief alone. Types only:
 * the tablet loads no parser.
 */
export interface TrialSheet {
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
  readonly aspects: readonly {
    readonly aspect: Aspect
    /** By the label of the seat: "J2". */
    readonly marks: readonly { readonly label: string; readonly value: MarkValue }[]
  }[]
}
