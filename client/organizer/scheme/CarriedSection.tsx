import { Index, Show } from 'solid-js'
import { asDecimal } from '#domain/rational.ts'
import type { CarriedOver } from '#domain/scheme.ts'
import { t } from '../../i18n/scheme.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ShareField } from '../rubric/Fields.tsx'
import { dropped } from '../rubric/ListRows.tsx'
import type { SchemeEditor } from './createSchemeEditor.ts'
import { faultsAt } from './fault-words.ts'
import { Pick, Row, Section } from './SchemeFields.tsx'

const WHATS = ['own', 'total'] as const

/** Totals of other stages of the skill that are added by weight (RULES §4). */
export function CarriedSection(props: { editor: SchemeEditor }) {
  const { editor } = props
  const disabled = () => !editor.isDraft()
  const siblings = () => editor.ground()?.siblings ?? []
  const carried = () => editor.draft().carried
  const nameOf = (id: string) => siblings().find((sibling) => sibling.id === id)?.name ?? id
  const change = (next: readonly CarriedOver[], stroke?: string) =>
    editor.edit({ ...editor.draft(), carried: next }, stroke)
  const put = (at: number, more: Partial<CarriedOver>, stroke?: string) =>
    change(
      carried().map((one, i) => (i === at ? { ...one, ...more } : one)),
      stroke,
    )
  const free = () => siblings().find(({ id }) => !carried().some((one) => one.stage === id))
  return (
    <Section of="carried">
      <Index each={carried()}>
        {(one, at) => (
          <fieldset class="sch-card">
            <legend>{nameOf(one().stage)}</legend>
            <Pick
              of="carriedStage"
              value={one().stage}
              options={[...new Set([one().stage, ...siblings().map(({ id }) => id as string)])]}
              words={nameOf}
              disabled={disabled()}
              faults={faultsAt(editor.faults(), ['carried', at], false)}
              onValue={(stage) => put(at, { stage })}
            />
            <Pick
              of="carriedWhat"
              value={one().what}
              options={WHATS}
              words={(option) => t(`option.what.${option}`)}
              disabled={disabled()}
              onValue={(what) => put(at, { what })}
            />
            <Row of="carriedWeight" faults={faultsAt(editor.faults(), ['carried', at, 'weight'])}>
              <ShareField
                bare
                label={t('f.carriedWeight.label')}
                value={one().weight}
                disabled={disabled()}
                onValue={(weight) => put(at, { weight }, `carried ${at}`)}
              />
            </Row>
            <Show when={!disabled()}>
              <p class="sch-actions">
                <button type="button" class="btn quiet" onClick={() => change(dropped(carried(), at))}>
                  <Icon name="x" />
                  {t('drop', { of: nameOf(one().stage) })}
                </button>
              </p>
            </Show>
          </fieldset>
        )}
      </Index>
      <Show when={!disabled()}>
        <p>
          <Show when={free()} fallback={siblings().length === 0 ? t('carry.none') : undefined}>
            {(next) => (
              <button
                type="button"
                class="btn"
                onClick={() => change([...carried(), { stage: next().id, what: 'own', weight: asDecimal('1') }])}
              >
                <Icon name="plus" />
                {t('carry.add')}
              </button>
            )}
          </Show>
        </p>
      </Show>
    </Section>
  )
}
