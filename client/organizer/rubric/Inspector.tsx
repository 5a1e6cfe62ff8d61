import { For, Index, Match, Show, Switch } from 'solid-js'
import { noPoints, type Points } from '#domain/points.ts'
import type { Aspect, Criterion, Rubric, StandardsSection, SubCriterion } from '#domain/rubric.ts'
import { t } from '../../i18n/rubric.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { RubricEditor } from './createRubricEditor.ts'
import { aspectAt, changeKind, changeRow, type Path, rowAt } from './edit.ts'
import { LinesField, OpenField, PointsField, TextField, WholeField } from './Fields.tsx'
import { wholeIn } from './figures.ts'
import { KINDS } from './kinds.ts'
import { AddRow, DropRow, dropped, replaced } from './ListRows.tsx'
import { RuleFields } from './RuleFields.tsx'
import { keyOf } from './rows.ts'

/** The chosen row in full. Each row has fields of its own, so that what was typed in one never shows in another. */
export function Inspector(props: { editor: RubricEditor }) {
  const { editor } = props
  const path = () => editor.selected()
  const row = () => rowAt(editor.rubric(), path())
  const aspect = () => aspectAt(editor.rubric(), path())
  const disabled = () => !editor.isDraft()
  const which = () => `${editor.version()?.id} ${keyOf(path())} ${aspect()?.kind ?? ''}`
  return (
    <Show when={which()} keyed>
      {(_) => (
        <Switch>
          <Match when={path().length === 0}>
            <WholeFields editor={editor} disabled={disabled()} />
          </Match>
          <Match when={aspect()}>
            {(of) => <AspectFields editor={editor} path={path()} aspect={of()} disabled={disabled()} />}
          </Match>
          <Match when={row()}>
            {(of) => (
              <GroupFields editor={editor} path={path()} row={of() as Criterion | SubCriterion} disabled={disabled()} />
            )}
          </Match>
        </Switch>
      )}
    </Show>
  )
}

function AspectFields(props: { editor: RubricEditor; path: Path; aspect: Aspect; disabled: boolean }) {
  const change = (next: Aspect, field: string) =>
    props.editor.edit((rubric) => changeRow<Aspect>(rubric, props.path, () => next), `${keyOf(props.path)} ${field}`)
  return (
    <>
      <h2>
        <span>{props.aspect.id}</span>
        <b>{props.aspect.name}</b>
      </h2>
      <fieldset class="re-kinds" disabled={props.disabled}>
        <legend class="sr">{t('kinds')}</legend>
        <For each={KINDS}>
          {({ kind, icon }) => (
            <button
              type="button"
              data-kind={kind}
              aria-pressed={props.aspect.kind === kind}
              onClick={() =>
                props.aspect.kind !== kind && props.editor.edit((rubric) => changeKind(rubric, props.path, kind))
              }
            >
              <Icon name={icon} />
              {t(`kind.${kind}`)}
            </button>
          )}
        </For>
      </fieldset>
      <TextField
        label={t('field.name')}
        value={props.aspect.name}
        most={2000}
        disabled={props.disabled}
        onText={(name) => change({ ...props.aspect, name }, 'name')}
      />
      <Show when={props.aspect.kind !== 'veto'}>
        <PointsField
          label={t('field.max')}
          value={props.aspect.max}
          disabled={props.disabled}
          onValue={(max) => change(withMaximum(props.aspect, max), 'max')}
        />
      </Show>
      <RuleFields aspect={props.aspect} disabled={props.disabled} change={change} />
      <TextField
        label={t('field.requirement')}
        value={props.aspect.requirement}
        most={2000}
        disabled={props.disabled}
        onText={(requirement) => change({ ...props.aspect, requirement }, 'requirement')}
      />
      <OpenField
        label={t('field.section')}
        value={props.aspect.section}
        text={String}
        parse={(text) => (Number(wholeIn(text)) <= 999 ? wholeIn(text) : undefined)}
        wrong={t('wrong.whole')}
        empty={t('field.none')}
        disabled={props.disabled}
        onValue={(section) => change({ ...props.aspect, section }, 'section')}
      />
      <LinesField
        label={t('field.notes')}
        value={props.aspect.notes}
        disabled={props.disabled}
        onLines={(notes) => change({ ...props.aspect, notes }, 'notes')}
      />
    </>
  )
}

