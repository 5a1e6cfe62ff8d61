import { type Component, Index, Show } from 'solid-js'
import { noPoints } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import type { ChoiceOption } from '#domain/rubric.ts'
import { t } from '../../i18n/rubric.ts'
import { ChoiceField, DecimalField, PointsField } from './Fields.tsx'
import { AddRow, DropRow, dropped, replaced } from './ListRows.tsx'
import type { Of, RuleProps } from './rule-props.ts'

const WORTHS = ['points', 'off-points', 'off-percent'] as const
type Worth = (typeof WORTHS)[number]

/** Options, each worth points or a deduction from the maximum. */
export const ChoiceFields: Component<RuleProps<Of<'choice'>>> = (props) => {
  const put = (options: ChoiceOption[], field: string) => props.change({ ...props.aspect, options }, field)
  const worthOf = ({ worth }: ChoiceOption): Worth =>
    'points' in worth ? 'points' : worth.in === 'points' ? 'off-points' : 'off-percent'
  const inWorth = (option: ChoiceOption, worth: Worth): ChoiceOption => ({
    ...option,
    worth:
      worth === 'points'
        ? { points: noPoints }
        : {
            deduct: 'points' in option.worth ? asDecimal('0') : option.worth.deduct,
            in: worth === 'off-points' ? 'points' : 'percent',
          },
  })
  return (
    <>
      <ul class="re-rows">
        <Index each={props.aspect.options}>
          {(option, i) => (
            <li>
              <input
                class="re-in"
                aria-label={t('field.option', { n: String(i + 1) })}
                placeholder={t('field.option', { n: String(i + 1) })}
                maxLength={500}
                value={option().label}
                disabled={props.disabled}
                onInput={(event) =>
                  put(
                    replaced(props.aspect.options, i, { ...option(), label: event.currentTarget.value }),
                    `label ${i}`,
                  )
                }
              />
              <ChoiceField
                bare
                label={t('field.worth')}
                value={worthOf(option())}
                options={WORTHS}
                words={(worth) =>
                  worth === 'points'
                    ? t('field.worth')
                    : `${t('field.deduct')} ${t(worth === 'off-points' ? 'option.points' : 'option.percent')}`
                }
                disabled={props.disabled}
                onValue={(worth) => put(replaced(props.aspect.options, i, inWorth(option(), worth)), `worth ${i}`)}
              />
              <Worth
                option={option()}
                disabled={props.disabled}
                change={(worth) => put(replaced(props.aspect.options, i, { ...option(), worth }), `figure ${i}`)}
              />
              <DropRow
                n={i + 1}
                disabled={props.disabled}
                only={props.aspect.options.length <= 2}
                onDrop={() => put(dropped(props.aspect.options, i), 'options')}
              />
            </li>
          )}
        </Index>
      </ul>
      <AddRow
        disabled={props.disabled}
        full={props.aspect.options.length >= 20}
        onAdd={() => put([...props.aspect.options, { label: '', worth: { points: noPoints } }], 'options')}
      />
      <PointsField
        label={t('field.min')}
        value={props.aspect.min}
        disabled={props.disabled}
        onValue={(min) => props.change({ ...props.aspect, min }, 'min')}
      />
    </>
  )
}

function Worth(props: { option: ChoiceOption; disabled: boolean; change: (worth: ChoiceOption['worth']) => void }) {
  const points = () => ('points' in props.option.worth ? props.option.worth.points : undefined)
  const off = () => ('points' in props.option.worth ? undefined : props.option.worth)
  return (
    <>
      <Show when={points() !== undefined}>
        <PointsField
          bare
          label={t('field.worth')}
          value={points() ?? noPoints}
          disabled={props.disabled}
          onValue={(value) => props.change({ points: value })}
        />
      </Show>
      <Show when={off()}>
        {(deduction) => (
          <DecimalField
            bare
            label={t('field.deduct')}
            value={deduction().deduct}
            disabled={props.disabled}
            onValue={(deduct) => props.change({ ...deduction(), deduct })}
          />
        )}
      </Show>
    </>
  )
}
