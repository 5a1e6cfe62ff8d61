import { createSignal, Show } from 'solid-js'
import type { SeatView } from '#contract/seats.ts'
import { t as amended } from '../i18n/amended.ts'
import { aspectWords } from '../i18n/attempts.ts'
import { t } from '../i18n/judge.ts'
import { t as trial } from '../i18n/trial.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import type { Marking } from './createMarking.ts'
import type { NoteDesk } from './createNoteDesk.ts'
import { NoteKey } from './NoteKey.tsx'
import { SignSheet } from './SignSheet.tsx'
import { timeOf, whyOf } from './shown.ts'

interface Says {
  readonly icon: IconName
  readonly text: string
  readonly maySign: boolean
}

/** What is left before this sheet can be signed, and the one button that commits it. */
export function Dock(props: { marking: Marking; notes: NoteDesk; view: SeatView }) {
  const [signing, setSigning] = createSignal(false)
  const refusal = () => {
    const [entry, sheet] = [props.marking.entry(), props.marking.sheet()]
    return entry && sheet ? props.marking.seat.refusedSignatureOf(entry.id, sheet.subCriterion.id)?.why : undefined
  }
  const says = (): Says => {
    const sheet = props.marking.sheetState()
    const missing = props.marking.missing().length
    const waits = (icon: IconName, text: string): Says => ({ icon, text, maySign: false })
    if (props.view.state === 'locked') return waits('lock', t('dock.stageLocked'))
    if (sheet?.state === 'locked') return waits('lock', t('dock.locked'))
    if (sheet?.state === 'signed') {
      const { entryId, subCriterionId, signedAt } = sheet
      const waiting = props.marking.seat.waitingSignature(entryId, subCriterionId)
      if (waiting) return waits('queue', t('dock.signedWaiting', { at: timeOf(waiting.at) }))
      return waits('lock', t('dock.signed', { at: signedAt ? timeOf(signedAt) : '' }))
    }
    if (props.marking.ownAspects().length === 0) {
      const hasAnnulled = props.marking.aspects().some((of) => props.marking.amendedOf(of)?.kind === 'annulled')
      return waits('lock', hasAnnulled ? amended('nothingLeft') : t('dock.nothingOwn'))
    }
    const attention = props.marking.ownAspects().filter((of) => props.marking.cellOf(of)?.state === 'attention').length
    if (attention > 0) return waits('alert', t('dock.attention', { n: String(attention) }))
    const [unentered] = props.marking.unentered()
    if (unentered)
      return waits('pen', t(unentered.kind === 'veto' ? 'dock.asked' : 'dock.unentered', { id: unentered.id }))
    const spread = sheet?.spread[0]
    if (spread) return waits('scale', t('dock.spread', { id: spread }))
    if (missing > 0) {
      const left = t(props.marking.seat.isOffline() ? 'dock.leftOffline' : 'dock.left', { n: String(missing) })
      return waits('lock', left)
    }
    const n = String(props.marking.ownAspects().length)
    const done = props.marking.entry()?.trial ? trial('done', { n }) : t('dock.done', { n })
    const why = refusal()
    if (why) return { icon: 'alert', text: t('signRefused', { why: whyOf(why) }), maySign: true }
    return { icon: sheet?.returned ? 'undo' : 'check', text: done, maySign: true }
  }
  return (
    <footer class="judge-dock">
      <Show when={props.marking.aspect()}>
        {(aspect) => (
          <div class="judge-aside">
            <span>{aspectWords(aspect().id)}</span>
            <Show when={props.marking.mayMark(aspect())}>
              <button
                type="button"
                class="judge-quiet"
                aria-pressed={props.marking.givenOf(aspect())?.kind === 'not-attempted'}
                onClick={() => props.marking.give(aspect(), { kind: 'not-attempted' }, 'finger')}
              >
                {t('notAttempted')}
              </button>
              <button
                type="button"
                class="judge-quiet"
                disabled={props.marking.givenOf(aspect()) === undefined}
                onClick={() => props.marking.takeBack(aspect())}
              >
                {t('clear')}
              </button>
            </Show>
            <NoteKey marking={props.marking} notes={props.notes} aspect={aspect()} />
          </div>
        )}
      </Show>
      <p>
        <Icon name={says().icon} />
        <span>{says().text}</span>
      </p>
      <button
        type="button"
        class="btn commit touch"
        disabled={!says().maySign}
        onClick={() => setSigning(true)}
        data-testid="sign"
      >
        <Icon name="pen" />
        <span>{t('sign')}</span>
      </button>
      <Show when={signing() && says().maySign}>
        <SignSheet marking={props.marking} view={props.view} close={() => setSigning(false)} />
      </Show>
    </footer>
  )
}
