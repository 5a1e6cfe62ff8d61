import type { JsonObject } from './any-aspect.ts'
import type { BundleFile } from './bundle-file.ts'
import { type BundleView, countingSeats, listIn, type SeenAspect, type SeenEntry, type SeenGroup } from './view.ts'

type Has = (view: BundleView) => boolean
type Table = Readonly<Record<string, Has>>

/** One line for each of the names: `rule mean`, `rule sum` … */
const each = (
  before: string,
  names: readonly (string | number | boolean)[],
  has: (name: string, view: BundleView) => boolean,
) => Object.fromEntries(names.map((name): [string, Has] => [`${before} ${name}`, (view) => has(String(name), view)]))

const some =
  (pick: (group: SeenGroup, view: BundleView) => boolean): Has =>
  (view) =>
    view.groups.some((group) => pick(group, view))
const aspect =
  (kind: string, pick: (body: JsonObject, aspect: SeenAspect, view: BundleView) => boolean = () => true): Has =>
  (view) =>
    view.aspects.some((one) => one.kind === kind && pick(one.body, one, view))
const entry =
  (pick: (entry: SeenEntry, view: BundleView) => boolean): Has =>
  (view) =>
    view.entries.some((one) => pick(one, view))
const scheme =
  (key: string, pick: (value: JsonObject) => boolean = () => true): Has =>
  ({ bundle }) => {
    const value = bundle.scheme[key]
    return value !== undefined && value !== null && value !== false && pick(value as JsonObject)
  }
const within = (body: JsonObject, key: string) => (body[key] ?? null) as JsonObject | null

const seats = ({ groups }: BundleView) => new Set(groups.flatMap((group) => group.seats)).size
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

const size: Table = {
  ...each('parts:', [1, 2, 3], (n, { parts }) => parts.length === Number(n)),
  ...each('entries:', numbers(1, 8), (n, { entries }) => entries.length === Number(n)),
  ...each('seats of a group:', numbers(1, 7), (n, { groups }) =>
    groups.some((group) => group.seats.length === Number(n)),
  ),
  'several groups and seats': (view) => view.groups.length > 1 && seats(view) > 1,
}

const partsOfMany = ({ parts }: BundleView) => parts.length > 1
const composition: Table = {
  'weighted, one part': (view) => view.isWeighted && !partsOfMany(view),
  'weighted, several parts': (view) => view.isWeighted && partsOfMany(view),
  'weighted by default': (view) => view.isWeighted && view.bundle.scheme.composition === undefined,
  'added, one part': (view) => !view.isWeighted && !partsOfMany(view),
  'added, several parts': (view) => !view.isWeighted && partsOfMany(view),
  'added with a weight': ({ isWeighted, parts }) =>
    !isWeighted && parts.some((part) => (part.body.weight ?? '1') !== '1'),
  'parts left out': ({ bundle }) => bundle.scheme.parts === undefined,
  'part minimum': ({ parts }) => parts.some((part) => part.body.minimum),
  'part below zero': ({ parts }) => parts.some((part) => part.body.belowZero),
  'total below zero': scheme('totalBelowZero'),
  ...each('rounding', ['attempt', 'part', 'contribution', 'total'], (key, { bundle }) => {
    const rounding = within(bundle.scheme as JsonObject, 'rounding')
    return rounding?.[key] !== undefined && rounding[key] !== { part: 2, total: 2 }[key] && rounding[key] !== 'exact'
  }),
  'part rounded exact': scheme('rounding', (rounding) => rounding.part === 'exact'),
  'carried over: own': ({ bundle }) =>
    listIn(bundle.scheme as JsonObject, 'carried').some(({ what }) => what === 'own'),
  'carried over: total': ({ bundle }) =>
    listIn(bundle.scheme as JsonObject, 'carried').some(({ what }) => what === 'total'),
  'carried over: missing': entry(
    ({ body }, { bundle }) =>
      listIn(bundle.scheme as JsonObject, 'carried').length > Object.keys(body.carried ?? {}).length,
  ),
}

