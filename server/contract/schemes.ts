import { z } from 'zod'
import type { CriterionId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import { ofThousandths, type Points } from '#domain/points.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { PointsRule, Scheme } from '#domain/scheme.ts'
import { families, type SchemeDraft } from '#domain/scheme-draft.ts'
import type { FoundDraftFault, SiblingStage } from '#domain/scheme-draft-faults.ts'
import type { StageState } from '#domain/stage.ts'
import { idOf } from './bundle-json.ts'
import type { Words } from './fault-words.ts'
import { idJson } from './id-json.ts'
import { freeRules, groupShape, outcomeShape, partShape } from './scheme-pieces.ts'
import { Plain } from './text.ts'

const PointsJson: z.ZodType<Points, number> = z.int().min(-100_000_000).max(100_000_000).transform(ofThousandths)

/** A rule may drop no more judges than a panel can have. */
const MOST_SEATS = 30

const SettingRuleJson = z
  .discriminatedUnion('kind', [z.strictObject({ kind: z.literal('agreed') }), ...freeRules])
  .refine((rule) => rule.kind !== 'trimmed' || Math.max(rule.high, rule.low) <= MOST_SEATS)

/** A scheme as it is edited: figures as in the rest of the API, points in whole thousandths (RULES §0). */
export const SchemeDraftJson: z.ZodType<SchemeDraft, unknown> = z.strictObject({
  ...outcomeShape(PointsJson),
  composition: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('added') }),
    z.strictObject({ kind: z.literal('weighted'), maximum: PointsJson }),
  ]),
  divisions: z.array(Plain(1, 100)).max(100).default([]),
  parts: z
    .array(
      z.strictObject({
        ...partShape(PointsJson),
        name: Plain(0, 100),
        // None at all is said at its field, like every other fault.
        criteria: z.array(idOf<CriterionId>()).max(100),
      }),
    )
    .min(1)
    .max(50)
    .nullable(),
  groups: z
    .array(
      z.strictObject({
        panel: Plain(1, 40).nullable(),
        family: z.enum(families),
        ...groupShape,
        minSeats: z.int().min(1).max(MOST_SEATS).default(1),
        rule: SettingRuleJson,
      }),
    )
    .max(200),
})

export const VersionTarget = z.strictObject({
  stageId: idJson<StageId>(),
  version: z.coerce.number().pipe(z.int().min(0).max(1_000_000)),
})

/** Names the version that was edited: what somebody else saved in between is never overwritten unseen. */
export const SaveScheme = z.strictObject({ from: z.int().min(0), draft: SchemeDraftJson })

/** Who saved a version, and when. */
export interface SchemeVersionLine {
  readonly version: number
  readonly savedBy: string
  readonly savedAt: number
}

export interface SchemeVersion extends SchemeVersionLine {
  readonly draft: SchemeDraft
}

/** GET /api/stages/:stageId/scheme: the newest version, or the defaults as version 0; and what to look at it against. */
export interface SchemeView {
  readonly version: number
  readonly draft: SchemeDraft
  /** Newest first; version 0, the defaults, is none of them. */
  readonly versions: readonly SchemeVersionLine[]
  readonly stage: {
    readonly id: StageId
    readonly name: string
    readonly skill: string
    readonly contest: string
    readonly state: StageState
  }
  /** What the opening froze; null while the stage is in draft. */
  readonly frozen: Scheme | null
  /** null while the stage has none: then there is nothing to make a scheme of. */
  readonly rubric: Rubric | null
  readonly pointsRule: PointsRule
  readonly panels: readonly SchemePanel[]
  /** The other stages of the skill. */
  readonly siblings: readonly SiblingStage[]
}

export interface SchemePanel {
  readonly name: string
  readonly subCriteria: readonly SubCriterionId[]
  readonly seats: readonly { readonly id: SeatId; readonly label: string; readonly recorder: boolean }[]
}

/** Why a scheme is refused: the field, and in both languages what. */
export interface SchemeFinding extends FoundDraftFault, Words {
  /** "parts.1.weight" */
  readonly where: string
}
