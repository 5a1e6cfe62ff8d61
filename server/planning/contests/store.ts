import type { Kysely } from 'kysely'
import type { ContestLine } from '#contract/contests.ts'
import type { ContestId, JournalId, SeatId, SkillId, StageId } from '#domain/ids.ts'
import { defaultSettings } from '#domain/stage.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

export const saveContest = (trx: Trx, id: ContestId, name: string, journalId: JournalId, now: number) =>
  trx.insertInto('contest').values({ id, name, planned_at: now, journal_id: journalId }).execute()

export interface KeptContest {
  readonly id: ContestId
  readonly name: string
  readonly journalId: JournalId
  readonly rehearsal: boolean
}

export async function findContest(trx: Trx, id: ContestId): Promise<KeptContest | undefined> {
  const row = await trx
    .selectFrom('contest')
    .innerJoin('journal_head', 'journal_head.journal_id', 'contest.journal_id')
    .select(['contest.id', 'contest.name', 'contest.journal_id as journalId', 'journal_head.rehearsal'])
    .where('contest.id', '=', id)
    .executeTakeFirst()
  return row && { ...row, rehearsal: row.rehearsal === 1 }
}

export const readStageIds = async (trx: Trx, id: ContestId): Promise<StageId[]> =>
  (
    await trx
      .selectFrom('stage')
      .innerJoin('skill', 'skill.id', 'stage.skill_id')
      .select('stage.id')
      .where('skill.contest_id', '=', id)
      .execute()
  ).map((stage) => stage.id)

export const readSeatIds = async (trx: Trx, id: ContestId): Promise<SeatId[]> =>
  (
    await trx
      .selectFrom('seat')
      .innerJoin('stage', 'stage.id', 'seat.stage_id')
      .innerJoin('skill', 'skill.id', 'stage.skill_id')
      .select('seat.id')
      .where('skill.contest_id', '=', id)
      .execute()
  ).map((seat) => seat.id)

export async function saveSkill(trx: Trx, id: SkillId, contestId: ContestId, name: string) {
  const { count } = await trx
    .selectFrom('skill')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('contest_id', '=', contestId)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('skill')
    .values({ id, contest_id: contestId, name, position: Number(count) + 1 })
    .execute()
}

export async function saveStage(trx: Trx, id: StageId, skillId: SkillId, name: string) {
  const { blind, feed, identity } = defaultSettings(true)
  await trx
    .insertInto('stage')
    .values({
      id,
      skill_id: skillId,
      name,
      state: 'draft',
      blind: blind ? 1 : 0,
      feed,
      identity,
      points_rule: 'trimmed-whole',
      rubric_id: null,
      scheme: null,
      opened_at: null,
      locked_at: null,
    })
    .execute()
}

/** Every contest with its skills and stages, newest first. */
export async function readContests(db: Kysely<Database>): Promise<ContestLine[]> {
  const contests = await db
    .selectFrom('contest')
    .innerJoin('journal_head', 'journal_head.journal_id', 'contest.journal_id')
    .select(['contest.id', 'contest.name', 'contest.planned_at', 'journal_head.rehearsal'])
    .orderBy('contest.planned_at', 'desc')
    .orderBy('contest.id')
    .execute()
  const skills = await db.selectFrom('skill').selectAll().orderBy('position').execute()
  const stages = await db
    .selectFrom('stage')
    .select(['id', 'skill_id', 'name', 'state'])
    .select((eb) =>
      eb
        .selectFrom('entry')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('entry.stage_id', '=', 'stage.id')
        .where('entry.trial', '=', 0)
        .as('entries'),
    )
    .orderBy('id')
    .execute()
  return contests.map((contest) => ({
    id: contest.id,
    name: contest.name,
    rehearsal: contest.rehearsal === 1,
    plannedAt: contest.planned_at,
    skills: skills
      .filter((skill) => skill.contest_id === contest.id)
      .map((skill) => ({
        id: skill.id,
        name: skill.name,
        stages: stages
          .filter((stage) => stage.skill_id === skill.id)
          .map(({ id, name, state, entries }) => ({ id, name, state, entries: Number(entries) })),
      })),
  }))
}
