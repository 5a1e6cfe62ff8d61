import './trial-entries.css'
import { For, Show } from 'solid-js'
import type { StageView } from '#contract/stages.ts'
import { t as desk } from '../i18n/organizer.ts'
import { t } from '../i18n/trial.ts'
import { Icon } from '../ui/Icon.tsx'
import type { StageStore } from './createStage.ts'

/** What judges mark to agree on their levels: apart from the roster, since it counts nowhere. */
export function TrialEntries(props: { stage: StageStore; view: StageView }) {
  const isDraft = () => props.view.state === 'draft'
  const isLocked = () => props.view.state === 'locked'
  return (
    <Show when={!isLocked() || props.view.trials.length > 0}>
      <div class="trial-entries" data-testid="trials">
        <h3>{t('roster.title')}</h3>
        <p>{t('roster.what')}</p>
        <ul>
          <For each={props.view.trials} fallback={<li>{t('roster.none')}</li>}>
            {(trial) => (
              <li>
                <b>{trial.code}</b> <em>{t('tag')}</em>
                <select
                  aria-label={`${trial.code} ${t('roster.status')}`}
                  value={trial.state === 'present' ? 'present' : 'absent'}
                  disabled={isLocked()}
                  onChange={(e) => props.stage.changeEntry(trial.id, e.currentTarget.value as 'present' | 'absent')}
                >
                  <option value="present">{t('roster.inUse')}</option>
                  <option value="absent">{t('roster.ended')}</option>
                </select>
                <Show when={isDraft()}>
                  <button
                    type="button"
                    class="btn quiet"
                    aria-label={`${desk('remove')} ${trial.code}`}
                    onClick={() => props.stage.removeEntry(trial.id)}
                  >
                    {desk('remove')}
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Show when={!isLocked()}>
          <button
            type="button"
            class="btn"
            disabled={props.stage.busy()}
            onClick={() => props.stage.addTrial()}
            data-testid="add-trial"
          >
            <Icon name="plus" />
            {t('roster.add')}
          </button>
        </Show>
      </div>
    </Show>
  )
}
