import { type Component, Index, Match, Switch } from 'solid-js'
import { formatPoints, type Points } from '#domain/points.ts'
import type { Aspect, AspectKind } from '#domain/rubric.ts'
import { t } from '../../i18n/rubric.ts'
import { ChoiceFields } from './ChoiceFields.tsx'
import { ChoiceField, DecimalField, OpenField, PointsField, TextField, WholeField } from './Fields.tsx'
import { pointsIn } from './figures.ts'
import { AddRow, DropRow, dropped, replaced } from './ListRows.tsx'
import { DifferenceFields, RangeFields } from './ReadingFields.tsx'
import type { Of, RuleProps } from './rule-props.ts'
import { StartAndFloor } from './StartAndFloor.tsx'
import { TimedFields } from './TimedFields.tsx'

/** The figures of an aspect's rule, by its kind (RULES §2). */
export function RuleFields(props: RuleProps<Aspect>) {
  const is = <K extends AspectKind>(kind: K) => (props.aspect.kind === kind ? (props.aspect as Of<K>) : undefined)
  const handed = <A extends Aspect>(aspect: () => A): RuleProps<A> => ({
    get aspect() {
      return aspect()
    },
    get disabled() {
      return props.disabled
    },
    change: (next, field) => props.change(next, field),
  })
  return (
    <Switch>
      <Match when={is('judgement')}>{(aspect) => <Levels {...handed(aspect)} />}</Match>
      <Match when={is('count')}>{(aspect) => <Count {...handed(aspect)} />}</Match>
      <Match when={is('choice')}>{(aspect) => <ChoiceFields {...handed(aspect)} />}</Match>
      <Match when={is('difference')}>{(aspect) => <DifferenceFields {...handed(aspect)} />}</Match>
      <Match when={is('range')}>{(aspect) => <RangeFields {...handed(aspect)} />}</Match>
      <Match when={is('points')}>{(aspect) => <PointsRule {...handed(aspect)} />}</Match>
      <Match when={is('scaled')}>{(aspect) => <Scaled {...handed(aspect)} />}</Match>
      <Match when={is('deduction')}>{(aspect) => <Deduction {...handed(aspect)} />}</Match>
      <Match when={is('timed')}>{(aspect) => <TimedFields {...handed(aspect)} />}</Match>
      <Match when={is('veto')}>{(aspect) => <Veto {...handed(aspect)} />}</Match>
      <Match when={is('imported')}>{(aspect) => <Imported {...handed(aspect)} />}</Match>
    </Switch>
  )
}

const Levels: Component<RuleProps<Of<'judgement'>>> = (props) => {
  const put = (levels: string[], field: string) => props.change({ ...props.aspect, levels }, field)
  return (
    <>
      <ul class="re-ds" aria-label={t('field.levels')}>
        <Index each={props.aspect.levels}>
          {(words, level) => (
            <li>
              <b>{level}</b>
              <textarea
                rows={1}
                maxLength={2000}
                aria-label={`${t('field.levels')} ${level}`}
                disabled={props.disabled}
                value={words()}
                onInput={(event) =>
                  put(
                    replaced(props.aspect.levels, level, event.currentTarget.value.replace(/[\p{Cc}\p{Cf}]/gu, ' ')),
                    `level ${level}`,
                  )
                }
              />
              <DropRow
                n={level}
                disabled={props.disabled}
                only={props.aspect.levels.length <= 2 || level !== props.aspect.levels.length - 1}
                onDrop={() => put(dropped(props.aspect.levels, level), 'levels')}
              />
            </li>
          )}
        </Index>
      </ul>
      <AddRow
        disabled={props.disabled}
        full={props.aspect.levels.length >= 11}
        onAdd={() => put([...props.aspect.levels, ''], 'levels')}
      />
    </>
  )
}

const Count: Component<RuleProps<Of<'count'>>> = (props) => (
  <WholeField
    label={t('field.of')}
    value={props.aspect.of}
    least={1}
    most={1000}
    disabled={props.disabled}
    onValue={(of) => props.change({ ...props.aspect, of }, 'of')}
  />
)

