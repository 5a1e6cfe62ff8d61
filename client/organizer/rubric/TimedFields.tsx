import { Index, Show } from 'solid-js'
import { formatPoints, noPoints, type Points } from '#domain/points.ts'
import type { OverTime } from '#domain/rubric.ts'
import { t } from '../../i18n/rubric.ts'
import { ChoiceField, Line, OpenField, PointsField, TickField, TimeField } from './Fields.tsx'
import { pointsIn, timeIn, timeText } from './figures.ts'
import { AddRow, DropRow, dropped, replaced } from './ListRows.tsx'
import type { Of, RuleProps } from './rule-props.ts'
import { StartAndFloor } from './StartAndFloor.tsx'

type Timed = Of<'timed'>
type Table = Extract<OverTime, { by: 'table' }>
type Units = Extract<OverTime, { by: 'units' }>

const OVER = ['none', 'by-units', 'by-table'] as const
const EFFECTS = ['aspect-nought', 'part-nought', 'entry-nought', 'done-counts'] as const
const TEN_SECONDS = 10_000
const MINUTE = 60_000

/** A time against a limit (RULES §3): what over time takes off, where it stops, what an early end gives. */
export function TimedFields(props: RuleProps<Timed>) {
  const put = (next: Partial<Timed>, field: string) => props.change({ ...props.aspect, ...next }, field)
  const units = () => (props.aspect.over?.by === 'units' ? props.aspect.over : undefined)
  const table = () => (props.aspect.over?.by === 'table' ? props.aspect.over : undefined)
  const over = (by: (typeof OVER)[number]): OverTime | null =>
    by === 'none'
      ? null
      : by === 'by-units'
        ? { by: 'units', amount: 500 as Points, per: TEN_SECONDS, units: 'begun', cap: null }
        : { by: 'table', steps: [{ upTo: null, deduct: 500 as Points }] }
  return (
    <>
      <TimeField
        label={t('field.limit')}
        value={props.aspect.limit}
        disabled={props.disabled}
        onValue={(limit) => put({ limit }, 'limit')}
      />
      <StartAndFloor {...props} />
      <ChoiceField
        label={t('field.over')}
        value={units() ? 'by-units' : table() ? 'by-table' : 'none'}
        options={OVER}
        words={(by) => t(`option.${by}`)}
        disabled={props.disabled}
        onValue={(by) => put({ over: over(by) }, 'over')}
      />
      <Show when={units()}>
        {(rule) => (
          <UnitsFields rule={rule()} disabled={props.disabled} change={(next, field) => put({ over: next }, field)} />
        )}
      </Show>
      <Show when={table()}>
        {(rule) => (
          <TableFields rule={rule()} disabled={props.disabled} change={(next, field) => put({ over: next }, field)} />
        )}
      </Show>
      <OpenField
        label={t('field.stopAt')}
        value={props.aspect.stop?.at ?? null}
        text={timeText}
        parse={timeIn}
        wrong={t('wrong.time')}
        empty={t('field.noStop')}
        disabled={props.disabled}
        onValue={(at) =>
          put({ stop: at === null ? null : { effect: props.aspect.stop?.effect ?? 'aspect-nought', at } }, 'stop')
        }
      />
      <Show when={props.aspect.stop}>
        {(stop) => (
          <ChoiceField
            label={t('field.stopEffect')}
            value={stop().effect}
            options={EFFECTS}
            words={(effect) => t(`option.${effect}`)}
            disabled={props.disabled}
            onValue={(effect) => put({ stop: { ...stop(), effect } }, 'effect')}
          />
        )}
      </Show>
      <OpenField
        label={t('field.bonus')}
        value={props.aspect.bonus?.amount ?? null}
        text={formatPoints}
        parse={pointsIn}
        wrong={t('wrong.points')}
        empty={t('field.noBonus')}
        disabled={props.disabled}
        onValue={(amount) =>
          put(
            {
              bonus:
                amount === null ? null : { per: MINUTE, cap: null, aboveMax: false, ...props.aspect.bonus, amount },
            },
            'bonus',
          )
        }
      />
      <Show when={props.aspect.bonus}>
        {(bonus) => (
          <>
            <TimeField
              label={t('field.per')}
              value={bonus().per}
              disabled={props.disabled}
              onValue={(per) => put({ bonus: { ...bonus(), per } }, 'bonus per')}
            />
            <OpenField
              label={t('field.cap')}
              value={bonus().cap}
              text={formatPoints}
              parse={pointsIn}
              wrong={t('wrong.points')}
              empty={t('field.noCap')}
              disabled={props.disabled}
              onValue={(cap) => put({ bonus: { ...bonus(), cap } }, 'bonus cap')}
            />
            <TickField
              label={t('field.aboveMax')}
              value={bonus().aboveMax}
              disabled={props.disabled}
              onValue={(aboveMax) => put({ bonus: { ...bonus(), aboveMax } }, 'above')}
            />
          </>
        )}
      </Show>
    </>
  )
}

