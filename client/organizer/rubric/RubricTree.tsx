import { createEffect, createMemo, createSignal, Index, on, Show } from 'solid-js'
import type { StageView } from '#contract/stages.ts'
import { formatPoints, type Points } from '#domain/points.ts'
import { type Aspect, maximumOf } from '#domain/rubric.ts'
import { t } from '../../i18n/rubric.ts'
import { Icon } from '../../ui/Icon.tsx'
import { createDrag } from './createDrag.ts'
import type { RubricEditor } from './createRubricEditor.ts'
import { addAfter, addBeneath, join, moveTo, type Path, remove, rowAt, split, step } from './edit.ts'
import { iconOf } from './kinds.ts'
import { aspectCount, keyOf, maximumOfCriterion, minus, penaltyOf, rowsOf, type TreeRow } from './rows.ts'

const LARGE = 60

/** The rubric, a row an aspect: order by drag and by keys, level by indent and weight. */
export function RubricTree(props: { editor: RubricEditor; panels: StageView['panels'] }) {
  const { editor } = props
  const [folded, setFolded] = createSignal<ReadonlySet<string>>(new Set())
  const rows = createMemo(() => rowsOf(editor.rubric(), (path) => folded().has(keyOf(path))))
  const { drag, start } = createDrag((from, to) => editor.edit((rubric) => moveTo(rubric, from, to)))
  const fold = (path: Path, isFolded: boolean) => {
    const next = new Set(folded())
    if (isFolded) next.add(keyOf(path))
    else next.delete(keyOf(path))
    setFolded(next)
  }
  // A large rubric begins with its criteria alone; the chosen row is always to be seen.
  createEffect(
    on(
      () => editor.version()?.id,
      () => {
        const { criteria } = editor.rubric()
        const isLarge = criteria.reduce((n, criterion) => n + aspectCount(criterion), 0) > LARGE
        setFolded(new Set(isLarge ? criteria.map((_, c) => keyOf([c])) : []))
        unfold(editor.selected())
      },
    ),
  )
  const unfold = (path: Path) => {
    for (let depth = 1; depth < path.length; depth++) fold(path.slice(0, depth), false)
  }
  let body: HTMLTableSectionElement | undefined
  createEffect(
    on(editor.selected, (path) => {
      unfold(path)
      queueMicrotask(() => reveal(path)) // a row that was folded away is not there yet
    }),
  )
  const reveal = (path: Path) => {
    const row = body?.querySelector<HTMLElement>(`[data-path="${keyOf(path)}"]`)
    row?.scrollIntoView({ block: 'nearest' })
    if (body?.contains(document.activeElement)) row?.focus({ preventScroll: true })
  }
  const look = (by: -1 | 1) => {
    const at = rows().findIndex((row) => keyOf(row.path) === keyOf(editor.selected()))
    const next = rows()[at + by]
    if (next) editor.select(next.path)
  }
  const keys = (event: KeyboardEvent, path: Path) => {
    const { key, altKey } = event
    const does: Record<string, () => void> = altKey
      ? {
          ArrowUp: () => editor.edit((rubric) => step(rubric, path, -1)),
          ArrowDown: () => editor.edit((rubric) => step(rubric, path, 1)),
          ArrowLeft: () => editor.edit((rubric) => split(rubric, path)),
          ArrowRight: () => editor.edit((rubric) => join(rubric, path)),
        }
      : {
          ArrowUp: () => look(-1),
          ArrowDown: () => look(1),
          ArrowLeft: () => fold(path, true),
          ArrowRight: () => fold(path, false),
          Enter: () => editor.edit((rubric) => addAfter(rubric, path)),
          Delete: () => editor.edit((rubric) => remove(rubric, path)),
        }
    const act = does[key]
    if (!act || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act()
  }
  return (
    <>
      <table class="re-tree" data-frozen={editor.isDraft() ? undefined : ''}>
        <thead>
          <tr>
            <th class="re-h" />
            <th class="re-id">{t('id')}</th>
            <th>{t('rows')}</th>
            <th class="re-kind">{t('kindHead')}</th>
            <th class="re-sec">{t('sections')}</th>
            <th class="re-who">{t('judges')}</th>
            <th class="re-warn" />
            <th class="re-m">{t('max')}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          <Index each={rows()}>
            {(row) => (
              <tr
                class={`re-${row().level}`}
                data-path={keyOf(row().path)}
                data-id={row().row.id}
                data-chosen={keyOf(row().path) === keyOf(editor.selected()) ? '' : undefined}
                data-lifted={drag() && keyOf(drag()?.from ?? []) === keyOf(row().path) ? '' : undefined}
                data-landing={drag()?.over === keyOf(row().path) ? drag()?.edge : undefined}
                tabIndex={keyOf(row().path) === keyOf(editor.selected()) ? 0 : -1}
                onClick={() => editor.select(row().path)}
                onKeyDown={(event) => event.target === event.currentTarget && keys(event, row().path)}
              >
                <td class="re-h">
                  <Show when={editor.isDraft()}>
                    <button
                      type="button"
                      class="re-grip"
                      tabIndex={-1}
                      aria-label={t('move', { id: row().row.id })}
                      onPointerDown={(event) => start(row().path, event)}
                    >
                      <Icon name="grip" />
                    </button>
                  </Show>
                </td>
                <td class="re-id">
                  <Twist row={row()} onFold={(isFolded) => fold(row().path, isFolded)} />
                  {row().row.id}
                </td>
                <td class="re-t" title={row().row.name}>
                  {row().row.name}
                </td>
                <Rest row={row()} editor={editor} panels={props.panels} />
              </tr>
            )}
          </Index>
        </tbody>
      </table>
      <Show when={drag()}>
        {(held) => (
          <div
            class="re-ghost"
            role="status"
            ref={(ghost) =>
              createEffect(() =>
                ghost.style.setProperty('transform', `translate(${held().x + 8}px, ${held().y - 18}px)`),
              )
            }
          >
            <Icon name="grip" />
            {rowAt(editor.rubric(), held().from)?.id}　{rowAt(editor.rubric(), held().from)?.name}
          </div>
        )}
      </Show>
      <Show
        when={editor.isDraft()}
        fallback={
          <p class="re-keys">
            <Icon name="lock" /> {t(editor.isOpened() ? 'readOnlyOpen' : 'readOnly')}
          </p>
        }
      >
        <div class="re-keys">
          <AddButtons editor={editor} />
          <span title={t('levelHint')}>
            <kbd>Alt ↑ ↓</kbd>
            {t('keys.move')}
            <kbd>Alt ← →</kbd>
            {t('keys.level')}
            <kbd>Enter</kbd>
            {t('keys.add')}
            <kbd>Ctrl Z</kbd>
            {t('keys.undo')}
          </span>
        </div>
      </Show>
    </>
  )
}

/** One more at each level, where the chosen row says; and the chosen row away. */
function AddButtons(props: { editor: RubricEditor }) {
  const { editor } = props
  const at = () => editor.selected()
  const add = (level: 1 | 2 | 3) =>
    editor.edit((rubric) => {
      const path = at()
      if (path.length >= level) return addAfter(rubric, path.slice(0, level))
      return path.length === level - 1 ? addBeneath(rubric, path) : rubric
    })
  return (
    <>
      <button type="button" class="btn" disabled={at().length < 2} onClick={() => add(3)}>
        <Icon name="plus" />
        {t('addAspect')}
      </button>
      <button type="button" class="btn" disabled={at().length < 1} onClick={() => add(2)}>
        <Icon name="plus" />
        {t('addSub')}
      </button>
      <button type="button" class="btn" onClick={() => editor.edit((rubric) => addAfter(rubric, at().slice(0, 1)))}>
        <Icon name="plus" />
        {t('addCriterion')}
      </button>
      <button
        type="button"
        class="btn quiet"
        disabled={at().length === 0}
        onClick={() => editor.edit((rubric) => remove(rubric, at()))}
      >
        <Icon name="x" />
        {t('remove')}
      </button>
    </>
  )
}

function Twist(props: { row: TreeRow; onFold: (isFolded: boolean) => void }) {
  const isOpen = () => props.row.level !== 'aspect' && props.row.isOpen
  return (
    <Show when={props.row.level !== 'aspect'}>
      <button
        type="button"
        class="re-twist"
        tabIndex={-1}
        aria-expanded={isOpen()}
        aria-label={t(isOpen() ? 'fold' : 'unfold', { id: props.row.row.id })}
        onClick={(event) => {
          event.stopPropagation()
          props.onFold(isOpen())
        }}
      >
        <Icon name={isOpen() ? 'down' : 'right'} />
      </button>
    </Show>
  )
}

/** Kind, section, judges, warning and maximum of a row. */
function Rest(props: { row: TreeRow; editor: RubricEditor; panels: StageView['panels'] }) {
  const aspect = () => (props.row.level === 'aspect' ? props.row.row : undefined)
  const judges = () => {
    const { row } = props
    if (row.level !== 'sub-criterion') return ''
    const panel = props.panels.find((of) => of.subCriteria.includes(row.row.id))
    return panel?.seats.map((seat) => seat.label).join(' ') ?? ''
  }
  const size = () => {
    const { row } = props
    if (row.level === 'criterion') {
      return `${t('subs', { n: String(row.row.subCriteria.length) })}　${t('aspects', { n: String(aspectCount(row.row)) })}`
    }
    return row.level === 'sub-criterion' ? t('aspects', { n: String(row.row.aspects.length) }) : (row.row.section ?? '')
  }
  const warning = () => {
    const found = props.editor.review().filter((finding) => 'id' in finding && finding.id === props.row.row.id)
    if (found.some(({ kind }) => kind === 'faulty' || kind === 'empty')) return t('faulty')
    if (found.some(({ kind }) => kind === 'levels-undescribed')) return t('noWords')
    return found.some(({ kind }) => kind === 'unnamed') ? t('unnamed') : undefined
  }
  const max = (): Points => {
    const { row } = props
    if (row.level === 'criterion') return maximumOfCriterion(row.row)
    return row.level === 'sub-criterion' ? maximumOf(row.row.aspects) : row.row.max
  }
  return (
    <>
      <td class="re-kind">
        <Show when={aspect()}>
          {(of) => (
            <span>
              <Icon name={iconOf(of().kind)} />
              {t(`kind.${of().kind}`)}
            </span>
          )}
        </Show>
      </td>
      <td class="re-sec">{size()}</td>
      <td class="re-who" title={judges()}>
        {judges()}
      </td>
      <td class="re-warn">
        <Show when={warning()}>
          {(words) => (
            <span>
              <Icon name="alert" />
              {words()}
            </span>
          )}
        </Show>
      </td>
      <td class="re-m">
        <Show when={takenOff(aspect())} fallback={formatPoints(max())}>
          {(words) => <span class="re-neg">{words()}</span>}
        </Show>
      </td>
    </>
  )
}

/** What stands in place of a maximum where an aspect only takes away. */
function takenOff(aspect: Aspect | undefined): string | undefined {
  if (aspect?.kind === 'veto') return t(`veto.${aspect.target}`)
  if (aspect?.kind !== 'deduction' || aspect.max !== 0) return undefined
  const most = penaltyOf(aspect)
  return most === null ? '−' : minus(most)
}
