import { z } from 'zod'
import type { Amendment, Gift } from '#domain/amend.ts'
import type { AspectId, EntryId } from '#domain/ids.ts'
import type { Points } from '#domain/points.ts'
import type { Aspect, Rubric } from '#domain/rubric.ts'
import type { StageState } from '#domain/stage.ts'
import { AspectIdJson } from './marks.ts'
import { AspectShape } from './rubric.ts'
import { Plain } from './text.ts'

/** The texts that a correction may change, as every text that is typed: the same letters whatever keyboard wrote them. */
const CorrectedShape = AspectShape.transform((aspect): Aspect => {
  const said = { requirement: nfc(aspect.requirement), notes: aspect.notes.map(nfc) }
  if (aspect.kind === 'judgement') return { ...aspect, ...said, levels: aspect.levels.map(nfc) }
  if (aspect.kind === 'imported') return { ...aspect, ...said, source: nfc(aspect.source) }
  return { ...aspect, ...said }
})
const nfc = (text: string) => text.normalize('NFC')

const AmendmentJson: z.ZodType<Amendment, unknown> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('annulled'), aspect: AspectIdJson, give: z.enum(['nothing', 'maximum']) }),
  z.strictObject({ kind: z.literal('corrected'), aspect: AspectIdJson, to: CorrectedShape }),
])

/** POST /api/stages/:stageId/amendments/preview: what it would do, and nothing is done. */
export const PreviewAmendment = z.strictObject({ amendment: AmendmentJson })

/** POST /api/stages/:stageId/amendments: the amendment as it was previewed, why, and who signs it, by full name. */
export const AmendAspect = z.strictObject({
  amendment: AmendmentJson,
  reason: Plain(2, 500),
  signer: Plain(2, 100),
  /** Of the preview that was confirmed: the same amendment of the same stage, and the same entries move. */
  fingerprint: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})

/** Whose rank would move (RULES §11), by the marks that the stage's feed shows. */
export interface AmendmentPreview {
  readonly fingerprint: string
  /** Whose rank changes, the best rank of before first. */
  readonly moving: readonly MovedEntry[]
  /** Whose rank stays and whose total, or what is missing of it, does not. */
  readonly changed: readonly MovedEntry[]
  /** How many stay as they are. */
  readonly staying: number
}

export interface MovedEntry {
  readonly id: EntryId
  readonly code: string
  readonly name: string
  readonly division: string | null
  /** null: it has no rank. */
  readonly before: Place | null
  readonly after: Place | null
}

export interface Place {
  /** In its division. */
  readonly rank: number
  /** Over all divisions, where that is asked for. */
  readonly overall: number | null
  readonly total: Points
  readonly missing: number
}

/** GET /api/stages/:stageId/amendments. */
export interface StageAmendments {
  readonly state: StageState
  /** As it stands corrected. */
  readonly rubric: Rubric
  readonly annulled: readonly { readonly aspectId: AspectId; readonly give: Gift }[]
  /** In the order in which they were signed. */
  readonly amendments: readonly ListedAmendment[]
}

export interface ListedAmendment {
  readonly number: number
  readonly amendment: Amendment
  /** The aspect as it stood before. */
  readonly before: Aspect
  readonly reason: string
  readonly signer: string
  readonly at: number
}

export interface MarkedOffScale {
  readonly id: EntryId
  readonly code: string
}
