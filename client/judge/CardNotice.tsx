import { Match, Switch } from 'solid-js'
import type { Aspect } from '#domain/rubric.ts'
import { aspectWords } from '../i18n/attempts.ts'
import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Marking } from './createMarking.ts'
import type { NoteDesk } from './createNoteDesk.ts'
import { NoteSign } from './NoteSign.tsx'
import { whyOf } from './shown.ts'

/**
 * What this aspect asks of the judge. It takes the place of the card's head, so that the keys below stay under the
 * finger: a spread to talk about, or why the server did not take a mark, until the judge has read it or marked again.
 */
export function CardNotice(props: { kind: 'attention' | 'spread'; marking: Marking; notes: NoteDesk; aspect: Aspect }) {
  const why = () => {
    const receipt = props.marking.cellOf(props.aspect)?.receipt
    return whyOf(receipt?.refusal?.kind ?? receipt?.outcome ?? 'unexpected')
  }
  const spread = () => {
    const said = props.marking.discussedOf(props.aspect)
    if (said?.kind === 'refused') return `${whyOf(said.why)}${t('stop')}`
    return said?.kind === 'stands' ? t('spreadStands') : t('spread')
  }
  const standing = () => props.notes.standingOf(props.marking.entry()?.id, props.aspect.id)
  const head = () => (
    <b class="judge-notice-head">
      <span class="judge-id">{aspectWords(props.aspect.id)}</span> {props.aspect.name}
    </b>
  )
  return (
    <Switch>
      <Match when={props.kind === 'attention'}>
        <div class="judge-attention" role="alert">
          <Icon name="alert" />
          <p>
            {head()}
            <span>
              {t('notSaved')} {why()}
            </span>
          </p>
          <NoteSign standing={standing()} />
          <button type="button" class="btn touch" onClick={() => props.marking.dismiss(props.aspect)}>
            {t('understood')}
          </button>
        </div>
      </Match>
      <Match when={props.kind === 'spread'}>
        <div class="judge-spread" role="status">
          <Icon name="scale" />
          <p>
            {head()}
            <span>
              <b>{spread()}</b> {t('discuss')}
            </span>
          </p>
          <NoteSign standing={standing()} />
          <button
            type="button"
            class="btn touch"
            disabled={!props.marking.mayDiscuss(props.aspect)}
            onClick={() => props.marking.discuss(props.aspect)}
          >
            {t('discussed')}
          </button>
        </div>
      </Match>
    </Switch>
  )
}
