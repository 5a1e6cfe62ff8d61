import { For, Show } from 'solid-js'
import { formatPoints } from '#domain/points.ts'
import type { Aspect } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Marking } from './createMarking.ts'
import { costOf } from './shown.ts'

/** A stepper for each fault. No fault is a mark of its own, and takes one tap. */
export function DeductionSteps(props: { marking: Marking; aspect: Extract<Aspect, { kind: 'deduction' }> }) {
  const counts = () => props.marking.faultsOf(props.aspect)
  const given = () => props.marking.givenOf(props.aspect) !== undefined
  const mayMark = () => props.marking.mayMark(props.aspect)
  const isCapped = (fault: number) => {
    const { amount, cap } = props.aspect.faults[fault] ?? { amount: 0, cap: null }
    return cap !== null && amount * (counts()[fault] ?? 0) >= cap
  }
  return (
    <div class="judge-steps">
      <For each={props.aspect.faults}>
        {(fault, i) => (
          <div class="judge-step">
            <button
              type="button"
              aria-label={`${fault.name} ${t('minus')}`}
              disabled={!mayMark() || (counts()[i()] ?? 0) === 0}
              onClick={() => props.marking.countFault(props.aspect, i(), (counts()[i()] ?? 0) - 1)}
            >
              <Icon name="minus" />
            </button>
            <output>
              <Show when={props.aspect.faults.length > 1}>
                <span class="judge-fault">
                  {fault.name} −{formatPoints(fault.amount)}
                </span>
              </Show>
              <b>{counts()[i()] ?? 0}</b>
              <span>{t('times')}</span>
              <Show when={props.aspect.faults.length === 1}>
                <em>{costOf(props.aspect, counts())}</em>
              </Show>
            </output>
            <button
              type="button"
              aria-label={`${fault.name} ${t('plus')}`}
              disabled={!mayMark() || isCapped(i())}
              onClick={() => props.marking.countFault(props.aspect, i(), (counts()[i()] ?? 0) + 1)}
            >
              <Icon name="plus" />
            </button>
          </div>
        )}
      </For>
      <Show when={props.aspect.faults.length > 1}>
        <p class="judge-cost">{costOf(props.aspect, counts())}</p>
      </Show>
      <Show when={!given()}>
        <button
          type="button"
          class="judge-none"
          disabled={!mayMark()}
          onClick={() => props.marking.giveFaults(props.aspect, 'finger')}
        >
          {t('noFaults')}
        </button>
      </Show>
    </div>
  )
}
