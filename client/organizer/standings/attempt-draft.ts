import { createSignal } from 'solid-js'
import type { StageRuling } from '#contract/rulings.ts'
import type { StageStandings } from '#contract/standings.ts'
import { plainAttempt } from '#domain/attempts.ts'
import { decimalOf } from '#domain/attempts-table.ts'
import type { PartId } from '#domain/ids.ts'
import { type Ruled, ruledOn } from '#domain/ruling.ts'
import type { Attempt } from '#domain/worth.ts'
import { t } from '../../i18n/standings.ts'

export const FIGURES = ['difficulty', 'multiplier', 'base'] as const
export type AttemptFigure = (typeof FIGURES)[number]

interface Typed {
  readonly figures: Partial<Record<AttemptFigure, string>>
  readonly isVoid?: boolean
}

/** "Attempt 2: difficulty 3.1, multiplier 1, base 0", or that it is void. */
export const attemptWords = ({ id, difficulty, multiplier, base, isVoid }: Attempt): string =>
  isVoid ? t('attemptVoid', { n: id }) : t('attemptSaid', { n: id, difficulty, multiplier, base })

/** What stands of an attempt of an entry by the rulings that were not withdrawn. */
const standingOf = (rulings: readonly StageRuling[], entryId: string, part: PartId, id: string): Attempt =>
  ruledOn(rulings.filter((one) => one.entryId === entryId && !one.withdrawn))
    .attempts.get(part)
    ?.find((one) => one.id === id) ?? plainAttempt(id)

export interface AttemptFrom {
  readonly standings: () => StageStandings
  readonly rulings: () => readonly StageRuling[]
  readonly entryId: () => string
}

/** The coefficients of one attempt as they are typed: what is not touched stays as it stands. */
export function createAttemptDraft({ standings, rulings, entryId }: AttemptFrom) {
  const [at, setAt] = createSignal(0)
  const [id, setId] = createSignal('1')
  const [typed, setTyped] = createSignal<Typed>({ figures: {} })
  const part = () => standings().attempts[at()]
  const standing = () => standingOf(rulings(), entryId(), part()?.part as PartId, id())
  const text = (figure: AttemptFigure) => typed().figures[figure] ?? standing()[figure]
  const isVoid = () => typed().isVoid ?? standing().isVoid
  return {
    at,
    id,
    ids: () => Array.from({ length: part()?.planned ?? 0 }, (_, i) => String(i + 1)),
    standing,
    text,
    isVoid,
    isWrong: (figure: AttemptFigure) => decimalOf(text(figure)) === undefined,
    choosePart: (index: number) => {
      setAt(index)
      setId('1')
      setTyped({ figures: {} })
    },
    chooseAttempt: (next: string) => {
      setId(next)
      setTyped({ figures: {} })
    },
    type: (figure: AttemptFigure, next: string) =>
      setTyped((before) => ({ ...before, figures: { ...before.figures, [figure]: next } })),
    setVoid: (next: boolean) => setTyped((before) => ({ ...before, isVoid: next })),
    /** undefined while a figure is none. */
    ruled: (): Ruled | undefined => {
      const [difficulty, multiplier, base] = FIGURES.map((figure) => decimalOf(text(figure)))
      const of = part()
      if (!of || difficulty === undefined || multiplier === undefined || base === undefined) return undefined
      const attempt = { ...standing(), difficulty, multiplier, base, isVoid: isVoid() }
      return { kind: 'attempt', part: of.part, attempt }
    },
  }
}

export type AttemptDraft = ReturnType<typeof createAttemptDraft>