function UnitsFields(props: { rule: Units; disabled: boolean; change: (next: Units, field: string) => void }) {
  const put = (next: Partial<Units>, field: string) => props.change({ ...props.rule, ...next }, field)
  return (
    <>
      <Line label={t('field.deduct')}>
        <span class="re-pair">
          <PointsField
            bare
            label={t('field.deduct')}
            value={props.rule.amount}
            after={t('field.per')}
            disabled={props.disabled}
            onValue={(amount) => put({ amount }, 'amount')}
          />
          <TimeField
            bare
            label={t('field.per')}
            value={props.rule.per}
            disabled={props.disabled}
            onValue={(per) => put({ per }, 'per')}
          />
        </span>
      </Line>
      <ChoiceField
        label={t('field.begun')}
        value={props.rule.units}
        options={['begun', 'complete'] as const}
        words={(units) => t(units === 'begun' ? 'option.whole' : 'option.nothing')}
        disabled={props.disabled}
        onValue={(units) => put({ units }, 'units')}
      />
      <OpenField
        label={t('field.cap')}
        value={props.rule.cap}
        text={formatPoints}
        parse={pointsIn}
        wrong={t('wrong.points')}
        empty={t('field.noCap')}
        disabled={props.disabled}
        onValue={(cap) => put({ cap }, 'cap')}
      />
    </>
  )
}

function TableFields(props: { rule: Table; disabled: boolean; change: (next: Table, field: string) => void }) {
  const put = (steps: Table['steps'], field: string) => props.change({ by: 'table', steps }, field)
  /** A new row before the open one, so that the last stays open. */
  const added = () => {
    const { steps } = props.rule
    const before = steps[steps.length - 2]?.upTo ?? 0
    return [...steps.slice(0, -1), { upTo: before + MINUTE, deduct: noPoints }, ...steps.slice(-1)]
  }
  return (
    <>
      <ul class="re-rows">
        <Index each={props.rule.steps}>
          {(step, i) => (
            <li>
              <OpenField
                bare
                label={t('field.upTo')}
                value={step().upTo}
                text={timeText}
                parse={timeIn}
                wrong={t('wrong.time')}
                empty={t('field.beyond')}
                disabled={props.disabled || i === props.rule.steps.length - 1}
                onValue={(upTo) => put(replaced(props.rule.steps, i, { ...step(), upTo }), `upTo ${i}`)}
              />
              <PointsField
                bare
                label={t('field.deduct')}
                value={step().deduct}
                after={t('field.deduct')}
                disabled={props.disabled}
                onValue={(deduct) => put(replaced(props.rule.steps, i, { ...step(), deduct }), `deduct ${i}`)}
              />
              <DropRow
                n={i + 1}
                disabled={props.disabled}
                only={i === props.rule.steps.length - 1}
                onDrop={() => put(dropped(props.rule.steps, i), 'steps')}
              />
            </li>
          )}
        </Index>
      </ul>
      <AddRow disabled={props.disabled} full={props.rule.steps.length >= 40} onAdd={() => put(added(), 'steps')} />
    </>
  )
}
