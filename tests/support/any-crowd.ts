import fc from 'fast-check'
import type { BundleFile } from './any-bundle.ts'

const limit = (most: number) => fc.option(fc.integer({ min: 1, max: most }))

/** Many with few totals: ties across the line, more of an organization than it may send, and what was said of them. */
export const anyCrowd: fc.Arbitrary<BundleFile> = fc
  .record({
    entries: fc.array(
      fc.record({
        points: fc.integer({ min: 1, max: 3 }),
        organization: fc.constantFrom('', 'North', 'South'),
        advances: fc.constantFrom(true, true, false, null),
      }),
      { minLength: 3, maxLength: 8 },
    ),
    first: limit(5),
    perOrganization: limit(2),
    minimum: fc.option(fc.constantFrom('2', '3'), { freq: 2 }),
    reserves: fc.nat({ max: 3 }),
    // Said of everybody, or of nobody: what a desk sends.
    said: fc.constantFrom('each', 'all', 'none'),
  })
  .filter(({ first, perOrganization, minimum }) => [first, perOrganization, minimum].some((one) => one !== null))
  .map(({ entries, said, ...advancement }) => ({
    format: 'skillmark-bundle',
    version: 1,
    scheme: { groups: [{ name: 'all', seats: ['J1'], aspects: ['A1.1'], rule: { kind: 'mean' } }], advancement },
    rubric: {
      criteria: [{ id: 'A', subCriteria: [{ id: 'A1', aspects: [{ id: 'A1.1', kind: 'points', max: '3' }] }] }],
    },
    entries: entries.map(({ organization, advances }, i) => ({
      id: `${i + 1}`,
      organization,
      ...(advances === null && said === 'each' ? {} : { advances: said === 'each' ? advances : said === 'all' }),
    })),
    marks: entries.map(({ points }, i) => ({
      entry: `${i + 1}`,
      seat: 'J1',
      aspect: 'A1.1',
      value: { kind: 'points', points: `${points}` },
    })),
  }))
