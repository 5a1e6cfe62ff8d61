import { Match, Switch } from 'solid-js'
import type { EntryId } from '#domain/ids.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Marking } from './createMarking.ts'

/** How far one sheet is, in the lists to choose from: n of m, signed, locked, or something that was not saved. */
export function SheetStanding(props: { marking: Marking; entryId: EntryId; subCriterion: SubCriterion }) {
  const progress = () => props.marking.progressOf(props.entryId, props.subCriterion)
  const sheet = () => props.marking.seat.sheetOf(props.entryId, props.subCriterion.id)
  const hasFailed = () =>
    props.marking.seat.refusedSignatureOf(props.entryId, props.subCriterion.id) !== undefined ||
    props.subCriterion.aspects.some((of) => props.marking.seat.cellOf(props.entryId, of.id)?.state === 'attention')
  return (
    <span class="judge-standing" data-failed={hasFailed() ? '' : undefined}>
      <Switch
        fallback={
          <>
            {progress().done} / {progress().own}
          </>
        }
      >
        <Match when={hasFailed()}>
          <Icon name="alert" /> {t('state.attention')}
        </Match>
        <Match when={sheet().state === 'locked'}>
          <Icon name="lock" /> {t('isLocked')}
        </Match>
        <Match when={sheet().state === 'signed'}>
          <Icon name="check" /> {t('isSigned')}
        </Match>
        <Match when={sheet().spread.length > 0}>
          <Icon name="scale" /> {t('state.spread')}
        </Match>
      </Switch>
    </span>
  )
}
