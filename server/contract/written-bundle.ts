import type { Bundle, BundleEntry, BundleMark } from '#domain/bundle.ts'
import type { MarkValue } from '#domain/mark.ts'
import { exact, type Points } from '#domain/points.ts'
import { writtenOut } from '#domain/rational.ts'
import type { Aspect, AspectRule, Rubric } from '#domain/rubric.ts'
import type { Scheme } from '#domain/scheme.ts'
import { BUNDLE_FORMAT, BUNDLE_VERSION } from './bundle.ts'

const figure = (points: Points): string => writtenOut(exact(points))
const orNull = (points: Points | null): string | null => (points === null ? null : figure(points))

/** A bundle as its file says it (docs/bundles.md): nothing is left out, so whoever reads it need not know the defaults. */
export const writtenBundle = ({ title, scheme, rubric, amendments, entries, marks }: Bundle, stage = '') => ({
  format: BUNDLE_FORMAT,
  version: BUNDLE_VERSION,
  title,
  scheme: { stage, ...schemeText(scheme) },
  rubric: rubricText(rubric),
  amendments: amendments.map((one) => (one.kind === 'corrected' ? { ...one, to: aspectText(one.to) } : one)),
  entries: entries.map(entryText),
  marks: marks.map(writtenMark),
})

export const writtenMark = ({ value, ...mark }: BundleMark) => ({ ...mark, value: valueText(value) })

const schemeText = ({ parts, composition, advancement, ...scheme }: Scheme) => ({
  ...scheme,
  parts: parts.map((part) => ({ ...part, minimum: orNull(part.minimum) })),
  composition: composition.kind === 'weighted' ? { ...composition, maximum: figure(composition.maximum) } : composition,
  advancement: advancement && { ...advancement, minimum: orNull(advancement.minimum) },
})

const rubricText = ({ title, criteria }: Rubric) => ({
  title,
  criteria: criteria.map(({ id, name, subCriteria }) => ({
    id,
    name,
    subCriteria: subCriteria.map(({ id, name, aspects }) => ({ id, name, aspects: aspects.map(aspectText) })),
  })),
})

const aspectText = (aspect: Aspect) => ({
  id: aspect.id,
  name: aspect.name,
  max: figure(aspect.max),
  ...ruleText(aspect),
})

function ruleText(rule: AspectRule) {
  switch (rule.kind) {
    case 'pass-fail':
    case 'imported':
      return { kind: rule.kind }
    case 'judgement':
      return { kind: rule.kind, levels: rule.levels }
    case 'count':
      return { kind: rule.kind, of: rule.of }
    case 'choice':
      return {
        kind: rule.kind,
        min: figure(rule.min),
        options: rule.options.map(({ label, worth }) => ({
          label,
          worth: 'points' in worth ? { points: figure(worth.points) } : worth,
        })),
      }
    case 'difference': {
      const { kind, target, step, stepIn, steps, deduction } = rule
      return { kind, target, step, stepIn, steps, deduction }
    }
    case 'range':
      return { kind: rule.kind, target: rule.target, bands: rule.bands }
    case 'points':
      return { kind: rule.kind, min: figure(rule.min), step: figure(rule.step) }
    case 'scaled': {
      const { kind, low, high, step, factor } = rule
      return { kind, low, high, step, factor }
    }
    case 'deduction':
      return {
        kind: rule.kind,
        start: figure(rule.start),
        floor: orNull(rule.floor),
        faults: rule.faults.map(({ name, amount, cap }) => ({ name, amount: figure(amount), cap: orNull(cap) })),
      }
    case 'timed':
      return timedText(rule)
    case 'veto':
      return { kind: rule.kind, target: rule.target }
  }
}

const timedText = ({ kind, limit, start, floor, stop, over, bonus }: Extract<AspectRule, { kind: 'timed' }>) => ({
  kind,
  limit,
  start: figure(start),
  floor: orNull(floor),
  stop,
  over:
    over?.by === 'units'
      ? { ...over, amount: figure(over.amount), cap: orNull(over.cap) }
      : over && { ...over, steps: over.steps.map(({ upTo, deduct }) => ({ upTo, deduct: figure(deduct) })) },
  bonus: bonus && { ...bonus, amount: figure(bonus.amount), cap: orNull(bonus.cap) },
})

const valueText = (value: MarkValue) =>
  value.kind === 'points' || value.kind === 'imported' ? { ...value, points: figure(value.points) } : value

const entryText = ({ attempts, seating, penalties, adjustments, carried, ...entry }: BundleEntry) => ({
  ...entry,
  attempts: Object.fromEntries(
    [...attempts].map(([part, all]) => [part, all.map(({ isVoid, ...attempt }) => ({ ...attempt, void: isVoid }))]),
  ),
  excused: [...seating.excused].map((seat) => ({ seat })),
  standIns: [...seating.standIns].map(([seat, by]) => ({ seat, by })),
  penalties: penalties.map(({ points, reason }) => ({ points: figure(points), reason })),
  adjustments: adjustments.map(({ points, reason }) => ({ points: figure(points), reason })),
  carried: Object.fromEntries(
    Object.entries(carried).map(([stage, { own, total }]) => [
      stage,
      { ...(own !== undefined && { own: figure(own) }), ...(total !== undefined && { total: figure(total) }) },
    ]),
  ),
})
