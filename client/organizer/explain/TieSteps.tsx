import { For, Match, Show, Switch } from 'solid-js'
import type { ComparedLink, EntryExplanation, Neighbour } from '#contract/entry-explanation.ts'
import { t } from '../../i18n/explain.ts'
import { Icon } from '../../ui/Icon.tsx'
import { points } from './figures.ts'
import { linkWords, saidBy } from './link-words.ts'

/** Where a neighbour has the same total: the steps of the rules, and the one that decided. */
export function TieSteps(props: { told: EntryExplanation }) {
  const beside = () => [
    ...props.told.neighbours.above,
    ...props.told.neighbours.sharing,
    ...props.told.neighbours.below,
  ]
  /** Equal as published: by the chain, or by what was rounded away. */
  const equal = () => beside().filter((one) => one.total === props.told.total)
  return <For each={equal()}>{(one) => <Tie one={one} own={props.told} />}</For>
}

function Tie(props: { one: Neighbour; own: EntryExplanation }) {
  const shares = () => props.one.rank === props.own.rank?.rank
  const said = () => {
    if (shares()) return t(props.one.chain.length > 0 ? 'tie.shares' : 'tie.noChain')
    return t(props.one.chain.length > 0 ? 'tie.by' : 'tie.exact')
  }
  return (
    <section class="explain-tie" data-testid="tie">
      <h3>
        {t('tie.title', { name: props.one.name, total: points(props.one.total) })}
        <span>{said()}</span>
      </h3>
      <Show when={props.one.chain.length > 0}>
        <ol>
          <For each={props.one.chain}>
            {(step, i) => (
              <li data-outcome={step.outcome}>
                <p>
                  <Icon name={ICONS[step.outcome]} />
                  {t('tie.step', { n: String(i() + 1) })} <span>{linkWords(step)}</span>
                </p>
                <Values step={step} name={props.one.name} />
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  )
}

const ICONS = { equal: 'equal', decides: 'check', unused: 'minus' } as const

function Values(props: { step: ComparedLink; name: string }) {
  return (
    <Switch>
      <Match when={props.step.outcome === 'unused'}>
        <p>{t('tie.unused')}</p>
      </Match>
      <Match when={true}>
        <p>
          <b>{saidBy(props.step.link, props.step.own)}</b>
          <Show when={props.name}>
            <span>
              {props.name} {saidBy(props.step.link, props.step.theirs)}
            </span>
          </Show>
        </p>
      </Match>
    </Switch>
  )
}
