import type { ComparedLink, EntryExplanation, ExplainedEntry, Neighbour } from '#contract/entry-explanation.ts'
import { byLink, linkValue } from '#domain/chain.ts'
import type { EntryId } from '#domain/ids.ts'
import { exact } from '#domain/points.ts'
import type { Ranked, Scored } from '#domain/ranked.ts'
import { compare, negative, type Rational, writtenOut } from '#domain/rational.ts'
import type { Link } from '#domain/scheme.ts'
import type { ScoringPlan } from '#domain/scoring-plan.ts'

export interface Among {
  readonly plan: ScoringPlan
  /** Those that the entry ranks among. */
  readonly ranked: readonly Ranked[]
  readonly nameOf: (id: EntryId) => ExplainedEntry
}

/** An entry's rank, and who stands on the next ones: what decided between them where their totals did not. */
export function tellNeighbours(own: EntryId, among: Among): Pick<EntryExplanation, 'rank' | 'neighbours'> {
  const { ranked } = among
  const at = ranked.findIndex(({ entries }) => entries.some(({ id }) => id === own))
  const held = ranked[at]
  const self = held?.entries.find(({ id }) => id === own)
  if (!held || !self) return { rank: null, neighbours: { above: [], sharing: [], below: [] } }
  const of = (one: Ranked | undefined) =>
    (one?.entries ?? []).filter(({ id }) => id !== own).map((entry) => tellNeighbour(self, entry, one!.rank, among))
  return {
    rank: {
      rank: held.rank,
      sharing: held.entries.length,
      of: ranked.reduce((n, { entries }) => n + entries.length, 0),
    },
    neighbours: { above: of(ranked[at - 1]), sharing: of(held), below: of(ranked[at + 1]) },
  }
}

function tellNeighbour(self: Scored, other: Scored, rank: number, among: Among): Neighbour {
  const { scheme } = among.plan
  const isTied =
    scheme.rankOn === 'exact'
      ? compare(self.score.exact, other.score.exact) === 0
      : self.score.points === other.score.points
  return {
    ...among.nameOf(other.id),
    rank,
    total: writtenOut(exact(other.score.points)),
    chain: isTied ? comparedLinks(self, other, among) : [],
  }
}

function comparedLinks(self: Scored, other: Scored, { plan }: Among): ComparedLink[] {
  let isDecided = false
  const steps = plan.chain.filter((link) => isStep(link, self, other, plan.scheme.chain))
  return steps.map((link) => {
    const head = { link, name: nameOf(link, plan) }
    if (isDecided) return { ...head, outcome: 'unused', own: null, theirs: null }
    const [own, theirs] = [linkValue(plan, link, self), linkValue(plan, link, other)]
    isDecided = byLink(own, theirs) !== 0
    return { ...head, outcome: isDecided ? 'decides' : 'equal', own: asSaid(link, own), theirs: asSaid(link, theirs) }
  })
}

/** A lot that nobody drew and a decision that nobody made are no step, unless the scheme names them. */
const isStep = (link: Link, one: Scored, two: Scored, own: readonly Link[]): boolean =>
  (link.by !== 'lot' && link.by !== 'decision') ||
  own.some(({ by }) => by === link.by) ||
  one[link.by] !== null ||
  two[link.by] !== null

/** Links compare the larger first; times, lots and decisions are said as they are. */
const asSaid = ({ by }: Link, value: Rational | undefined): string | null => {
  if (value === undefined) return null
  return writtenOut(by === 'time' || by === 'lot' || by === 'decision' ? negative(value) : value)
}

function nameOf(link: Link, { parts, rubric: { criteria } }: ScoringPlan): string {
  const subCriteria = criteria.flatMap((criterion) => criterion.subCriteria)
  const named = <T extends { readonly id: string; readonly name: string }>(all: readonly T[], id: string) =>
    all.find((one) => one.id === id)?.name ?? ''
  switch (link.by) {
    case 'part':
      return named(
        parts.map(({ part }) => part),
        link.id,
      )
    case 'criterion':
      return named(criteria, link.id)
    case 'sub-criterion':
      return named(subCriteria, link.id)
    case 'aspect':
      return named(
        subCriteria.flatMap(({ aspects }) => aspects),
        link.id,
      )
    default:
      return ''
  }
}
