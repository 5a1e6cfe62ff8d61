import { readdirSync, readFileSync } from 'node:fs'
import { parseRubric } from '#contract/rubric.ts'
import type { AspectId, SeatId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import type { Decimals } from '#domain/points.ts'
import type { Decimal } from '#domain/rational.ts'
import { aspectsOf, type Rubric } from '#domain/rubric.ts'
import { type GroupRule, type JudgeGroup, onePart, type Scheme, schemeDefaults } from '#domain/scheme.ts'

/** A golden sheet as fixtures/worked/README.md describes it. */
interface WorkedFile {
  readonly name: string
  readonly source: string
  readonly rubric: unknown
  readonly groups: readonly {
    readonly seats: readonly SeatId[]
    readonly aspects: 'all' | readonly AspectId[]
    readonly level: JudgeGroup['level']
    readonly rule: GroupRule
    readonly round: Decimals | 'exact'
    readonly factor?: Decimal
    readonly counted?: boolean
  }[]
  readonly marks: readonly {
    readonly entry: string
    readonly seat: SeatId
    readonly aspect: AspectId
    readonly value: MarkValue
  }[]
  readonly expect: readonly Expected[]
}

export interface Expected {
  readonly entry: string
  /** null where no value is complete yet. */
  readonly total: string | null
  readonly missing: number
  readonly rank: number | null
  readonly subCriteria?: Readonly<Record<string, string>>
}

export interface WorkedSheet extends Pick<WorkedFile, 'name' | 'source' | 'marks' | 'expect'> {
  readonly rubric: Rubric
  readonly scheme: Scheme
}

const folder = new URL('../../fixtures/worked/', import.meta.url)

/** Every golden sheet of the project, with what it leaves unsaid filled in by the rule book's defaults. */
export const workedSheets = (): WorkedSheet[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => read(file, JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))

function read(file: string, { rubric: json, groups, ...sheet }: WorkedFile): WorkedSheet {
  const rubric = parseRubric(json)
  if (!rubric.ok) throw new Error(`${file}: ${JSON.stringify(rubric.error)}`)
  const all = aspectsOf(rubric.value).map((aspect) => aspect.id)
  return {
    ...sheet,
    rubric: rubric.value,
    scheme: {
      groups: groups.map((group, i) => ({
        name: `${i + 1}`,
        minSeats: 1,
        factor: '1' as Decimal,
        factorRound: 'exact',
        counted: true,
        ...group,
        aspects: group.aspects === 'all' ? all : group.aspects,
      })),
      ...schemeDefaults,
      parts: [onePart(rubric.value)],
    },
  }
}

/** The marks of one entry, as the scorer asks for them. */
export const marksOf = (sheet: WorkedSheet, entry: string) => {
  const marks = new Map(
    sheet.marks.filter((mark) => mark.entry === entry).map(({ seat, aspect, value }) => [`${seat} ${aspect}`, value]),
  )
  return (seat: SeatId, aspect: AspectId): MarkValue | undefined => marks.get(`${seat} ${aspect}`)
}
