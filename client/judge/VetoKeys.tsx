import { Show } from 'solid-js'
import type { Aspect } from '#domain/rubric.ts'
import { aspectWords, sheetWords } from '../i18n/attempts.ts'
import { t } from '../i18n/judge.ts'
import { Key } from './ChoiceKeys.tsx'
import type { Marking } from './createMarking.ts'

/**
 * Raised and not raised are both marks. A veto is asked about once: the answer that gives it stands where "not raised"
 * stood, so that a second tap of the same finger only goes back.
 */
export function VetoKeys(props: { marking: Marking; aspect: Extract<Aspect, { kind: 'veto' }> }) {
  const isAsking = () => props.marking.typedOn(props.aspect) !== null
  const isRaised = () => {
    const given = props.marking.givenOf(props.aspect)
    return given?.kind === 'veto' && given.raised
  }
  const nought = () =>
    t(`veto.${props.aspect.target}`, { id: sheetWords(props.marking.sheet()?.subCriterion.id ?? '') })
  const raise = () => (isRaised() ? props.marking.touch(props.aspect) : props.marking.askVeto(props.aspect))
  return (
    <>
      <p class="judge-nought" data-asks={isAsking() ? '' : undefined} role="status">
        {t(isAsking() ? 'veto.asks' : 'veto.means', { nought: nought() })}
      </p>
      <Show
        when={isAsking()}
        fallback={
          <div class="judge-two judge-veto" role="radiogroup" aria-label={aspectWords(props.aspect.id)}>
            <Key marking={props.marking} aspect={props.aspect} value={{ kind: 'veto', raised: false }}>
              <span>{t('veto.notRaised')}</span>
            </Key>
            {/* biome-ignore lint/a11y/useSemanticElements: a key beside the other, no native radio */}
            <button
              type="button"
              role="radio"
              aria-checked={isRaised()}
              disabled={!props.marking.mayMark(props.aspect)}
              onClick={raise}
            >
              <span>{t('veto.raised')}</span>
            </button>
          </div>
        }
      >
        <div class="judge-two judge-veto" data-asks="">
          <button
            type="button"
            class="judge-raise"
            onClick={() => props.marking.give(props.aspect, { kind: 'veto', raised: true }, 'finger')}
          >
            {t('veto.confirm')}
          </button>
          <button type="button" onClick={() => props.marking.forgetTyping(props.aspect)}>
            {t('veto.back')}
          </button>
        </div>
      </Show>
    </>
  )
}
