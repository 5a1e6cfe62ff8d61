import type { Json, JsonObject, MarkValue } from './any-aspect.ts'
import type { MarkFile } from './bundle-file.ts'
import { type BundleView, listIn, type SeenAspect } from './view.ts'

type FaultsOf = (view: BundleView) => string[]

const twice = (ids: readonly string[]) => ids.filter((id, at) => ids.indexOf(id) !== at)
const thousandths = (decimal: Json | undefined) => Math.round(Number(decimal) * 1000)

function idsTwice({ bundle, parts, groups, aspects, entries }: BundleView): string[] {
  const subs = bundle.rubric.criteria.flatMap((criterion) => criterion.subCriteria)
  return [
    bundle.rubric.criteria.map(({ id }) => id),
    subs.map(({ id }) => id),
    aspects.map(({ id }) => id),
    parts.map(({ id }) => id),
    groups.map(({ name }) => name),
    ...groups.map(({ seats }) => [...seats]),
    entries.map(({ id }) => id),
    entries.flatMap(({ attempts }) => attempts.map(({ id }) => id)),
    [...bundle.marks.map(({ value: _, ...cell }) => JSON.stringify(cell))],
    parts.flatMap(({ body }) => [...body.criteria]),
  ].flatMap(twice)
}

/** The seat is one of a group that marks the aspect, or stands in for one of it. */
function isSeatOf(mark: MarkFile, aspect: SeenAspect, { entries }: BundleView): boolean {
  const standIns = entries.find(({ id }) => id === mark.entry)?.standIns ?? []
  const seat = standIns.find(({ by }) => by === mark.seat)?.seat ?? mark.seat
  return aspect.groups.some((group) => group.seats.includes(seat))
}

function isAttemptOf(mark: MarkFile, aspect: SeenAspect, { entries }: BundleView): boolean {
  if (!aspect.part.attempts) return mark.attempt === undefined
  const attempts = entries.find(({ id }) => id === mark.entry)?.attempts ?? []
  return attempts.some((attempt) => attempt.id === mark.attempt && attempt.part === aspect.part.id)
}

function marksAstray(view: BundleView): string[] {
  const isAstray = (mark: MarkFile) => {
    const aspect = view.aspects.find(({ id }) => id === mark.aspect)
    const hasEntry = view.entries.some(({ id }) => id === mark.entry)
    return !aspect || !hasEntry || !isSeatOf(mark, aspect, view) || !isAttemptOf(mark, aspect, view)
  }
  return view.marks.filter(isAstray).map((mark) => JSON.stringify(mark))
}

const isOnStep = (value: Json | undefined, from: Json | undefined, to: Json | undefined, step: Json | undefined) => {
  const [v, low, high] = [thousandths(value), thousandths(from), thousandths(to)]
  return v >= low && v <= high && (v - low) % thousandths(step) === 0
}
const among = (at: Json | undefined, list: readonly unknown[]) => Number(at) >= 0 && Number(at) < list.length

const fits: { readonly [kind: string]: (value: MarkValue, body: JsonObject) => boolean } = {
  'pass-fail': ({ passed }) => typeof passed === 'boolean',
  judgement: ({ level }, { levels }) => among(level, (levels ?? ['', '', '', '']) as string[]),
  count: ({ done }, { of }) => Number(done) >= 0 && Number(done) <= Number(of),
  choice: ({ option }, body) => among(option, listIn(body, 'options')),
  difference: ({ reading }) => typeof reading === 'string',
  range: ({ reading }) => typeof reading === 'string',
  points: ({ points }, { min, max, step }) => isOnStep(points, min ?? '0', max, step ?? '0.01'),
  scaled: ({ grade }, { low, high, step }) => isOnStep(grade, low, high, step),
  deduction: ({ faults }, body) => (faults as number[]).length === listIn(body, 'faults').length,
  timed: ({ time }) => Number.isInteger(time) && Number(time) >= 0,
  veto: ({ raised }) => typeof raised === 'boolean',
  imported: ({ points }, { max }) => isOnStep(points, '0', max, '0.001'),
}
const valuesOffScale: FaultsOf = ({ aspects, marks }) =>
  marks
    .filter(({ value, aspect }) => {
      const { kind, body } = aspects.find(({ id }) => id === aspect)!
      return value.kind !== 'not-attempted' && (value.kind !== kind || !fits[kind]!(value, body))
    })
    .map((mark) => JSON.stringify(mark))

const stepsAstray: FaultsOf = ({ aspects }) =>
  aspects
    .filter(({ kind, body }) => {
      if (kind === 'points') return !isOnStep(body.max, body.min ?? '0', body.max, body.step ?? '0.01')
      return kind === 'scaled' && !isOnStep(body.high, body.low, body.high, body.step)
    })
    .map(({ id }) => id)

const DECIMAL = /^-?(0|[1-9]\d*)(\.\d{0,2}[1-9])?$/
const pointsOf = ({ body }: SeenAspect) => [
  ...['max', 'min', 'start', 'floor'].map((key) => body[key]),
  ...listIn(body, 'faults').flatMap(({ amount, cap }) => [amount, cap]),
  ...listIn(body, 'options').map(({ worth }) => (worth as JsonObject).points),
]
/** Points are decimals of three places at the most, in their shortest form. */
const notPoints: FaultsOf = ({ aspects }) =>
  aspects.flatMap((aspect) =>
    pointsOf(aspect).flatMap((points) => (typeof points !== 'string' || DECIMAL.test(points) ? [] : [points])),
  )

const hasMaximum = ({ aspects, attempts }: BundleView['parts'][number], { annulled }: BundleView) =>
  !attempts &&
  aspects.some(({ id, kind, body, groups }) => {
    const hasPoints = kind !== 'veto' && body.max !== '0'
    return hasPoints && !annulled.has(id) && groups.some((group) => group.counted && Number(group.factor) > 0)
  })
