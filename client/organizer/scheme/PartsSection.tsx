import { For, Index, Show } from 'solid-js'
import { formatPoints } from '#domain/points.ts'
import type { Part, Scheme } from '#domain/scheme.ts'
import type { FoundDraftFault } from '#domain/scheme-draft-faults.ts'
import { listed } from '../../i18n/language.ts'
import { t as tRubric } from '../../i18n/rubric.ts'
import { t } from '../../i18n/scheme.ts'
import { Icon } from '../../ui/Icon.tsx'
import { OpenField, PointsField, ShareField, TextField, WholeField } from '../rubric/Fields.tsx'
import { pointsIn } from '../rubric/figures.ts'
import { dropped, replaced } from '../rubric/ListRows.tsx'
import type { SchemeEditor } from './createSchemeEditor.ts'
import { addPart, inPercent, removePart, STAGE_MAXIMUM, split, tick, weightsOf } from './edit.ts'
import { faultsAt } from './fault-words.ts'
import { Faults, Pick, Row, Section, Tick } from './SchemeFields.tsx'

const COMPOSITIONS = ['weighted', 'added'] as const
const TAKES = ['once', 'sum', 'mean', 'best', 'last'] as const

/** Which criteria make a part, what it weighs, and what it asks for. */
export function PartsSection(props: { editor: SchemeEditor }) {
  const { editor } = props
  const disabled = () => !editor.isDraft()
  const parts = () => editor.draft().parts
  const composition = () => editor.draft().composition
  const compose = (next: Scheme['composition'], stroke?: string) =>
    editor.edit({ ...editor.draft(), composition: next }, stroke)
  const loose = (): readonly FoundDraftFault[] =>
    faultsAt(editor.faults(), ['parts']).filter(({ path }) => path.length < 2 || typeof path[1] !== 'number')
  return (
    <Section of="parts">
      <Tick
        of="split"
        value={parts() !== null}
        disabled={disabled()}
        onValue={(isSplit) => {
          const on = editor.ground()
          if (on) editor.edit(split(editor.draft(), on.rubric, isSplit))
        }}
      />
      <Show when={parts()}>
        {(own) => (
          <>
            <Pick
              of="composition"
              value={composition().kind}
              options={COMPOSITIONS}
              words={(kind) => t(`option.composition.${kind}`)}
              disabled={disabled()}
              onValue={(kind) => compose(kind === 'added' ? { kind } : { kind, maximum: STAGE_MAXIMUM })}
            />
            <Show when={composition().kind === 'weighted' ? composition() : undefined}>
              {(weighted) => (
                <Row of="maximum" faults={faultsAt(editor.faults(), ['composition', 'maximum'])}>
                  <PointsField
                    bare
                    label={t('f.maximum.label')}
                    value={(weighted() as Extract<Scheme['composition'], { kind: 'weighted' }>).maximum}
                    disabled={disabled()}
                    onValue={(maximum) => compose({ kind: 'weighted', maximum }, 'maximum')}
                  />
                </Row>
              )}
            </Show>
            <ol class="sch-parts">
              <Index each={own()}>
                {(part, i) => <PartCard editor={editor} part={part()} at={i} disabled={disabled()} />}
              </Index>
            </ol>
            <p class="sch-sum">
              <Show when={composition().kind === 'weighted'}>
                <b data-testid="weights-sum">{t('part.sum', { sum: weightsOf(own()) })}</b>
              </Show>
              <Show when={!disabled()}>
                <button type="button" class="btn" onClick={() => editor.edit(addPart(editor.draft()))}>
                  <Icon name="plus" />
                  {t('part.new')}
                </button>
              </Show>
            </p>
          </>
        )}
      </Show>
      <Faults faults={loose()} />
      <Show when={parts() === null && editor.ground()}>
        {(on) => <p class="desk-hint">{listed(on().rubric.criteria.map(({ id, name }) => `${id} ${name}`.trim()))}</p>}
      </Show>
    </Section>
  )
}

