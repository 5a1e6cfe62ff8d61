import { createSignal, onCleanup } from 'solid-js'
import type { StageView } from '#contract/stages.ts'
import type { SeatId } from '#domain/ids.ts'
import { copyText } from '../ui/copy-text.ts'
import type { StageStore } from './createStage.ts'

/** How often a page that shows unused links asks whether they have been used, in milliseconds. */
const LOOK = 3000
/** Long enough to be seen, short enough not to be taken for the next one. */
const SAID = 4000

type Seat = StageView['panels'][number]['seats'][number]

/**
 * The links that were issued on this page: kept while the stage opens around them, since each can be read only once, and
 * gone once a tablet has used them.
 */
export function createSeatLinks(stage: StageStore) {
  const [links, setLinks] = createSignal<Readonly<Record<string, string>>>({})
  const [copied, setCopied] = createSignal<{ readonly seatId: SeatId; readonly done: boolean } | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const waits = () => stage.state.view?.panels.some((panel) => panel.seats.some((seat) => seat.linked))
  const look = setInterval(() => {
    if (document.visibilityState === 'visible' && waits()) void stage.look()
  }, LOOK)
  onCleanup(() => clearInterval(look))
  return {
    of: (seat: Seat): string | undefined => (seat.linked ? links()[seat.id] : undefined),
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
