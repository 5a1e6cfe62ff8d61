import { createSignal, For, Show } from 'solid-js'
import type { PanelSheet } from '#contract/moves.ts'
import type { EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { t } from '../i18n/moving.ts'
import { createMove } from './createMove.ts'
import { createPanelSheets } from './createPanelSheets.ts'
import { MoveDialog } from './MoveDialog.tsx'
import type { MoveBlock } from './own-sheets.ts'

/** The chief judge moves the marks of one judge of the panel: whose, to whom, why. No value of a mark is shown. */
export function MovePanelSheet(props: {
  chief: SeatId
  cell: { readonly entryId: EntryId; readonly subCriterionId: SubCriterionId }
  code: string
  /** The judges who keep a sheet of it. */
  seats: readonly { readonly id: SeatId; readonly label: string; readonly judge: string }[]
  close: () => void
}) {
  const { entryId, subCriterionId } = props.cell
  const [whose, setWhose] = createSignal(props.seats[0]!.id)
  const panel = createPanelSheets(props.chief, whose, subCriterionId)
  const move = createMove({
    whose,
    from: entryId,
    subCriterionId,
    sheets: panel.sheets,
    send: panel.send,
    lookAgain: panel.refresh,
    done: () => props.close(),
  })
  const block = (): MoveBlock | undefined => {
    const from = move.from()
    if (!from) return undefined
    if (from.sheet !== 'open') return from.sheet
    if (from.given === 0) return 'nothing'
    return move.targets().length === 0 ? 'nobody' : undefined
  }
  return (
    <MoveDialog
      title={t('chiefTitle', { code: props.code, sheet: subCriterionId })}
      move={move}
      block={block()}
      problem={panel.problem()}
      close={props.close}
      compare={
        <div class="move-counts">
          <Count sheet={move.from()} /> <Count sheet={move.to()} />
        </div>
      }
    >
      <label class="move-whose">
        {t('whose')}
        <select value={whose()} disabled={move.busy()} onChange={(e) => setWhose(e.currentTarget.value as SeatId)}>
          <For each={props.seats}>
            {(seat) => (
              <option value={seat.id}>
                {seat.label} {seat.judge}
              </option>
            )}
          </For>
        </select>
      </label>
    </MoveDialog>
  )
}

function Count(props: { sheet: PanelSheet | undefined }) {
  return (
    <Show when={props.sheet}>
      {(sheet) => (
        <span>
          <b>{sheet().code}</b> {t('count', { n: String(sheet().given), of: String(sheet().needed) })}
        </span>
      )}
    </Show>
  )
}
