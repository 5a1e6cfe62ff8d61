import { Match, Show, Switch } from 'solid-js'
import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Seat } from './createSeat.ts'
import { timeOf, whyOf } from './shown.ts'

/** Always there, always as high: how the marks stand, and what to do. */
export function SyncStrip(props: { seat: Seat }) {
  const first = () => props.seat.attention()[0]
  const state = () => {
    if (first()) return 'failed'
    if (props.seat.isOffline()) return 'offline'
    return props.seat.unsent() > 0 ? 'sending' : 'saved'
  }
  const reason = () => {
    const receipt = first()?.receipt
    return receipt?.refusal ? whyOf(receipt.refusal.kind) : whyOf(receipt?.outcome ?? 'unexpected')
  }
  return (
    <div
      class="judge-sync"
      data-state={state()}
      role="status"
      aria-live={state() === 'offline' ? 'assertive' : 'polite'}
    >
      <Switch>
        <Match when={state() === 'saved'}>
          <Icon name="cloud-ok" />
          <span>{t('sync.saved')}</span>
          <Show when={props.seat.state.syncedAt}>
            {(at) => <span class="judge-sync-r">{t('sync.savedAt', { at: timeOf(at()) })}</span>}
          </Show>
        </Match>
        <Match when={state() === 'offline'}>
          <Icon name="offline" />
          <span>
            {props.seat.unsent() > 0 ? t('sync.offline', { n: String(props.seat.unsent()) }) : t('sync.offlineNone')}
          </span>
          <span class="judge-sync-r">{t('sync.keep')}</span>
        </Match>
        <Match when={state() === 'sending'}>
          <Icon name="sync" />
          <span>{t('sync.sending', { n: String(props.seat.unsent()) })}</span>
          <span class="judge-sync-r">{t('sync.stay')}</span>
        </Match>
        <Match when={first()} keyed>
          {(cell) => (
            <>
              <Icon name="alert" />
              <span>{t('sync.refused', { id: cell.key.split('|')[1] ?? '', why: reason() })}</span>
              <span class="judge-sync-r">{t('sync.check')}</span>
            </>
          )}
        </Match>
      </Switch>
    </div>
  )
}
