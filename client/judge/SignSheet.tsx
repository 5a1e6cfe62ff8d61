import { createSignal, For, onMount, Show } from 'solid-js'
import type { SeatView } from '#contract/seats.ts'
import { aspectWords, sheetWords } from '../i18n/attempts.ts'
import { t } from '../i18n/judge.ts'
import { t as trial } from '../i18n/trial.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Marking } from './createMarking.ts'
import { dayAndTimeOf, shown } from './shown.ts'

const WIDTH = 1000
const HEIGHT = 500
/** A finger that draws longer than this is leaning on the glass. */
const MOST_POINTS = 2000
/** The contract takes no more strokes. */
const MOST_STROKES = 200

/** Own marks once more, then the judge's hand. No total: nobody marks towards a sum. */
export function SignSheet(props: { marking: Marking; view: SeatView; close: () => void }) {
  const [strokes, setStrokes] = createSignal<number[][]>([])
  let dialog: HTMLDialogElement | undefined
  let field: SVGSVGElement | undefined
  /** The finger that draws; a palm that lands beside it draws nothing. */
  let pointer: number | undefined
  onMount(() => dialog?.showModal())

  const point = (event: PointerEvent): [number, number] => {
    const box = field?.getBoundingClientRect()
    if (!box) return [0, 0]
    const inside = (share: number, most: number) => Math.round(Math.min(1, Math.max(0, share)) * most)
    return [
      inside((event.clientX - box.left) / box.width, WIDTH),
      inside((event.clientY - box.top) / box.height, HEIGHT),
    ]
  }
  const begin = (event: PointerEvent) => {
    if (pointer !== undefined || strokes().length >= MOST_STROKES) return
    pointer = event.pointerId
    field?.setPointerCapture(event.pointerId)
    setStrokes([...strokes(), point(event)])
  }
  const draw = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return
    const last = strokes()[strokes().length - 1]
    if (!last || last.length >= MOST_POINTS) return
    setStrokes([...strokes().slice(0, -1), [...last, ...point(event)]])
  }
  const end = (event: PointerEvent) => {
    if (event.pointerId === pointer) pointer = undefined
  }
  const path = (stroke: readonly number[]) =>
    stroke.reduce((line, n, i) => line + (i % 2 === 0 ? (i === 0 ? 'M' : 'L') : ' ') + n, '') +
    (stroke.length === 2 ? 'h1' : '')

  const submit = () => {
    const [entry, sheet] = [props.marking.entry(), props.marking.sheet()]
    if (!entry || !sheet || strokes().length === 0) return
    void props.marking.seat.sign(entry.id, sheet.subCriterion, strokes())
    props.close()
  }
  const sheetName = () => {
    const sub = props.marking.sheet()?.subCriterion
    return `${sheetWords(sub?.id ?? '')} ${sub?.name}`
  }

  return (
    <dialog class="judge-sheet" ref={dialog} aria-labelledby="sign-title" onClose={() => props.close()}>
      <h2 id="sign-title">
        {t('signTitle', { code: props.marking.entry()?.code ?? '', sheet: sheetName() })}{' '}
        <Show when={props.marking.entry()?.trial}>
          <em class="trial-tag">{trial('tag')}</em>
        </Show>
      </h2>
      <p>{t('signWhat')}</p>
      <div class="judge-sign-cols">
        <ol tabindex={0}>
          <For each={props.marking.ownAspects()}>
            {(aspect) => (
              <li>
                <span class="judge-id">{aspectWords(aspect.id)}</span>
                <span>{aspect.name}</span>
                <b>{shown(aspect, props.marking.givenOf(aspect))}</b>
              </li>
            )}
          </For>
        </ol>
        <div class="judge-sign">
          <svg
            ref={field}
            class="judge-ink"
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={t('signature', { label: props.view.seat.label })}
            onPointerDown={begin}
            onPointerMove={draw}
            onPointerUp={end}
            onPointerCancel={end}
          >
            <For each={strokes()}>{(stroke) => <path d={path(stroke)} />}</For>
          </svg>
          <span>{t('signature', { label: props.view.seat.label })}</span>
          <button type="button" class="btn quiet touch" onClick={() => setStrokes([])}>
            <Icon name="undo" />
            {t('redo')}
          </button>
        </div>
      </div>
      <footer>
        <p>{t('signedAt', { at: dayAndTimeOf(Date.now()) })}</p>
        <button type="button" class="btn touch" onClick={() => props.close()}>
          {t('check')}
        </button>
        <button
          type="button"
          class="btn commit touch"
          disabled={strokes().length === 0}
          onClick={submit}
          data-testid="confirm-sign"
        >
          {t('confirm')}
        </button>
      </footer>
    </dialog>
  )
}
