import type { Json, JsonObject, MarkValue } from './any-aspect.ts'

/** A bundle as docs/bundles.md has it, typed no further than a test needs to look into it. */
export interface BundleFile {
  readonly format: 'skillmark-bundle'
  readonly version: 1
  readonly title?: string
  readonly scheme: SchemeFile
  readonly rubric: { readonly title?: string; readonly criteria: readonly CriterionFile[] }
  readonly amendments?: readonly AmendmentFile[]
  readonly entries: readonly EntryFile[]
  readonly marks: readonly MarkFile[]
}
export interface SchemeFile {
  readonly parts?: readonly PartFile[]
  readonly groups: readonly GroupFile[]
  readonly [key: string]: Json | readonly (PartFile | GroupFile)[] | undefined
}
export interface PartFile {
  readonly id: string
  readonly criteria: readonly string[]
  readonly weight?: string
  readonly attempts?: null | { readonly take: string; readonly best?: number }
  readonly [key: string]: Json | undefined
}
export interface GroupFile {
  readonly name: string
  readonly seats: readonly string[]
  readonly aspects: readonly string[]
  readonly level?: string
  readonly rule: JsonObject & { readonly kind: string }
  readonly [key: string]: Json | undefined
}
export interface CriterionFile {
  readonly id: string
  readonly name?: string
  readonly subCriteria: readonly {
    readonly id: string
    readonly name?: string
    readonly aspects: readonly AspectFile[]
  }[]
}
export type AspectFile = JsonObject & { readonly id: string; readonly kind: string }
export type AmendmentFile =
  | { readonly aspect: string; readonly kind: 'annulled'; readonly give: string }
  | { readonly aspect: string; readonly kind: 'corrected'; readonly to: AspectFile }
export interface EntryFile {
  readonly id: string
  readonly attempts?: { readonly [part: string]: readonly AttemptFile[] }
  readonly [key: string]: Json | undefined
}
export type AttemptFile = JsonObject & { readonly id: string }
export interface MarkFile {
  readonly entry: string
  readonly seat: string
  readonly aspect: string
  readonly attempt?: string
  readonly value: MarkValue
}

/** The aspects that do not count any more: those whose last amendment annuls them. */
export const annulledIn = (amendments: readonly AmendmentFile[]): ReadonlySet<string> => {
  const last = new Map(amendments.map(({ aspect, kind }) => [aspect, kind]))
  return new Set([...last].flatMap(([aspect, kind]) => (kind === 'annulled' ? [aspect] : [])))
}

/** A body without the keys that say no more than their defaults, where the bundle is a terse one. */
export function sparse<T extends object>(terse: boolean, body: T, defaults: JsonObject): T {
  const says = ([key, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(defaults[key])
  return terse ? (Object.fromEntries(Object.entries(body).filter(says)) as T) : body
}

/** A body without the keys that nobody gave. */
export const given = (body: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
