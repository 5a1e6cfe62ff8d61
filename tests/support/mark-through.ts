import { expect } from 'vitest'
import type { AspectId } from '#domain/ids.ts'
import type { GivenMark } from '#domain/mark.ts'
import type { Receipt } from '#domain/receipt.ts'
import type { RobotJudge } from '../../fixtures/robots/robot-judge.ts'
import type { Where } from '../../server/db/open.ts'
import { gapless, readBack } from './read-back.ts'

/** Sends a mark until somebody answers, as a tablet does: the same mark, for ever. */
async function sendForEver(robot: RobotJudge, mark: GivenMark): Promise<Receipt> {
  for (;;) {
    try {
      const [receipt] = await robot.send([mark])
      if (receipt) return receipt
    } catch {
      await new Promise((wait) => setTimeout(wait, 20))
    }
  }
}

/**
 * Every robot marks as fast as it can, one mark after another, until the mishap is over. All receipts that came.
 * `more` waits until so many of them have come meanwhile.
 */
export async function markThrough(
  { robots }: { readonly robots: readonly RobotJudge[] },
  mishap: (more: (receipts: number) => Promise<void>) => Promise<void>,
): Promise<Receipt[]> {
  const { entries } = await robots[0]!.view()
  const receipts: Receipt[] = []
  let running = true
  const judging = robots.map(async (robot, j) => {
    for (let n = 0; running; n++) {
      const aspect = `A1.${(n % 20) + 1}` as AspectId
      const mark = robot.mark(entries[n % entries.length]!.id, aspect, { kind: 'judgement', level: (n + j) % 4 })
      receipts.push(await sendForEver(robot, mark))
    }
  })
  await mishap(async (more) => {
    const enough = receipts.length + more
    while (receipts.length < enough) await new Promise((wait) => setTimeout(wait, 5))
  })
  running = false
  await Promise.all(judging)
  return receipts
}

/** Every mark that got a receipt stands in the database once, at its position, and the journal has no gap. */
export async function expectEachOnce(where: Where, receipts: readonly Receipt[]) {
  expect(receipts.length).toBeGreaterThan(50)
  expect(receipts.filter((receipt) => receipt.outcome !== 'accepted')).toEqual([])
  const found = await readBack(where)
  const kept = new Map(found.receipts.map((receipt) => [receipt.mark_id, receipt.position]))
  expect(kept.size).toBe(receipts.length)
  for (const { markId, position } of receipts) expect(kept.get(markId)).toBe(position)
  expect(found.journal.map((line) => line.position)).toEqual(gapless(found.journal))
}
