import { For, Show } from 'solid-js'
import type { ToldAttempt, ToldCriterion, ToldInside, ToldSubCriterion } from '#contract/entry-explanation.ts'
import { t } from '../../i18n/explain.ts'
import { Icon } from '../../ui/Icon.tsx'
import { attemptSentence, sumSentence } from './arithmetic.ts'
import type { Opened } from './createExplanation.ts'
import { anchorOf, Points, wholeName } from './SumColumn.tsx'
import { UnitRow } from './UnitRow.tsx'

/** What the groups gave in a part, or in each of its attempts. */
export function Inside(props: {
  told: ToldInside
  name: string
  nought: 'part' | 'entry' | null
  attempts: readonly ToldAttempt[]
  opened: Opened
}) {
  return (
    <>
      <Show when={props.nought}>{(by) => <p class="explain-nought">{t(`noughtBy.${by()}`)}</p>}</Show>
      <For each={props.told.criteria}>
        {(criterion) => <Criterion told={criterion} name={`${props.name} ${criterion.id}`} opened={props.opened} />}
      </For>
      <For each={props.told.wholes}>
        {(unit) => (
          <section class="explain-whole">
            <h4>{wholeName(unit.group)}</h4>
            <UnitRow unit={unit} />
          </section>
        )}
      </For>
      <For each={props.attempts}>
        {(attempt, i) => (
          <section class="explain-attempt">
            <h4>
              {t('attempt', { n: String(i() + 1) })}{' '}
              <span>{attempt.isVoid ? t('void') : attemptSentence(attempt)}</span>
            </h4>
            <Inside
              told={attempt}
              name={`${props.name} ${attempt.id}`}
              nought={null}
              attempts={[]}
              opened={props.opened}
            />
          </section>
        )}
      </For>
    </>
  )
}

/** Opens and closes on the screen; on paper all of it stands open. */
function Criterion(props: { told: ToldCriterion; name: string; opened: Opened }) {
  const isOpen = () => props.opened.isOpen(props.name)
  const anchor = () => anchorOf(props.name)
  return (
    <section class="explain-criterion" id={anchor()} data-criterion={props.told.id}>
      <h4>
        <button
          type="button"
          aria-expanded={isOpen()}
          aria-controls={`${anchor()}-inside`}
          onClick={() => props.opened.toggle(props.name)}
        >
          <Icon name="right" />
          <b>{props.told.id}</b>
          <span>{props.told.name}</span>
          <Show when={props.told.missing > 0}>
            <small class="explain-warn">{t('missing', { n: String(props.told.missing) })}</small>
          </Show>
          <em>
            <Points value={props.told.points} maximum={props.told.maximum} />
          </em>
        </button>
      </h4>
      <div id={`${anchor()}-inside`} class="explain-inside" data-closed={isOpen() ? undefined : ''}>
        <Show when={props.told.points !== null && props.told.subCriteria.length > 1}>
          <p class="explain-work">
            {props.told.id} ={' '}
            {sumSentence(
              props.told.subCriteria.map((sub) => sub.points),
              props.told.points!,
            )}
          </p>
        </Show>
        <For each={props.told.subCriteria}>{(sub) => <SubCriterion told={sub} />}</For>
      </div>
    </section>
  )
}

function SubCriterion(props: { told: ToldSubCriterion }) {
  const work = () =>
    props.told.points === null || props.told.units.length < 2
      ? undefined
      : sumSentence(
          props.told.units.map((unit) => unit.points),
          props.told.points,
        )
  return (
    <section class="explain-sub">
      <h5>
        <b>{props.told.id}</b>
        <span>{props.told.name}</span>
        <Show when={props.told.missing > 0}>
          <small class="explain-warn">{t('missing', { n: String(props.told.missing) })}</small>
        </Show>
        <em>
          <Points value={props.told.points} maximum={props.told.maximum} />
        </em>
      </h5>
      <Show when={props.told.nought}>{(by) => <p class="explain-nought">{t(`noughtBy.${by()}`)}</p>}</Show>
      <ul>
        <For each={props.told.units}>
          {(unit) => (
            <li>
              <UnitRow unit={unit} />
            </li>
          )}
        </For>
      </ul>
      <Show when={props.told.nought === null && work()}>
        <p class="explain-work">
          {props.told.id} = {work()}
          {props.told.isFloored ? ` (${t('floor', { floor: '0.00' })})` : ''}
        </p>
      </Show>
    </section>
  )
}
