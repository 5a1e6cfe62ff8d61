import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { StageView, Unready } from '#contract/stages.ts'
import { listed } from '../i18n/language.ts'
import { t } from '../i18n/organizer.ts'
import { Icon } from '../ui/Icon.tsx'
import { createProgress, organizerRead } from './createProgress.ts'
import type { StageStore } from './createStage.ts'
import { faultWords } from './scheme/fault-words.ts'

const STEPS: Partial<Record<Unready['kind'], string>> = {
  'no-rubric': '#step-rubric',
  'rubric-unfinished': '#step-rubric',
  'no-entries': '#step-roster',
  'entries-without-division': '#step-roster',
  'scheme-faulty': '#step-scheme',
}

/** Where on the stage's page this is put right. */
export const stepOf = ({ kind }: Unready): string => STEPS[kind] ?? '#step-judges'

/** Names beyond these are counted, not listed. */
const MOST_NAMES = 8

export function wordsOf(unready: Unready): string {
  const names = 'names' in unready ? unready.names : []
  return t(`open.why.${unready.kind}`, {
    ids: 'ids' in unready ? listed(unready.ids.map((id) => id ?? t('open.all'))) : '',
    panel: 'panel' in unready ? unready.panel : '',
    n: String(names.length),
    names: listed(names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), '…'] : names),
    faults: 'faults' in unready ? unready.faults.map(faultWords).join(' ') : '',
  })
}

/** 六 The one vermilion button: it freezes what has been prepared. Later it locks what has been marked. */
export function OpenStep(props: { stage: StageStore; view: StageView }) {
  return (
    <section class="desk-section" aria-labelledby="step-open">
      <h2 id="step-open">
        <i class="song desk-step" /> {t(props.view.state === 'draft' ? 'stage.opening' : 'stage.running')}
      </h2>
      <Switch>
        <Match when={props.view.state === 'draft'}>
          <Opening stage={props.stage} unready={props.view.unready} />
        </Match>
        <Match when={props.view.state === 'open'}>
          <Locking stage={props.stage} view={props.view} />
        </Match>
        <Match when={props.view.state === 'locked'}>
          <p>{t('lock.done')}</p>
        </Match>
      </Switch>
      <Show when={props.view.state !== 'draft'}>
        <p>
          <a class="btn" href={`/api/stages/${props.view.id}/bundle.json`} download="" data-testid="bundle">
            <Icon name="download" />
            {t('open.bundle')}
          </a>{' '}
          <small>{t('open.bundleWhat')}</small>
        </p>
      </Show>
    </section>
  )
}

function Opening(props: { stage: StageStore; unready: readonly Unready[] }) {
  return (
    <>
      <Show when={props.unready.length > 0} fallback={<p>{t('open.ready')}</p>}>
        <p>
          <b>{t('open.unready')}</b>
        </p>
        <ul class="desk-unready">
          <For each={props.unready}>
            {(unready) => (
              <li>
                <a href={stepOf(unready)}>{wordsOf(unready)}</a>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Commit stage={props.stage} step="open" isReady={props.unready.length === 0} />
    </>
  )
}

function Locking(props: { stage: StageStore; view: StageView }) {
  const { progress } = createProgress(() => organizerRead(props.view.id))
  /** Cells that are not locked yet; undefined while that is not known. */
  const left = () => progress()?.cells.filter((cell) => cell.state !== 'locked').length
  return (
    <>
      <p>{t('lock.what')}</p>
      <Show when={left()}>
        {(n) => (
          <p data-testid="cells-left">
            <b>{t('lock.left', { n: String(n()) })}</b>
          </p>
        )}
      </Show>
      <Commit stage={props.stage} step="lock" isReady={left() === 0} />
    </>
  )
}

/** Asks once more before it is done. */
function Commit(props: { stage: StageStore; step: 'open' | 'lock'; isReady: boolean }) {
  const [asking, setAsking] = createSignal(false)
  const go = () => {
    setAsking(false)
    void props.stage[props.step]()
  }
  return (
    <p class="desk-actions">
      <Show
        when={asking()}
        fallback={
          <button
            type="button"
            class="btn commit"
            disabled={props.stage.busy() || !props.isReady}
            onClick={() => setAsking(true)}
            data-testid="commit"
          >
            {t(`${props.step}.go`)}
          </button>
        }
      >
        <button type="button" class="btn" onClick={() => setAsking(false)}>
          {t('cancel')}
        </button>
        <button type="button" class="btn commit" onClick={go} data-testid="commit-confirm">
          {t(`${props.step}.confirm`)}
        </button>
      </Show>
    </p>
  )
}
