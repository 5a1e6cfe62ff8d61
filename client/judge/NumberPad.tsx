import { For, Show } from 'solid-js'
import type { Aspect } from '#domain/rubric.ts'
import { aspectWords } from '../i18n/attempts.ts'
import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import { fullOf, isReading, signed } from '../ui/limits.ts'
import type { Marking } from './createMarking.ts'
import { gaugeOf } from './gauge.ts'
import { figureOf, isPadAspect, mayBeNegative, type PadKey, rangeOf, stepOf } from './pad.ts'
import { TimeLimits } from './TimeLimits.tsx'

const DIGITS: readonly PadKey[] = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '.', '0', '00']

/** The figure as it is being typed or was given, with what can be typed and what gives full marks. */
export function Reading(props: { marking: Marking; aspect: Aspect; isShared?: boolean }) {
  const text = () => props.marking.padText(props.aspect)
  const range = () => (isPadAspect(props.aspect) ? rangeOf(props.aspect) : undefined)
  const unit = () => (isReading(props.aspect) ? props.aspect.instrument.unit : '')
  const gauge = () => gaugeOf(props.aspect, text())
  return (
    <>
      <div class="judge-read">
        <p class="judge-range" data-off={props.marking.isOff(props.aspect) ? '' : undefined}>
          <Show when={range()}>
            {(limits) => (
              <span>
                {t('range')}{' '}
                <b>
                  {signed(limits().low)}–{signed(limits().high)}
                </b>
              </span>
            )}
          </Show>
          <Show when={stepOf(props.aspect)}>
            {(step) => (
              <span>
                {t('step')} <b>{step()}</b>
              </span>
            )}
          </Show>
          <Show when={props.aspect.kind === 'timed' && props.aspect}>
            {(aspect) => (
              <TimeLimits
                rule={aspect()}
                typed={props.marking.typedOn(aspect()) ?? ''}
                isShort={props.isShared ?? false}
              />
            )}
          </Show>
          <Show when={props.aspect.kind === 'imported' && props.aspect.source}>
            {(source) => (
              <span>
                {t('source')} <b>{source()}</b>
              </span>
            )}
          </Show>
          <Show when={isReading(props.aspect) && fullOf(props.aspect)}>
            {(full) => (
              <span>
                {t('full')} <b>{full()}</b>
              </span>
            )}
          </Show>
        </p>
        <button
          type="button"
          class="judge-figure"
          data-time={props.aspect.kind === 'timed' ? '' : undefined}
          data-typing={props.marking.typedOn(props.aspect) !== null ? '' : undefined}
          data-off={props.marking.isOff(props.aspect) ? '' : undefined}
          aria-label={`${aspectWords(props.aspect.id)} ${figureOf(props.aspect, text()) || t('state.none')}`}
          onClick={() => props.marking.touch(props.aspect)}
        >
          {figureOf(props.aspect, text()) || '—'}
          <small>{unit()}</small>
        </button>
      </div>
      <Show when={gauge()}>
        {(shown) => (
          <div
            class="judge-gauge"
            aria-hidden="true"
            style={{ '--from': shown().from, '--to': shown().to, '--at': shown().at ?? '-1' }}
          >
            <i />
            <Show when={shown().at !== null}>
              <u />
            </Show>
          </div>
        )}
      </Show>
    </>
  )
}

/** The own pad for figures. Keys that cannot lead to a value of the scale are disabled (U6). */
export function NumberPad(props: { marking: Marking; aspect: Aspect }) {
  const hasSign = () => isPadAspect(props.aspect) && mayBeNegative(props.aspect)
  return (
    <div class="judge-pad">
      <For each={DIGITS}>
        {(key) => (
          <button
            type="button"
            class="judge-key"
            disabled={!props.marking.canPress(props.aspect, key)}
            onClick={() => props.marking.press(props.aspect, key, 'finger')}
          >
            {key}
          </button>
        )}
      </For>
      <button
        type="button"
        class="judge-key judge-fn judge-bk"
        aria-label={t('back')}
        disabled={!props.marking.canPress(props.aspect, 'back')}
        onClick={() => props.marking.press(props.aspect, 'back', 'finger')}
      >
        <Icon name="back" />
      </button>
      <Show
        when={hasSign()}
        fallback={
          <button
            type="button"
            class="judge-key judge-fn judge-cl"
            disabled={!props.marking.canPress(props.aspect, 'clear')}
            onClick={() => props.marking.press(props.aspect, 'clear', 'finger')}
          >
            {t('clear')}
          </button>
        }
      >
        <button
          type="button"
          class="judge-key judge-fn judge-cl"
          disabled={!props.marking.canPress(props.aspect, '-')}
          onClick={() => props.marking.press(props.aspect, '-', 'finger')}
        >
          −
        </button>
      </Show>
      <button
        type="button"
        class="judge-key judge-ok"
        disabled={!props.marking.canEnter(props.aspect)}
        onClick={() => props.marking.enter(props.aspect, 'finger')}
      >
        {t('enter')}
      </button>
    </div>
  )
}