const badWeights: FaultsOf = (view) => {
  if (!view.isWeighted) return []
  const nine = view.parts.map(({ body }) => Math.round(Number(body.weight ?? '1') * 1e9))
  const isWhole = nine.reduce((sum, weight) => sum + weight, 0) === 1e9
  return isWhole && view.parts.every((part) => hasMaximum(part, view)) ? [] : [JSON.stringify(view.parts)]
}

const badGroups: FaultsOf = ({ bundle, groups, aspects, parts }) => [
  ...groups
    .filter(
      (group) => new Set(aspects.filter(({ id }) => group.aspects.includes(id)).map((one) => one.part)).size !== 1,
    )
    .map(({ name }) => `${name} is not of one part`),
  ...groups
    .filter(({ rule, seats }) => rule.recorder !== undefined && !seats.includes(String(rule.recorder)))
    .map(({ name }) => `${name} has a recorder from elsewhere`),
  ...aspects.filter((aspect) => aspect.groups.length === 0).map(({ id }) => `${id} is marked by nobody`),
  ...(parts.flatMap(({ body }) => body.criteria).length === bundle.rubric.criteria.length ? [] : ['criteria astray']),
]

const isMarkedAt = (aspects: readonly SeenAspect[], ...levels: string[]) =>
  aspects.every(({ groups }) => groups.every(({ level }) => levels.includes(level)))

function isVetoAstray(veto: SeenAspect, { aspects }: BundleView): boolean {
  const isAllowed = veto.groups.every(({ level, rule }) => level === 'aspect' && /^(agreed|each)$/.test(rule.kind))
  const others = aspects.filter(({ id, subCriterion }) => subCriterion === veto.subCriterion && id !== veto.id)
  if (veto.body.target === 'siblings') return !isAllowed || others.length === 0 || !isMarkedAt(others, 'aspect')
  if (veto.body.target === 'sub-criterion') return !isAllowed || !isMarkedAt(others, 'aspect', 'sub-criterion')
  return !isAllowed
}
const vetoesAstray: FaultsOf = (view) =>
  view.aspects.filter((one) => one.kind === 'veto' && isVetoAstray(one, view)).map(({ id }) => id)

const named = (by: Json | undefined, id: Json | undefined, { aspects }: BundleView) =>
  aspects.filter((aspect) => {
    const names = { criterion: aspect.criterion, 'sub-criterion': aspect.subCriterion, aspect: aspect.id }
    return names[by as keyof typeof names] === id
  })
function isLinkAstray({ by, id }: JsonObject, view: BundleView): boolean {
  if (by === 'part') return !view.parts.some((part) => part.id === id)
  if (id === undefined) return false
  const aspects = named(by, id, view)
  const levels = by === 'aspect' ? ['aspect'] : ['aspect', 'sub-criterion']
  return aspects.length === 0 || aspects.some(({ part }) => part.attempts) || !isMarkedAt(aspects, ...levels)
}
const linksAstray: FaultsOf = (view) =>
  listIn(view.bundle.scheme as JsonObject, 'chain')
    .filter((link) => isLinkAstray(link, view))
    .map((link) => JSON.stringify(link))

const gradesWithout: FaultsOf = ({ aspects, entries }) =>
  entries.flatMap(({ attempts }) =>
    attempts.flatMap(({ id, part, table }) => {
      const scaled = aspects.filter((aspect) => aspect.kind === 'scaled' && aspect.part.id === part)
      const isCovered = scaled.every(({ body }) => {
        const grades = Object.keys((table ?? {}) as JsonObject)
        const steps = (thousandths(body.high) - thousandths(body.low)) / thousandths(body.step) + 1
        return grades.filter((grade) => isOnStep(grade, body.low, body.high, body.step)).length === steps
      })
      return !table || isCovered ? [] : [id]
    }),
  )

const seatsAstray: FaultsOf = ({ entries, groups }) =>
  entries.flatMap(({ excused, standIns }) => {
    const known = groups.flatMap((group) => group.seats)
    const away = [...excused, ...standIns.map(({ seat }) => seat)]
    return [...twice(away), ...away.filter((seat) => !known.includes(seat))]
  })

const entriesAstray: FaultsOf = ({ bundle, entries, parts }) => {
  const divisions = (bundle.scheme.divisions ?? []) as readonly string[]
  const tried = parts.filter((part) => part.attempts).map(({ id }) => id)
  return entries
    .filter(({ body }) => {
      const isPlaced = divisions.length === 0 ? body.division === undefined : divisions.includes(String(body.division))
      return !isPlaced || Object.keys(body.attempts ?? {}).join() !== tried.join()
    })
    .map(({ id }) => id)
}

/** What docs/bundles.md and docs/rules.md refuse, by name: what of it a bundle has. */
export const validity: Readonly<Record<string, FaultsOf>> = {
  'no id stands twice, no criterion in two parts, no cell has two marks': idsTwice,
  'the entry, seat, aspect and attempt of every mark exist': marksAstray,
  'marks are on their scale and step': valuesOffScale,
  'steps divide their range': stepsAstray,
  'points have three decimals at the most': notPoints,
  'weighted parts have a maximum, and their weights add up to 1': badWeights,
  'groups stay within a part, and every aspect has one': badGroups,
  'vetoes stand where they may, and reach nothing finer than is marked': vetoesAstray,
  'chains name what has points of its own': linksAstray,
  'tables say something for every grade': gradesWithout,
  'nobody is away twice, or from nowhere': seatsAstray,
  'entries have their division, and attempts for the parts that have any': entriesAstray,
}
