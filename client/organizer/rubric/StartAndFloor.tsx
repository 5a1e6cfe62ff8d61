import { formatPoints, noPoints, type Points } from '#domain/points.ts'
import { t } from '../../i18n/rubric.ts'
import { OpenField, TickField } from './Fields.tsx'
import { pointsIn } from './figures.ts'
import type { Of, RuleProps } from './rule-props.ts'

/** Start and maximum are one figure: M for a deduction, 0 for a pure penalty (RULES §2). */
export function StartAndFloor<A extends Of<'deduction'> | Of<'timed'>>(props: RuleProps<A>) {
  const floorOf = (start: Points) => (start === 0 ? props.aspect.floor : (props.aspect.floor ?? noPoints))
  return (
    <>
      <TickField
        label={t('field.penalty')}
        value={props.aspect.start === 0}
        disabled={props.disabled}
        onValue={(isPenalty) => {
          const start = isPenalty ? noPoints : (1000 as Points)
          props.change({ ...props.aspect, max: start, start, floor: isPenalty ? null : floorOf(start) }, 'start')
        }}
      />
      <OpenField
        label={t('field.floor')}
        value={props.aspect.floor}
        text={formatPoints}
        parse={pointsIn}
        wrong={t('wrong.points')}
        empty={t('field.noFloor')}
        disabled={props.disabled}
        onValue={(floor) => props.change({ ...props.aspect, floor }, 'floor')}
      />
    </>
  )
}
