import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import type { SeatView } from '#contract/seats.ts'
import { sheetWords } from '../i18n/attempts.ts'
import { t } from '../i18n/judge.ts'
import { language, toggleLanguage } from '../i18n/language.ts'
import { t as moving } from '../i18n/moving.ts'
import { t as trial } from '../i18n/trial.ts'
import { Icon } from '../ui/Icon.tsx'
import { Seal } from '../ui/Seal.tsx'
import { isGlare, toggleGlare } from '../ui/theme.ts'
import type { Marking } from './createMarking.ts'
import { SheetStanding } from './SheetStanding.tsx'

/** Which sheet, which competitor, which judge. Both choices open a list; arrows step through competitors. */
export function TopBar(props: { marking: Marking; view: SeatView; onMove?: (() => void) | undefined }) {
  let entryList: HTMLDialogElement | undefined
  let sheetList: HTMLDialogElement | undefined
  const sheet = () => props.marking.sheet()
  const entry = () => props.marking.entry()
  const counted = () => props.marking.entries().filter((candidate) => !candidate.trial).length
  /** Marks on the wrong competitor are found out where competitors and sheets are chosen. */
  const MoveLink = () => (
    <Show when={props.onMove && entry() && sheet()}>
      {(at) => (
        <button type="submit" class="move-link" onClick={() => props.onMove?.()}>
          <Icon name="swap" />
          <i>{moving('link', { sheet: `${entry()?.code} · ${sheetWords(at().subCriterion.id)}` })}</i>
        </button>
      )}
    </Show>
  )

  return (
    <header class="judge-top">
      <button type="button" class="judge-crit" onClick={() => sheetList?.showModal()} aria-label={t('chooseSheet')}>
        <Seal />
        <span>
          <small>
            {t('criterion', { id: sheet()?.criterion.id ?? '' })} · {sheet()?.criterion.name}
          </small>
          <b>
            {sheetWords(sheet()?.subCriterion.id ?? '')} {sheet()?.subCriterion.name}
          </b>
        </span>
      </button>
      <div class="judge-who">
        <button
          type="button"
          aria-label={t('previous')}
          disabled={props.marking.entryAt() <= 0}
          onClick={() => props.marking.goEntry(props.marking.entryAt() - 1)}
        >
          <Icon name="left" />
        </button>
        <button type="button" class="judge-code" aria-label={t('choose')} onClick={() => entryList?.showModal()}>
          <Show when={entry()} fallback={<b>—</b>}>
            {(on) => (
              <>
                <b>{on().code}</b>
                <span>
                  <Show when={on().station}>{(station) => <em>{t('station', { station: station() })}</em>}</Show>
                  <Show when={!on().trial} fallback={<em class="trial-tag">{trial('tag')}</em>}>
                    <span>{t('nth', { n: String(props.marking.entryAt() + 1), of: String(counted()) })}</span>
                  </Show>
                </span>
              </>
            )}
          </Show>
        </button>
        <button
          type="button"
          aria-label={t('next')}
          disabled={props.marking.entryAt() >= props.marking.entries().length - 1}
          onClick={() => props.marking.goEntry(props.marking.entryAt() + 1)}
        >
          <Icon name="right" />
        </button>
      </div>
      <div class="judge-tools">
        <div class="judge-me">
          <b>{t('judge', { label: props.view.seat.label })}</b>
          <span>{t(props.view.blind ? 'blind' : 'open')}</span>
        </div>
        <Show when={props.view.seat.chief}>
          <A class="judge-tool" href={`/judge/${props.view.seat.id}/panel`} aria-label={t('panel')}>
            <Icon name="lock" />
            <span>{t('panel')}</span>
          </A>
        </Show>
        <button
          type="button"
          class="judge-tool"
          aria-label={t('sunlight')}
          aria-pressed={isGlare()}
          onClick={toggleGlare}
        >
          <Icon name="sun" />
        </button>
        <button type="button" class="judge-tool" aria-label={t('language')} onClick={toggleLanguage}>
          {language() === 'en' ? '中' : 'EN'}
        </button>
      </div>

      <dialog class="judge-list" ref={entryList} aria-label={t('choose')}>
        <form method="dialog">
          <For each={props.marking.entries()}>
            {(candidate, i) => (
              <button
                type="submit"
                aria-current={i() === props.marking.entryAt() ? 'true' : undefined}
                data-trial={candidate.trial ? '' : undefined}
                onClick={() => props.marking.goEntry(i())}
              >
                <b>{candidate.code}</b>
                <Show when={candidate.trial}>
                  <em class="trial-tag">{trial('tag')}</em>
                </Show>
                <Show when={sheet()}>
                  {(at) => (
                    <SheetStanding marking={props.marking} entryId={candidate.id} subCriterion={at().subCriterion} />
                  )}
                </Show>
              </button>
            )}
          </For>
          <MoveLink />
          <button type="submit" class="judge-list-close">
            {t('close')}
          </button>
        </form>
      </dialog>
      <dialog class="judge-list judge-list-sheets" ref={sheetList} aria-label={t('chooseSheet')}>
        <form method="dialog">
          <For each={props.marking.sheets()}>
            {(candidate) => (
              <button
                type="submit"
                aria-current={candidate.subCriterion.id === sheet()?.subCriterion.id ? 'true' : undefined}
                onClick={() => props.marking.goSheet(candidate.subCriterion.id)}
              >
                <b>{sheetWords(candidate.subCriterion.id)}</b>
                <i>{candidate.subCriterion.name}</i>
                <Show when={entry()}>
                  {(on) => (
                    <SheetStanding marking={props.marking} entryId={on().id} subCriterion={candidate.subCriterion} />
                  )}
                </Show>
              </button>
            )}
          </For>
          <MoveLink />
          <button type="submit" class="judge-list-close">
            {t('close')}
          </button>
        </form>
      </dialog>
    </header>
  )
}
