import type { AmendmentPreview, StageAmendments } from '#contract/amendments.ts'
import type { aStage } from './house.ts'

/** The organizer's side of amendments, through the doors. */
export function amendingOn({ organizer, stageId }: Pick<Awaited<ReturnType<typeof aStage>>, 'organizer' | 'stageId'>) {
  const path = `/api/stages/${stageId}/amendments`
  const previewed = (amendment: unknown) => organizer('POST', `${path}/preview`, { amendment })
  const preview = async (amendment: unknown): Promise<AmendmentPreview> => {
    const answer = await previewed(amendment)
    if (answer.status !== 200) throw new Error(`not previewed: ${await answer.text()}`)
    return (await answer.json()) as AmendmentPreview
  }
  const confirm = (amendment: unknown, fingerprint: string, more = {}) =>
    organizer('POST', path, { amendment, fingerprint, reason: '图纸有误', signer: '林慧', ...more })
  return {
    previewed,
    preview,
    confirm,
    /** Previewed and confirmed at once. */
    async amend(amendment: unknown): Promise<AmendmentPreview> {
      const seen = await preview(amendment)
      const answer = await confirm(amendment, seen.fingerprint)
      if (answer.status !== 201) throw new Error(`not amended: ${await answer.text()}`)
      return seen
    },
    listed: async () => (await (await organizer('GET', path)).json()) as StageAmendments,
  }
}
