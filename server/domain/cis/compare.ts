import { addPoints, formatPoints, noPoints, ofThousandths, type Points } from '../points.ts'
import { ruleFor } from './calculations.ts'
import type { DraftAspect } from './detail.ts'
import type { CisFinding, FindingKind } from './findings.ts'
import { type CisScheme, lettersOf, sectionSum, sumOf } from './scheme.ts'
import { pointsOf } from './text.ts'

/** The cap for one aspect; a setting of CIS, 2.00 by default (cis-workbook §10). */
const CAP = ofThousandths(2000)
const HUNDRED = ofThousandths(100_000)
const MOST_ASPECTS = 2000

/** Words that give a deduction where no calculation is linked. */
const DEDUCTION_WORDS =
  /deduct|minus|subtract|per (missing|error|mistake|each)|for each|each (missing|error|mistake)|扣/i

const apart = (a: Points, b: Points): Points => ofThousandths(Math.abs(a - b))

/** Everything that can be said only once the whole scheme has been read: types, levels, sums, sections, calculations. */
export function compareSums(scheme: CisScheme, hasCalculations: boolean): CisFinding[] {
  const aspects = scheme.detail.subCriteria.flatMap((subCriterion) => subCriterion.aspects)
  if (aspects.length === 0) return [found('nothing-to-mark', scheme.detail.headers[0]!.where, {})]
  if (aspects.length > MOST_ASPECTS) {
    return [found('too-many-aspects', aspects[MOST_ASPECTS]!.at.max, { count: aspects.length, most: MOST_ASPECTS })]
  }
  return [
    ...aspects.flatMap(typeFindings),
    ...duplicates(scheme),
    ...totals(scheme, aspects),
    ...sections(scheme, aspects),
    ...aspects.flatMap((aspect) => calculationFindings(scheme, aspect)),
    ...onlyInWords(aspects),
    ...unused(scheme, aspects, hasCalculations),
  ]
}

const found = (kind: FindingKind, where: string, more: CisFinding['with']): CisFinding => ({ kind, where, with: more })

function typeFindings(aspect: DraftAspect): CisFinding[] {
  const { name, at } = aspect
  switch (aspect.type) {
    case 'M':
      return []
    case 'O':
      return [found('objective-as-measurement', at.type, {})]
    case 'J': {
      const levels = [...aspect.levels.keys()].sort((a, b) => a - b)
      return levels.join() === '0,1,2,3'
        ? []
        : [found('judgement-levels-incomplete', at.type, { aspect: name, found: levels.join(', ') || '–' })]
    }
    case '':
      return [found('type-missing', at.type, { aspect: name })]
    case 'S':
      return [found('type-subjective', at.type, { aspect: name })]
    default:
      return [found('type-unknown', at.type, { aspect: name, found: aspect.type })]
  }
}

function duplicates({ detail }: CisScheme): CisFinding[] {
  const ids = uniqueIds(detail.subCriteria.map((subCriterion) => subCriterion.id))
  const first = new Map<string, number>()
  return detail.subCriteria.flatMap((subCriterion, i) => {
    const before = first.get(subCriterion.id)
    first.set(subCriterion.id, before ?? subCriterion.row)
    return before === undefined
      ? []
      : [found('duplicate-sub-criterion', subCriterion.where, { id: subCriterion.id, first: before, renamed: ids[i]! })]
  })
}

/** The same ids, with each repeated one moved to the next free number of its letter: A6, A6 → A6, A7 (or beyond). */
export function uniqueIds(ids: readonly string[]): string[] {
  const taken = new Set(ids)
  const seen = new Set<string>()
  /** Where the search for each repeated id goes on. */
  const from = new Map<string, number>()
  return ids.map((id) => {
    if (!seen.has(id)) {
      seen.add(id)
      return id
    }
    const letters = id.replace(/\d+$/, '')
    let number = from.get(id) ?? Number(id.slice(letters.length))
    while (taken.has(`${letters}${number}`)) number++
    from.set(id, number)
    const fresh = `${letters}${number}`
    taken.add(fresh)
    seen.add(fresh)
    return fresh
  })
}