/** Where a rule begins at the maximum, both are one figure (RULES §2). */
const withMaximum = (aspect: Aspect, max: Points): Aspect =>
  aspect.kind === 'deduction' || aspect.kind === 'timed' ? { ...aspect, max, start: max } : { ...aspect, max }

function GroupFields(props: { editor: RubricEditor; path: Path; row: Criterion | SubCriterion; disabled: boolean }) {
  const subCriterion = () => ('day' in props.row ? props.row : undefined)
  return (
    <>
      <h2>
        <span>{props.row.id}</span>
        <b>{props.row.name}</b>
      </h2>
      <TextField
        label={t('field.name')}
        value={props.row.name}
        most={subCriterion() ? 500 : 300}
        disabled={props.disabled}
        onText={(name) =>
          props.editor.edit(
            (rubric) => changeRow(rubric, props.path, (row) => ({ ...row, name })),
            `${keyOf(props.path)} name`,
          )
        }
      />
      <Show when={subCriterion()}>
        {(row) => (
          <OpenField
            label={t('field.day')}
            value={row().day}
            text={String}
            parse={(text) => {
              const day = wholeIn(text)
              return day !== undefined && day >= 1 && day <= 99 ? day : undefined
            }}
            wrong={t('wrong.whole')}
            empty={t('field.none')}
            disabled={props.disabled}
            onValue={(day) =>
              props.editor.edit(
                (rubric) => changeRow<SubCriterion>(rubric, props.path, (of) => ({ ...of, day })),
                `${keyOf(props.path)} day`,
              )
            }
          />
        )}
      </Show>
    </>
  )
}

/** The title and the sections of the occupational standard. */
function WholeFields(props: { editor: RubricEditor; disabled: boolean }) {
  const rubric = () => props.editor.rubric()
  const put = (next: Partial<Rubric>, field: string) => props.editor.edit((held) => ({ ...held, ...next }), field)
  const section = (at: number, next: Partial<StandardsSection>, field: string) =>
    put({ sections: replaced(rubric().sections, at, { ...rubric().sections[at]!, ...next }) }, `section ${at} ${field}`)
  return (
    <>
      <h2>
        <b>{rubric().title}</b>
      </h2>
      <TextField
        label={t('field.rubricTitle')}
        value={rubric().title}
        most={300}
        disabled={props.disabled}
        onText={(title) => put({ title }, 'title')}
      />
      <h3>{t('sections')}</h3>
      <ul class="re-rows re-sections">
        <Index each={rubric().sections}>
          {(of, i) => (
            <li>
              <WholeField
                bare
                label={t('field.number')}
                value={of().number}
                most={999}
                disabled={props.disabled}
                onValue={(number) => section(i, { number }, 'number')}
              />
              <input
                class="re-in"
                aria-label={t('field.name')}
                maxLength={300}
                value={of().name}
                disabled={props.disabled}
                onInput={(event) => section(i, { name: event.currentTarget.value }, 'name')}
              />
              <PointsField
                bare
                label={t('field.weight')}
                value={of().weight}
                disabled={props.disabled}
                onValue={(weight) => section(i, { weight }, 'weight')}
              />
              <DropRow
                n={i + 1}
                disabled={props.disabled}
                only={false}
                onDrop={() => put({ sections: dropped(rubric().sections, i) }, 'sections')}
              />
            </li>
          )}
        </Index>
      </ul>
      <AddRow
        disabled={props.disabled}
        full={rubric().sections.length >= 100}
        onAdd={() => {
          const number = Math.max(0, ...rubric().sections.map((of) => of.number)) + 1
          put({ sections: [...rubric().sections, { number, name: '', weight: noPoints }] }, 'sections')
        }}
      />
    </>
  )
}
