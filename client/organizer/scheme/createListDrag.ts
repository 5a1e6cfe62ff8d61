import { createSignal, onCleanup } from 'solid-js'

/** Carries a row of a list with the pointer, mouse or finger alike, until it is let go; Escape puts it back. */
export function createListDrag(onDrop: (from: number, to: number) => void) {
  const [held, setHeld] = createSignal<{ readonly from: number; readonly over: number } | null>(null)

  const rowUnder = (x: number, y: number): number | undefined => {
    const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-place]')
    return row?.dataset.place === undefined ? undefined : Number(row.dataset.place)
  }
  const move = (event: PointerEvent) => {
    const now = held()
    if (!now) return
    event.preventDefault()
    setHeld({ from: now.from, over: rowUnder(event.clientX, event.clientY) ?? now.over })
  }
  const end = () => {
    const now = held()
    stop()
    if (now && now.over !== now.from) onDrop(now.from, now.over)
  }
  const putBack = (event: KeyboardEvent) => {
    if (event.key === 'Escape') stop()
  }
  const stop = () => {
    setHeld(null)
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', end)
    window.removeEventListener('pointercancel', stop)
    window.removeEventListener('keydown', putBack)
  }
  onCleanup(stop)

  return {
    held,
    start(from: number, event: PointerEvent) {
      event.preventDefault()
      setHeld({ from, over: from })
      window.addEventListener('pointermove', move, { passive: false })
      window.addEventListener('pointerup', end)
      window.addEventListener('pointercancel', stop)
      window.addEventListener('keydown', putBack)
    },
  }
}
