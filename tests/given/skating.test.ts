import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import { type BundleScores, scoreBundle } from '#domain/bundle.ts'
import { asDecimal, compare, ofDecimal, type Rational } from '#domain/rational.ts'

const data = resolve('../shared/data/skating2018')
const present = existsSync(data)
if (!present)
  process.stdout.write('notice: ../shared/data is not beside this checkout; the given results were not scored\n')

type Row = Readonly<Record<string, string>>
const rowsOf = (file: string): Row[] => {
  const [head = '', ...lines] = readFileSync(resolve(data, file), 'utf8').trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])))
}
const by = (rows: readonly Row[], key: string) => Map.groupBy(rows, (row) => row[key]!)
const JUDGES = Array.from({ length: 9 }, (_, i) => i + 1)
const seats = JUDGES.map((n) => `J${n}`)
const COMPONENTS = ['SS', 'TR', 'PE', 'CO', 'IN']
const trimmed = { kind: 'trimmed', high: 1, low: 1 }
/** "-2.00" is a plain decimal only without needless signs. */
const decimal = (text: string) => String(Number(text))

interface Performance {
  readonly row: Row
  readonly components: readonly Row[]
  readonly elements: readonly Row[]
}

/** A segment as data: nothing in the program knows skating. */
function bundleOf(performances: readonly Performance[]) {
  const factors = new Set(performances.flatMap(({ components }) => components.map((row) => row.factor!)))
  expect(factors.size).toBe(1)
  const [factor = '1'] = factors
  return {
    format: 'skillmark-bundle',
    version: 1,
    scheme: {
      parts: [
        { id: 'elements', criteria: ['E'], attempts: { take: 'sum' } },
        { id: 'components', criteria: ['C'] },
      ],
      groups: [
        { name: 'elements', seats, aspects: ['GOE'], rule: trimmed },
        { name: 'components', seats, aspects: COMPONENTS, rule: trimmed, factor: decimal(factor), factorRound: 2 },
      ],
      composition: { kind: 'added' },
      chain: [{ by: 'part', id: 'components' }],
    },
    rubric: {
      criteria: [
        {
          id: 'E',
          subCriteria: [{ id: 'E1', aspects: [{ id: 'GOE', kind: 'scaled', low: '-3', high: '3', step: '1' }] }],
        },
        {
          id: 'C',
          subCriteria: [
            { id: 'C1', aspects: COMPONENTS.map((id) => ({ id, kind: 'points', max: '10', step: '0.25' })) },
          ],
        },
      ],
    },
    entries: performances.map(({ row, elements }) => ({
      id: row.performance_id,
      attempts: { elements: elements.map(attemptOf) },
      penalties:
        Number(row.deductions) === 0
          ? []
          : [{ points: decimal(row.deductions!.replace('-', '')), reason: 'deductions' }],
    })),
    marks: performances.flatMap(marksOf),
  }
}

const wasMarked = (element: Row) => element.goe1 !== ''

/** What each grade stands for is said by the element: of the nine that were given. */
const attemptOf = (element: Row) => ({
  id: element.no,
  base: decimal(element.base!),
  void: !wasMarked(element),
  table: Object.fromEntries(
    wasMarked(element) ? JUDGES.map((n) => [decimal(element[`raw${n}`]!), decimal(element[`goe${n}`]!)]) : [],
  ),
})

const marksOf = ({ row, components, elements }: Performance) =>
  JUDGES.flatMap((n) => [
    ...components.map((component) => ({
      entry: row.performance_id,
      seat: `J${n}`,
      aspect: component.component,
      value: { kind: 'points', points: decimal(component[`j${n}`]!) },
    })),
    ...elements.filter(wasMarked).map((element) => ({
      entry: row.performance_id,
      seat: `J${n}`,
      aspect: 'GOE',
      attempt: element.no,
      value: { kind: 'scaled', grade: decimal(element[`raw${n}`]!) },
    })),
  ])

const isSame = (ours: Rational | undefined, published: string) =>
  ours !== undefined && compare(ours, ofDecimal(asDecimal(decimal(published)))) === 0

