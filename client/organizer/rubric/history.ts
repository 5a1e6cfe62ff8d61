import { createSignal } from 'solid-js'

const MOST = 200
/** Letters typed into one field within this time of each other are one step back. */
const STROKE = 1500

/** What stands now, and the way back and forth. */
export function createHistory<T>(first: T) {
  const [now, setNow] = createSignal<T>(first)
  const [past, setPast] = createSignal<readonly T[]>([])
  const [future, setFuture] = createSignal<readonly T[]>([])
  let last: { readonly stroke: string | undefined; readonly at: number } = { stroke: undefined, at: 0 }

  return {
    now,
    canUndo: () => past().length > 0,
    canRedo: () => future().length > 0,
    begin(value: T) {
      setPast([])
      setFuture([])
      last = { stroke: undefined, at: 0 }
      setNow(() => value)
    },
    /** Another look at the same thing: no step. */
    look: (value: T) => void setNow(() => value),
    step(value: T, stroke?: string) {
      const goesOn = stroke !== undefined && stroke === last.stroke && performance.now() - last.at < STROKE
      if (!goesOn) setPast([...past().slice(-MOST), now()])
      last = { stroke, at: performance.now() }
      setFuture([])
      setNow(() => value)
    },
    undo() {
      const before = past()[past().length - 1]
      if (before === undefined) return
      setPast(past().slice(0, -1))
      setFuture([...future(), now()])
      last = { stroke: undefined, at: 0 }
      setNow(() => before)
    },
    redo() {
      const after = future()[future().length - 1]
      if (after === undefined) return
      setFuture(future().slice(0, -1))
      setPast([...past(), now()])
      setNow(() => after)
    },
  }
}