const attempt = (pick: (attempt: JsonObject) => boolean): Has => entry(({ attempts }) => attempts.some(pick))
const attempts: Table = {
  ...each('take', ['sum', 'mean', 'best', 'last'], (take, { parts }) =>
    parts.some((part) => part.attempts?.take === take),
  ),
  'take the k best': ({ parts }) =>
    parts.some((part) => part.attempts?.take === 'best' && (part.attempts.best ?? 1) > 1),
  'k with another take': ({ parts }) => parts.some(({ attempts }) => attempts?.best && attempts.take !== 'best'),
  'several attempts': entry(({ attempts }) => new Set(attempts.map(({ part }) => part)).size < attempts.length),
  base: attempt(({ base }) => (base ?? '0') !== '0'),
  'base below zero': attempt(({ base }) => String(base).startsWith('-')),
  difficulty: attempt(({ difficulty }) => (difficulty ?? '1') !== '1'),
  multiplier: attempt(({ multiplier }) => (multiplier ?? '1') !== '1'),
  'table of grades': attempt(({ table }) => Boolean(table)),
  void: attempt((one) => one.void === true),
  'last is void': entry(({ attempts }) => attempts.at(-1)?.void === true),
  ...each('in attempts: level', ['aspect', 'sub-criterion', 'whole'], (level, { aspects }) =>
    aspects.some(({ part, groups }) => part.attempts && groups.some((group) => group.level === level)),
  ),
  'in attempts: veto': aspect('veto', (_, { part }) => Boolean(part.attempts)),
  'in attempts: stop': aspect('timed', ({ stop }, { part }) => Boolean(part.attempts && stop)),
  'in attempts: nobody counts': ({ parts }) =>
    parts.some((part) => part.attempts && part.aspects.every(({ groups }) => groups.every(({ counted }) => !counted))),
}

const RULES = ['agreed', 'each', 'mean', 'sum', 'median', 'trimmed']
const LEVELS = ['aspect', 'sub-criterion', 'whole']
const trims = (group: SeenGroup, tooFew: string) =>
  group.rule.kind === 'trimmed' && (group.rule.tooFew ?? 'incomplete') === tooFew
const keepsNobody = ({ rule, seats }: SeenGroup) => Number(rule.high) + Number(rule.low) >= seats.length
const isDisputed = (group: SeenGroup, { entries, marks }: BundleView) =>
  group.rule.kind === 'each' &&
  group.aspects.some((aspect) =>
    entries.some((one) => {
      const own = marks.filter((mark) => mark.entry === one.id && mark.aspect === aspect && mark.attempt === undefined)
      const counting = own.filter((mark) => countingSeats(group, one).includes(mark.seat))
      return new Set(counting.map((mark) => JSON.stringify(mark.value))).size > 1
    }),
  )
const groups: Table = {
  ...Object.assign(
    {},
    ...RULES.map((rule) =>
      each(`${rule} at level`, LEVELS, (level, { groups }) =>
        groups.some((group) => group.rule.kind === rule && group.level === level),
      ),
    ),
  ),
  'trimmed, too few: incomplete': some((group) => trims(group, 'incomplete') && keepsNobody(group)),
  'trimmed, too few: mean': some((group) => trims(group, 'mean') && keepsNobody(group)),
  'trimmed, keeps some': some(
    (group) => group.rule.kind === 'trimmed' && !keepsNobody(group) && Number(group.rule.high) > 0,
  ),
  factor: some(({ factor }) => factor !== '1'),
  factorRound: some(({ factor, factorRound }) => factor !== '1' && typeof factorRound === 'number'),
  'round exact': some(({ round }) => round === 'exact'),
  ...each('round', [0, 1, 3], (round, { groups }) => groups.some((group) => group.round === Number(round))),
  'not counted': some(({ counted }) => !counted),
  minSeats: some(({ minSeats }) => Number(minSeats ?? 1) > 1),
  'fewer seats than minSeats': some((group, { entries }) =>
    entries.some((one) => countingSeats(group, one).length < Number(group.minSeats ?? 1)),
  ),
  'an aspect of two groups': ({ aspects }) => aspects.some((one) => one.groups.length > 1),
  'an aspect of two levels': ({ aspects }) =>
    aspects.some((one) => new Set(one.groups.map(({ level }) => level)).size > 1),
  'disputed each': some(isDisputed),
  'each of one mind': some(
    (group, view) => group.rule.kind === 'each' && group.seats.length > 1 && !isDisputed(group, view),
  ),
}

