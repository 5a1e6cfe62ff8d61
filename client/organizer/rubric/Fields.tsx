import { createEffect, createSignal, createUniqueId, For, type JSX, on, onCleanup, Show, useContext } from 'solid-js'
import { formatPoints, type Points } from '#domain/points.ts'
import type { Decimal } from '#domain/rational.ts'
import { t } from '../../i18n/rubric.ts'
import { decimalIn, pointsIn, shareIn, timeIn, timeText, wholeFault, wholeIn } from './figures.ts'
import { RefusalsContext } from './refused.ts'

/** Text without what nobody can see: the server would refuse it. */
const seen = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (sign) => (/[\t\n]/.test(sign) ? ' ' : ''))

/** One line of the inspector: a label and what stands beside it. */
export function Line(props: { label: string; for?: string; children: JSX.Element }) {
  return (
    <div class="re-f">
      <Show when={props.for} fallback={<span>{props.label}</span>}>
        {(id) => <label for={id()}>{props.label}</label>}
      </Show>
      {props.children}
    </div>
  )
}

export function TextField(props: {
  label: string
  value: string
  most: number
  disabled: boolean
  bare?: boolean
  onText: (text: string) => void
}) {
  const id = createUniqueId()
  const field = () => (
    <input
      id={id}
      class="re-in"
      aria-label={props.bare ? props.label : undefined}
      value={props.value}
      maxLength={props.most}
      disabled={props.disabled}
      onInput={(event) => props.onText(seen(event.currentTarget.value))}
    />
  )
  return (
    <Show
      when={props.bare}
      fallback={
        <Line label={props.label} for={id}>
          {field()}
        </Line>
      }
    >
      {field()}
    </Show>
  )
}

/** Several lines, each an item of its own; empty ones fall away once the hands leave. */
export function LinesField(props: {
  label: string
  value: readonly string[]
  disabled: boolean
  onLines: (lines: string[]) => void
}) {
  const id = createUniqueId()
  const [typed, setTyped] = createSignal<string | null>(null)
  return (
    <Line label={props.label} for={id}>
      <textarea
        id={id}
        class="re-in"
        rows={2}
        placeholder={t('field.notesHint')}
        disabled={props.disabled}
        value={typed() ?? props.value.join('\n')}
        onInput={(event) => {
          const text = event.currentTarget.value
          setTyped(text)
          props.onLines(
            text
              .split('\n')
              .map((line) => seen(line).trim())
              .filter((line) => line !== ''),
          )
        }}
        onBlur={() => setTyped(null)}
      />
    </Line>
  )
}

/** A figure as typed. What is not one stays in the field with a word beside it, and changes nothing. */
export function Figure<T>(props: {
  label: string
  value: string
  wrong: string | ((typed: string) => string)
  disabled: boolean
  after?: string | undefined
  /** What is wrong with it beside other fields, though it is a figure. */
  fault?: string | undefined
  bare?: boolean
  parse: (text: string) => T | undefined
  onValue: (value: T) => void
}) {
  const id = createUniqueId()
  const [typed, setTyped] = createSignal<string | null>(null)
  const isWrong = () => {
    const text = typed()
    return text !== null && props.parse(text) === undefined
  }
  const wrong = () => {
    if (!isWrong()) return props.fault
    return typeof props.wrong === 'string' ? props.wrong : props.wrong(typed() ?? '')
  }
  const refusals = useContext(RefusalsContext)
  createEffect(() => refusals?.tell(id, isWrong()))
  onCleanup(() => refusals?.tell(id, false))
  // Another value than is typed here comes from elsewhere, as by a step back: it takes the place of what was refused.
  createEffect(
    on(
      () => props.value,
      () => isWrong() && setTyped(null),
      { defer: true },
    ),
  )
  const field = () => (
    <span class="re-figure">
      <input
        id={id}
        class="re-in"
        inputMode="decimal"
        aria-label={props.bare ? props.label : undefined}
        aria-invalid={wrong() !== undefined}
        aria-describedby={wrong() !== undefined ? `${id}-wrong` : undefined}
        value={typed() ?? props.value}
        disabled={props.disabled}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          const value = props.parse(event.currentTarget.value)
          if (value !== undefined) props.onValue(value)
        }}
        onBlur={() => {
          if (!isWrong()) setTyped(null)
        }}
      />
      <Show when={props.after}>{(words) => <em>{words()}</em>}</Show>
      <Show when={wrong()}>
        {(words) => (
          <span class="re-wrong" id={`${id}-wrong`} role={isWrong() ? 'alert' : undefined}>
            {words()}
          </span>
        )}
      </Show>
    </span>
  )
  return (
    <Show
      when={props.bare}
      fallback={
        <Line label={props.label} for={id}>
          {field()}
        </Line>
      }
    >
      {field()}
    </Show>
  )
}

