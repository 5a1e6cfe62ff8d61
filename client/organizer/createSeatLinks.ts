import { createSignal, onCleanup } from 'solid-js'
import type { SeatId } from '#domain/ids.ts'
import { copyText } from '../ui/copy-text.ts'
import type { StageStore } from './createStage.ts'

/** Long enough to be seen, short enough not to be taken for the next one. */
const SAID = 4000

/** The links that were issued on this page: kept while the stage opens around them, since each can be read only once. */
export function createSeatLinks(stage: StageStore) {
  const [links, setLinks] = createSignal<Readonly<Record<string, string>>>({})
  const [copied, setCopied] = createSignal<{ readonly seatId: SeatId; readonly done: boolean } | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  return {
    of: (seatId: SeatId): string | undefined => links()[seatId],
    async issue(seatId: SeatId) {
      const link = await stage.issueLink(seatId)
      if (link) setLinks({ ...links(), [seatId]: `${location.origin}/seat#${link.token}` })
    },
    /** Whether a seat's link has just been copied; undefined where nobody asked for it. */
    copied: (seatId: SeatId): boolean | undefined => (copied()?.seatId === seatId ? copied()?.done : undefined),
    async copy(seatId: SeatId, field: HTMLInputElement) {
      setCopied({ seatId, done: await copyText(field) })
      clearTimeout(timer)
      timer = setTimeout(() => setCopied(null), SAID)
    },
  }
}

export type SeatLinkStore = ReturnType<typeof createSeatLinks>
