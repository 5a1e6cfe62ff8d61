import type { Kysely } from 'kysely'
import type { Amendment } from '#domain/amend.ts'
import type { StageId } from '#domain/ids.ts'
import type { Database } from './schema.ts'

/** An amendment with what stands under it. */
export interface SignedAmendment {
  /** From 1, without gaps, in its stage. */
  readonly number: number
  readonly amendment: Amendment
  readonly reason: string
  /** Whose name stands under it, in full. */
  readonly signer: string
  readonly at: number
}

/** All amendments of a stage, in the order in which they were signed. */
export async function readAmendments(db: Kysely<Database>, stageId: StageId): Promise<SignedAmendment[]> {
  const rows = await db
    .selectFrom('amendment')
    .select(['number', 'body', 'reason', 'signer', 'at'])
    .where('stage_id', '=', stageId)
    .orderBy('number')
    .execute()
  return rows.map(({ number, body, reason, signer, at }) => ({
    number: Number(number),
    amendment: JSON.parse(body) as Amendment,
    reason,
    signer,
    at: Number(at),
  }))
}

/** How many a stage has: they are only ever added, so this tells whether somebody knows them all. */
export async function countAmendments(db: Kysely<Database>, stageId: StageId): Promise<number> {
  const { count } = await db
    .selectFrom('amendment')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('stage_id', '=', stageId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The last amendment of each aspect: how it stands now, why, and who says so. */
export const lastAmendments = (all: readonly SignedAmendment[]): readonly SignedAmendment[] => [
  ...new Map(all.map((one) => [one.amendment.aspect, one])).values(),
]
