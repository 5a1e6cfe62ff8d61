import { For } from 'solid-js'
import type { SheetMoved } from '#contract/moves.ts'
import type { EntryId } from '#domain/ids.ts'
import type { Aspect, SubCriterion } from '#domain/rubric.ts'
import { aspectWords, sheetWords } from '../i18n/attempts.ts'
import { t } from '../i18n/moving.ts'
import type { Marking } from './createMarking.ts'
import { createMove } from './createMove.ts'
import type { NoteDesk } from './createNoteDesk.ts'
import { MoveDialog } from './MoveDialog.tsx'
import { moveBlock, ownSheets } from './own-sheets.ts'
import { post } from './post.ts'
import { shown } from './shown.ts'

/** A judge finds own marks on the wrong competitor: whose they are, side by side with what stands there. */
export function MoveOwnSheet(props: {
  marking: Marking
  notes: NoteDesk
  from: EntryId
  subCriterion: SubCriterion
  close: () => void
}) {
  const seat = props.marking.seat
  const whose = seat.state.view!.seat.id
  const move = createMove({
    whose: () => whose,
    from: props.from,
    subCriterionId: props.subCriterion.id,
    sheets: () => ownSheets(seat, props.subCriterion),
    async send(asked) {
      const posted = await post(`/api/seats/${whose}/moves`, asked)
      if (posted.kind === 'refused') return posted.why
      if (posted.kind === 'seat-lost') return 'seat-lost'
      const isMoved = posted.kind === 'answered' && (posted.body as Partial<SheetMoved> | null)?.kind === 'moved'
      return isMoved ? undefined : 'no-answer'
    },
    lookAgain: seat.lookAgain,
    done({ to, swap }) {
      // The judge goes on with the competitor whose marks these are; after a swap both are as they should be.
      if (!swap) props.marking.goEntry(props.marking.entries().findIndex((entry) => entry.id === to))
      props.close()
    },
  })
  /** A note that is still on its way would stay with the competitor that the marks were taken from. */
  const block = () =>
    moveBlock(seat, props.subCriterion, props.from, move.target()) ?? (props.notes.waiting() > 0 ? 'unsent' : undefined)
  const code = () => move.from()?.code ?? ''
  const given = (aspect: Aspect, entryId: EntryId | undefined) =>
    shown(aspect, entryId && seat.givenOf(entryId, aspect.id))
  return (
    <MoveDialog
      title={t('title', { code: code(), sheet: sheetWords(props.subCriterion.id) })}
      move={move}
      block={block()}
      close={props.close}
      compare={
        <table class="move-marks" tabindex={0}>
          <thead>
            <tr>
              <th />
              <th>{code()}</th>
              <th>{move.to()?.code}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.subCriterion.aspects.filter((aspect) => seat.isOwn(aspect.id))}>
              {(aspect) => (
                <tr>
                  <th>
                    <span class="judge-id">{aspectWords(aspect.id)}</span> {aspect.name}
                  </th>
                  <td>{given(aspect, props.from)}</td>
                  <td>{given(aspect, move.target())}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      }
    />
  )
}
