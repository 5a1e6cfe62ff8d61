import { Show } from 'solid-js'
import type { Aspect } from '#domain/rubric.ts'
import { t as amended } from '../i18n/amended.ts'
import { t } from '../i18n/judge.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import type { Marking } from './createMarking.ts'
import { waitsForEnter } from './pad.ts'

export type Shown = 'typing' | 'none' | 'saved' | 'waiting' | 'sending' | 'attention' | 'spread' | 'annulled'

const icons: Readonly<Record<Shown, IconName>> = {
  typing: 'pen',
  none: 'minus',
  saved: 'check',
  waiting: 'queue',
  sending: 'sync',
  attention: 'alert',
  spread: 'scale',
  annulled: 'x',
}

/** Where an aspect's mark is on its way; a spread speaks first, since it asks for something, then a figure not entered. */
export function saveState(marking: Marking, aspect: Aspect): Shown {
  if (marking.hasSpread(aspect)) return 'spread'
  if (waitsForEnter(aspect) && marking.typedOn(aspect) !== null) return 'typing'
  const cell = marking.cellOf(aspect)
  if (cell?.state !== 'attention' && marking.amendedOf(aspect)?.kind === 'annulled') return 'annulled'
  if (!cell) return marking.givenOf(aspect) ? 'saved' : 'none'
  if (cell.state === 'waiting') return marking.seat.isOffline() ? 'waiting' : 'sending'
  if (cell.state === 'attention') return 'attention'
  return cell.value.kind === 'taken-back' ? 'none' : 'saved'
}

const wordOf = (state: Shown) => (state === 'annulled' ? amended('annulled') : t(`state.${state}`))

/** Shape, word and colour: take the colour away and it still reads. */
export function SaveState(props: { marking: Marking; aspect: Aspect }) {
  const state = () => saveState(props.marking, props.aspect)
  return (
    <span class="judge-st" data-save={state()}>
      <Icon name={icons[state()]} />
      <b>{wordOf(state())}</b>
    </span>
  )
}

/** What a judge reads of an aspect that another seat sets down. */
export function ReadOnly(props: { when: boolean }) {
  return (
    <Show when={props.when}>
      <span class="judge-readonly">
        <Icon name="lock" /> {t('recordedBy')}
      </span>
    </Show>
  )
}