const isStopped = (one: SeenAspect, { marks }: BundleView) =>
  marks.some(({ aspect, value }) => aspect === one.id && Number(value.time) > Number(within(one.body, 'stop')?.at))
const deducts = (body: JsonObject, of: string) =>
  listIn(body, 'options').some((option) => within(option, 'worth')?.in === of)
const widths = (body: JsonObject) => listIn(body, 'bands').map(({ lower, upper }) => Number(lower) + Number(upper))
const steps = ['complete', 'begun', 'proportional']
const kinds: Table = {
  'pass-fail': aspect('pass-fail'),
  judgement: aspect('judgement'),
  'judgement of other levels': aspect(
    'judgement',
    ({ levels }) => Boolean(levels) && (levels as string[]).length !== 4,
  ),
  count: aspect('count'),
  'choice of points': aspect('choice', (body) =>
    listIn(body, 'options').some((option) => within(option, 'worth')?.points),
  ),
  'choice below zero': aspect('choice', ({ min }) => String(min).startsWith('-')),
  'choice less points': aspect('choice', (body) => deducts(body, 'points')),
  'choice less percent': aspect('choice', (body) => deducts(body, 'percent')),
  ...each('difference in units, steps', steps, (kind, view) =>
    aspect('difference', (body) => body.stepIn === 'units' && body.steps === kind)(view),
  ),
  ...each('difference in percent of target, steps', steps, (kind, view) =>
    aspect('difference', (body) => body.stepIn === 'percent-of-target' && body.steps === kind)(view),
  ),
  'difference, percent of target 0': aspect('difference', ({ stepIn, target }) => stepIn !== 'units' && target === '0'),
  'difference less percent': aspect('difference', (body) => within(body, 'deduction')?.in === 'percent'),
  'range of one band': aspect('range', (body) => widths(body).length === 1),
  'range of nested bands': aspect('range', (body) => new Set(widths(body)).size > 1),
  'range of equal bands': aspect('range', (body) => new Set(widths(body)).size < widths(body).length),
  points: aspect('points'),
  'points from below zero': aspect('points', ({ min }) => String(min).startsWith('-')),
  'points from above zero': aspect('points', ({ min }) => Number(min ?? 0) > 0),
  scaled: aspect('scaled'),
  'scaled with a factor': aspect('scaled', ({ factor }) => (factor ?? '1') !== '1'),
  'scaled with a factor at a higher level': aspect(
    'scaled',
    ({ factor }, { groups }) => (factor ?? '1') !== '1' && groups.some(({ level }) => level !== 'aspect'),
  ),
  'scaled without max': aspect('scaled', ({ max }) => max === undefined),
  'scaled by a table': (view) =>
    view.aspects.some(
      ({ kind, part }) =>
        kind === 'scaled' && view.entries.some((one) => one.attempts.some((at) => at.part === part.id && at.table)),
    ),
  deduction: aspect('deduction'),
  'deduction with a cap': aspect('deduction', (body) => listIn(body, 'faults').some(({ cap }) => cap)),
  'deduction without floor': aspect('deduction', ({ floor, start }) => floor === null && start !== '0'),
  'deduction with a floor below 0': aspect('deduction', ({ floor }) => String(floor).startsWith('-')),
  'deduction from 0': aspect('deduction', ({ start, max }) => (start ?? max) === '0'),
  'deduction from less than M': aspect('deduction', ({ start, max }) => Number(start ?? max) < Number(max)),
  ...each('timed, stop:', ['aspect-nought', 'part-nought', 'entry-nought', 'done-counts'], (effect, view) =>
    aspect('timed', (body, one) => within(body, 'stop')?.effect === effect && isStopped(one, view))(view),
  ),
  ...each('timed, units', ['begun', 'complete'], (units, view) =>
    aspect('timed', (body) => within(body, 'over')?.units === units)(view),
  ),
  'timed, units with a cap': aspect('timed', (body) => Boolean(within(body, 'over')?.cap)),
  'timed, table': aspect('timed', (body) => within(body, 'over')?.by === 'table'),
  'timed, bonus': aspect('timed', ({ bonus }) => Boolean(bonus)),
  'timed, bonus above M': aspect('timed', (body) => within(body, 'bonus')?.aboveMax === true),
  'timed, stop, over and bonus': aspect('timed', ({ stop, over, bonus }) => Boolean(stop && over && bonus)),
  'timed from 0': aspect('timed', ({ start, max }) => (start ?? max) === '0'),
  ...Object.assign(
    {},
    ...['agreed', 'each'].map((rule) =>
      each(`veto under ${rule} of`, ['siblings', 'sub-criterion', 'part', 'entry'], (target, view) =>
        aspect(
          'veto',
          (body, one) => body.target === target && one.groups.some((group) => group.rule.kind === rule),
        )(view),
      ),
    ),
  ),
  'veto raised': ({ marks }) => marks.some(({ value }) => value.raised === true),
  'veto not raised': ({ marks }) => marks.some(({ value }) => value.raised === false),
  imported: aspect('imported'),
}

