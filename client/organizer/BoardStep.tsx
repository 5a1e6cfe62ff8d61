import { For, Show } from 'solid-js'
import type { StageView } from '#contract/stages.ts'
import { type BoardSettings, boardUsesOwnCodes, type Feed, type Identity, mayShowNames } from '#domain/stage.ts'
import { t } from '../i18n/organizer.ts'
import type { StageStore } from './createStage.ts'

const FEEDS: readonly Feed[] = ['on-lock', 'panel-complete', 'each-mark']
const IDENTITIES: readonly Identity[] = ['code', 'name']

/** 五 What the hall sees, and when: only what the rules allow can be chosen (RULES §10). */
export function BoardStep(props: { stage: StageStore; view: StageView }) {
  const settings = () => props.view.settings
  const isDraft = () => props.view.state === 'draft'
  /** A change that makes names unlawful takes codes with it, rather than being refused. */
  const change = (next: Partial<BoardSettings>) => {
    const wanted = { ...settings(), ...next }
    void props.stage.changeSettings(mayShowNames(wanted) ? wanted : { ...wanted, identity: 'code' })
  }
  return (
    <section class="desk-section" aria-labelledby="step-board">
      <h2 id="step-board">
        <i class="song desk-step" /> {t('stage.board')}
      </h2>
      <fieldset class="desk-settings" disabled={!isDraft()}>
        <label>
          <input
            type="checkbox"
            name="blind"
            checked={settings().blind}
            onChange={(e) => change({ blind: e.currentTarget.checked })}
          />
          {t('board.blind')}
        </label>
        <p>{t('board.feed')}</p>
        <For each={FEEDS}>
          {(feed) => (
            <label>
              <input
                type="radio"
                name="feed"
                value={feed}
                checked={settings().feed === feed}
                onChange={() => change({ feed })}
              />
              {t(`board.feeds.${feed}`)}
            </label>
          )}
        </For>
        <p>{t('board.identity')}</p>
        <For each={IDENTITIES}>
          {(identity) => (
            <label>
              <input
                type="radio"
                name="identity"
                value={identity}
                checked={settings().identity === identity}
                disabled={!mayShowNames({ ...settings(), identity })}
                onChange={() => change({ identity })}
              />
              {t(`board.identities.${identity}`)}
              <Show when={!mayShowNames({ ...settings(), identity })}>
                <small>{t('board.notWithName')}</small>
              </Show>
            </label>
          )}
        </For>
        <Show when={boardUsesOwnCodes(settings())}>
          <p class="desk-hint">{t('board.ownCodes')}</p>
        </Show>
      </fieldset>
    </section>
  )
}
