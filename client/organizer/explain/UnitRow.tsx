import { For, Show } from 'solid-js'
import type { ToldSeatMarks, ToldUnit } from '#contract/entry-explanation.ts'
import { t } from '../../i18n/explain.ts'
import { shown } from '../../judge/shown.ts'
import { seatSentence, unitSentence } from './arithmetic.ts'
import { points } from './figures.ts'
import { Points } from './SumColumn.tsx'
import { lackOf, ruleOf } from './unit-words.ts'

/** One level value: its aspects, what each seat gave, and the line that a pencil can follow. */
export function UnitRow(props: { unit: ToldUnit }) {
  const isSingle = () => props.unit.aspects.length === 1
  return (
    <div
      class="explain-unit"
      data-aspect={isSingle() ? props.unit.aspects[0]!.id : undefined}
      data-many={isSingle() ? undefined : ''}
    >
      <div class="explain-names">
        <For each={props.unit.aspects}>
          {(aspect) => (
            <p>
              <b>{aspect.id}</b> {aspect.name}
            </p>
          )}
        </For>
      </div>
      <ul class="explain-seats">
        <For each={props.unit.seats}>{(seat) => <Seat seat={seat} unit={props.unit} />}</For>
      </ul>
      <div class="explain-sentence">
        <Show when={props.unit.points !== null} fallback={<p class="explain-warn">{lackOf(props.unit)}</p>}>
          <p data-testid="sentence">
            {props.unit.isAnnulled ? t('annulled', { max: points(props.unit.maximum) }) : unitSentence(props.unit)}
          </p>
        </Show>
        <small>{ruleOf(props.unit)}</small>
      </div>
      <em>
        <Points value={props.unit.points} maximum={props.unit.maximum} />
      </em>
    </div>
  )
}

/** A dropped mark keeps its place, struck, and says why. */
function Seat(props: { seat: ToldSeatMarks; unit: ToldUnit }) {
  const aspectOf = (i: number) => props.unit.aspects[i]!
  const isMany = () => props.unit.aspects.length > 1
  /** Of several aspects that are given in points the sum says all there is. */
  const isSumEnough = () =>
    isMany() && props.seat.value !== null && props.unit.aspects.every(({ kind }) => kind === 'points')
  return (
    <li data-dropped={props.seat.dropped ?? undefined}>
      <small>{props.seat.label}</small>
      <span class="explain-given">
        <For each={isSumEnough() ? [] : props.seat.marks}>
          {(mark, i) => (
            <Show when={mark.value} fallback={<span class="explain-warn">{t('missingOne')}</span>}>
              {(value) => <Given text={shown(aspectOf(i()), value())} isDropped={props.seat.dropped !== null} />}
            </Show>
          )}
        </For>
        <Show when={isMany() && seatSentence(props.seat)}>
          {(sentence) => <Given text={sentence()} isDropped={props.seat.dropped !== null} />}
        </Show>
      </span>
      <Show when={props.seat.dropped}>{(side) => <small class="explain-drop">{t(`dropped.${side()}`)}</small>}</Show>
    </li>
  )
}

const Given = (props: { text: string; isDropped: boolean }) => (
  <Show when={props.isDropped} fallback={<span>{props.text}</span>}>
    <s>{props.text}</s>
  </Show>
)
