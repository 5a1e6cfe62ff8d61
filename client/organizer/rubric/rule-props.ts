import type { Aspect, AspectKind } from '#domain/rubric.ts'

export type Of<K extends AspectKind> = Extract<Aspect, { kind: K }>

/** What the fields of one kind are handed: the aspect as it stands, and the way to change it. */
export interface RuleProps<A extends Aspect> {
  readonly aspect: A
  readonly disabled: boolean
  /** `field` names what is typed in, so that letters of one field are one step back. */
  readonly change: (next: A, field: string) => void
}
