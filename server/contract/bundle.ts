import { z } from 'zod'
import { amendedRubric } from '#domain/amend.ts'
import type { Bundle, BundleEntry } from '#domain/bundle.ts'
import { entryStates } from '#domain/entry.ts'
import type { AspectId, EntryId, PartId, SeatId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { faultsOfMaxima, type SchemeFault, schemeFaults } from '#domain/scheme-faults.ts'
import { planOf } from '#domain/scoring-plan.ts'
import { amendmentFaults, type BundleFault, entryFaults, markFaults } from './bundle-faults.ts'
import { DecimalText, idOf, Milliseconds, Name, nought, one, PointsText } from './bundle-json.ts'
import { AspectOfBundle, RubricOfBundle } from './bundle-rubric.ts'
import { SchemeOfBundle, schemeOf } from './bundle-scheme.ts'
import { schemeWords } from './scheme-words.ts'

export const BUNDLE_FORMAT = 'skillmark-bundle'
export const BUNDLE_VERSION = 1

const small = z.int().min(0).max(1_000_000)

const ValueText = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('judgement'), level: small }),
  z.strictObject({ kind: z.literal('pass-fail'), passed: z.boolean() }),
  z.strictObject({ kind: z.literal('count'), done: small }),
  z.strictObject({ kind: z.literal('choice'), option: small }),
  z.strictObject({ kind: z.literal('difference'), reading: DecimalText }),
  z.strictObject({ kind: z.literal('range'), reading: DecimalText }),
  z.strictObject({ kind: z.literal('points'), points: PointsText }),
  z.strictObject({ kind: z.literal('imported'), points: PointsText }),
  z.strictObject({ kind: z.literal('scaled'), grade: DecimalText }),
  z.strictObject({ kind: z.literal('timed'), time: Milliseconds }),
  z.strictObject({ kind: z.literal('veto'), raised: z.boolean() }),
  z.strictObject({ kind: z.literal('deduction'), faults: z.array(small).max(100) }),
  z.strictObject({ kind: z.literal('not-attempted') }),
]) satisfies z.ZodType<MarkValue, unknown>

const AttemptText = z
  .strictObject({
    id: z.string().min(1).max(64),
    base: DecimalText.default(nought),
    difficulty: DecimalText.default(one),
    multiplier: DecimalText.default(one),
    table: z.record(DecimalText, DecimalText).nullable().default(null),
    void: z.boolean().default(false),
  })
  .transform(({ void: isVoid, ...attempt }) => ({ ...attempt, isVoid }))

const Correction = z.strictObject({ points: PointsText, reason: Name })
const order = z.int().nullable().default(null)

const EntryText = z
  .strictObject({
    id: idOf<EntryId>(),
    label: Name,
    organization: Name,
    division: z.string().nullable().default(null),
    state: z.enum(entryStates).default('present'),
    attempts: z.record(z.string(), z.array(AttemptText).max(1000)).default({}),
    excused: z.array(z.strictObject({ seat: idOf<SeatId>(), reason: Name })).default([]),
    standIns: z.array(z.strictObject({ seat: idOf<SeatId>(), by: idOf<SeatId>() })).default([]),
    penalties: z.array(Correction).max(1000).default([]),
    adjustments: z.array(Correction).max(1000).default([]),
    carried: z
      .record(z.string(), z.strictObject({ own: PointsText.optional(), total: PointsText.optional() }))
      .default({}),
    lot: order,
    decision: order,
    advances: z.boolean().nullable().default(null),
  })
  .transform(
    ({ attempts, excused, standIns, ...entry }): BundleEntry => ({
      ...entry,
      attempts: new Map(Object.entries(attempts) as [PartId, (typeof attempts)[string]][]),
      seating: {
        excused: new Set(excused.map(({ seat }) => seat)),
        standIns: new Map(standIns.map(({ seat, by }) => [seat, by])),
      },
    }),
  )

/** What a bundle's file holds; what only fits together or does not is looked at behind it. */
export const BundleText = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  version: z.literal(BUNDLE_VERSION),
  title: Name,
  scheme: SchemeOfBundle,
  rubric: RubricOfBundle,
  amendments: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          aspect: idOf<AspectId>(),
          kind: z.literal('annulled'),
          give: z.enum(['nothing', 'maximum']).default('nothing'),
        }),
        z.strictObject({ aspect: idOf<AspectId>(), kind: z.literal('corrected'), to: AspectOfBundle }),
      ]),
    )
    .max(2000)
    .default([]),
  entries: z.array(EntryText).max(100_000),
  marks: z.array(
    z.strictObject({
      entry: idOf<EntryId>(),
      seat: idOf<SeatId>(),
      aspect: idOf<AspectId>(),
      attempt: z.string().max(64).optional(),
      value: ValueText,
    }),
  ),
})

/** What nobody should plan, but what may have come about: such a value stays incomplete. */
const onlyEdited: ReadonlySet<SchemeFault> = new Set(['too-few-seats', 'trim-leaves-nobody'])

/** A bundle from JSON, or everything that keeps it from being one; at most fifty faults are named. */
export function parseBundle(json: unknown): Result<Bundle, readonly BundleFault[]> {
  const { format, version } = (json ?? {}) as { readonly format?: unknown; readonly version?: unknown }
  if (format === BUNDLE_FORMAT && typeof version === 'number' && version > BUNDLE_VERSION) {
    return err([
      {
        kind: 'newer-format',
        where: 'version',
        zh: `这份计分包的格式是第 ${version} 版，本程序只认识第 ${BUNDLE_VERSION} 版。请升级程序。`,
        en: `This bundle is of format ${version}; this program knows format ${BUNDLE_VERSION}. Use a newer program.`,
      },
    ])
  }
  const parsed = BundleText.safeParse(json)
  if (!parsed.success) {
    return err(
      parsed.error.issues.slice(0, 50).map(({ path, message }) => ({
        kind: 'malformed',
        where: path.join('.'),
        zh: `“${path.join('.')}”写得不对：${message}`,
        en: `${path.join('.')}: ${message}`,
      })),
    )
  }
  const { scheme: written, rubric, ...rest } = parsed.data
  const scheme = schemeOf(written, rubric)
  const bundle: Bundle = { ...rest, rubric, scheme }
  const inAmendments = amendmentFaults(bundle)
  if (inAmendments.length > 0) return err(inAmendments.slice(0, 50))
  const standing = amendedRubric(rubric, bundle.amendments)
  const inScheme = schemeFaults(scheme, standing, written.stage).filter(({ fault }) => !onlyEdited.has(fault))
  const all = inScheme.length > 0 ? inScheme : faultsOfMaxima(planOf(standing, scheme))
  const faults: BundleFault[] = all.map(({ fault, path }) => ({
    kind: fault,
    where: ['scheme', ...path].join('.'),
    ...schemeWords[fault],
  }))
  if (faults.length === 0) faults.push(...entryFaults(bundle), ...markFaults({ ...bundle, rubric: standing }))
  return faults.length > 0 ? err(faults.slice(0, 50)) : ok(bundle)
}
