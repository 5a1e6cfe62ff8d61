import { Match, Show, Switch } from 'solid-js'
import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Marking } from './createMarking.ts'
import { remedyOf, timeOf, whyOf } from './shown.ts'

/** Always there, always as high: how the marks stand, and what to do. What waits is counted in every state. */
export function SyncStrip(props: { marking: Marking; isTry?: boolean }) {
  const seat = () => props.marking.seat
  const first = () => seat().attention()[0]
  const signature = () => seat().refusedSignatures()[0]
  const state = () => {
    if (props.isTry) return 'try'
    if (first() || signature()) return 'failed'
    if (seat().isOffline()) return 'offline'
    return seat().unsent() > 0 ? 'sending' : 'saved'
  }
  /** With the competitor's code where it is not the one on screen: nobody marks the wrong one again. */
  const named = (entryId: string, id: string) => {
    if (entryId === props.marking.entry()?.id) return id
    const code = props.marking.entries().find((entry) => entry.id === entryId)?.code
    return code === undefined ? id : `${code} ${id}`
  }
  const failure = () => {
    const cell = first()
    if (!cell) {
      const { entryId = '', subCriterionId = '', why = '' } = signature() ?? {}
      return t('sync.signature', { id: named(entryId, subCriterionId), why: whyOf(why) })
    }
    const [entryId = '', aspectId = ''] = cell.key.split('|')
    const why = whyOf(cell.receipt?.refusal?.kind ?? cell.receipt?.outcome ?? 'unexpected')
    const n = seat().attention().length
    return t('sync.refused', { id: named(entryId, aspectId), why }) + (n > 1 ? t('sync.more', { n: String(n) }) : '')
  }
  const remedy = () => {
    const cell = first()
    return cell ? remedyOf(cell.receipt) : t('sync.signAgain')
  }
  const waits = () => (seat().unsent() > 0 ? t('sync.offline', { n: String(seat().unsent()) }) : t('sync.offlineNone'))
  const beside = () => {
    if (seat().isOffline()) return waits()
    return seat().unsent() > 0 ? t('sync.sending', { n: String(seat().unsent()) }) : remedy()
  }
  return (
    <div
      class="judge-sync"
      data-state={state()}
      role="status"
      aria-live={state() === 'offline' || state() === 'failed' ? 'assertive' : 'polite'}
    >
      <Switch>
        <Match when={state() === 'try'}>
          <Icon name="eye" />
          <span>{t('try.strip')}</span>
          <span class="judge-sync-r">{t('try.again')}</span>
        </Match>
        <Match when={state() === 'saved'}>
          <Icon name="cloud-ok" />
          <span>{t('sync.saved')}</span>
          <Show when={seat().state.syncedAt}>
            {(at) => (
              <span class="judge-sync-r" aria-live="off">
                {t('sync.savedAt', { at: timeOf(at()) })}
              </span>
            )}
          </Show>
        </Match>
        <Match when={state() === 'offline'}>
          <Icon name="offline" />
          <span>{waits()}</span>
          <span class="judge-sync-r">{t('sync.keep')}</span>
        </Match>
        <Match when={state() === 'sending'}>
          <Icon name="sync" />
          <span>{t('sync.sending', { n: String(seat().unsent()) })}</span>
          <span class="judge-sync-r">{t('sync.stay')}</span>
        </Match>
        <Match when={state() === 'failed'}>
          <Icon name="alert" />
          <span>{failure()}</span>
          <span class="judge-sync-r">{beside()}</span>
        </Match>
      </Switch>
    </div>
  )
}
