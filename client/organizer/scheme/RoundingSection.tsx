import { Show } from 'solid-js'
import type { Decimals } from '#domain/points.ts'
import type { Rounding } from '#domain/scheme.ts'
import type { SchemeEditor } from './createSchemeEditor.ts'
import { RoundedPick, Section, Tick } from './SchemeFields.tsx'

/** The places at which figures are rounded, and no others (RULES §0). */
export function RoundingSection(props: { editor: SchemeEditor }) {
  const { editor } = props
  const disabled = () => !editor.isDraft()
  const rounding = () => editor.draft().rounding
  const change = (more: Partial<Rounding>) => editor.edit({ ...editor.draft(), rounding: { ...rounding(), ...more } })
  return (
    <Section of="rounding">
      <Show when={editor.draft().parts?.some(({ attempts }) => attempts !== null)}>
        <RoundedPick
          of="attemptRound"
          value={rounding().attempt}
          disabled={disabled()}
          onValue={(attempt) => change({ attempt })}
        />
      </Show>
      <RoundedPick of="partRound" value={rounding().part} disabled={disabled()} onValue={(part) => change({ part })} />
      <RoundedPick
        of="contributionRound"
        value={rounding().contribution}
        disabled={disabled()}
        onValue={(contribution) => change({ contribution })}
      />
      <RoundedPick
        of="totalRound"
        value={rounding().total}
        noExact
        disabled={disabled()}
        onValue={(total) => change({ total: total as Decimals })}
      />
      <Tick
        of="totalBelowZero"
        value={editor.draft().totalBelowZero}
        disabled={disabled()}
        onValue={(totalBelowZero) => editor.edit({ ...editor.draft(), totalBelowZero })}
      />
    </Section>
  )
}
