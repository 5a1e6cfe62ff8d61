import { onCleanup } from 'solid-js'
import type { SeatId } from '#domain/ids.ts'
import { newMarkId } from './kept-cell.ts'

/**
 * Another tab of this tablet may show the same seat: what is done in one is seen in all. Returns how to tell the others.
 * A browser without the channel (Safari before 15.4) shows it at its next look; a signature is held to its values anyway.
 */
export function createTabs(seatId: SeatId, onChanged: () => void): () => void {
  if (typeof BroadcastChannel !== 'function') return () => {}
  const tabs = new BroadcastChannel(`skillmark ${seatId}`)
  tabs.onmessage = onChanged
  onCleanup(() => tabs.close())
  return () => tabs.postMessage('changed')
}

/** A name for this tab that outlives a reload. */
export function thisTab(): string {
  const key = 'skillmark.tab'
  const fresh = newMarkId()
  try {
    const known = sessionStorage.getItem(key)
    if (known) return known
    sessionStorage.setItem(key, fresh)
  } catch {
    // then a reload is another tab
  }
  return fresh
}
