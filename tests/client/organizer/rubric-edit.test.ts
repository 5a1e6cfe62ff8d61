import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRubric, RubricDraftJson } from '#contract/rubric.ts'
import { type AspectKind, aspectsOf, maximumOf, type Rubric } from '#domain/rubric.ts'
import { faultsOf } from '#domain/rubric-faults.ts'
import {
  addAfter,
  addBeneath,
  aspectAt,
  changeKind,
  changeRow,
  type Edited,
  join,
  moveTo,
  type Path,
  pathOf,
  remove,
  renumbered,
  rowAt,
  split,
  step,
} from '../../../client/organizer/rubric/edit.ts'
import { anyRubric } from '../../support/any-rubric.ts'
import { judgement, rubricOf, yesNo } from '../../support/rubrics.ts'

const two = rubricOf([judgement(1), yesNo(2)], [yesNo(3)])
const maxima = (rubric: Rubric) =>
  rubric.criteria.map((criterion) => criterion.subCriteria.map((sub) => sub.aspects.map((aspect) => aspect.max / 1000)))
const ids = (rubric: Rubric) => aspectsOf(rubric).map((aspect) => aspect.id)

describe('editing a rubric', () => {
  it('adds a row after another, and one beneath, and numbers all by their places', () => {
    const aspect = addAfter(two, [0, 0, 0])
    expect([maxima(aspect.rubric), aspect.at]).toEqual([[[[1, 1, 2], [3]]], [0, 0, 1]])
    expect(ids(aspect.rubric)).toEqual(['A1.1', 'A1.2', 'A1.3', 'A2.1'])
    const sub = addBeneath(two, [0])
    expect([maxima(sub.rubric), sub.at]).toEqual([[[[1, 2], [3], []]], [0, 2]])
    const criterion = addAfter(two, [])
    expect(criterion.at).toEqual([1])
    expect(rowAt(criterion.rubric, [1])?.id).toBe('B')
  })

  it('takes a row out and looks at its neighbour, else at its parent', () => {
    const last = remove(two, [0, 0, 1])
    expect([maxima(last.rubric), last.at]).toEqual([[[[1], [3]]], [0, 0, 0]])
    const only = remove(two, [0, 1, 0])
    expect([maxima(only.rubric), only.at]).toEqual([[[[1, 2], []]], [0, 1]])
  })

  it('moves a row where it is put, within its parent and into another', () => {
    expect(maxima(moveTo(two, [0, 0, 0], [0, 0, 2]).rubric)).toEqual([[[2, 1], [3]]])
    const over = moveTo(two, [0, 0, 0], [0, 1, 1])
    expect([maxima(over.rubric), over.at]).toEqual([[[[2], [3, 1]]], [0, 1, 1]])
    expect(maxima(moveTo(two, [0, 1], [0, 0]).rubric)).toEqual([[[3], [1, 2]]])
  })

  it('steps over the edge of a parent into the next, and stops at the ends', () => {
    const down = step(two, [0, 0, 1], 1)
    expect([maxima(down.rubric), down.at]).toEqual([[[[1], [2, 3]]], [0, 1, 0]])
    const up = step(two, [0, 1, 0], -1)
    expect([maxima(up.rubric), up.at]).toEqual([[[[1, 2, 3], []]], [0, 0, 2]])
    expect(step(two, [0, 0, 0], -1).rubric).toBe(two)
    expect(step(two, [0, 1, 0], 1).rubric).toBe(two)
  })

  it('splits a sub-criterion at an aspect, and joins it to the one before again', () => {
    const apart = split(two, [0, 0, 1])
    expect([maxima(apart.rubric), apart.at]).toEqual([[[[1], [2], [3]]], [0, 1, 0]])
    const together = join(apart.rubric, [0, 1])
    expect([maxima(together.rubric), together.at]).toEqual([[[[1, 2], [3]]], [0, 0, 1]])
    expect(maxima(split(two, [0, 1]).rubric)).toEqual([[[1, 2]], [[3]]])
    expect(join(two, [0, 0]).rubric).toBe(two)
    expect(split(two, [0]).rubric).toBe(two)
  })

  it('finds the row of an id, and changes it alone', () => {
    expect(pathOf(two, 'A2.1')).toEqual([0, 1, 0])
    expect(pathOf(two, 'A2')).toEqual([0, 1])
    expect(pathOf(two, 'B')).toBeUndefined()
    const named = changeRow(two, [0, 1], (row) => ({ ...row, name: '新名' }))
    expect(rowAt(named, [0, 1])?.name).toBe('新名')
    expect(rowAt(named, [0, 0])).toBe(rowAt(two, [0, 0]))
  })

  it.each([
    'pass-fail',
    'judgement',
    'count',
    'choice',
    'difference',
    'range',
    'points',
    'scaled',
    'deduction',
    'timed',
    'veto',
    'imported',
  ] satisfies AspectKind[])('makes of any aspect one of kind %s that can be kept, and has no fault', (kind) => {
    fc.assert(
      fc.property(anyRubric, (rubric) => {
        const changed = changeKind(rubric, [0, 0, 0], kind)
        const aspect = aspectAt(changed, [0, 0, 0])!
        expect(aspect.kind).toBe(kind)
        expect(faultsOf(aspect)).toEqual([])
        expect(parseRubric(changed).ok).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('loses no aspect and no point, whatever is moved, split and joined, and leaves what can be kept', () => {
    const edits: readonly ((rubric: Rubric, path: Path) => Edited)[] = [
      (rubric, path) => step(rubric, path, 1),
      (rubric, path) => step(rubric, path, -1),
      split,
      join,
    ]
    const path = fc.array(fc.nat(3), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(anyRubric, fc.array(fc.tuple(fc.nat(3), path), { maxLength: 12 }), (rubric, moves) => {
        let now = renumbered(rubric)
        for (const [edit, at] of moves) {
          if (!rowAt(now, at)) continue
          const edited = edits[edit]!(now, at)
          expect(rowAt(edited.rubric, edited.at)).toBeDefined()
          now = edited.rubric
        }
        expect(aspectsOf(now)).toHaveLength(aspectsOf(rubric).length)
        expect(maximumOf(aspectsOf(now))).toBe(maximumOf(aspectsOf(rubric)))
        expect(new Set(ids(now)).size).toBe(ids(now).length)
        expect(RubricDraftJson.safeParse(now).success).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})
