import { z } from 'zod'
import { entryStates } from '#domain/entry.ts'
import type { AspectId, ContestId, EntryId, PanelId, RubricId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { RubricOutline } from '#domain/rubric-outline.ts'
import type { PointsRule } from '#domain/scheme.ts'
import type { FoundDraftFault } from '#domain/scheme-draft-faults.ts'
import type { BoardSettings, StageState } from '#domain/stage.ts'
import { idJson } from './id-json.ts'
import type { Finding } from './rubrics.ts'
import { Plain } from './text.ts'

export const StageTarget = z.strictObject({
  stageId: idJson<StageId>(),
})
export const EntryTarget = z.strictObject({
  stageId: idJson<StageId>(),
  entryId: idJson<EntryId>(),
})
export const StageSeatTarget = z.strictObject({
  stageId: idJson<StageId>(),
  seatId: idJson<SeatId>(),
})

export const ChangeSettings = z.strictObject({
  blind: z.boolean(),
  feed: z.enum(['on-lock', 'panel-complete', 'each-mark']),
  identity: z.enum(['code', 'name']),
})

/** 组别, as plain text: the opening asks whether the scheme has a division of that name. */
const Division = Plain(1, 100).nullable()

/** Rows as the organizer confirmed them in the preview. */
export const AddEntries = z.strictObject({
  entries: z
    .array(
      z.strictObject({
        name: Plain(1, 60),
        organization: Plain(0, 120),
        station: Plain(0, 20).nullable(),
        division: Division.optional(),
        /** Somebody looked: another person of the same name and employer, not the same one once more. */
        again: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(2000),
})
export const ChangeEntryDivision = z.strictObject({ division: Division })
export const ChangeEntryState = z.strictObject({ state: z.enum(entryStates) })

/** The panels of a stage, whole: what is sent replaces what stood there. Only while the stage is in draft. */
export const SeatJudges = z.strictObject({
  pointsRule: z.enum(['agreed', 'mean', 'trimmed', 'trimmed-whole']),
  panels: z
    .array(
      z.strictObject({
        name: Plain(1, 40),
        /** Every sub-criterion is marked by exactly one panel. */
        subCriteria: z.array(idJson<SubCriterionId>()).min(1).max(500),
        seats: z
          .array(
            z.strictObject({
              judge: Plain(1, 60),
              chief: z.boolean(),
              /** Gives the panel's agreed values; exactly one a panel. */
              recorder: z.boolean(),
            }),
          )
          .min(1)
          .max(30),
      }),
    )
    .min(1)
    .max(40),
})
export type SeatJudges = z.output<typeof SeatJudges>

/** GET /api/stages/:stageId, for organizers. */
export interface StageView {
  readonly id: StageId
  readonly contest: { readonly id: ContestId; readonly name: string; readonly rehearsal: boolean }
  readonly skill: string
  readonly name: string
  readonly state: StageState
  readonly settings: BoardSettings
  readonly pointsRule: PointsRule
  readonly rubric: RubricSummary | null
  /** Those that count. */
  readonly entries: readonly StageEntry[]
  readonly trials: readonly StageTrial[]
  readonly panels: readonly StagePanel[]
  /** What stands in the way of opening; empty when the stage can be opened. */
  readonly unready: readonly Unready[]
}

export type Unready =
  | { readonly kind: 'no-rubric' }
  | { readonly kind: 'no-entries' }
  | { readonly kind: 'no-seats' }
  | { readonly kind: 'sub-criteria-without-panel'; readonly ids: readonly SubCriterionId[] }
  | { readonly kind: 'no-chief' }
  | { readonly kind: 'too-few-seats-to-trim'; readonly panel: string }
  /** Ids of what is empty or cannot be marked as it is written; null: the rubric as a whole is empty. */
  | { readonly kind: 'rubric-unfinished'; readonly ids: readonly (string | null)[] }
  /** Vetoes whose target has no points of its own where the judges' totals are put together. */
  | { readonly kind: 'veto-too-fine'; readonly ids: readonly AspectId[] }
  /** The saved scheme does not fit the rubric and the panels any more. */
  | { readonly kind: 'scheme-faulty'; readonly faults: readonly FoundDraftFault[] }
  /** The scheme ranks by division, and these have none of its divisions. */
  | { readonly kind: 'entries-without-division'; readonly ids: readonly EntryId[]; readonly names: readonly string[] }

export interface RubricSummary extends RubricOutline {
  readonly id: RubricId
  readonly version: number
  /** Name of the file it came from. */
  readonly file: string
  /** SHA-256 of that file, in hex. */
  readonly sha256: string
  /** What the import said and the organizer accepted; none where the version was made by hand. */
  readonly findings: readonly Finding[]
  /** Readings that nothing bounds. */
  readonly unbounded: readonly AspectId[]
}

export interface StageEntry {
  readonly id: EntryId
  readonly name: string
  readonly organization: string
  readonly station: string | null
  readonly division: string | null
  readonly state: (typeof entryStates)[number]
  /** What judges see. */
  readonly code: string
  /** What a board shows where codes are fed before the lock. */
  readonly boardCode: string
}

/** A trial entry (试评): marked for calibration, and in no board, count or lock. */
export interface StageTrial {
  readonly id: EntryId
  /** "T1" */
  readonly code: string
  /** absent: taken off the tablets again. */
  readonly state: (typeof entryStates)[number]
}

export interface StagePanel {
  readonly id: PanelId
  readonly name: string
  readonly subCriteria: readonly SubCriterionId[]
  readonly seats: readonly {
    readonly id: SeatId
    /** "J1": unique in its stage. */
    readonly label: string
    readonly judge: string
    readonly chief: boolean
    readonly recorder: boolean
    /** A tablet has taken this seat. */
    readonly taken: boolean
    /** A link was issued that nobody has used yet. */
    readonly linked: boolean
  }[]
}

/** A fresh one-time link for a seat; the token goes into the fragment: /seat#TOKEN. The one before it is dead. */
export interface SeatLink {
  readonly seatId: SeatId
  readonly token: string
}
