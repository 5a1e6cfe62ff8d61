import { For, Show } from 'solid-js'
import { formatPoints, ofThousandths } from '#domain/points.ts'
import { aspectsOf, maximumOf, type Rubric } from '#domain/rubric.ts'
import { SECTION_LIMIT, sectionSum, WHOLE } from '#domain/rubric-review.ts'
import { t } from '../../i18n/rubric.ts'
import { Icon } from '../../ui/Icon.tsx'
import { maximumOfCriterion } from './rows.ts'

/** The live sums: criteria by their share, sections against what is due, the total large. */
export function SumsBand(props: { rubric: Rubric; onSections: () => void }) {
  const total = () => maximumOf(aspectsOf(props.rubric))
  const off = () => ofThousandths(Math.abs(WHOLE - total()))
  return (
    <section class="re-band">
      <div>
        <ul class="re-crit" aria-label={t('criteriaSums')}>
          <For each={props.rubric.criteria}>
            {(criterion) => (
              <li ref={(li) => li.style.setProperty('--m', String(Math.max(1, maximumOfCriterion(criterion) / 1000)))}>
                <i />
                <span>
                  {criterion.id} {criterion.name}
                </span>
                <b>{formatPoints(maximumOfCriterion(criterion))}</b>
              </li>
            )}
          </For>
          <Show when={total() < WHOLE}>
            <li class="re-open" ref={(li) => li.style.setProperty('--m', String(off() / 1000))}>
              <i />
            </li>
          </Show>
        </ul>
        <ul class="re-secs" aria-label={t('sectionSums')}>
          <li>
            <button type="button" class="btn quiet" onClick={() => props.onSections()}>
              {t('sections')}　{t('realAndDue')}
            </button>
          </li>
          <For each={props.rubric.sections}>
            {(section) => {
              const sum = () => sectionSum(props.rubric, section)
              return (
                <li data-off={Math.abs(section.weight - sum()) > SECTION_LIMIT ? '' : undefined}>
                  <span title={section.name}>
                    {section.number} {section.name}
                  </span>
                  <b>{formatPoints(sum())}</b>
                  <i>/ {formatPoints(section.weight)}</i>
                </li>
              )
            }}
          </For>
        </ul>
      </div>
      <div class="re-total" data-testid="rubric-total">
        <p>
          {t('total')}
          <Show
            when={total() === WHOLE}
            fallback={
              <em data-off>
                <Icon name="alert" />
                {t(total() < WHOLE ? 'short' : 'over', { n: formatPoints(off()) })}
              </em>
            }
          >
            <em>
              <Icon name="check" />
              {t('agrees')}
            </em>
          </Show>
        </p>
        <b>{formatPoints(total())}</b>
        <span>/ {formatPoints(WHOLE)}</span>
      </div>
    </section>
  )
}
