import { For, Show } from 'solid-js'
import { formatPoints } from '#domain/points.ts'
import type { Advancement, Medals, Scale } from '#domain/scheme.ts'
import { t as tRubric } from '../../i18n/rubric.ts'
import { t } from '../../i18n/scheme.ts'
import { OpenField, WholeField, wholeWords } from '../rubric/Fields.tsx'
import { percentIn, pointsIn, wholeIn } from '../rubric/figures.ts'
import type { SchemeEditor } from './createSchemeEditor.ts'
import { faultsAt } from './fault-words.ts'
import { Pick, Row, Section, Tick } from './SchemeFields.tsx'

const SMALL_FIELDS = ['not-given', 'given'] as const
const NOBODY: Advancement = { first: null, percent: null, minimum: null, perOrganization: null, reserves: 0 }
const SCALE: Scale = { centre: 700, unit: 30, least: 0, most: 1000 }
const MEDALS: Medals = { within: 2, chain: false, smallField: 'not-given', excellence: 700 }

/** Who advances, the scale, and medals on it (RULES §§6–8). */
export function OutcomeSection(props: { editor: SchemeEditor }) {
  const { editor } = props
  const disabled = () => !editor.isDraft()
  const draft = () => editor.draft()
  return (
    <Section of="outcome">
      <Tick
        of="advancement"
        value={draft().advancement !== null}
        disabled={disabled()}
        faults={faultsAt(editor.faults(), ['advancement'], false)}
        onValue={(isSet) => editor.edit({ ...draft(), advancement: isSet ? NOBODY : null })}
      />
      <Show when={draft().advancement}>
        {(advancement) => <AdvancementFields editor={editor} advancement={advancement()} disabled={disabled()} />}
      </Show>
      <Tick
        of="scale"
        value={draft().scale !== null}
        disabled={disabled()}
        faults={faultsAt(editor.faults(), ['scale'])}
        onValue={(isSet) => editor.edit({ ...draft(), scale: isSet ? SCALE : null })}
      />
      <Show when={draft().scale}>
        {(scale) => (
          <For each={['centre', 'unit', 'least', 'most'] as const}>
            {(figure) => (
              <Row of={figure}>
                <WholeField
                  bare
                  label={t(`f.${figure}.label`)}
                  value={scale()[figure]}
                  disabled={disabled()}
                  onValue={(n) => editor.edit({ ...draft(), scale: { ...scale(), [figure]: n } }, figure)}
                />
              </Row>
            )}
          </For>
        )}
      </Show>
      <Tick
        of="medals"
        value={draft().medals !== null}
        disabled={disabled()}
        faults={faultsAt(editor.faults(), ['medals'])}
        onValue={(isSet) => editor.edit({ ...draft(), medals: isSet ? MEDALS : null })}
      />
      <Show when={draft().medals}>
        {(medals) => <MedalFields editor={editor} medals={medals()} disabled={disabled()} />}
      </Show>
    </Section>
  )
}

function AdvancementFields(props: { editor: SchemeEditor; advancement: Advancement; disabled: boolean }) {
  const { editor } = props
  const change = (more: Partial<Advancement>, stroke: string) =>
    editor.edit({ ...editor.draft(), advancement: { ...props.advancement, ...more } }, stroke)
  const faults = (field: string) => faultsAt(editor.faults(), ['advancement', field])
  const atLeast1 = (text: string) => {
    const n = wholeIn(text)
    return n !== undefined && n >= 1 ? n : undefined
  }
  return (
    <>
      <For each={['first', 'perOrganization'] as const}>
        {(field) => (
          <Row of={field} faults={faults(field)}>
            <OpenField
              bare
              label={t(`f.${field}.label`)}
              value={props.advancement[field]}
              text={String}
              parse={atLeast1}
              wrong={(text) => wholeWords(text, 1)}
              empty={tRubric('field.none')}
              disabled={props.disabled}
              onValue={(n) => change({ [field]: n }, field)}
            />
          </Row>
        )}
      </For>
      <Row of="percent" faults={faults('percent')}>
        <OpenField
          bare
          label={t('f.percent.label')}
          value={props.advancement.percent}
          text={String}
          parse={percentIn}
          wrong={tRubric('wrong.decimal')}
          empty={tRubric('field.none')}
          disabled={props.disabled}
          onValue={(percent) => change({ percent }, 'percent')}
        />
      </Row>
      <Row of="advanceMinimum" faults={faults('minimum')}>
        <OpenField
          bare
          label={t('f.advanceMinimum.label')}
          value={props.advancement.minimum}
          text={formatPoints}
          parse={pointsIn}
          wrong={tRubric('wrong.points')}
          empty={tRubric('field.none')}
          disabled={props.disabled}
          onValue={(minimum) => change({ minimum }, 'advanceMinimum')}
        />
      </Row>
      <Row of="reserves">
        <WholeField
          bare
          label={t('f.reserves.label')}
          value={props.advancement.reserves}
          disabled={props.disabled}
          onValue={(reserves) => change({ reserves }, 'reserves')}
        />
      </Row>
    </>
  )
}

function MedalFields(props: { editor: SchemeEditor; medals: Medals; disabled: boolean }) {
  const { editor } = props
  const change = (more: Partial<Medals>, stroke?: string) =>
    editor.edit({ ...editor.draft(), medals: { ...props.medals, ...more } }, stroke)
  return (
    <>
      <For each={['within', 'excellence'] as const}>
        {(figure) => (
          <Row of={figure}>
            <WholeField
              bare
              label={t(`f.${figure}.label`)}
              value={props.medals[figure]}
              disabled={props.disabled}
              onValue={(n) => change({ [figure]: n }, figure)}
            />
          </Row>
        )}
      </For>
      <Tick
        of="medalChain"
        value={props.medals.chain}
        disabled={props.disabled}
        onValue={(chain) => change({ chain })}
      />
      <Pick
        of="smallField"
        value={props.medals.smallField}
        options={SMALL_FIELDS}
        words={(option) => t(`option.smallField.${option}`)}
        disabled={props.disabled}
        onValue={(smallField) => change({ smallField })}
      />
    </>
  )
}