/** A pair that the marks alone do not part. */
const twins = ({ entries }: BundleView) => {
  const ranked = entries.filter((one) => one.state === 'present' && one.record !== '[]')
  return new Set(ranked.map((one) => one.record)).size < ranked.length
}
const isRecorder = (seat: string, { groups }: BundleView) => groups.some((group) => group.rule.recorder === seat)
const marked = ({ marks }: BundleView) => new Set(marks.map((mark) => mark.entry))
const needed = ({ groups, aspects }: BundleView, one: SeenEntry) =>
  aspects
    .flatMap(({ id, part }) => groups.filter((group) => group.aspects.includes(id)).map((group) => ({ group, part })))
    .reduce((sum, { group, part }) => {
      const attempts = one.attempts.filter((attempt) => attempt.part === part.id && !attempt.void).length
      const seats = group.rule.kind === 'agreed' ? 1 : countingSeats(group, one).length
      return sum + seats * (part.attempts ? attempts : 1)
    }, 0)
const KINDS = [
  ...['pass-fail', 'judgement', 'count', 'choice', 'difference', 'range', 'points', 'scaled'],
  ...['deduction', 'timed', 'veto', 'imported'],
]
const amendedTwice = ({ amendments = [] }: BundleFile, first: string, then: string) =>
  amendments.some(
    (one, at) =>
      one.kind === first && amendments.slice(at + 1).some(({ aspect, kind }) => aspect === one.aspect && kind === then),
  )
