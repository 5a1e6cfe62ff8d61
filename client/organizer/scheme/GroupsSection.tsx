import { For, Show } from 'solid-js'
import {
  type AspectFamily,
  defaultSetting,
  families,
  type GroupSetting,
  type SettingRule,
  settingFor,
} from '#domain/scheme-draft.ts'
import { t as tRubric } from '../../i18n/rubric.ts'
import { t } from '../../i18n/scheme.ts'
import { Icon } from '../../ui/Icon.tsx'
import { DecimalField, OpenField, WholeField } from '../rubric/Fields.tsx'
import { shareIn } from '../rubric/figures.ts'
import { dropped, replaced } from '../rubric/ListRows.tsx'
import type { SchemeEditor } from './createSchemeEditor.ts'
import { countOf, indexOfSetting } from './edit.ts'
import { faultsAt } from './fault-words.ts'
import { Faults, Pick, RoundedPick, Row, Section, Tick } from './SchemeFields.tsx'

const RULES = ['agreed', 'each', 'mean', 'sum', 'median', 'trimmed'] as const
const LEVELS = ['aspect', 'sub-criterion', 'whole'] as const
const TOO_FEW = ['incomplete', 'mean'] as const

/** How the seats of a panel give one figure, family by family. */
export function GroupsSection(props: { editor: SchemeEditor }) {
  const { editor } = props
  const on = () => editor.ground()
  const present = () => families.filter((family) => countIn(editor, family) > 0)
  const panelsOf = (family: AspectFamily) =>
    (on()?.panels ?? []).filter((panel) => on() && countOf(on()!.rubric, family, panel) > 0)
  const gone = () =>
    editor.draft().groups.filter(({ panel }) => panel !== null && !on()?.panels.some(({ name }) => name === panel))
  return (
    <Section of="groups">
      <Show when={on()?.panels.length === 0}>
        <p class="desk-hint">{t('group.none')}</p>
      </Show>
      <For each={present()}>
        {(family) => (
          <div class="sch-family">
            <h3>
              {t(`option.family.${family}`)} <small>{t('group.count', { n: String(countIn(editor, family)) })}</small>
            </h3>
            <SettingCard editor={editor} panel={null} family={family} />
            <Show when={panelsOf(family).length > 1}>
              <For each={panelsOf(family)}>
                {(panel) => (
                  <SettingCard editor={editor} panel={panel.name} family={family} seats={panel.seats.length} />
                )}
              </For>
            </Show>
          </div>
        )}
      </For>
      <Faults faults={faultsAt(editor.faults(), ['groups'], false)} />
      <For each={gone()}>{(setting) => <GoneSetting editor={editor} setting={setting} />}</For>
      <Row of="spreadLimit">
        <WholeField
          bare
          label={t('f.spreadLimit.label')}
          value={editor.draft().spreadLimit}
          most={10}
          disabled={!editor.isDraft()}
          onValue={(spreadLimit) => editor.edit({ ...editor.draft(), spreadLimit }, 'spread')}
        />
      </Row>
      <Row of="spreadShare" faults={faultsAt(editor.faults(), ['spreadShare'])}>
        <OpenField
          bare
          label={t('f.spreadShare.label')}
          value={editor.draft().spreadShare}
          text={String}
          parse={shareIn}
          wrong={tRubric('wrong.share')}
          empty={tRubric('field.none')}
          disabled={!editor.isDraft()}
          onValue={(spreadShare) => editor.edit({ ...editor.draft(), spreadShare }, 'spread-share')}
        />
      </Row>
    </Section>
  )
}

const countIn = (editor: SchemeEditor, family: AspectFamily): number => {
  const on = editor.ground()
  return on ? countOf(on.rubric, family) : 0
}

function GoneSetting(props: { editor: SchemeEditor; setting: GroupSetting }) {
  const { editor } = props
  const at = () => editor.draft().groups.indexOf(props.setting)
  return (
    <div class="sch-card">
      <p>
        {t(`option.family.${props.setting.family}`)}　{t('group.gone', { panel: props.setting.panel ?? '' })}
        <button
          type="button"
          class="btn"
          disabled={!editor.isDraft()}
          onClick={() => editor.edit({ ...editor.draft(), groups: dropped(editor.draft().groups, at()) })}
        >
          {t('group.back')}
        </button>
      </p>
      <Faults faults={faultsAt(editor.faults(), ['groups', at()])} />
    </div>
  )
}

