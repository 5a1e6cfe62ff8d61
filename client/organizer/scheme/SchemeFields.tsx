import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import type { Decimals } from '#domain/points.ts'
import type { Rounded } from '#domain/scheme.ts'
import type { FoundDraftFault } from '#domain/scheme-draft-faults.ts'
import { type Field, t } from '../../i18n/scheme.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ChoiceField } from '../rubric/Fields.tsx'
import { faultWords } from './fault-words.ts'

/** What is wrong, beside its field. */
export function Faults(props: { faults: readonly FoundDraftFault[] }) {
  return (
    <For each={props.faults}>
      {(fault) => (
        <p class="sch-fault" role="alert">
          <Icon name="alert" /> {faultWords(fault)}
        </p>
      )}
    </For>
  )
}

/** A field with its name, an explanation that opens by touch and key, and what is wrong with it. */
export function Row(props: {
  of: Field
  faults?: readonly FoundDraftFault[]
  /** The control names itself: a tick box with its word. */
  ticks?: boolean
  children: JSX.Element
}) {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const label = () => t(`f.${props.of}.label`)
  return (
    <div class="sch-f" data-field={props.of} data-faulty={(props.faults?.length ?? 0) > 0 ? '' : undefined}>
      <div class="sch-line">
        <Show when={!props.ticks}>
          <span class="sch-label">{label()}</span>
        </Show>
        <div class="sch-control">{props.children}</div>
        <button
          type="button"
          class="sch-what"
          aria-label={t('help', { of: label() })}
          aria-expanded={open()}
          aria-controls={id}
          onClick={() => setOpen(!open())}
        >
          ?
        </button>
      </div>
      <p class="sch-help" id={id} hidden={!open()}>
        {t(`f.${props.of}.help`)}
      </p>
      <Faults faults={props.faults ?? []} />
    </div>
  )
}

/** A tick box with its own word. */
export function Tick(props: {
  of: Field
  value: boolean
  disabled: boolean
  faults?: readonly FoundDraftFault[]
  onValue: (value: boolean) => void
}) {
  return (
    <Row of={props.of} faults={props.faults ?? []} ticks>
      <label class="re-tick">
        <input
          type="checkbox"
          checked={props.value}
          disabled={props.disabled}
          onChange={(event) => props.onValue(event.currentTarget.checked)}
        />
        {t(`f.${props.of}.label`)}
      </label>
    </Row>
  )
}

export function Pick<T extends string>(props: {
  of: Field
  value: T
  options: readonly T[]
  words: (option: T) => string
  disabled: boolean
  faults?: readonly FoundDraftFault[]
  onValue: (value: T) => void
}) {
  return (
    <Row of={props.of} faults={props.faults ?? []}>
      <ChoiceField
        bare
        label={t(`f.${props.of}.label`)}
        value={props.value}
        options={props.options}
        words={props.words}
        disabled={props.disabled}
        onValue={props.onValue}
      />
    </Row>
  )
}

const ROUNDED = ['0', '1', '2', '3', 'exact'] as const
type RoundedText = (typeof ROUNDED)[number]

/** Decimals, or exact; a total is always rounded. */
export function RoundedPick(props: {
  of: Field
  value: Rounded
  disabled: boolean
  onValue: (value: Rounded) => void
  noExact?: boolean
}) {
  return (
    <Pick<RoundedText>
      of={props.of}
      value={String(props.value) as RoundedText}
      options={props.noExact ? ROUNDED.slice(0, 4) : ROUNDED}
      words={(option) => t(`option.rounded.${option}`)}
      disabled={props.disabled}
      onValue={(option) => props.onValue(option === 'exact' ? option : (Number(option) as Decimals))}
    />
  )
}

/** A titled piece of the form with a word on what it is for. */
export function Section(props: {
  of: 'presets' | 'parts' | 'groups' | 'rounding' | 'ranks' | 'outcome' | 'carried'
  children: JSX.Element
}) {
  return (
    <section class="sch-sec" aria-labelledby={`scheme-${props.of}`}>
      <h2 id={`scheme-${props.of}`}>{t(`section.${props.of}`)}</h2>
      <p class="desk-hint">{t(`hint.${props.of}`)}</p>
      {props.children}
    </section>
  )
}
