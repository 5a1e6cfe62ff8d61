import { For, Show } from 'solid-js'
import { formatPoints } from '#domain/points.ts'
import type { Aspect, Rubric } from '#domain/rubric.ts'
import { type ChangedAspect, compareRubrics } from '#domain/rubric-comparison.ts'
import { t } from '../../i18n/rubric.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'

/** Aspect by aspect, what lies between another version and the one on the desk. */
export function ComparisonTable(props: { version: number; before: Rubric; after: Rubric; onBack: () => void }) {
  const found = () => compareRubrics(props.before, props.after)
  const isSame = () =>
    found().added.length + found().removed.length + found().changed.length + found().moved.length === 0
  return (
    <main class="re-wide" data-testid="rubric-comparison">
      <section>
        <h2>
          {t('compare.title', { n: String(props.version) })}
          <button type="button" class="btn" onClick={() => props.onBack()}>
            <Icon name="undo" />
            {t('back')}
          </button>
        </h2>
        <Show when={isSame()}>
          <p>{t('compare.same')}</p>
        </Show>
        <table>
          <tbody>
            <For each={found().added}>{(aspect) => <One sign="plus" what="added" aspect={aspect} />}</For>
            <For each={found().removed}>{(aspect) => <One sign="minus" what="removed" aspect={aspect} />}</For>
            <For each={found().changed}>{(changed) => <Changed changed={changed} />}</For>
            <For each={found().moved}>
              {({ before, after }) => (
                <tr>
                  <Sign sign="swap" what="moved" />
                  <td>
                    <s>{before.id}</s> → <b>{after.id}</b>
                  </td>
                  <td>{after.name}</td>
                  <td class="re-m">{formatPoints(after.max)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
      <aside>
        <Counts before={props.before} after={props.after} />
      </aside>
    </main>
  )
}

/** The comparison in figures; also beside an import. */
export function Counts(props: { before: Rubric; after: Rubric }) {
  const found = () => compareRubrics(props.before, props.after)
  const counts = () => {
    const { added, changed, removed, moved, unchanged } = found()
    return { added: added.length, changed: changed.length, removed: removed.length, moved: moved.length, unchanged }
  }
  return (
    <dl>
      <For each={['added', 'changed', 'removed', 'moved', 'unchanged'] as const}>
        {(what) => (
          <div>
            <dt>{t(`compare.${what}`)}</dt>
            <dd>{counts()[what]}</dd>
          </div>
        )}
      </For>
      <div>
        <dt>{t('total')}</dt>
        <dd>
          {formatPoints(found().total.before)} → {formatPoints(found().total.after)}
        </dd>
      </div>
    </dl>
  )
}

function Sign(props: { sign: IconName; what: 'added' | 'removed' | 'changed' | 'moved' }) {
  return (
    <td class="re-sign" data-what={props.what}>
      <Icon name={props.sign} />
      <span>{t(`compare.${props.what}`)}</span>
    </td>
  )
}

function One(props: { sign: IconName; what: 'added' | 'removed'; aspect: Aspect }) {
  return (
    <tr>
      <Sign sign={props.sign} what={props.what} />
      <td>{props.aspect.id}</td>
      <td>
        {props.aspect.name}　<small>{t(`kind.${props.aspect.kind}`)}</small>
      </td>
      <td class="re-m">{formatPoints(props.aspect.max)}</td>
    </tr>
  )
}

function Changed(props: { changed: ChangedAspect }) {
  const has = (field: string) => props.changed.fields.includes(field)
  /** Fields of the rule go by one name: what a rule is made of differs from kind to kind. */
  const names = () => [
    ...new Set(
      props.changed.fields.map((field) =>
        field === 'name' ||
        field === 'notes' ||
        field === 'requirement' ||
        field === 'section' ||
        field === 'max' ||
        field === 'kind'
          ? t(`names.${field}`)
          : t('names.rule'),
      ),
    ),
  ]
  return (
    <tr>
      <Sign sign="pen" what="changed" />
      <td>
        <Show when={props.changed.before.id !== props.changed.after.id}>
          <s>{props.changed.before.id}</s> →{' '}
        </Show>
        <b>{props.changed.after.id}</b>
      </td>
      <td>
        <Show when={has('name')}>
          <s>{props.changed.before.name}</s>{' '}
        </Show>
        {props.changed.after.name}　<small>{names().join('、')}</small>
        <Show when={has('kind')}>
          <small>
            <s>{t(`kind.${props.changed.before.kind}`)}</s> → {t(`kind.${props.changed.after.kind}`)}
          </small>
        </Show>
      </td>
      <td class="re-m">
        <Show when={has('max')}>
          <s>{formatPoints(props.changed.before.max)}</s> →{' '}
        </Show>
        {formatPoints(props.changed.after.max)}
      </td>
    </tr>
  )
}