interface FigureProps<T> {
  readonly label: string
  readonly value: T
  readonly disabled: boolean
  readonly after?: string | undefined
  readonly fault?: string | undefined
  readonly bare?: boolean
  readonly onValue: (value: T) => void
}

export const PointsField = (props: FigureProps<Points>) => (
  <Figure
    {...props}
    value={formatPoints(props.value)}
    wrong={t('wrong.points')}
    parse={pointsIn}
    onValue={props.onValue}
  />
)
export const DecimalField = (props: FigureProps<Decimal>) => (
  <Figure {...props} wrong={t('wrong.decimal')} parse={decimalIn} onValue={props.onValue} />
)
/** A share of the whole: 0.3, or 30 %. */
export const ShareField = (props: FigureProps<Decimal>) => (
  <Figure {...props} wrong={t('wrong.share')} parse={shareIn} onValue={props.onValue} />
)
/** Why a typed text is no whole number of these bounds. */
export const wholeWords = (text: string, least = 0, most = 999_999): string =>
  t(`wrong.${wholeFault(text, least, most) ?? 'whole'}`, { least: String(least), most: String(most) })

export const WholeField = (props: FigureProps<number> & { least?: number; most?: number }) => (
  <Figure
    {...props}
    value={String(props.value)}
    wrong={(text) => wholeWords(text, props.least, props.most)}
    parse={(text) => (wholeFault(text, props.least ?? 0, props.most ?? 999_999) ? undefined : wholeIn(text))}
    onValue={props.onValue}
  />
)
export const TimeField = (props: FigureProps<number>) => (
  <Figure {...props} value={timeText(props.value)} wrong={t('wrong.time')} parse={timeIn} onValue={props.onValue} />
)

/** A figure that may be left open: an empty field is "none". */
export function OpenField<T>(props: {
  label: string
  value: T | null
  text: (value: T) => string
  parse: (text: string) => T | undefined
  wrong: string | ((typed: string) => string)
  empty: string
  disabled: boolean
  bare?: boolean
  onValue: (value: T | null) => void
}) {
  return (
    <Figure<{ readonly held: T | null }>
      label={props.label}
      value={props.value === null ? '' : props.text(props.value)}
      wrong={props.wrong}
      disabled={props.disabled}
      bare={props.bare ?? false}
      after={props.value === null ? props.empty : undefined}
      parse={(text) => {
        if (text.trim() === '') return { held: null }
        const held = props.parse(text)
        return held === undefined ? undefined : { held }
      }}
      onValue={({ held }) => props.onValue(held)}
    />
  )
}

export function ChoiceField<T extends string>(props: {
  label: string
  value: T
  options: readonly T[]
  words: (option: T) => string
  disabled: boolean
  bare?: boolean
  onValue: (value: T) => void
}) {
  const id = createUniqueId()
  const field = () => (
    <select
      id={id}
      class="re-in"
      aria-label={props.bare ? props.label : undefined}
      disabled={props.disabled}
      value={props.value}
      onChange={(event) => props.onValue(event.currentTarget.value as T)}
    >
      <For each={props.options}>{(option) => <option value={option}>{props.words(option)}</option>}</For>
    </select>
  )
  return (
    <Show
      when={props.bare}
      fallback={
        <Line label={props.label} for={id}>
          {field()}
        </Line>
      }
    >
      {field()}
    </Show>
  )
}

export function TickField(props: {
  label: string
  value: boolean
  disabled: boolean
  onValue: (value: boolean) => void
}) {
  return (
    <label class="re-tick">
      <input
        type="checkbox"
        checked={props.value}
        disabled={props.disabled}
        onChange={(event) => props.onValue(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  )
}
