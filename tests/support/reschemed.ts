import type { AspectId } from '#domain/ids.ts'
import type { Scheme } from '#domain/scheme.ts'
import { type AStage, aStage, type House } from './house.ts'

/** An open stage whose scheme says more than the default: as if its organizer had written it before the opening. */
export async function aReschemedStage(
  house: House,
  asked: AStage,
  more: Partial<Scheme>,
  divisions?: readonly string[],
) {
  const stage = await aStage(house, { ...asked, open: false })
  await stage.openStage()
  const row = await house.db
    .selectFrom('stage')
    .select('scheme')
    .where('id', '=', stage.stageId)
    .executeTakeFirstOrThrow()
  const scheme = { ...JSON.parse(row.scheme ?? '{}'), ...more }
  await house.db
    .updateTable('stage')
    .set({ scheme: JSON.stringify(scheme) })
    .where('id', '=', stage.stageId)
    .execute()
  for (const [i, { id }] of stage.entries.entries()) {
    const division = divisions?.[i % divisions.length] ?? null
    await house.db.updateTable('entry').set({ division }).where('id', '=', id).execute()
  }
  return stage
}

/** The recorder gives each entry so many whole points of one aspect, in the order of the roster. */
export async function givePoints(
  { tablets, entries }: Awaited<ReturnType<typeof aStage>>,
  given: readonly (number | undefined)[],
  aspect = 'A1.1',
) {
  const [tablet] = tablets
  for (const [i, { id }] of [...entries].sort((a, b) => byNumber(a.name) - byNumber(b.name)).entries()) {
    const points = given[i]
    if (points !== undefined)
      await tablet?.send(tablet.mark(id, aspect as AspectId, { kind: 'points', points: (points * 1000) as never }))
  }
}

const byNumber = (name: string) => Number(name.replace(/\D/g, ''))
