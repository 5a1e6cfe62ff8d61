import { createEffect, For, Match, on, Show, Switch } from 'solid-js'
import type { SeatEntry } from '#contract/seats.ts'
import { formatPoints } from '#domain/points.ts'
import type { Aspect, SubCriterion } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import { ChoiceKeys, CountKeys, LevelKeys, YesNoKeys } from './ChoiceKeys.tsx'
import type { Marking } from './createMarking.ts'
import { DeductionSteps } from './DeductionSteps.tsx'
import { NumberPad } from './NumberPad.tsx'
import { usesPad } from './pad.ts'
import { ReadOnly, SaveState } from './SaveState.tsx'
import { shown } from './shown.ts'

/** The cards of one sheet. The current one is kept in view; nothing else moves. */
export function MarkCards(props: { marking: Marking; entry: SeatEntry; subCriterion: SubCriterion }) {
  let main: HTMLElement | undefined
  createEffect(
    on(props.marking.moves, () => {
      const id = props.marking.aspect()?.id
      const card = id === undefined ? undefined : main?.querySelector(`[data-aspect="${CSS.escape(id)}"]`)
      card?.scrollIntoView({ block: 'nearest' })
    }),
  )
  return (
    <main class="judge-main" ref={main}>
      <For each={props.subCriterion.aspects}>
        {(aspect) => <MarkCard marking={props.marking} aspect={aspect} only={padsOf(props.subCriterion) === 1} />}
      </For>
    </main>
  )
}

const padsOf = (subCriterion: SubCriterion) => subCriterion.aspects.filter(usesPad).length

const isPenalty = (aspect: Aspect) => aspect.kind === 'deduction' && aspect.max === 0

function MarkCard(props: { marking: Marking; aspect: Aspect; only: boolean }) {
  const { marking } = props
  const isOpen = () => props.only || marking.aspect()?.id === props.aspect.id
  const spread = () => marking.hasSpread(props.aspect)
  return (
    <section
      class="judge-card"
      data-aspect={props.aspect.id}
      tabindex={-1}
      data-kind={usesPad(props.aspect) ? 'pad' : props.aspect.kind}
      data-open={usesPad(props.aspect) && isOpen() ? '' : undefined}
      data-current={marking.aspect()?.id === props.aspect.id ? '' : undefined}
      aria-label={`${props.aspect.id} ${props.aspect.name}`}
    >
      <header>
        <span class="judge-id">{props.aspect.id}</span>
        <h2>{props.aspect.name}</h2>
        <span class="judge-max">
          {isPenalty(props.aspect)
            ? t('kind.penalty')
            : t(`kind.${props.aspect.kind}`, { max: formatPoints(props.aspect.max) })}
        </span>
        <span class="judge-cst">
          <SaveState marking={marking} aspect={props.aspect} />
        </span>
      </header>
      <Show when={spread()}>
        <p class="judge-spread">
          <Icon name="scale" />
          <span>
            <b>{t('spread')}</b> {t('discuss')}
          </span>
        </p>
      </Show>
      <For each={props.aspect.notes}>{(note) => <p class="judge-note">{note}</p>}</For>
      <Show when={props.aspect.requirement}>
        <p class="judge-note">
          {t('requirement')}：{props.aspect.requirement}
        </p>
      </Show>
      <Attention marking={marking} aspect={props.aspect} />
      <Show
        when={marking.seat.isOwn(props.aspect.id)}
        fallback={
          <p class="judge-agreed">
            <b>{shown(props.aspect, marking.givenOf(props.aspect))}</b>
            <ReadOnly when={true} />
          </p>
        }
      >
        <Keys marking={marking} aspect={props.aspect} open={isOpen()} />
      </Show>
    </section>
  )
}

/** Why the server did not take a mark, beside the aspect, until the judge has read it or marked again. */
function Attention(props: { marking: Marking; aspect: Aspect }) {
  const receipt = () => props.marking.cellOf(props.aspect)?.receipt
  return (
    <Show when={receipt()}>
      {(kept) => (
        <p class="judge-attention" role="alert">
          <Icon name="alert" />
          <span>{whyNotTaken(kept().refusal?.kind ?? kept().outcome)}</span>
          <button type="button" class="btn touch" onClick={() => props.marking.dismiss(props.aspect)}>
            {t('understood')}
          </button>
        </p>
      )}
    </Show>
  )
}

const whyNotTaken = (kind: string) => (t as (key: string) => string | undefined)(`why.${kind}`) ?? t('why.unexpected')

function Keys(props: { marking: Marking; aspect: Aspect; open: boolean }) {
  return (
    <Switch>
      <Match when={usesPad(props.aspect)}>
        <NumberPad marking={props.marking} aspect={props.aspect} open={props.open} />
      </Match>
      <Match when={props.aspect.kind === 'judgement' && props.aspect}>
        {(aspect) => <LevelKeys marking={props.marking} aspect={aspect()} />}
      </Match>
      <Match when={props.aspect.kind === 'pass-fail' && props.aspect}>
        {(aspect) => <YesNoKeys marking={props.marking} aspect={aspect()} />}
      </Match>
      <Match when={props.aspect.kind === 'count' && props.aspect}>
        {(aspect) => <CountKeys marking={props.marking} aspect={aspect()} />}
      </Match>
      <Match when={props.aspect.kind === 'choice' && props.aspect}>
        {(aspect) => <ChoiceKeys marking={props.marking} aspect={aspect()} />}
      </Match>
      <Match when={props.aspect.kind === 'deduction' && props.aspect}>
        {(aspect) => <DeductionSteps marking={props.marking} aspect={aspect()} />}
      </Match>
    </Switch>
  )
}
