import { type CorrectionFault, correctionFaults } from '#domain/amend.ts'
import type { Bundle, BundleEntry, BundleMark } from '#domain/bundle.ts'
import type { AspectId, EntryId, SeatId } from '#domain/ids.ts'
import { checkMark } from '#domain/mark.ts'
import { type Aspect, aspectsOf } from '#domain/rubric.ts'
import type { Part } from '#domain/scheme.ts'
import { partsByAspect } from '#domain/scheme-faults.ts'
import { correctionWords } from './fault-words.ts'

/** Why a bundle is refused: where, and in both languages what. */
export interface BundleFault {
  readonly kind: string
  readonly where: string
  readonly zh: string
  readonly en: string
}

const found = (kind: string, where: string, zh: string, en: string): BundleFault => ({ kind, where, zh, en })

/** Ids that stand twice, and what an entry names that the scheme does not know. */
export function entryFaults({ scheme, entries }: Bundle): BundleFault[] {
  const faults: BundleFault[] = []
  const seen = new Set<EntryId>()
  const seats = new Set(scheme.groups.flatMap((group) => group.seats))
  for (const [i, entry] of entries.entries()) {
    const at = `entries.${i}`
    if (seen.has(entry.id))
      faults.push(found('id-twice', at, `选手 ${entry.id} 出现两次。`, `The entry ${entry.id} stands twice.`))
    seen.add(entry.id)
    faults.push(...divisionFaults(scheme.divisions, entry, at))
    for (const part of scheme.parts) faults.push(...attemptFaults(part, entry, at))
    for (const id of entry.attempts.keys()) {
      if (scheme.parts.some((part) => part.id === id && part.attempts)) continue
      faults.push(
        found('part-unknown', `${at}.attempts`, `${id} 不是分次评分的部分。`, `${id} is no part with attempts.`),
      )
    }
    for (const seat of [...entry.seating.excused, ...entry.seating.standIns.keys()]) {
      const isStandIn = [...entry.seating.standIns.values()].includes(seat)
      if (!seats.has(seat) && !isStandIn)
        faults.push(found('seat-unknown', at, `没有席位 ${seat}。`, `There is no seat ${seat}.`))
    }
    for (const stage of Object.keys(entry.carried)) {
      if (scheme.carried.some((one) => one.stage === stage)) continue
      faults.push(
        found(
          'stage-unknown',
          `${at}.carried`,
          `方案没有带入阶段 ${stage} 的成绩。`,
          `The scheme carries nothing over from ${stage}.`,
        ),
      )
    }
    for (const [j, { points }] of entry.penalties.entries()) {
      if (points < 0)
        faults.push(
          found(
            'penalty-below-0',
            `${at}.penalties.${j}`,
            '扣分写成正数。',
            'A penalty is written as positive points.',
          ),
        )
    }
  }
  return faults
}

/** What a file may leave out, or say otherwise, where only figures count. */
const onlyWords: ReadonlySet<string> = new Set(['name-changed', 'section-changed', 'nothing-changed'])

/** Amendments of nothing, and corrections after which a mark would say something else. */
export function amendmentFaults({ rubric, amendments }: Bundle): BundleFault[] {
  const aspects = new Map(aspectsOf(rubric).map((aspect) => [aspect.id, aspect]))
  return amendments.flatMap((amendment, i) => {
    const aspect = aspects.get(amendment.aspect)
    const at = `amendments.${i}`
    if (!aspect) {
      const id = amendment.aspect
      return [found('aspect-unknown', at, `没有评分点 ${id}。`, `There is no aspect ${id}.`)]
    }
    if (amendment.kind === 'annulled') return []
    return correctionFaults(aspect, amendment.to).flatMap(({ fault, path }) => {
      if (!(fault in correctionWords) || onlyWords.has(fault)) return [] // its figures were looked at when it was read
      const { zh, en } = correctionWords[fault as CorrectionFault]
      return [
        found(fault, [at, 'to', ...path].join('.'), `更正 ${aspect.id}：${zh}。`, `Correcting ${aspect.id}: ${en}.`),
      ]
    })
  })
}

function divisionFaults(divisions: readonly string[], { id, division, state }: BundleEntry, at: string): BundleFault[] {
  // Who does not rank needs none.
  if (division === null && (divisions.length === 0 || state !== 'present')) return []
  if (division !== null && divisions.includes(division)) return []
  return [
    found(
      'division-unknown',
      `${at}.division`,
      `选手 ${id} 的组别不在方案里。`,
      `The division of the entry ${id} is not one of the scheme's.`,
    ),
  ]
}