function PartCard(props: { editor: SchemeEditor; part: Part; at: number; disabled: boolean }) {
  const { editor } = props
  const faults = (...field: string[]) => faultsAt(editor.faults(), ['parts', props.at, ...field])
  const own = () => faultsAt(editor.faults(), ['parts', props.at], false)
  const change = (next: Part, stroke: string) =>
    editor.edit(
      { ...editor.draft(), parts: replaced(editor.draft().parts ?? [], props.at, next) },
      `part ${props.at} ${stroke}`,
    )
  const name = () => props.part.name || t('part.card', { n: String(props.at + 1) })
  const unbalanced = () =>
    editor.faults().some(({ fault }) => fault === 'weights-not-1')
      ? t('part.off', { sum: weightsOf(editor.draft().parts ?? []) })
      : undefined
  const take = () => props.part.attempts?.take ?? 'once'
  return (
    <li>
      <fieldset class="sch-card" data-testid={`part-${props.at}`}>
        <legend>{name()}</legend>
        <Row of="partName">
          <TextField
            bare
            label={t('f.partName.label')}
            value={props.part.name}
            most={100}
            disabled={props.disabled}
            onText={(text) => change({ ...props.part, name: text }, 'name')}
          />
        </Row>
        <Row of="criteria" faults={faults('criteria')}>
          <span class="sch-ticks">
            <For each={editor.ground()?.rubric.criteria}>
              {(criterion) => (
                <label class="re-tick">
                  <input
                    type="checkbox"
                    checked={props.part.criteria.includes(criterion.id)}
                    disabled={props.disabled}
                    onChange={(event) => {
                      const on = editor.ground()
                      const before = editor.draft()
                      if (!on) return
                      const { checked } = event.currentTarget
                      const parts = tick(before.parts ?? [], props.at, criterion.id, checked, on.rubric)
                      editor.edit({ ...before, parts })
                    }}
                  />
                  {criterion.id} {criterion.name}
                </label>
              )}
            </For>
            <For each={props.part.criteria.filter((id) => !isKnown(editor, id))}>
              {(id) => (
                <button
                  type="button"
                  class="btn"
                  disabled={props.disabled}
                  onClick={() =>
                    change(
                      { ...props.part, criteria: dropped(props.part.criteria, props.part.criteria.indexOf(id)) },
                      id,
                    )
                  }
                >
                  <Icon name="x" /> {id}
                </button>
              )}
            </For>
          </span>
        </Row>
        <Row of="weight" faults={faults('weight')}>
          <ShareField
            bare
            label={t('f.weight.label')}
            value={props.part.weight}
            disabled={props.disabled}
            after={`= ${inPercent(props.part.weight)}`}
            fault={unbalanced()}
            onValue={(weight) => change({ ...props.part, weight }, 'weight')}
          />
        </Row>
        <Row of="minimum" faults={faults('minimum')}>
          <OpenField
            bare
            label={t('f.minimum.label')}
            value={props.part.minimum}
            text={formatPoints}
            parse={pointsIn}
            wrong={tRubric('wrong.points')}
            empty={tRubric('field.none')}
            disabled={props.disabled}
            onValue={(minimum) => change({ ...props.part, minimum }, 'minimum')}
          />
        </Row>
        <Pick
          of="attempts"
          value={take()}
          options={TAKES}
          words={(option) => t(`option.take.${option}`)}
          disabled={props.disabled}
          faults={own()}
          onValue={(option) =>
            change(
              {
                ...props.part,
                attempts:
                  option === 'once' ? null : { take: option, best: 1, planned: props.part.attempts?.planned ?? 3 },
              },
              'attempts',
            )
          }
        />
        <Show when={props.part.attempts}>
          {(attempts) => (
            <Row of="planned">
              <WholeField
                bare
                label={t('f.planned.label')}
                value={attempts().planned}
                least={1}
                most={50}
                disabled={props.disabled}
                onValue={(planned) => change({ ...props.part, attempts: { ...attempts(), planned } }, 'planned')}
              />
            </Row>
          )}
        </Show>
        <Show when={take() === 'best' && props.part.attempts}>
          {(attempts) => (
            <Row of="best">
              <WholeField
                bare
                label={t('f.best.label')}
                value={attempts().best}
                least={1}
                most={1000}
                disabled={props.disabled}
                onValue={(best) => change({ ...props.part, attempts: { ...attempts(), best } }, 'best')}
              />
            </Row>
          )}
        </Show>
        <Tick
          of="belowZero"
          value={props.part.belowZero}
          disabled={props.disabled}
          onValue={(belowZero) => change({ ...props.part, belowZero }, 'below')}
        />
        <Show when={!props.disabled}>
          <p class="sch-actions">
            <button type="button" class="btn quiet" onClick={() => editor.edit(removePart(editor.draft(), props.at))}>
              <Icon name="x" />
              {t('drop', { of: name() })}
            </button>
          </p>
        </Show>
      </fieldset>
    </li>
  )
}

const isKnown = (editor: SchemeEditor, id: string): boolean =>
  editor.ground()?.rubric.criteria.some((criterion) => criterion.id === id) ?? false
