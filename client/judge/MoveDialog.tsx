import './moving.css'
import { createUniqueId, For, type JSX, onMount, Show } from 'solid-js'
import type { PanelSheet } from '#contract/moves.ts'
import { t, whyNotMoved } from '../i18n/moving.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Move } from './createMove.ts'
import type { MoveBlock } from './own-sheets.ts'

const REASONS = ['wrong', 'order', 'code'] as const

/** Whose marks they really are, why, and what the move will do, before it is done. */
export function MoveDialog(props: {
  title: string
  move: Move
  block: MoveBlock | undefined
  /** Why the sheets could not even be read. */
  problem?: string | undefined
  /** What stands on the two sheets, where the person may see it. */
  compare?: JSX.Element
  children?: JSX.Element
  close: () => void
}) {
  const title = createUniqueId()
  let dialog: HTMLDialogElement | undefined
  onMount(() => dialog?.showModal())
  const fromCode = () => props.move.from()?.code ?? ''
  const toCode = () => props.move.to()?.code ?? ''
  const says = () => {
    const why = props.move.problem() ?? props.problem
    if (why !== undefined) return whyNotMoved(why)
    if (props.block) return t(`block.${props.block}`)
    if (!props.move.to()) return t('pick')
    return props.move.reason().trim().length < 2 ? t('say') : ''
  }
  return (
    <dialog class="judge-sheet move" ref={dialog} aria-labelledby={title} onClose={() => props.close()}>
      <h2 id={title}>{props.title}</h2>
      {props.children}
      <Show when={props.move.targets().length > 0}>
        <p>{t('choose')}</p>
        <div class="move-targets">
          <For each={props.move.targets()}>{(sheet) => <Target sheet={sheet} move={props.move} />}</For>
        </div>
      </Show>
      <Show when={props.move.to()}>
        <div class="move-what">
          <p>
            <Icon name={props.move.isSwap() ? 'swap' : 'right'} />
            <span>
              <b>{t(props.move.isSwap() ? 'willSwap' : 'willMove', { from: fromCode(), to: toCode() })}</b> {t('both')}
            </span>
          </p>
          {props.compare}
        </div>
        <div class="move-reason">
          <label>
            <span>{t('reason')}</span>
            <input
              name="move-reason"
              maxLength={500}
              autocomplete="off"
              value={props.move.reason()}
              onInput={(e) => props.move.setReason(e.currentTarget.value)}
            />
          </label>
          <For each={REASONS}>
            {(reason) => (
              <button type="button" class="btn touch" onClick={() => props.move.setReason(t(`reasons.${reason}`))}>
                {t(`reasons.${reason}`)}
              </button>
            )}
          </For>
        </div>
      </Show>
      <footer>
        <p role="status" data-failed={(props.move.problem() ?? props.problem) === undefined ? undefined : ''}>
          {says()}
        </p>
        <button type="button" class="btn touch" onClick={() => props.close()}>
          {t('back')}
        </button>
        <button
          type="button"
          class="btn primary touch"
          disabled={!props.move.isReady() || props.block !== undefined}
          onClick={() => void props.move.submit()}
          data-testid="confirm-move"
        >
          <Icon name={props.move.isSwap() ? 'swap' : 'right'} />
          {props.move.busy() ? t('moving') : t(props.move.isSwap() ? 'swap' : 'move', { to: toCode() })}
        </button>
      </footer>
    </dialog>
  )
}

/** One competitor to choose: how far the same sheet of theirs is, and whether it can take these marks. */
function Target(props: { sheet: PanelSheet; move: Move }) {
  const standing = () => {
    const { sheet, given, needed } = props.sheet
    if (sheet !== 'open') return t(sheet)
    return given === 0 ? t('empty') : t('count', { n: String(given), of: String(needed) })
  }
  return (
    <button
      type="button"
      aria-pressed={props.move.target() === props.sheet.entryId}
      disabled={!props.move.mayTake(props.sheet)}
      onClick={() => props.move.choose(props.sheet.entryId)}
    >
      <b>{props.sheet.code}</b>
      <span>
        <Show when={props.sheet.sheet !== 'open'}>
          <Icon name={props.sheet.sheet === 'locked' ? 'lock' : 'check'} />
        </Show>
        {standing()}
      </span>
    </button>
  )
}
