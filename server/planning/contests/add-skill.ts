import type { ContestId, SkillId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface AddSkill {
  readonly contestId: ContestId
  readonly skillId: SkillId
  readonly stageId: StageId
  readonly name: string
  readonly stage: string
  readonly actor: string
}

/** A skill comes with its first stage, in draft, marked blind and fed on lock until somebody says otherwise. */
export async function addSkill(
  trx: Trx,
  journal: Journal,
  command: AddSkill,
  now: number,
): Promise<Result<{ skillId: SkillId; stageId: StageId }, { kind: 'not-found'; what: 'contest' }>> {
  const contest = await store.findContest(trx, command.contestId)
  if (!contest) return err({ kind: 'not-found', what: 'contest' })
  const { skillId, stageId } = command
  await store.saveSkill(trx, skillId, contest.id, command.name)
  await store.saveStage(trx, stageId, skillId, command.stage)
  const body = { skill: skillId, stage: stageId, name: command.name, stageName: command.stage }
  await journal.append(trx, contest.journalId, [{ kind: 'skill-added', actor: command.actor, device: null, body }], now)
  return ok({ skillId, stageId })
}