function totals({ top, detail }: CisScheme, aspects: readonly DraftAspect[]): CisFinding[] {
  const findings: CisFinding[] = []
  const total = addPoints(aspects.map((aspect) => aspect.max ?? noPoints))
  if (total !== HUNDRED) {
    findings.push(found('total-not-100', detail.headers[0]!.where, { total: formatPoints(total) }))
  }
  for (const letter of new Set([...lettersOf(detail), ...top.criteria.keys()])) {
    const sum = sumOf(detail, letter)
    const stated = top.criteria.get(letter)
    const header = detail.headers.find((candidate) => candidate.letter === letter)
    const claims = [
      { mark: stated?.mark, where: stated?.where },
      { mark: header?.total === undefined ? undefined : pointsOf(header.total), where: header?.where },
    ]
    const wrong = claims.find((claim) => claim.mark !== undefined && apart(claim.mark, sum) >= 5)
    if (wrong?.mark === undefined) continue
    const more = { id: letter, stated: formatPoints(wrong.mark), found: formatPoints(sum) }
    findings.push(found('criterion-mark-differs', wrong.where!, more))
  }
  for (const aspect of aspects) {
    if (aspect.max === null || aspect.max <= CAP) continue
    const more = { aspect: aspect.name, max: formatPoints(aspect.max), cap: formatPoints(CAP) }
    findings.push(found('aspect-above-cap', aspect.at.max, more))
  }
  return findings
}

function sections({ top, detail }: CisScheme, aspects: readonly DraftAspect[]): CisFinding[] {
  if (top.sections.length === 0) return []
  const findings: CisFinding[] = []
  const sums = top.sections.map((section) => ({ ...section, sum: sectionSum(detail, section.number) }))
  const variation = addPoints(sums.map(({ weight, sum }) => apart(weight, sum)))
  for (const { number, weight, sum, where } of sums) {
    if (weight === sum) continue
    const difference = formatPoints(apart(weight, sum))
    const more = { number, weight: formatPoints(weight), found: formatPoints(sum), difference }
    findings.push(found('section-weight-differs', where, more))
  }
  if (variation > 0) {
    findings.push(found('section-total-differs', sums[0]!.where, { difference: formatPoints(variation) }))
  }
  const typedIn = sums.filter(({ typedIn, stated, sum }) => typedIn && stated !== undefined && apart(stated, sum) >= 5)
  if (typedIn.length > 0) {
    const stated =
      top.totalVariation === undefined
        ? addPoints(sums.map(({ weight, stated }) => apart(weight, stated ?? noPoints)))
        : pointsOf(top.totalVariation)
    findings.push(
      found('section-sums-typed-in', typedIn[0]!.statedWhere, {
        sections: typedIn.map((section) => section.number).join(', '),
        stated: formatPoints(stated),
        found: formatPoints(variation),
      }),
    )
  }
  const known = new Set(top.sections.map((section) => section.number))
  for (const { section, at, name } of aspects) {
    if (section === null) findings.push(found('section-missing', at.section, { aspect: name }))
    else if (!known.has(section)) findings.push(found('section-unknown', at.section, { number: section }))
  }
  return findings
}

function calculationFindings({ calculations }: CisScheme, aspect: DraftAspect): CisFinding[] {
  if (aspect.calculation === null) return []
  const calculation = calculations.find((candidate) => candidate.row === aspect.calculation)
  if (!calculation) return [found('calculation-not-found', aspect.at.calculation, { row: aspect.calculation })]
  if (!ruleFor(calculation, aspect.max ?? noPoints))
    return [found('calculation-unknown', aspect.at.calculation, { found: calculation.kind })]
  return calculation.kind === 'RANGED_SCORE' ? [found('ranged-score-unconfirmed', aspect.at.calculation, {})] : []
}

function onlyInWords(aspects: readonly DraftAspect[]): CisFinding[] {
  const silent = aspects.filter(
    (aspect) =>
      (aspect.type === 'M' || aspect.type === 'O') &&
      aspect.calculation === null &&
      aspect.notes.some((note) => DEDUCTION_WORDS.test(note)),
  )
  if (silent.length === 0) return []
  const cells = silent.map((aspect) => aspect.at.extra.split('!').pop()!)
  return [found('deduction-only-in-words', silent[0]!.at.extra, { count: silent.length, cells: cells.join(', ') })]
}

function unused(scheme: CisScheme, aspects: readonly DraftAspect[], hasCalculations: boolean): CisFinding[] {
  const withAspects = new Set(lettersOf(scheme.detail))
  const used = new Set(aspects.map((aspect) => aspect.calculation))
  return [
    ...scheme.detail.headers.flatMap(({ letter, where }) =>
      letter === undefined || withAspects.has(letter) ? [] : [found('unused-criterion', where, { id: letter })],
    ),
    ...(hasCalculations ? scheme.calculations : []).flatMap(({ row, where }) =>
      used.has(row) ? [] : [found('unused-calculation', where, {})],
    ),
  ]
}