const entries: Table = {
  ...each('annulled, gives', ['nothing', 'maximum'], (give, { bundle }) =>
    (bundle.amendments ?? []).some((amendment) => amendment.kind === 'annulled' && amendment.give === give),
  ),
  ...each('corrected, kind', KINDS, (kind, { bundle }) =>
    (bundle.amendments ?? []).some((amendment) => amendment.kind === 'corrected' && amendment.to.kind === kind),
  ),
  'corrected twice': ({ bundle }) => amendedTwice(bundle, 'corrected', 'corrected'),
  'annulled, then corrected': ({ bundle }) => amendedTwice(bundle, 'annulled', 'corrected'),
  'corrected, then annulled': ({ bundle }) => amendedTwice(bundle, 'corrected', 'annulled'),
  'annulled at a higher level': ({ aspects, annulled }) =>
    aspects.some((one) => annulled.has(one.id) && one.groups.some(({ level }) => level !== 'aspect')),
  'annulled under sum': ({ aspects, annulled }) =>
    aspects.some((one) => annulled.has(one.id) && one.groups.some(({ rule }) => rule.kind === 'sum')),
  'annulled in attempts': ({ aspects, annulled }) => aspects.some((one) => annulled.has(one.id) && one.part.attempts),
  'annulled veto': ({ aspects, annulled }) => aspects.some((one) => annulled.has(one.id) && one.kind === 'veto'),
  'excused seat': entry(({ excused }) => excused.length > 0),
  'all of a group excused': some((group, { entries }) => entries.some((one) => countingSeats(group, one).length === 0)),
  'excused until trimming keeps nobody': some(
    (group, { entries }) =>
      group.rule.kind === 'trimmed' &&
      !keepsNobody(group) &&
      entries.some((one) => countingSeats(group, one).length <= Number(group.rule.high) + Number(group.rule.low)),
  ),
  'stand-in': entry(({ standIns }) => standIns.length > 0),
  'stand-in of a recorder': entry(({ standIns }, view) => standIns.some(({ seat }) => isRecorder(seat, view))),
  'excused and stand-in': entry(({ excused, standIns }) => excused.length > 0 && standIns.length > 0),
  'excused seat that marked': entry(({ id, excused }, { marks }) =>
    marks.some((mark) => mark.entry === id && excused.includes(mark.seat)),
  ),
  'missing marks': (view) =>
    view.entries.some((one) => {
      const own = view.marks.filter((mark) => mark.entry === one.id).length
      return own > 0 && own < needed(view, one)
    }),
  'nothing marked': entry(({ id }, view) => !marked(view).has(id)),
  'nothing missing': (view) =>
    view.entries.every((one) => view.marks.filter((mark) => mark.entry === one.id).length >= needed(view, one)),
  'not attempted': ({ marks }) => marks.some(({ value }) => value.kind === 'not-attempted'),
  penalties: entry(({ body }) => listIn(body, 'penalties').length > 0),
  adjustments: entry(({ body }) => listIn(body, 'adjustments').length > 0),
  ...each('state', ['present', 'registered', 'absent', 'withdrawn', 'disqualified', 'excluded'], (state, { entries }) =>
    entries.some((one) => one.state === state),
  ),
  lot: entry(({ body }) => body.lot !== undefined),
  decision: entry(({ body }) => body.decision !== undefined),
  'told to go on': entry(({ body }) => body.advances === true),
  'told to stay': entry(({ body }) => body.advances === false),
  'lot for some only': ({ entries }) => new Set(entries.map(({ body }) => body.lot === undefined)).size === 2,
  'the same lot twice': ({ entries }) => {
    const lots = entries.flatMap(({ body }) => (body.lot === undefined ? [] : [body.lot]))
    return new Set(lots).size < lots.length
  },
  twins,
}

const LINKS = ['part', 'criterion', 'sub-criterion', 'aspect', 'time', 'full-marks', 'lot', 'decision']
const links = ({ bundle }: BundleView) => listIn(bundle.scheme as JsonObject, 'chain')
const divided = ({ bundle }: BundleView) => ((bundle.scheme.divisions ?? []) as readonly string[]).length
const field: Has = ({ entries }) => entries.filter((one) => one.state === 'present').length > 4
/** Marked alike, and a hundredth or a tenth apart. */
const nearTwins: Has = (view) =>
  twins(view) &&
  view.entries.some(({ body }) => listIn(body, 'adjustments').some(({ points }) => Math.abs(Number(points)) <= 0.1))
