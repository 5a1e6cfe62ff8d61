import { z } from 'zod'
import type { RubricId, StageId } from '#domain/ids.ts'
import type { Points } from '#domain/points.ts'
import type { Rubric, RubricState } from '#domain/rubric.ts'
import type { RubricOutline } from '#domain/rubric-outline.ts'
import { idJson } from './id-json.ts'
import { RubricDraftJson } from './rubric.ts'

/** What a dropped file would become. Nothing is kept until the organizer confirms the very same bytes. */
export interface RubricPreview {
  readonly file: string
  /** SHA-256 of the bytes, in hex: the confirmation names it. */
  readonly sha256: string
  readonly importable: boolean
  readonly findings: readonly Finding[]
  /** null where nothing could be read. */
  readonly summary: RubricOutline | null
  readonly rubric: Rubric | null
}

export interface Finding {
  readonly level: 'error' | 'warning' | 'note'
  readonly kind: string
  /** Sheet and cell, or the path in a rubric file. */
  readonly where: string
  readonly zh: string
  readonly en: string
}

export const SampleTarget = z.strictObject({ name: z.string().regex(/^[a-z-]{1,60}$/) })

export interface SampleRubric {
  readonly name: string
  readonly zh: string
  readonly en: string
}

const RubricIdJson = idJson<RubricId>()

export const RubricTarget = z.strictObject({
  stageId: idJson<StageId>(),
  rubricId: RubricIdJson,
})
/** A new draft: a copy of a version of the same skill, or an empty one. */
export const StartDraft = z.strictObject({ from: RubricIdJson.nullable() })
/** Names the revision that the sender had before: somebody else's edit is never overwritten unseen. */
export const SaveDraft = z.strictObject({ revision: z.int().min(1), rubric: RubricDraftJson })
export const FreezeRubric = z.strictObject({ revision: z.int().min(1) })
/** Which version a stage in draft will open with. */
export const ChooseRubric = z.strictObject({ rubricId: RubricIdJson })
/** Which version to export; the one that the stage is marked by where none is named. */
export const ExportRubric = z.strictObject({ version: RubricIdJson.optional() })

/** GET /api/stages/:stageId/rubrics: the versions of the stage's skill, newest first. */
export interface RubricVersions {
  readonly versions: readonly RubricVersionLine[]
  /** The version that the stage opens, or was opened, with. */
  readonly chosen: RubricId | null
}

export interface RubricVersionLine {
  readonly id: RubricId
  readonly version: number
  readonly state: RubricState
  readonly title: string
  /** Name of the file it came from; "" where it was made by hand. */
  readonly file: string
  readonly max: Points
  readonly aspects: number
  /** UTC milliseconds. */
  readonly savedAt: number
  readonly savedBy: string
  readonly frozenAt: number | null
}

/** GET /api/stages/:stageId/rubrics/:rubricId */
export interface RubricVersion extends RubricVersionLine {
  readonly revision: number
  readonly rubric: Rubric
  /** What the import of its file said and the organizer accepted; none where it was made by hand. */
  readonly findings: readonly Finding[]
  /** SHA-256 of the rubric's canonical JSON, in hex: the same text on paper proves the same rubric. */
  readonly fingerprint: string
}

export interface DraftSaved {
  readonly revision: number
  readonly savedAt: number
}