/** How many of the published figures come out, each against all there are. */
function agreed(scores: BundleScores, performances: readonly Performance[]) {
  const found = {
    componentMeans: 0,
    elementMeans: 0,
    elementScores: 0,
    componentSums: 0,
    elementSums: 0,
    totals: 0,
    ranks: 0,
  }
  const ranks = new Map(
    scores.standings.divisions.flatMap(({ ranked }) =>
      ranked.flatMap(({ rank, entries }) => entries.map(({ id }) => [id as string, rank])),
    ),
  )
  for (const [i, { row, components, elements }] of performances.entries()) {
    const { id, score } = scores.scored[i]!
    const [ofElements, ofComponents] = score.parts
    const means = new Map(
      ofComponents!.subCriteria.flatMap(({ levels }) =>
        levels.map(({ told }) => [told!.unit.aspects[0]!.aspect.id as string, told!.rounded]),
      ),
    )
    found.componentMeans += components.filter((one) => isSame(means.get(one.component!), one.panel_mean!)).length
    for (const [j, element] of elements.entries()) {
      const attempt = ofElements!.attempts[j]!
      const mean = attempt.subCriteria[0]?.levels[0]?.told?.rounded
      if (wasMarked(element) && isSame(mean, element.panel_goe!)) found.elementMeans++
      if (isSame(attempt.value, element.panel_score!)) found.elementScores++
    }
    if (isSame(ofComponents!.value, row.total_components!)) found.componentSums++
    if (isSame(ofElements!.value, row.total_elements!)) found.elementSums++
    if (score.missing === 0 && isSame(score.exact, row.total_segment!)) found.totals++
    if (ranks.get(id) === Number(row.rank)) found.ranks++
  }
  return found
}

/** Data: BuzzFeed News, Analysis of 2018 Olympic Figure Skating Scores, CC BY 4.0, from the sheets of isuresults.com. */
describe('250 published performances, marked by nine judges each', () => {
  // Nothing may skip: without the data this one says so.
  it('are scored where the given data lie beside the checkout', () => {
    expect(present || !existsSync(data)).toBe(true)
  })

  if (!present) return
  it('come out to the last figure, by a scheme written as data', () => {
    const components = by(rowsOf('components.csv'), 'performance_id')
    const elements = by(rowsOf('elements.csv'), 'performance_id')
    const segments = by(rowsOf('performances.csv'), 'segment')
    const sums = [...segments.values()].map((rows) => {
      const performances = rows.map((row) => ({
        row,
        components: components.get(row.performance_id!) ?? [],
        elements: elements.get(row.performance_id!) ?? [],
      }))
      const bundle = parseBundle(bundleOf(performances))
      if (!bundle.ok) throw new Error(JSON.stringify(bundle.error[0]))
      return agreed(scoreBundle(bundle.value, true), performances)
    })
    const all = Object.fromEntries(
      Object.keys(sums[0]!).map((key) => [key, sums.reduce((n, found) => n + found[key as keyof typeof found], 0)]),
    )
    expect(all).toEqual({
      componentMeans: 1250,
      elementMeans: 2144,
      elementScores: 2155,
      componentSums: 250,
      elementSums: 250,
      totals: 250,
      ranks: 250,
    })
  })
})

const scale = resolve('../shared/data/worldskills-scale.json')

describe('32 marks of one skill and their scale scores', () => {
  it('are compared where the given data lie beside the checkout', () => {
    expect(present || !existsSync(scale)).toBe(true)
  })

  if (!existsSync(scale)) return
  it('come out as published', () => {
    const { rows } = JSON.parse(readFileSync(scale, 'utf8')) as { rows: { mark: string; scale: number }[] }
    const bundle = parseBundle({
      format: 'skillmark-bundle',
      version: 1,
      scheme: {
        groups: [{ seats: ['office'], aspects: ['A1.1'], rule: { kind: 'agreed', recorder: 'office' } }],
        scale: {},
      },
      rubric: {
        criteria: [{ id: 'A', subCriteria: [{ id: 'A1', aspects: [{ id: 'A1.1', kind: 'imported', max: '100' }] }] }],
      },
      entries: rows.map((_, i) => ({ id: `${i + 1}` })),
      marks: rows.map(({ mark }, i) => ({
        entry: `${i + 1}`,
        seat: 'office',
        aspect: 'A1.1',
        value: { kind: 'imported', points: mark },
      })),
    })
    if (!bundle.ok) throw new Error(JSON.stringify(bundle.error[0]))
    const { scored, honours } = scoreBundle(bundle.value)
    expect(scored.map(({ id }) => honours.get(id)?.scale)).toEqual(rows.map((row) => row.scale))
  })
})
