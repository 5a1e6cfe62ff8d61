import { z } from 'zod'
import type { ContestId, SkillId, StageId } from '#domain/ids.ts'
import type { StageState } from '#domain/stage.ts'
import { idJson } from './id-json.ts'
import { Plain } from './text.ts'

const Title = Plain(1, 120)

export const ContestTarget = z.strictObject({
  contestId: idJson<ContestId>(),
})
/** A rehearsal is a contest that can be wiped as a whole afterwards. It is one from the beginning or never. */
export const PlanContest = z.strictObject({ name: Title, rehearsal: z.boolean().default(false) })
/** Its name, typed once more by whoever wipes it. */
export const WipeRehearsal = z.strictObject({ name: Title })
/** A skill comes with its first stage. */
export const AddSkill = z.strictObject({ name: Title, stage: Title })

export interface ContestLine {
  readonly id: ContestId
  readonly name: string
  readonly rehearsal: boolean
  /** UTC milliseconds. */
  readonly plannedAt: number
  readonly skills: readonly SkillLine[]
}

export interface SkillLine {
  readonly id: SkillId
  readonly name: string
  readonly stages: readonly {
    readonly id: StageId
    readonly name: string
    readonly state: StageState
    readonly entries: number
  }[]
}