function SettingCard(props: { editor: SchemeEditor; panel: string | null; family: AspectFamily; seats?: number }) {
  const { editor } = props
  const groups = () => editor.draft().groups
  const at = () => indexOfSetting(groups(), props.panel, props.family)
  const own = () => groups()[at()]
  const inherited = (): GroupSetting =>
    settingFor(editor.draft(), '', props.family) ??
    defaultSetting(props.family, editor.ground()?.pointsRule ?? 'agreed')
  const name = () =>
    props.panel === null ? t('group.every') : t('group.panel', { panel: props.panel, n: String(props.seats ?? '') })
  const said = () =>
    props.panel !== null
      ? t('group.asAll')
      : t('group.byDefault', {
          rule: t(`option.rule.${inherited().rule.kind}`),
          level: t(`option.level.${inherited().level}`),
        })
  return (
    <fieldset class="sch-card" data-testid={`setting-${props.family}-${props.panel ?? 'all'}`}>
      <legend>{name()}</legend>
      <Show
        when={own()}
        fallback={
          <p class="sch-default">
            {said()}
            <Show when={editor.isDraft()}>
              <button
                type="button"
                class="btn"
                onClick={() =>
                  editor.edit({
                    ...editor.draft(),
                    groups: [...groups(), { ...inherited(), panel: props.panel, family: props.family }],
                  })
                }
              >
                <Icon name="pen" />
                {t('group.own')}
              </button>
            </Show>
          </p>
        }
      >
        {(setting) => (
          <>
            <SettingFields editor={editor} setting={setting()} at={at()} />
            <Show when={editor.isDraft()}>
              <button
                type="button"
                class="btn quiet"
                onClick={() => editor.edit({ ...editor.draft(), groups: dropped(groups(), at()) })}
              >
                <Icon name="undo" />
                {t('group.back')}
              </button>
            </Show>
          </>
        )}
      </Show>
    </fieldset>
  )
}

function SettingFields(props: { editor: SchemeEditor; setting: GroupSetting; at: number }) {
  const { editor } = props
  const disabled = () => !editor.isDraft()
  const faults = (...field: string[]) => faultsAt(editor.faults(), ['groups', props.at, ...field])
  const other = () => faults().filter(({ path }) => !['rule', 'factor', 'minSeats'].includes(String(path[2] ?? '')))
  const change = (more: Partial<GroupSetting>, stroke: string) =>
    editor.edit(
      { ...editor.draft(), groups: replaced(editor.draft().groups, props.at, { ...props.setting, ...more }) },
      `group ${props.at} ${stroke}`,
    )
  return (
    <>
      <Pick
        of="rule"
        value={props.setting.rule.kind}
        options={RULES}
        words={(kind) => t(`option.rule.${kind}`)}
        disabled={disabled()}
        faults={faults('rule')}
        onValue={(kind) =>
          change({ rule: kind === 'trimmed' ? { kind, high: 1, low: 1, tooFew: 'incomplete' } : { kind } }, 'rule')
        }
      />
      <Show when={props.setting.rule.kind === 'trimmed' ? props.setting.rule : undefined}>
        {(rule) => <TrimFields rule={rule()} disabled={disabled()} onRule={(next) => change({ rule: next }, 'trim')} />}
      </Show>
      <Pick
        of="level"
        value={props.setting.level}
        options={LEVELS}
        words={(level) => t(`option.level.${level}`)}
        disabled={disabled()}
        onValue={(level) => change({ level }, 'level')}
      />
      <RoundedPick
        of="round"
        value={props.setting.round}
        disabled={disabled()}
        onValue={(round) => change({ round }, 'round')}
      />
      <Row of="factor" faults={faults('factor')}>
        <DecimalField
          bare
          label={t('f.factor.label')}
          value={props.setting.factor}
          disabled={disabled()}
          onValue={(factor) => change({ factor }, 'factor')}
        />
      </Row>
      <Show when={props.setting.factor !== '1'}>
        <RoundedPick
          of="factorRound"
          value={props.setting.factorRound}
          disabled={disabled()}
          onValue={(factorRound) => change({ factorRound }, 'factorRound')}
        />
      </Show>
      <Row of="minSeats" faults={faults('minSeats')}>
        <WholeField
          bare
          label={t('f.minSeats.label')}
          value={props.setting.minSeats}
          least={1}
          most={30}
          disabled={disabled()}
          onValue={(minSeats) => change({ minSeats }, 'minSeats')}
        />
      </Row>
      <Tick
        of="counted"
        value={props.setting.counted}
        disabled={disabled()}
        onValue={(counted) => change({ counted }, 'counted')}
      />
      <Faults faults={other()} />
    </>
  )
}

type Trimmed = Extract<SettingRule, { kind: 'trimmed' }>

function TrimFields(props: { rule: Trimmed; disabled: boolean; onRule: (rule: Trimmed) => void }) {
  return (
    <>
      <For each={['high', 'low'] as const}>
        {(end) => (
          <Row of={end}>
            <WholeField
              bare
              label={t(`f.${end}.label`)}
              value={props.rule[end]}
              most={30}
              disabled={props.disabled}
              onValue={(n) => props.onRule({ ...props.rule, [end]: n })}
            />
          </Row>
        )}
      </For>
      <Pick
        of="tooFew"
        value={props.rule.tooFew}
        options={TOO_FEW}
        words={(option) => t(`option.tooFew.${option}`)}
        disabled={props.disabled}
        onValue={(tooFew) => props.onRule({ ...props.rule, tooFew })}
      />
    </>
  )
}
