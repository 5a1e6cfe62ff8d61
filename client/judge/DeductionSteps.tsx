import { For, Show } from 'solid-js'
import { formatPoints } from '#domain/points.ts'
import type { Aspect } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Marking } from './createMarking.ts'
import { costOf } from './shown.ts'

type DeductionAspect = Extract<Aspect, { kind: 'deduction' }>

/** A stepper for each fault. No fault is a mark of its own, and takes one tap. */
export function DeductionSteps(props: { marking: Marking; aspect: DeductionAspect }) {
  const counts = () => props.marking.faultsOf(props.aspect)
  const given = () => props.marking.givenOf(props.aspect) !== undefined
  const isNotAttempted = () => props.marking.givenOf(props.aspect)?.kind === 'not-attempted'
  const mayMark = () => props.marking.mayMark(props.aspect)
  const isCapped = (fault: number) => {
    const { amount, cap } = props.aspect.faults[fault] ?? { amount: 0, cap: null }
    return cap !== null && amount * (counts()[fault] ?? 0) >= cap
  }
  return (
    <div class="judge-steps">
      <For each={props.aspect.faults}>
        {(fault, i) => (
          <div
            class="judge-step"
            data-typing={
              props.aspect.faults.length > 1 &&
              props.marking.isCounting(props.aspect) &&
              props.marking.faultAt() === i()
                ? ''
                : undefined
            }
          >
            <button
              type="button"
              aria-label={`${fault.name} ${t('minus')}`}
              disabled={!mayMark() || (counts()[i()] ?? 0) === 0}
              onClick={() => props.marking.countFault(props.aspect, i(), (counts()[i()] ?? 0) - 1)}
            >
              <Icon name="minus" />
            </button>
            <Show
              when={given() || props.aspect.faults.length > 1}
              fallback={<NoFaults marking={props.marking} aspect={props.aspect} />}
            >
              <output>
                <Show when={props.aspect.faults.length > 1}>
                  <span class="judge-fault">
                    {fault.name} −{formatPoints(fault.amount)}
                  </span>
                </Show>
                <Show when={!isNotAttempted()} fallback={<span>{t('notAttempted')}</span>}>
                  <b>{counts()[i()] ?? 0}</b>
                  <span>{t('times')}</span>
                  <Show when={props.aspect.faults.length === 1}>
                    <em>{costOf(props.aspect, counts())}</em>
                  </Show>
                </Show>
              </output>
            </Show>
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
        <Show when={given()} fallback={<NoFaults marking={props.marking} aspect={props.aspect} />}>
          <p class="judge-cost">
            <Show when={!isNotAttempted()}>{costOf(props.aspect, counts())}</Show>
          </p>
        </Show>
      </Show>
    </div>
  )
}

/** One tap for "nothing to take off"; the result then stands in its place, so that nothing moves. */
function NoFaults(props: { marking: Marking; aspect: DeductionAspect }) {
  return (
    <button
      type="button"
      class="judge-none"
      disabled={!props.marking.mayMark(props.aspect)}
      onClick={() => props.marking.giveFaults(props.aspect, 'finger')}
    >
      {t('noFaults')}
    </button>
  )
}