function attemptFaults(part: Part, entry: BundleEntry, at: string): BundleFault[] {
  if (!part.attempts) return []
  const attempts = entry.attempts.get(part.id)
  if (!attempts) {
    return [
      found(
        'attempts-missing',
        `${at}.attempts`,
        `选手 ${entry.id} 缺少 ${part.id} 的各次。`,
        `The entry ${entry.id} has no attempts of ${part.id}.`,
      ),
    ]
  }
  const ids = attempts.map(({ id }) => id)
  return ids
    .filter((id, i) => ids.indexOf(id) !== i)
    .map((id) =>
      found('id-twice', `${at}.attempts.${part.id}`, `第 ${id} 次出现两次。`, `The attempt ${id} stands twice.`),
    )
}

/** Marks of nobody, of nothing, given twice, given by who may not, or off their scale: never left out in silence. */
export function markFaults({ scheme, rubric, entries, marks }: Bundle): BundleFault[] {
  const faults: BundleFault[] = []
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const aspects = new Map(aspectsOf(rubric).map((aspect) => [aspect.id, aspect]))
  const partOf = partsByAspect(scheme, rubric)
  const parts = new Map(scheme.parts.map((part) => [part.id, part]))
  const seatsOf = new Map<AspectId, Set<SeatId>>()
  for (const { aspects, seats } of scheme.groups) {
    for (const id of aspects) seatsOf.set(id, new Set([...(seatsOf.get(id) ?? []), ...seats]))
  }
  const seen = new Set<string>()
  for (const [i, mark] of marks.entries()) {
    const entry = byId.get(mark.entry)
    const aspect = aspects.get(mark.aspect)
    const part = parts.get(partOf.get(mark.aspect) ?? ('' as never))
    const fault = faultOf(mark, entry, aspect, part, seatsOf, seen)
    if (fault) faults.push({ ...fault, where: `marks.${i}` })
    if (faults.length >= 50) break
  }
  return faults
}

function faultOf(
  { entry: entryId, seat, aspect: aspectId, attempt, value }: BundleMark,
  entry: BundleEntry | undefined,
  aspect: Aspect | undefined,
  part: Part | undefined,
  seatsOf: ReadonlyMap<AspectId, ReadonlySet<SeatId>>,
  seen: Set<string>,
): BundleFault | undefined {
  if (!entry) return found('entry-unknown', '', `没有选手 ${entryId}。`, `There is no entry ${entryId}.`)
  if (!aspect || !part)
    return found('aspect-unknown', '', `没有评分点 ${aspectId}。`, `There is no aspect ${aspectId}.`)
  const seats = seatsOf.get(aspectId)
  const isOwn = seats?.has(seat) || [...entry.seating.standIns].some(([of, by]) => by === seat && seats?.has(of))
  if (!isOwn)
    return found('foreign-mark', '', `席位 ${seat} 不评 ${aspectId}。`, `The seat ${seat} does not mark ${aspectId}.`)
  const attempts = part.attempts ? entry.attempts.get(part.id) : undefined
  const own = attempts?.find(({ id }) => id === attempt)
  if (part.attempts ? !own : attempt !== undefined) {
    return found('attempt-unknown', '', `${aspectId} 没有第 ${attempt} 次。`, `${aspectId} has no attempt ${attempt}.`)
  }
  const key = JSON.stringify([entryId, seat, aspectId, attempt])
  if (seen.has(key)) {
    return found(
      'mark-twice',
      '',
      `${entryId} 的 ${aspectId} 由 ${seat} 评了两次。`,
      `${seat} marks ${aspectId} of ${entryId} twice.`,
    )
  }
  seen.add(key)
  const checked = checkMark(aspect, value)
  if (!checked.ok) {
    return found(
      checked.error.kind,
      '',
      `${entryId} 的 ${aspectId} 不能是这个值。`,
      `${aspectId} of ${entryId} cannot have this value.`,
    )
  }
  if (value.kind === 'scaled' && own?.table && own.table[value.grade] === undefined) {
    return found(
      'grade-not-in-table',
      '',
      `第 ${attempt} 次的表里没有 ${value.grade}。`,
      `The table of the attempt ${attempt} has no ${value.grade}.`,
    )
  }
  return undefined
}
