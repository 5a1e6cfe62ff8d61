import type fc from 'fast-check'
import { anyPlan, type BundlePlan } from './any-bundle/any-plan.ts'
import { annulledIn, type BundleFile } from './any-bundle/bundle-file.ts'
import { entryOf, placeEntries } from './any-bundle/entries.ts'
import { marksOf } from './any-bundle/marks.ts'
import { type PlacedPart, placePart } from './any-bundle/place.ts'
import { amendmentsOf, faultyOf, rubricOf } from './any-bundle/rubric.ts'
import { partIdOf, schemeOf } from './any-bundle/scheme.ts'

export type { BundleFile } from './any-bundle/bundle-file.ts'

/** Parts in their order, each with the next letters for its criteria. */
function placeParts(plan: BundlePlan): PlacedPart[] {
  let letter = 0
  return plan.parts.map((part, at) => {
    const placed = placePart(part, partIdOf(plan, at), letter, plan.seats)
    letter += part.criteria.length
    return placed
  })
}

function build(plan: BundlePlan): BundleFile {
  const parts = placeParts(plan)
  const faulty = faultyOf(plan, parts)
  const amendments = amendmentsOf(plan, parts, faulty)
  const entries = placeEntries(plan, parts)
  return {
    format: 'skillmark-bundle',
    version: 1,
    ...(plan.terse ? {} : { title: 'Any bundle' }),
    scheme: schemeOf(plan, parts, annulledIn(amendments)),
    rubric: rubricOf(parts, plan.terse, faulty),
    ...(plan.terse && amendments.length === 0 ? {} : { amendments }),
    entries: entries.map((entry) => entryOf(entry, plan, parts)),
    marks: marksOf(plan, parts, entries),
  }
}

/**
 * Any bundle that docs/bundles.md calls valid. It is drawn as a plan of choices that do not depend on one another and
 * then built: so a bundle that fails somewhere shrinks choice by choice, and stays valid all the way down.
 */
export const anyBundle: fc.Arbitrary<BundleFile> = anyPlan
  .map(build)
  // A scheme of which nothing counts is refused.
  .filter(({ scheme }) => scheme.groups.some(({ counted }) => counted !== false))
