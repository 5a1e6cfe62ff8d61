import { createContext, createSignal } from 'solid-js'

/** Which figures of a form were typed and refused: what is saved meanwhile would be another figure than stands there. */
export function createRefusals() {
  const [fields, setFields] = createSignal<ReadonlySet<string>>(new Set())
  return {
    count: () => fields().size,
    tell(field: string, isRefused: boolean) {
      if (fields().has(field) === isRefused) return
      const others = [...fields()].filter((one) => one !== field)
      setFields(new Set(isRefused ? [...others, field] : others))
    },
  }
}

export type Refusals = ReturnType<typeof createRefusals>

/** The form that a figure stands in, where somebody wants to know. */
export const RefusalsContext = createContext<Refusals>()
