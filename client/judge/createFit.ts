import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { language } from '../i18n/language.ts'
import { isGlare } from '../ui/theme.ts'

/** How close the cards stand: as drawn, then closer, until a whole sheet is seen at once. */
const CLOSENESS = ['roomy', 'compact', 'snug', 'tight'] as const
export type Closeness = (typeof CLOSENESS)[number]

/** Longer than this, a sheet has to be scrolled anyway. */
const FAR = 1.15

/**
 * The roomiest setting in which nothing of the sheet lies below the fold (DESIGN §6). A sheet that is far too long for
 * all of them stands as drawn and scrolls. Found once a sheet, a size, a language and a theme, never while marking:
 * nothing moves under a finger.
 */
export function createFit(main: () => HTMLElement | undefined) {
  const [closeness, setCloseness] = createSignal<Closeness>('roomy')
  const fit = () => {
    const element = main()
    if (!element) return
    for (const step of CLOSENESS) {
      setCloseness(step)
      if (element.scrollHeight <= element.clientHeight) return
    }
    if (element.scrollHeight > FAR * element.clientHeight) setCloseness('roomy')
  }
  // Called after the layout and before it is painted.
  const observer = new ResizeObserver(fit)
  createEffect(() => {
    const element = main()
    if (element) observer.observe(element)
  })
  createEffect(on([language, isGlare], () => queueMicrotask(fit), { defer: true }))
  onCleanup(() => observer.disconnect())
  return closeness
}
