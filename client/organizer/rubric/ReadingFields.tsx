import { Index } from 'solid-js'
import { asDecimal, type Decimal } from '#domain/rational.ts'
import type { Deduction, Instrument } from '#domain/rubric.ts'
import { t } from '../../i18n/rubric.ts'
import { ChoiceField, DecimalField, Line, OpenField, TextField, WholeField } from './Fields.tsx'
import { decimalIn } from './figures.ts'
import { AddRow, DropRow, dropped, replaced } from './ListRows.tsx'
import type { Of, RuleProps } from './rule-props.ts'

const IN = ['points', 'percent'] as const

function DeductionField(props: {
  value: Deduction
  disabled: boolean
  bare?: boolean
  onValue: (value: Deduction) => void
}) {
  const fields = () => (
    <span class="re-pair">
      <DecimalField
        bare
        label={t('field.deduct')}
        value={props.value.deduct}
        disabled={props.disabled}
        onValue={(deduct) => props.onValue({ ...props.value, deduct })}
      />
      <ChoiceField
        bare
        label={t('field.deduct')}
        value={props.value.in}
        options={IN}
        words={(unit) => t(`option.${unit}`)}
        disabled={props.disabled}
        onValue={(unit) => props.onValue({ ...props.value, in: unit })}
      />
    </span>
  )
  return <Line label={t('field.deduct')}>{fields()}</Line>
}

/** Unit, decimals and limits of what can be typed. */
function InstrumentFields(props: {
  value: Instrument
  disabled: boolean
  onValue: (value: Instrument, field: string) => void
}) {
  const limit = (field: 'low' | 'high') => (
    <OpenField<Decimal>
      bare
      label={t(`field.${field}`)}
      value={props.value[field]}
      text={(value) => value}
      parse={decimalIn}
      wrong={t('wrong.decimal')}
      empty={t(field === 'low' ? 'field.lowEnd' : 'field.highEnd')}
      disabled={props.disabled}
      onValue={(value) => props.onValue({ ...props.value, [field]: value }, field)}
    />
  )
  return (
    <>
      <TextField
        label={t('field.unit')}
        value={props.value.unit}
        most={20}
        disabled={props.disabled}
        onText={(unit) => props.onValue({ ...props.value, unit }, 'unit')}
      />
      <WholeField
        label={t('field.decimals')}
        value={props.value.decimals}
        most={9}
        disabled={props.disabled}
        onValue={(decimals) => props.onValue({ ...props.value, decimals }, 'decimals')}
      />
      <Line label={t('field.range')}>
        <span class="re-pair">
          {limit('low')}
          {limit('high')}
        </span>
      </Line>
    </>
  )
}

export function DifferenceFields(props: RuleProps<Of<'difference'>>) {
  const put = (next: Partial<Of<'difference'>>, field: string) => props.change({ ...props.aspect, ...next }, field)
  return (
    <>
      <DecimalField
        label={t('field.target')}
        value={props.aspect.target}
        after={props.aspect.instrument.unit}
        disabled={props.disabled}
        onValue={(target) => put({ target }, 'target')}
      />
      <Line label={t('field.step')}>
        <span class="re-pair">
          <DecimalField
            bare
            label={t('field.step')}
            value={props.aspect.step}
            disabled={props.disabled}
            onValue={(step) => put({ step }, 'step')}
          />
          <ChoiceField
            bare
            label={t('field.stepIn')}
            value={props.aspect.stepIn}
            options={['units', 'percent-of-target'] as const}
            words={(stepIn) => t(`option.${stepIn}`)}
            disabled={props.disabled}
            onValue={(stepIn) => put({ stepIn }, 'stepIn')}
          />
        </span>
      </Line>
      <ChoiceField
        label={t('field.counting')}
        value={props.aspect.steps}
        options={['complete', 'begun', 'proportional'] as const}
        words={(steps) => t(`option.${steps}`)}
        disabled={props.disabled}
        onValue={(steps) => put({ steps }, 'steps')}
      />
      <DeductionField
        value={props.aspect.deduction}
        disabled={props.disabled}
        onValue={(deduction) => put({ deduction }, 'deduction')}
      />
      <InstrumentFields
        value={props.aspect.instrument}
        disabled={props.disabled}
        onValue={(instrument, field) => put({ instrument }, field)}
      />
    </>
  )
}

export function RangeFields(props: RuleProps<Of<'range'>>) {
  type Band = Of<'range'>['bands'][number]
  const put = (bands: Band[], field: string) => props.change({ ...props.aspect, bands }, field)
  return (
    <>
      <DecimalField
        label={t('field.target')}
        value={props.aspect.target}
        after={props.aspect.instrument.unit}
        disabled={props.disabled}
        onValue={(target) => props.change({ ...props.aspect, target }, 'target')}
      />
      <ul class="re-rows">
        <Index each={props.aspect.bands}>
          {(band, i) => (
            <li class="re-band">
              <DecimalField
                bare
                label={t('field.below')}
                after={t('field.below')}
                value={band().lower}
                disabled={props.disabled}
                onValue={(lower) => put(replaced(props.aspect.bands, i, { ...band(), lower }), `lower ${i}`)}
              />
              <DecimalField
                bare
                label={t('field.above')}
                after={t('field.above')}
                value={band().upper}
                disabled={props.disabled}
                onValue={(upper) => put(replaced(props.aspect.bands, i, { ...band(), upper }), `upper ${i}`)}
              />
              <DropRow
                n={i + 1}
                disabled={props.disabled}
                only={props.aspect.bands.length <= 1}
                onDrop={() => put(dropped(props.aspect.bands, i), 'bands')}
              />
              <DeductionField
                value={band().deduction}
                disabled={props.disabled}
                onValue={(deduction) => put(replaced(props.aspect.bands, i, { ...band(), deduction }), `off ${i}`)}
              />
            </li>
          )}
        </Index>
      </ul>
      <AddRow
        disabled={props.disabled}
        full={props.aspect.bands.length >= 20}
        onAdd={() => {
          const one = asDecimal('1')
          put(
            [...props.aspect.bands, { lower: one, upper: one, deduction: { deduct: asDecimal('0'), in: 'points' } }],
            'bands',
          )
        }}
      />
      <InstrumentFields
        value={props.aspect.instrument}
        disabled={props.disabled}
        onValue={(instrument, field) => props.change({ ...props.aspect, instrument }, field)}
      />
    </>
  )
}