/** So few totals are possible that entries tie which were marked differently. */
const coarseTotals: Has = ({ bundle, entries, isWeighted, parts }) => {
  const isSmall = isWeighted
    ? within(bundle.scheme as JsonObject, 'composition')?.maximum === '2'
    : parts.every((part) => part.body.weight === '0.125')
  const isWhole = within(bundle.scheme as JsonObject, 'rounding')?.total === 0
  return isSmall && isWhole && new Set(entries.map((one) => one.record)).size > 2
}
/** Places by percent that end on a half, in one division at least. */
const halfPlaces: Has = ({ bundle, entries }) => {
  const percent = Number(within(bundle.scheme as JsonObject, 'advancement')?.percent)
  const present = entries.filter((one) => one.state === 'present').map(({ body }) => body.division)
  return present.some((division) => (percent * present.filter((other) => other === division).length) % 100 === 50)
}
const LIMITS = ['first', 'percent', 'minimum', 'perOrganization', 'reserves']
const pairs = LIMITS.slice(0, 4).flatMap((one, at, all) => all.slice(at + 1).map((other) => `${one}+${other}`))
const limited = (keys: readonly string[]) =>
  scheme('advancement', (limits) => keys.every((key) => limits[key] !== undefined))
const ranking: Table = {
  'rank on exact': ({ bundle }) => bundle.scheme.rankOn === 'exact',
  ...each('link', LINKS, (by, view) => links(view).some((link) => link.by === by)),
  'several links over twins': (view) => links(view).length > 1 && twins(view),
  ...each(
    'coarse totals and link',
    LINKS,
    (by, view) => coarseTotals(view) && links(view).some((link) => link.by === by),
  ),
  'coarse totals and advancement': (view) => coarseTotals(view) && scheme('advancement')(view),
  'coarse totals and medals': (view) => coarseTotals(view) && scheme('medals')(view),
  'half a place by percent': halfPlaces,
  sharedRanksForbidden: scheme('sharedRanksForbidden'),
  'sharedRanksForbidden over twins': (view) => scheme('sharedRanksForbidden')(view) && twins(view),
  ...each('divisions:', [1, 2], (n, view) => divided(view) === Number(n)),
  'divisions and overall': (view) => divided(view) > 1 && scheme('overall')(view),
  ...each('advance by', LIMITS, (limit, view) => limited([limit])(view)),
  ...each('advance by', pairs, (pair, view) => limited(pair.split('+'))(view)),
  'advance by all limits': limited(LIMITS),
  'advance by all limits but the least total': limited(['first', 'percent', 'perOrganization']),
  'advance, with twins': (view) => scheme('advancement')(view) && twins(view),
  'advance in divisions': (view) => scheme('advancement')(view) && divided(view) > 1,
  scale: scheme('scale'),
  'scale of a field': (view) => scheme('scale')(view) && field(view),
  'scale of another centre or bounds': scheme(
    'scale',
    ({ centre, least, most }) => centre !== 700 || least !== 0 || most !== 1000,
  ),
  ...each('medals in a chain:', [true, false], (chain, view) =>
    scheme('medals', (medals) => String(medals.chain) === chain)(view),
  ),
  ...each(
    'medals of a small field',
    ['given', 'not-given'],
    (small, view) => scheme('medals', ({ smallField }) => smallField === small)(view) && !field(view),
  ),
  'medals of a field': (view) => scheme('medals')(view) && field(view),
  'medals, with near twins': (view) => scheme('medals')(view) && nearTwins(view),
}

/** Everything the pages speak of, by name: whether a bundle has it. */
export const features: Table = Object.fromEntries(
  Object.entries({ size, composition, attempts, groups, kinds, entries, ranking }).flatMap(([chapter, table]) =>
    Object.entries(table).map(([name, has]) => [`${chapter}: ${name}`, has]),
  ),
)
