import { type BeforeLeaveEventArgs, useBeforeLeave } from '@solidjs/router'
import { createSignal, createUniqueId, onMount, Show } from 'solid-js'
import { t } from '../../i18n/scheme.ts'
import type { SchemeEditor } from './createSchemeEditor.ts'

/** Asks before another page takes the place of edits that nobody has saved. */
export function LeaveGuard(props: { editor: SchemeEditor }) {
  const [leaving, setLeaving] = createSignal<BeforeLeaveEventArgs | null>(null)
  useBeforeLeave((leave) => {
    if (leave.defaultPrevented || !props.editor.isDraft() || !props.editor.hasChanges()) return
    leave.preventDefault()
    setLeaving(leave)
  })
  return (
    <Show when={leaving()}>
      {(leave) => <LeaveDialog onStay={() => setLeaving(null)} onLeave={() => leave().retry(true)} />}
    </Show>
  )
}

function LeaveDialog(props: { onStay: () => void; onLeave: () => void }) {
  const title = createUniqueId()
  let dialog: HTMLDialogElement | undefined
  onMount(() => dialog?.showModal())
  return (
    <dialog class="sch-leave" ref={dialog} aria-labelledby={title} onClose={() => props.onStay()} data-testid="leaving">
      <h2 id={title}>{t('leave.title')}</h2>
      <p>{t('leave.what')}</p>
      <p class="sch-actions">
        <button type="button" class="btn" onClick={() => props.onLeave()}>
          {t('leave.go')}
        </button>
        <button type="button" class="btn primary" onClick={() => props.onStay()}>
          {t('leave.stay')}
        </button>
      </p>
    </dialog>
  )
}
