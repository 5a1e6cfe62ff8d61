import { createSignal, For, Show } from 'solid-js'
import type { StageView } from '#contract/stages.ts'
import { competitorKey, type Roster, type RosterProblem, type RosterRow } from '#domain/roster.ts'
import { t } from '../i18n/organizer.ts'

/** A row to be entered; `again` where somebody said that it is another person of the same name and employer. */
export type ChosenRow = RosterRow & { readonly again: boolean }

/** What would be entered, and what is left out unless the organizer takes it in: nobody is entered twice by mistake. */
export function RosterPreview(props: {
  roster: Roster
  entered: StageView['entries']
  busy: boolean
  cancel: () => void
  accept: (rows: readonly ChosenRow[]) => void
}) {
  const [takenIn, setTakenIn] = createSignal<ReadonlySet<number>>(new Set())
  const problems = () => props.roster.problems.filter((problem) => problem.kind !== 'duplicate')
  const known = () => new Set(props.entered.map(competitorKey))
  const repeats = (): readonly (RosterRow & { why: string })[] => [
    ...props.roster.rows
      .filter((row) => known().has(competitorKey(row)))
      .map((row) => ({ ...row, why: t('roster.already') })),
    ...props.roster.problems
      .filter((problem) => problem.kind === 'duplicate')
      .map(({ kind: _, first, ...row }) => ({ ...row, why: t('roster.sameAs', { row: String(first) }) })),
  ]
  const fresh = () => props.roster.rows.filter((row) => !known().has(competitorKey(row)))
  const chosen = (): readonly ChosenRow[] =>
    [
      ...fresh().map((row) => ({ ...row, again: false })),
      ...repeats().flatMap(({ why: _, ...row }) => (takenIn().has(row.row) ? [{ ...row, again: true }] : [])),
    ].sort((a, b) => a.row - b.row)
  const hasDivisions = () => props.roster.rows.some(({ division }) => division !== null)
  const toggle = (row: number) => {
    const next = new Set(takenIn())
    if (!next.delete(row)) next.add(row)
    setTakenIn(next)
  }
  return (
    <div class="desk-preview" data-testid="roster-preview">
      <h3>{t('roster.preview', { n: String(props.roster.rows.length) })}</h3>
      <Show when={problems().length > 0}>
        <ul class="desk-findings">
          <For each={problems()}>{(problem) => <li>{problemOf(problem)}</li>}</For>
        </ul>
      </Show>
      <Show when={repeats().length > 0}>
        <fieldset class="desk-repeats" data-testid="roster-repeats">
          <legend>{t('roster.repeats', { n: String(repeats().length) })}</legend>
          <For each={repeats()}>
            {(row) => (
              <label>
                <input type="checkbox" checked={takenIn().has(row.row)} onChange={() => toggle(row.row)} />
                <span>
                  <b>{row.name}</b> {row.organization} · {row.why}
                </span>
              </label>
            )}
          </For>
        </fieldset>
      </Show>
      <table class="desk-table">
        <thead>
          <tr>
            <th>{t('roster.row')}</th>
            <th>{t('roster.name')}</th>
            <th>{t('roster.employer')}</th>
            <th>{t('roster.station')}</th>
            <Show when={hasDivisions()}>
              <th>{t('roster.division')}</th>
            </Show>
          </tr>
        </thead>
        <tbody>
          <For each={fresh()}>
            {(row) => (
              <tr>
                <td>{row.row}</td>
                <td>
                  <b>{row.name}</b>
                </td>
                <td>{row.organization}</td>
                <td>{row.station}</td>
                <Show when={hasDivisions()}>
                  <td>{row.division}</td>
                </Show>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p class="desk-actions">
        <button type="button" class="btn" onClick={() => props.cancel()}>
          {t('cancel')}
        </button>
        <button
          type="button"
          class="btn primary"
          disabled={chosen().length === 0 || props.busy}
          onClick={() => props.accept(chosen())}
          data-testid="roster-accept"
        >
          {t('roster.accept', { n: String(chosen().length) })}
        </button>
      </p>
    </div>
  )
}

const problemOf = (problem: RosterProblem): string =>
  t(`roster.problem.${problem.kind}`, Object.fromEntries(Object.entries(problem).map(([k, v]) => [k, String(v)])))
