import { For, type JSX, Show } from 'solid-js'
import type { EntryExplanation, Figure, ToldPart } from '#contract/entry-explanation.ts'
import { t } from '../../i18n/explain.ts'
import { carriedFigure, contributionSentence, correctionsIn, isPlain, sumSentence } from './arithmetic.ts'
import type { Opened } from './createExplanation.ts'
import { plain, points, share } from './figures.ts'

/** A group is named by its panel and, in English, by what of its marks it puts together. */
const FAMILY = / (judgement|measurement|points)$/

export const wholeName = (group: string) => `${t('whole')}${t('colon')}${group.replace(FAMILY, '')}`

/** Left: what the total is added up from, each with its bar. */
export function SumColumn(props: { told: EntryExplanation; opened: Opened }) {
  const only = () => (isPlain(props.told) ? props.told.parts[0] : undefined)
  /** What was made 0 is 0 whatever was taken off. */
  const corrected = () => (props.told.isNought ? [] : correctionsIn(props.told).map(({ figure }) => figure))
  const added = () => [
    ...props.told.parts.map(({ contribution }) => contribution),
    ...props.told.carried.map(carriedFigure),
  ]
  return (
    <div class="explain-sums">
      <h3>{t(only() ? 'totalTitle' : 'partsTitle')}</h3>
      <For each={props.told.parts}>
        {(part) => (
          <section>
            <Show when={!only()}>
              <Sum id="" name={part.name || part.id} value={part.points} maximum={part.maximum} strong />
              <Show when={contributionSentence(part, props.told.composition)}>
                {(sentence) => <p class="explain-work">{sentence()}</p>}
              </Show>
            </Show>
            <ul>
              <For each={part.criteria}>
                {(criterion) => (
                  <li>
                    <Sum id={criterion.id} name={criterion.name} value={criterion.points} maximum={criterion.maximum}>
                      <Jump name={`${part.id} ${criterion.id}`} opened={props.opened} />
                    </Sum>
                  </li>
                )}
              </For>
              <For each={part.wholes}>
                {(unit) => (
                  <li>
                    <Sum id="" name={wholeName(unit.group)} value={unit.points} maximum={unit.maximum} />
                  </li>
                )}
              </For>
              <For each={part.attempts}>
                {(attempt, i) => (
                  <li>
                    <Sum id="" name={t('attempt', { n: String(i() + 1) })} value={attempt.points} maximum={null} />
                  </li>
                )}
              </For>
            </ul>
            <PartWork part={part} />
          </section>
        )}
      </For>
      <For each={props.told.carried}>
        {(carried) => (
          <Sum id="" name={t('carried', { stage: carried.name })} value={carried.points} maximum={null}>
            <small>× {plain(carried.weight)}</small>
          </Sum>
        )}
      </For>
      <For each={correctionsIn(props.told)}>
        {({ kind, reason, signer, figure }) => (
          <div class="explain-correction" data-testid="correction">
            <Sum id="" name={t(kind)} value={figure} maximum={null}>
              <small>
                {reason}
                {t('joint')}
                {t('signedBy', { signer })}
              </small>
            </Sum>
          </div>
        )}
      </For>
      <Show when={props.told.total}>
        {(total) => (
          <p class="explain-work explain-total" data-testid="total-work">
            {t('total')} ={' '}
            {only()
              ? sumSentence(
                  [...only()!.criteria, ...only()!.wholes].map((one) => one.points),
                  total(),
                  corrected(),
                )
              : sumSentence(added(), total(), corrected())}
          </p>
        )}
      </Show>
    </div>
  )
}

/** How a part came about where the page has several, or one that counts with a weight. */
function PartWork(props: { part: ToldPart }) {
  const best = () => String(props.part.take?.best ?? 1)
  return (
    <>
      <Show when={props.part.take}>
        {(take) => <p class="explain-work">{t(`take.${take().take}`, { n: best() })}</p>}
      </Show>
      <Show when={props.part.minimum}>
        {(minimum) => (
          <p class="explain-work">
            {t('minimum', { minimum: points(minimum()) })}{' '}
            {props.part.passed === null ? '' : t(props.part.passed ? 'passed' : 'failed')}
          </p>
        )}
      </Show>
    </>
  )
}

function Jump(props: { name: string; opened: Opened }) {
  const go = () => {
    if (!props.opened.isOpen(props.name)) props.opened.toggle(props.name)
    document.getElementById(anchorOf(props.name))?.scrollIntoView({ block: 'start' })
  }
  return <button type="button" class="explain-jump" aria-label={props.name.split(' ').pop()} onClick={go} />
}

export const anchorOf = (name: string) => `told-${name.replace(/ /g, '-')}`

export function Sum(props: {
  id: string
  name: string
  value: Figure | null
  maximum: Figure | null
  strong?: boolean
  children?: JSX.Element
}) {
  return (
    <div class="explain-sum" data-strong={props.strong ? '' : undefined}>
      <b>{props.id}</b>
      <span>{props.name}</span>
      <em>
        <Points value={props.value} maximum={props.maximum} />
      </em>
      <Bar value={props.value} maximum={props.maximum} />
      {props.children}
    </div>
  )
}

/** Where nothing is complete a dash, and never a nought. */
export function Points(props: { value: Figure | null; maximum: Figure | null }) {
  return (
    <>
      {props.value === null ? '–' : points(props.value)}
      <Show when={props.maximum}>{(maximum) => <small> / {points(maximum())}</small>}</Show>
    </>
  )
}

function Bar(props: { value: Figure | null; maximum: Figure | null }) {
  return <i class="explain-bar" style={{ '--v': String(share(props.value, props.maximum)) }} />
}
