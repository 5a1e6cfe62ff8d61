import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBundle } from '#contract/bundle.ts'
import { scoresOf } from '#contract/scores.ts'
import { boardLine } from '#domain/board-line.ts'
import { type Bundle, type BundleMark, scoreBundle } from '#domain/bundle.ts'
import { asId } from '#domain/ids.ts'
import { rank } from '#domain/leaderboard.ts'
import { checkMark } from '#domain/mark.ts'
import { ofThousandths } from '#domain/points.ts'
import { compare } from '#domain/rational.ts'
import { aspectsOf } from '#domain/rubric.ts'
import { anyBundle } from '../support/any-bundle.ts'

const parsed = anyBundle.map((json): Bundle => {
  const bundle = parseBundle(json)
  if (!bundle.ok) throw new Error(JSON.stringify(bundle.error))
  return bundle.value
})
const shown = (bundle: Bundle) => scoresOf(scoreBundle(bundle), false)
const byId = ({ entries }: ReturnType<typeof shown>) => new Map(entries.map((entry) => [entry.id, entry]))
const check = (property: (bundle: Bundle) => void) => fc.assert(fc.property(parsed, property), { numRuns: 500 })

describe('scores', () => {
  it('do not depend on the order of judges, entries and marks', () => {
    check((bundle) => {
      const groups = bundle.scheme.groups.map((group) => ({ ...group, seats: [...group.seats].reverse() }))
      const turned: Bundle = {
        ...bundle,
        scheme: { ...bundle.scheme, groups },
        entries: [...bundle.entries].reverse(),
        marks: [...bundle.marks].reverse(),
      }
      expect(byId(shown(turned))).toEqual(byId(shown(bundle)))
    })
  })

  it('give the ranks of a board, in every division and with every chain (RULES §5)', () => {
    let ties = 0
    check((bundle) => {
      const { plan, scored, standings } = scoreBundle(bundle)
      const lines = scored
        .filter(({ state }) => state === 'present')
        .map((entry) => {
          const { id, division } = entry
          return boardLine(plan, { boardId: asId(id), label: id, organization: null, division }, entry.given, entry)
        })
      ties += lines.filter((line) => line.ties.length > 0).length
      const onBoard = rank(lines).flatMap(({ label, rank }) => (rank === null ? [] : [[label, rank] as const]))
      const inStandings = standings.divisions.flatMap(({ ranked }) =>
        ranked.flatMap(({ rank, entries }) => entries.map(({ id }) => [id, rank] as const)),
      )
      expect(Object.fromEntries(onBoard)).toEqual(Object.fromEntries(inStandings))
    })
    expect(ties).toBeGreaterThan(100)
  })

  it('of an entry do not depend on the other entries', () => {
    check((bundle) => {
      const [gone, ...entries] = bundle.entries
      const left = { ...bundle, entries, marks: bundle.marks.filter(({ entry }) => entry !== gone!.id) }
      const before = byId(shown(bundle))
      for (const { id, total, missing, parts } of shown(left).entries) {
        expect({ total, missing, parts }).toEqual(
          Object.fromEntries(['total', 'missing', 'parts'].map((key) => [key, before.get(id)![key as 'total']])),
        )
      }
    })
  })

  it('never fall when one mark rises, where more is better', () => {
    let raised = 0
    check((bundle) => {
      const aspects = new Map(aspectsOf(bundle.rubric).map((aspect) => [aspect.id, aspect]))
      const mayRise = new Set(
        bundle.scheme.groups.filter(({ rule }) => rule.kind !== 'each').flatMap((group) => group.aspects),
      )
      for (const { rule, aspects } of bundle.scheme.groups) {
        if (rule.kind === 'each') for (const id of aspects) mayRise.delete(id)
      }
      const at = bundle.marks.findIndex((mark) => {
        const more = higher(mark)
        return mayRise.has(mark.aspect) && more && checkMark(aspects.get(mark.aspect)!, more).ok
      })
      if (at < 0) return
      raised++
      const mark = bundle.marks[at]!
      const after = { ...bundle, marks: bundle.marks.with(at, { ...mark, value: higher(mark)! }) }
      const totalOf = (of: Bundle) => scoreBundle(of).scored.find(({ id }) => id === mark.entry)!.score.exact
      expect(compare(totalOf(after), totalOf(bundle))).toBeGreaterThanOrEqual(0)
    })
    expect(raised).toBeGreaterThan(100)
  })

  it('by a trimmed mean lie within the values that are kept', () => {
    let trimmed = 0
    check((bundle) => {
      for (const { score } of scoreBundle(bundle, true).scored) {
        for (const part of score.parts) {
          const scopes = [part, ...part.attempts]
          for (const { told } of scopes.flatMap((scope) => [
            ...scope.wholes,
            ...scope.subCriteria.flatMap((one) => one.levels),
          ])) {
            const factor = told?.unit.group.level === 'aspect' ? told.unit.aspects[0]!.factor : undefined
            if (told?.ruled === undefined || told.unit.group.rule.kind !== 'trimmed' || factor) continue
            trimmed++
            const kept = told.seats.filter(({ dropped }) => !dropped).map(({ value }) => value!)
            expect(kept.some((value) => compare(value, told.ruled!) <= 0)).toBe(true)
            expect(kept.some((value) => compare(value, told.ruled!) >= 0)).toBe(true)
          }
        }
      }
    })
    expect(trimmed).toBeGreaterThan(100)
  })
})

/** The next better value of a kind of which more is better. */
function higher({ value }: BundleMark): BundleMark['value'] | undefined {
  switch (value.kind) {
    case 'points':
    case 'imported':
      return { ...value, points: ofThousandths(value.points + 500) }
    case 'judgement':
      return { ...value, level: value.level + 1 }
    case 'count':
      return { ...value, done: value.done + 1 }
    case 'pass-fail':
      return value.passed ? undefined : { ...value, passed: true }
    default:
      return undefined
  }
}
