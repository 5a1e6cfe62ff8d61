import { createSignal, onCleanup, onMount } from 'solid-js'
import type { SeatId } from '#domain/ids.ts'
import { theLine } from '../live.ts'

interface SeatLineEvents {
  /** Something on this seat's sheets changed elsewhere. */
  changed(): void
  /** The line may be back, or must be tried. */
  look(): void
  needsSending(): boolean
  /** The page shows its sheet: nothing but news has to be asked for. */
  isSettled(): boolean
  onHeard(at: number): void
}

/** The server ticks every 5 seconds: after this long without a word the line is taken for dead (U9: 10 s at worst). */
const QUIET = 8000
/** How often a line that is down, or a page without its sheet, tries again. */
const EVERY = 5000

/** Whether the server can be heard, and when to look again. Marks never travel here, and never wait for it. */
export function createSeatLine(seatId: SeatId, events: SeatLineEvents) {
  const [isConnected, setConnected] = createSignal(true)
  let heardAt = Date.now()
  let lookedAt = 0

  const heard = () => {
    heardAt = Date.now()
    setConnected(true)
    events.onHeard(heardAt)
  }
  const lost = () => setConnected(false)

  onMount(() => {
    const line = theLine()
    const look = () => {
      lookedAt = Date.now()
      events.look()
    }
    const watch = () => {
      heardAt = Date.now()
      line.emit('seat:watch', seatId, () => undefined)
      look()
    }
    const down = () => {
      lost()
      look() // HTTP may still go through: then it is only the socket
    }
    const changed = (changedId: SeatId) => changedId === seatId && events.changed()
    const tick = () => {
      heardAt = Date.now()
    }
    const visible = () => document.visibilityState === 'visible' && look()
    const beat = () => {
      const now = Date.now()
      if (line.connected && now - heardAt > QUIET) lost()
      const isDue = now - lookedAt >= EVERY
      if (isDue && (events.needsSending() || !isConnected() || !line.connected || !events.isSettled())) look()
    }
    line.on('connect', watch)
    line.on('disconnect', down)
    line.on('seat:changed', changed)
    line.on('tick', tick)
    if (line.connected) watch()
    addEventListener('online', look)
    addEventListener('offline', lost)
    document.addEventListener('visibilitychange', visible)
    const timer = setInterval(beat, 1000)
    onCleanup(() => {
      line.off('connect', watch)
      line.off('disconnect', down)
      line.off('seat:changed', changed)
      line.off('tick', tick)
      removeEventListener('online', look)
      removeEventListener('offline', lost)
      document.removeEventListener('visibilitychange', visible)
      clearInterval(timer)
    })
  })

  return { isConnected, heard, lost }
}
