import { aspectWords, sheetWords } from '../i18n/attempts.ts'
import './moving.css'
import { createSignal, For, Show } from 'solid-js'
import type { SeatEntry } from '#contract/seats.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import { t as amended } from '../i18n/amended.ts'
import { t } from '../i18n/moving.ts'
import { t as trial } from '../i18n/trial.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Marking } from './createMarking.ts'
import { TrialMarks } from './TrialMarks.tsx'

/** What is not as usual about this sheet: it was returned, its marks were moved, an aspect was amended, or it is a trial. */
export function SheetNote(props: { marking: Marking; entry: SeatEntry; subCriterion: SubCriterion }) {
  const [seeing, setSeeing] = createSignal(false)
  const sheet = () => props.marking.seat.sheetOf(props.entry.id, props.subCriterion.id)
  const panel = () =>
    props.marking.seat.state.view?.trialSheets.find(
      ({ entryId, subCriterionId }) => entryId === props.entry.id && subCriterionId === props.subCriterion.id,
    )
  const codeOf = (id: string) => props.marking.entries().find((entry) => entry.id === id)?.code ?? t('note.nobody')
  return (
    <>
      <Show when={sheet().state === 'open' && sheet().returned}>
        {(reason) => (
          <p class="sheet-note" role="status" data-testid="sheet-returned">
            <Icon name="undo" />
            <span>{t('note.returned', { reason: reason() })}</span>
          </p>
        )}
      </Show>
      <Show when={sheet().moved}>
        {(moved) => (
          <p class="sheet-note" role="status" data-testid="sheet-moved">
            <Icon name="swap" />
            <span>
              {t(`note.${moved().way}`, {
                code: codeOf(moved().other),
                who: t(moved().byChief ? 'note.chief' : 'note.self'),
                reason: moved().reason,
              })}
            </span>
          </p>
        )}
      </Show>
      <For each={props.subCriterion.aspects.flatMap((aspect) => props.marking.amendedOf(aspect) ?? [])}>
        {(one) => (
          <p class="sheet-note" role="status" data-testid={`amended-${one.aspectId}`}>
            <Icon name={one.kind === 'annulled' ? 'x' : 'pen'} />
            <span>{amended(`note.${one.kind}`, { id: aspectWords(one.aspectId), reason: one.reason })}</span>
          </p>
        )}
      </For>
      <Show when={props.entry.trial}>
        <div class="sheet-note" data-trial="" data-testid="trial-note">
          <Icon name="scale" />
          <p>
            <b>{trial('what')}</b>
            <span>{panel() ? '' : trial('waits')}</span>
          </p>
          <button type="button" class="btn touch" disabled={!panel()} onClick={() => setSeeing(true)}>
            <Icon name="people" />
            {trial('see')}
          </button>
        </div>
      </Show>
      <Show when={seeing() && panel()}>
        {(given) => (
          <TrialMarks
            sheet={given()}
            code={props.entry.code}
            name={`${sheetWords(props.subCriterion.id)} ${props.subCriterion.name}`}
            close={() => setSeeing(false)}
          />
        )}
      </Show>
    </>
  )
}