const PointsRule: Component<RuleProps<Of<'points'>>> = (props) => (
  <>
    <PointsField
      label={t('field.min')}
      value={props.aspect.min}
      disabled={props.disabled}
      onValue={(min) => props.change({ ...props.aspect, min }, 'min')}
    />
    <PointsField
      label={t('field.step')}
      value={props.aspect.step}
      disabled={props.disabled}
      onValue={(step) => props.change({ ...props.aspect, step }, 'step')}
    />
  </>
)

const Scaled: Component<RuleProps<Of<'scaled'>>> = (props) => (
  <>
    <DecimalField
      label={t('field.low')}
      value={props.aspect.low}
      disabled={props.disabled}
      onValue={(low) => props.change({ ...props.aspect, low }, 'low')}
    />
    <DecimalField
      label={t('field.high')}
      value={props.aspect.high}
      disabled={props.disabled}
      onValue={(high) => props.change({ ...props.aspect, high }, 'high')}
    />
    <DecimalField
      label={t('field.step')}
      value={props.aspect.step}
      disabled={props.disabled}
      onValue={(step) => props.change({ ...props.aspect, step }, 'step')}
    />
    <DecimalField
      label={t('field.factor')}
      value={props.aspect.factor}
      disabled={props.disabled}
      onValue={(factor) => props.change({ ...props.aspect, factor }, 'factor')}
    />
  </>
)

const Deduction: Component<RuleProps<Of<'deduction'>>> = (props) => {
  type Fault = Of<'deduction'>['faults'][number]
  const put = (faults: Fault[], field: string) => props.change({ ...props.aspect, faults }, field)
  return (
    <>
      <StartAndFloor {...props} />
      <ul class="re-rows">
        <Index each={props.aspect.faults}>
          {(fault, i) => (
            <li>
              <input
                class="re-in"
                aria-label={t('field.fault', { n: String(i + 1) })}
                placeholder={t('field.fault', { n: String(i + 1) })}
                maxLength={200}
                value={fault().name}
                disabled={props.disabled}
                onInput={(event) =>
                  put(replaced(props.aspect.faults, i, { ...fault(), name: event.currentTarget.value }), `fault ${i}`)
                }
              />
              <PointsField
                bare
                label={t('field.amount')}
                value={fault().amount}
                after={t('field.amount')}
                disabled={props.disabled}
                onValue={(amount) => put(replaced(props.aspect.faults, i, { ...fault(), amount }), `amount ${i}`)}
              />
              <OpenField
                bare
                label={t('field.cap')}
                value={fault().cap}
                text={formatPoints}
                parse={pointsIn}
                wrong={t('wrong.points')}
                empty={t('field.noCap')}
                disabled={props.disabled}
                onValue={(cap) => put(replaced(props.aspect.faults, i, { ...fault(), cap }), `cap ${i}`)}
              />
              <DropRow
                n={i + 1}
                disabled={props.disabled}
                only={props.aspect.faults.length <= 1}
                onDrop={() => put(dropped(props.aspect.faults, i), 'faults')}
              />
            </li>
          )}
        </Index>
      </ul>
      <AddRow
        disabled={props.disabled}
        full={props.aspect.faults.length >= 40}
        onAdd={() => put([...props.aspect.faults, { name: '', amount: 500 as Points, cap: null }], 'faults')}
      />
    </>
  )
}

const Veto: Component<RuleProps<Of<'veto'>>> = (props) => (
  <ChoiceField
    label={t('field.target_veto')}
    value={props.aspect.target}
    options={['siblings', 'sub-criterion', 'part', 'entry'] as const}
    words={(target) => t(`option.${target}`)}
    disabled={props.disabled}
    onValue={(target) => props.change({ ...props.aspect, target }, 'target')}
  />
)

const Imported: Component<RuleProps<Of<'imported'>>> = (props) => (
  <TextField
    label={t('field.source')}
    value={props.aspect.source}
    most={200}
    disabled={props.disabled}
    onText={(source) => props.change({ ...props.aspect, source }, 'source')}
  />
)
