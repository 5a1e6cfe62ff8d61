import { describe, expect, it } from 'vitest'
import { type AspectId, asId, type EntryId, type SeatId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import { MOST_NOTE_LETTERS, mayNote, mayReadPanel, type NotedCell } from '#domain/note.ts'
import { ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import { subCriteriaOf } from '#domain/rubric.ts'
import { givenBy, givers } from '#domain/scheme.ts'
import { draftDefaults, schemeFrom } from '#domain/scheme-draft.ts'
import {
  type MarkOf,
  mayLock,
  maySign,
  missingOf,
  type SheetState,
  sheetSeats,
  spreadAspects,
  spreadOf,
} from '#domain/sheet.ts'
import { lookAt } from '#domain/spread.ts'
import { panelMarks } from '#domain/trial.ts'
import { judgement, points, rubricOf, yesNo } from '../support/rubrics.ts'
import { defaultScheme } from '../support/schemes.ts'

const [one, two, three] = ['J1', 'J2', 'J3'].map(asId<SeatId>) as [SeatId, SeatId, SeatId]
const stranger = asId<SeatId>('J9')
const [spoken, measured] = ['A1.1', 'A1.2'].map(asId<AspectId>) as [AspectId, AspectId]
const rubric = rubricOf([judgement(1), yesNo(1)], [yesNo(1)])
const [sub, other] = subCriteriaOf(rubric) as [ReturnType<typeof subCriteriaOf>[0], ReturnType<typeof subCriteriaOf>[0]]
/** A judgement of each of three; the yes/no by J2 alone, who records it. Nobody has the second sub-criterion. */
const scheme = schemeFrom(
  draftDefaults,
  rubric,
  [{ name: 'I', subCriteria: [sub.id], seats: [one, two, three].map((id) => ({ id, recorder: id === two })) }],
  'mean',
)

const level = (n: number): MarkValue => ({ kind: 'judgement', level: n })
const yes: MarkValue = { kind: 'pass-fail', passed: true }
const no: MarkValue = { kind: 'pass-fail', passed: false }
const marked =
  (marks: Readonly<Record<string, MarkValue>>): MarkOf =>
  (seat, aspect) =>
    marks[`${seat} ${aspect}`]
const full = { 'J1 A1.1': level(2), 'J2 A1.1': level(2), 'J3 A1.1': level(3), 'J2 A1.2': yes }

describe('the sheets of a sub-criterion', () => {
  it('are kept by those who give at least one of its marks, each once, and by nobody else', () => {
    expect(sheetSeats(scheme, sub)).toEqual([one, two, three])
    expect(sheetSeats(scheme, other)).toEqual([])
  })

  it('ask each seat for its own marks: of an agreed value the recorder alone', () => {
    expect(scheme.groups.map(givers)).toEqual([[one, two, three], [two]])
    expect([...givenBy(scheme, one)]).toEqual([spoken])
    expect([...givenBy(scheme, two)]).toEqual([spoken, measured])
    expect(missingOf(scheme, two, sub, marked({}))).toEqual([spoken, measured])
    expect(missingOf(scheme, two, sub, marked({ 'J2 A1.1': level(0) }))).toEqual([measured])
    expect(missingOf(scheme, one, sub, marked(full))).toEqual([])
    expect(missingOf(scheme, stranger, sub, marked({}))).toEqual([])
  })
})

describe('a signature (RULES §11)', () => {
  const seen = [
    { aspectId: spoken, value: level(2) },
    { aspectId: measured, value: yes },
  ]
  const sign = (seat: SeatId, state: SheetState, marks: object, saw = seen) =>
    maySign(scheme, seat, sub, state, marked(marks as typeof full), saw)

  it('is given where everything of the seat is marked, and as the judge saw it', () => {
    expect(sign(two, 'open', full)).toEqual({ ok: true, value: true })
    expect(sign(one, 'open', full, [seen[0]!])).toEqual({ ok: true, value: true })
  })

  it('is refused to who keeps no such sheet, and on a sheet that is signed or locked', () => {
    expect(sign(stranger, 'open', full)).toEqual({ ok: false, error: { kind: 'no-such-sheet' } })
    for (const state of ['signed', 'locked'] as const)
      expect(sign(two, state, full)).toEqual({ ok: false, error: { kind: 'sheet-not-open', state } })
  })

  it('is refused while a mark is missing, by name', () => {
    expect(sign(two, 'open', { 'J2 A1.1': level(2) })).toEqual({
      ok: false,
      error: { kind: 'sheet-incomplete', missing: [measured] },
    })
  })

  it('is refused where something else stands than the judge saw, or the judge did not see it', () => {
    const changed = { ok: false, error: { kind: 'sheet-changed', aspects: [measured] } }
    expect(sign(two, 'open', { ...full, 'J2 A1.2': no })).toEqual(changed)
    expect(sign(two, 'open', full, [seen[0]!])).toEqual(changed)
  })
})

describe('a lock (RULES §§9, 11)', () => {
  const lock = (states: readonly SheetState[], raised: readonly AspectId[] = []) =>
    mayLock([one, two], (seat) => states[[one, two].indexOf(seat)]!, raised)

  it('takes every sheet signed, or locked already beside one that is signed', () => {
    expect(lock(['signed', 'signed'])).toEqual({ ok: true, value: true })
    expect(lock(['locked', 'signed'])).toEqual({ ok: true, value: true })
  })

  it('names the seats that have not signed', () => {
    expect(lock(['signed', 'open'])).toEqual({ ok: false, error: { kind: 'sheets-unsigned', seats: [two] } })
  })

  it('waits for a spread before it asks for signatures, and is done once', () => {
    expect(lock(['signed', 'open'], [spoken])).toEqual({ ok: false, error: { kind: 'spread-open', aspects: [spoken] } })
    expect(lock(['locked', 'locked'], [spoken])).toEqual({ ok: false, error: { kind: 'already-locked' } })
  })
})

describe('a spread (RULES §9)', () => {
  it('is looked for only where somebody asks', () => {
    const apart = marked({ ...full, 'J1 A1.1': level(0) })
    expect(spreadAspects(scheme, sub, apart)).toEqual([spoken])
    const asked = (ids: readonly AspectId[]) => lookAt(scheme, sub, new Set(ids), apart, () => undefined).found
    expect(asked([spoken, measured])).toEqual([spoken])
    expect(asked([measured])).toEqual([])
  })
})

describe('how far levels lie apart', () => {
  it('is the highest less the lowest, not attempted being 0, and 0 while a level is missing', () => {
    expect(spreadOf([level(3), level(1), level(2)])).toBe(2)
    expect(spreadOf([level(3), { kind: 'not-attempted' }])).toBe(3)
    expect(spreadOf([level(3), level(0), undefined])).toBe(0)
    expect(spreadOf([level(3), yes])).toBe(0)
    expect(spreadOf([])).toBe(0)
  })

  it('of points is not told by marks of another kind', () => {
    const graded = rubricOf([points(10)])
    const [aspects] = subCriteriaOf(graded)
    const shared = {
      ...defaultScheme(graded, [one, two], 'mean'),
      spreadShare: asDecimal('0.1'),
    }
    const grades = (kind: 'points' | 'scaled') =>
      marked({
        'J1 A1.1': kind === 'points' ? { kind, points: ofThousandths(1000) } : { kind, grade: asDecimal('1') },
        'J2 A1.1': kind === 'points' ? { kind, points: ofThousandths(9000) } : { kind, grade: asDecimal('9') },
      })
    expect(spreadAspects(shared, aspects!, grades('points'))).toEqual([spoken])
    expect(spreadAspects(shared, aspects!, grades('scaled'))).toEqual([])
  })
})

describe('the panel’s marks of a trial entry', () => {
  it('lie side by side once every seat has given all of its own, and not before', () => {
    const { 'J3 A1.1': _, ...without } = full
    expect(panelMarks(scheme, sub, marked(without))).toBeUndefined()
    expect(panelMarks(scheme, sub, marked(full))).toEqual([
      {
        aspect: sub.aspects[0],
        marks: [
          { seatId: one, value: level(2) },
          { seatId: two, value: level(2) },
          { seatId: three, value: level(3) },
        ],
      },
      { aspect: sub.aspects[1], marks: [{ seatId: two, value: yes }] },
    ])
  })
})

describe('a note', () => {
  const cell: NotedCell = { stage: 'open', entry: 'present', locked: false }
  const note = (seatId: SeatId, aspectId: AspectId, more: Partial<NotedCell> = {}) => {
    const noted = mayNote(scheme, { seatId, aspectId, entryId: asId<EntryId>('e') }, { ...cell, ...more })
    return noted.ok ? 'noted' : noted.error
  }

  it('may be made by every seat of the panel, also where another gives the value', () => {
    expect(note(one, measured)).toBe('noted')
    expect(note(three, spoken, { entry: 'excluded' })).toBe('noted')
    expect(MOST_NOTE_LETTERS).toBe(500)
  })

  it('is refused outside an open stage, on another panel’s aspect, and on one that nobody marks', () => {
    expect(note(one, spoken, { stage: 'locked' })).toEqual({ kind: 'stage-not-open', state: 'locked' })
    expect(note(stranger, spoken)).toEqual({ kind: 'not-on-panel' })
    expect(note(one, asId<AspectId>('A2.1'))).toEqual({ kind: 'unknown-aspect' })
  })

  it('is refused for who is not there, and once the sheet is locked', () => {
    expect(note(one, spoken, { entry: undefined })).toEqual({ kind: 'unknown-entry' })
    expect(note(one, spoken, { entry: 'withdrawn' })).toEqual({ kind: 'entry-not-marked' })
    expect(note(one, spoken, { locked: true })).toEqual({ kind: 'sheet-locked' })
  })

  it('of others is read by the chief judge only when the chief’s own marks are given (promise P10)', () => {
    const { 'J2 A1.2': _, ...without } = full
    expect(mayReadPanel(scheme, two, sub, marked(without))).toEqual({
      ok: false,
      error: { kind: 'own-marks-first', missing: [measured] },
    })
    expect(mayReadPanel(scheme, two, sub, marked(full))).toEqual({ ok: true, value: true })
    expect(mayReadPanel(scheme, stranger, sub, marked({}))).toEqual({ ok: true, value: true })
  })
})
