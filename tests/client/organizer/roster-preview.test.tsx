import { render } from 'solid-js/web'
import { afterEach, describe, expect, it } from 'vitest'
import type { Roster, RosterRow } from '#domain/roster.ts'
import { type ChosenRow, RosterPreview } from '../../../client/organizer/RosterPreview.tsx'

const row = (n: number, name: string): RosterRow => ({
  row: n,
  name,
  organization: '甲厂',
  station: null,
  division: null,
})
const roster: Roster = {
  headerRow: 1,
  columns: [],
  rows: [row(2, '林岚'), row(3, '周舟')],
  problems: [{ kind: 'duplicate', first: 3, ...row(4, '周舟') }],
}
let dispose = () => {}
afterEach(() => dispose())

/** Shows it where 林岚 is entered already; ticks what is named, and accepts. */
function accepted(tick: readonly string[]): readonly ChosenRow[] {
  const root = document.body.appendChild(document.createElement('div'))
  let chosen: readonly ChosenRow[] = []
  const entered = [{ ...row(0, '林岚') }] as never
  dispose = render(
    () => (
      <RosterPreview
        roster={roster}
        entered={entered}
        busy={false}
        cancel={() => {}}
        accept={(rows) => {
          chosen = rows
        }}
      />
    ),
    root,
  )
  for (const label of root.querySelectorAll('label')) {
    if (tick.some((name) => label.textContent?.includes(name))) label.querySelector('input')?.click()
  }
  root.querySelector<HTMLButtonElement>('[data-testid="roster-accept"]')?.click()
  root.remove()
  return chosen
}

describe('the preview of a roster', () => {
  it('leaves out who is entered already and who stands twice in the file', () => {
    expect(accepted([])).toEqual([{ ...row(3, '周舟'), again: false }])
  })

  it('takes them in where the organizer ticks them, and says so', () => {
    expect(accepted(['林岚', '周舟'])).toEqual([
      { ...row(2, '林岚'), again: true },
      { ...row(3, '周舟'), again: false },
      { ...row(4, '周舟'), again: true },
    ])
  })
})
