import { sheetWords } from '../i18n/attempts.ts'
import './progress-matrix.css'
import { createMemo, For, Show } from 'solid-js'
import type { Progress, ProgressCell } from '#contract/progress.ts'
import type { EntryId, SubCriterionId } from '#domain/ids.ts'
import { t } from '../i18n/organizer.ts'
import { t as trial } from '../i18n/trial.ts'

type SubCriterion = Progress['subCriteria'][number]

const LEGEND = ['none', 'begun', 'marked', 'signed', 'spread', 'locked'] as const

export const cellName = (cell: { readonly entryId: EntryId; readonly subCriterionId: SubCriterionId }) =>
  `${cell.entryId} ${cell.subCriterionId}`

/** Entries down, sub-criteria across: how far each has come, by shape, word and colour. */
export function ProgressMatrix(props: {
  progress: Progress
  chosen?: (name: string) => boolean
  onChoose?: (cells: readonly ProgressCell[]) => void
  /** Where an entry's code leads; without it a code chooses the row. */
  entryLink?: (entry: { readonly id: EntryId; readonly code: string }) => {
    readonly href: string
    readonly label: string
  }
}) {
  const trialCells = () => props.progress.trials.flatMap((held) => held.cells)
  const cellsBy = createMemo(
    () => new Map([...props.progress.cells, ...trialCells()].map((cell) => [cellName(cell), cell])),
  )
  const rowOf = (entryId: EntryId) => props.progress.cells.filter((cell) => cell.entryId === entryId)
  const columnOf = (id: SubCriterionId) => props.progress.cells.filter((cell) => cell.subCriterionId === id)
  const shareOf = (entryId: EntryId) => {
    const cells = rowOf(entryId)
    const needed = cells.reduce((n, cell) => n + cell.needed, 0)
    return needed === 0 ? 0 : Math.round((100 * cells.reduce((n, cell) => n + cell.given, 0)) / needed)
  }
  /** Sub-criteria stand in the order of the scheme, so those of one criterion are neighbours. */
  const isFirst = (sub: SubCriterion) =>
    props.progress.subCriteria.find(({ criterionId }) => criterionId === sub.criterionId)?.id === sub.id
  const criteria = () =>
    props.progress.subCriteria.filter(isFirst).map(({ criterionId: id }) => ({
      id,
      columns: props.progress.subCriteria.filter(({ criterionId }) => criterionId === id).length,
    }))
  const word = (cell: ProgressCell) =>
    t(`progress.legend.${cell.spread.length > 0 && cell.state !== 'locked' ? 'spread' : cell.state}`)

  const Cells = (row: { entry: { readonly id: EntryId; readonly code: string } }) => (
    <For each={props.progress.subCriteria}>
      {(sub) => (
        <td data-first={isFirst(sub) ? '' : undefined}>
          <Show when={cellsBy().get(cellName({ entryId: row.entry.id, subCriterionId: sub.id }))}>
            {(cell) => (
              <button
                type="button"
                class="matrix-cell"
                data-cell={cell().spread.length > 0 && cell().state !== 'locked' ? 'spread' : cell().state}
                aria-pressed={props.chosen ? props.chosen(cellName(cell())) : undefined}
                aria-label={`${row.entry.code} ${sheetWords(sub.id)} ${word(cell())} ${cell().given}/${cell().needed}`}
                disabled={!props.onChoose}
                onClick={() => props.onChoose?.([cell()])}
              />
            )}
          </Show>
        </td>
      )}
    </For>
  )

  return (
    <div class="matrix">
      <ul class="matrix-legend">
        <For each={LEGEND}>
          {(state) => (
            <li>
              <i data-cell={state} />
              {t(`progress.legend.${state}`)}
            </li>
          )}
        </For>
      </ul>
      <div class="matrix-scroll">
        <table>
          <thead>
            <tr class="matrix-criteria">
              <td />
              <For each={criteria()}>{(held) => <td colSpan={held.columns}>{held.id}</td>}</For>
              <td />
            </tr>
            <tr>
              <th>{t('progress.code')}</th>
              <For each={props.progress.subCriteria}>
                {(sub) => (
                  <th data-first={isFirst(sub) ? '' : undefined}>
                    <button
                      type="button"
                      title={sub.name}
                      disabled={!props.onChoose}
                      onClick={() => props.onChoose?.(columnOf(sub.id))}
                    >
                      {sheetWords(sub.id)}
                    </button>
                  </th>
                )}
              </For>
              <th class="matrix-share">{t('progress.done')}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.progress.entries}>
              {(entry) => (
                <tr>
                  <th>
                    <Show
                      when={props.entryLink?.({ id: entry.id, code: entry.code })}
                      fallback={
                        <button
                          type="button"
                          disabled={!props.onChoose}
                          onClick={() => props.onChoose?.(rowOf(entry.id))}
                        >
                          {entry.code}
                        </button>
                      }
                    >
                      {(link) => (
                        <a href={link().href} title={link().label} aria-label={link().label}>
                          {entry.code}
                        </a>
                      )}
                    </Show>
                  </th>
                  <Cells entry={entry} />
                  <td class="matrix-share">{shareOf(entry.id)}%</td>
                </tr>
              )}
            </For>
          </tbody>
          <Show when={props.progress.trials.length > 0}>
            <tbody class="matrix-trials" data-testid="trial-progress">
              <For each={props.progress.trials}>
                {(held) => (
                  <tr>
                    <th>
                      {held.code} <em>{trial('tag')}</em>
                    </th>
                    <Cells entry={held} />
                    <td class="matrix-share" />
                  </tr>
                )}
              </For>
            </tbody>
          </Show>
        </table>
      </div>
    </div>
  )
}
