import type { Json, JsonObject } from './any-aspect.ts'
import {
  type AspectFile,
  type AttemptFile,
  annulledIn,
  type BundleFile,
  type EntryFile,
  type GroupFile,
  type MarkFile,
  type PartFile,
} from './bundle-file.ts'

/** A bundle read once, with the defaults said where a test asks for them. */
export interface BundleView {
  readonly bundle: BundleFile
  readonly parts: readonly SeenPart[]
  readonly groups: readonly SeenGroup[]
  readonly aspects: readonly SeenAspect[]
  readonly entries: readonly SeenEntry[]
  readonly marks: readonly MarkFile[]
  readonly annulled: ReadonlySet<string>
  readonly isWeighted: boolean
}
export type SeenGroup = GroupFile & { readonly level: string; readonly counted: boolean; readonly factor: string }
export interface SeenPart {
  readonly id: string
  readonly body: PartFile
  readonly attempts: PartFile['attempts']
  readonly aspects: readonly SeenAspect[]
}
export interface SeenAspect {
  readonly id: string
  readonly kind: string
  readonly body: AspectFile
  readonly criterion: string
  readonly subCriterion: string
  readonly part: PartFile
  readonly groups: readonly SeenGroup[]
}
export interface SeenEntry {
  readonly id: string
  readonly body: EntryFile
  readonly state: string
  readonly excused: readonly string[]
  readonly standIns: readonly { readonly seat: string; readonly by: string }[]
  readonly attempts: readonly (AttemptFile & { readonly part: string })[]
  /** What it was given, without saying who it is: twins give the same. */
  readonly record: string
}

const seenGroup = (group: GroupFile): SeenGroup => ({
  ...group,
  level: group.level ?? 'aspect',
  counted: group.counted !== false,
  factor: String(group.factor ?? '1'),
})

export const listIn = (body: { readonly [key: string]: Json | undefined }, key: string): readonly JsonObject[] =>
  (body[key] ?? []) as readonly JsonObject[]

function partsOf({ scheme, rubric }: BundleFile): readonly PartFile[] {
  return scheme.parts ?? [{ id: 'all', criteria: rubric.criteria.map((criterion) => criterion.id) }]
}

/** As its last correction left it. */
const correctedOf = (body: AspectFile, { amendments }: BundleFile): AspectFile =>
  (amendments ?? []).reduce(
    (standing, one) => (one.kind === 'corrected' && one.aspect === body.id ? one.to : standing),
    body,
  )

function aspectsOf(bundle: BundleFile, groups: readonly SeenGroup[]): SeenAspect[] {
  const parts = partsOf(bundle)
  return bundle.rubric.criteria.flatMap((criterion) =>
    criterion.subCriteria.flatMap((sub) =>
      sub.aspects.map((body) => ({
        id: body.id,
        kind: body.kind,
        body: correctedOf(body, bundle),
        criterion: criterion.id,
        subCriterion: sub.id,
        part: parts.find((part) => part.criteria.includes(criterion.id))!,
        groups: groups.filter((group) => group.aspects.includes(body.id)),
      })),
    ),
  )
}

const partOf = (body: PartFile, aspects: readonly SeenAspect[]): SeenPart => ({
  id: body.id,
  body,
  attempts: body.attempts ?? null,
  aspects: aspects.filter((aspect) => body.criteria.includes(aspect.criterion)),
})

function entryOf(body: EntryFile, { marks }: BundleFile): SeenEntry {
  const own = marks.filter((mark) => mark.entry === body.id)
  const attempts = Object.entries(body.attempts ?? {}).flatMap(([part, list]) =>
    list.map((attempt) => ({ ...attempt, part })),
  )
  return {
    id: body.id,
    body,
    attempts,
    state: String(body.state ?? 'present'),
    excused: listIn(body, 'excused').map((one) => String(one.seat)),
    standIns: listIn(body, 'standIns').map(({ seat, by }) => ({ seat: String(seat), by: String(by) })),
    record: JSON.stringify(own.map(({ seat, aspect, attempt, value }) => [seat, aspect, attempt?.slice(2), value])),
  }
}

export function viewOf(bundle: BundleFile): BundleView {
  const groups = bundle.scheme.groups.map(seenGroup)
  const aspects = aspectsOf(bundle, groups)
  const parts = partsOf(bundle)
  const composition = bundle.scheme.composition as { kind: string } | undefined
  return {
    bundle,
    groups,
    aspects,
    parts: parts.map((part) => partOf(part, aspects)),
    entries: bundle.entries.map((entry) => entryOf(entry, bundle)),
    marks: bundle.marks,
    annulled: annulledIn(bundle.amendments ?? []),
    isWeighted: composition ? composition.kind === 'weighted' : parts.length > 1,
  }
}

/** The seats that a group counts for an entry, whoever sits there. */
export const countingSeats = (group: SeenGroup, entry: SeenEntry): string[] =>
  group.seats
    .filter((seat) => !entry.excused.includes(seat))
    .map((seat) => entry.standIns.find((standIn) => standIn.seat === seat)?.by ?? seat)
