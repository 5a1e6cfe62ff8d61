import type { JSX } from 'solid-js'

/** What has been done once steps aside, and can be opened again; until then it stands open, without a handle. */
export function Folded(props: { folded: boolean; label: string; children: JSX.Element }) {
  return (
    <details class="desk-folded" open={!props.folded}>
      <summary hidden={!props.folded}>{props.label}</summary>
      {props.children}
    </details>
  )
}
