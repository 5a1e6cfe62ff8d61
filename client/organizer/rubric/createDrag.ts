import { createSignal, onCleanup } from 'solid-js'
import type { Path } from './edit.ts'
import { keyOf, landing } from './rows.ts'

export interface Drag {
  readonly from: Path
  /** Where the ghost stands on the page. */
  readonly x: number
  readonly y: number
  /** Where the row would land now, and the row whose edge shows it. */
  readonly to: Path | null
  readonly over: string
  readonly edge: 'upper' | 'lower'
}

const EDGE = 48

/** Carries a row with the pointer, mouse or finger alike, until it is let go; Escape puts it back. */
export function createDrag(onDrop: (from: Path, to: Path) => void) {
  const [drag, setDrag] = createSignal<Drag | null>(null)

  const rowUnder = (x: number, y: number) => {
    const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-path]')
    if (!row) return undefined
    const { top, height } = row.getBoundingClientRect()
    return {
      path: (row.dataset.path ?? '').split('.').map(Number),
      half: y < top + height / 2 ? 'upper' : 'lower',
    } as const
  }
  const move = (event: PointerEvent) => {
    const held = drag()
    if (!held) return
    event.preventDefault()
    scrollAtTheEdge(event.clientY)
    const { clientX: x, clientY: y } = event
    const over = rowUnder(x, y)
    const to = over ? landing(held.from, over.path, over.half) : null
    // The line stands where the row will: beneath a head or a whole group, whatever half the pointer is on.
    const edge = over && over.path.length === held.from.length ? over.half : 'lower'
    setDrag({ from: held.from, x, y, to, over: to && over ? keyOf(over.path) : '', edge })
  }
  const scrollAtTheEdge = (y: number) => {
    const pane = document.querySelector('.re-main')
    const box = pane?.getBoundingClientRect()
    if (!pane || !box) return
    if (y < box.top + EDGE) pane.scrollBy(0, -12)
    if (y > box.bottom - EDGE) pane.scrollBy(0, 12)
  }
  const end = () => {
    const held = drag()
    stop()
    if (held?.to) onDrop(held.from, held.to)
  }
  const putBack = (event: KeyboardEvent) => {
    if (event.key === 'Escape') stop()
  }
  const stop = () => {
    setDrag(null)
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', end)
    window.removeEventListener('pointercancel', stop)
    window.removeEventListener('keydown', putBack)
  }
  onCleanup(stop)

  return {
    drag,
    start(from: Path, event: PointerEvent) {
      event.preventDefault()
      setDrag({ from, x: event.clientX, y: event.clientY, to: null, over: '', edge: 'lower' })
      window.addEventListener('pointermove', move, { passive: false })
      window.addEventListener('pointerup', end)
      window.addEventListener('pointercancel', stop)
      window.addEventListener('keydown', putBack)
    },
  }
}
