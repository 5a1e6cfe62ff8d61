import { For, Index, Show } from 'solid-js'
import { t } from '../../i18n/scheme.ts'
import { Icon } from '../../ui/Icon.tsx'
import { createStageHead } from '../createStageHead.ts'
import { TextField, WholeField } from '../rubric/Fields.tsx'
import { dropped, replaced } from '../rubric/ListRows.tsx'
import type { SchemeEditor } from './createSchemeEditor.ts'
import { faultsAt } from './fault-words.ts'
import { Faults, Pick, Row, Section, Tick } from './SchemeFields.tsx'
import { TieChain } from './TieChain.tsx'

const COMPARED = ['published', 'exact'] as const

/** What ranks compare, what breaks a tie, which ranks nobody shares, and who is ranked apart. */
export function RanksSection(props: { editor: SchemeEditor }) {
  const { editor } = props
  const disabled = () => !editor.isDraft()
  const draft = () => editor.draft()
  return (
    <Section of="ranks">
      <Pick
        of="rankOn"
        value={draft().rankOn}
        options={COMPARED}
        words={(option) => t(`option.rankOn.${option}`)}
        disabled={disabled()}
        onValue={(rankOn) => editor.edit({ ...draft(), rankOn })}
      />
      <Row of="chain">
        <TieChain editor={editor} />
      </Row>
      <Tick
        of="shared"
        value={draft().sharedRanksForbidden !== null}
        disabled={disabled()}
        faults={faultsAt(editor.faults(), ['sharedRanksForbidden'])}
        onValue={(isSet) => editor.edit({ ...draft(), sharedRanksForbidden: isSet ? { from: 1, to: 3 } : null })}
      />
      <Show when={draft().sharedRanksForbidden}>
        {(band) => (
          <Index each={['from', 'to'] as const}>
            {(end) => (
              <Row of={end()}>
                <WholeField
                  bare
                  label={t(`f.${end()}.label`)}
                  value={band()[end()]}
                  least={1}
                  disabled={disabled()}
                  onValue={(n) => editor.edit({ ...draft(), sharedRanksForbidden: { ...band(), [end()]: n } }, end())}
                />
              </Row>
            )}
          </Index>
        )}
      </Show>
      <Row of="divisions">
        <Divisions editor={editor} />
      </Row>
      <Show when={draft().divisions.length > 0}>
        <Tick
          of="overall"
          value={draft().overall}
          disabled={disabled()}
          onValue={(overall) => editor.edit({ ...draft(), overall })}
        />
      </Show>
    </Section>
  )
}

function Divisions(props: { editor: SchemeEditor }) {
  const { editor } = props
  const disabled = () => !editor.isDraft()
  const divisions = () => editor.draft().divisions
  const head = createStageHead(editor.stageId)
  /** Divisions of the roster that are not written here yet. */
  const offered = () => {
    const all = (head.view()?.entries ?? []).map(({ division }) => division)
    return [...new Set(all)].filter((name): name is string => !!name && !divisions().includes(name))
  }
  const change = (next: readonly string[], stroke?: string) =>
    editor.edit({ ...editor.draft(), divisions: next }, stroke)
  return (
    <ul class="sch-list">
      <Index each={divisions()}>
        {(name, at) => (
          <li>
            <div class="sch-link">
              <TextField
                bare
                label={t('division.nth', { n: String(at + 1) })}
                value={name()}
                most={100}
                disabled={disabled()}
                onText={(text) => change(replaced(divisions(), at, text), `division ${at}`)}
              />
              <Show when={!disabled()}>
                <button
                  type="button"
                  class="sch-step"
                  aria-label={t('drop', { of: name() })}
                  onClick={() => change(dropped(divisions(), at))}
                >
                  <Icon name="x" />
                </button>
              </Show>
            </div>
            <Faults faults={faultsAt(editor.faults(), ['divisions', at])} />
          </li>
        )}
      </Index>
      <Show when={!disabled()}>
        <li class="sch-offers">
          <button
            type="button"
            class="btn"
            onClick={() => change([...divisions(), t('division.nth', { n: String(divisions().length + 1) })])}
          >
            <Icon name="plus" />
            {t('division.add')}
          </button>
          <For each={offered()}>
            {(name) => (
              <button type="button" class="btn" onClick={() => change([...divisions(), name])}>
                <Icon name="plus" />
                {t('division.offered', { name })}
              </button>
            )}
          </For>
        </li>
      </Show>
    </ul>
  )
}
