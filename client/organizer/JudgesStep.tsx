import { createEffect, For, on, Show } from 'solid-js'
import type { StageView } from '#contract/stages.ts'
import type { PointsRule } from '#domain/scheme.ts'
import { listed } from '../i18n/language.ts'
import { t } from '../i18n/organizer.ts'
import { Icon } from '../ui/Icon.tsx'
import { createSeating } from './createSeating.ts'
import type { StageStore } from './createStage.ts'

const RULES: readonly PointsRule[] = ['trimmed-whole', 'trimmed', 'mean', 'agreed']

/** 三 Who marks what, who records what a panel agrees on, and who locks. */
export function JudgesStep(props: { stage: StageStore; view: StageView }) {
  return (
    <section class="desk-section" aria-labelledby="step-judges">
      <h2 id="step-judges">
        <i class="song desk-step" /> {t('stage.judges')}
      </h2>
      <Show when={props.view.rubric} fallback={<p class="desk-empty">{t('judges.needRubric')}</p>}>
        <Seats stage={props.stage} view={props.view} />
      </Show>
    </section>
  )
}

function Seats(props: { stage: StageStore; view: StageView }) {
  const seating = createSeating(props.view, (n) => t('judges.panelName', { n: String(n) }))
  createEffect(on(() => props.view.rubric?.id, seating.takeAll, { defer: true }))
  const hasPoints = () => props.view.rubric?.kinds.some(({ kind }) => kind === 'points' || kind === 'scaled') ?? false
  const criteria = () => props.view.rubric?.criteria ?? []
  return (
    <>
      <p class="desk-hint">{t('judges.chiefWhat')}</p>
      <For each={seating.state.panels}>
        {(panel, p) => (
          <fieldset class="desk-panel">
            <legend>{panel.name}</legend>
            <Show when={seating.state.panels.length > 1}>
              <p class="desk-marks">
                <span>{t('judges.marks')}</span>
                <For each={criteria()}>
                  {(criterion) => (
                    <label>
                      <input
                        type="checkbox"
                        checked={criterion.subCriteria.every((sub) => panel.subCriteria.includes(sub.id))}
                        onChange={() =>
                          seating.assign(
                            p(),
                            criterion.subCriteria.map((sub) => sub.id),
                          )
                        }
                      />
                      {criterion.id} {criterion.name}
                    </label>
                  )}
                </For>
                <button type="button" class="btn quiet" onClick={() => seating.removePanel(p())}>
                  {t('remove')}
                </button>
              </p>
            </Show>
            <For each={panel.seats}>
              {(seat, s) => (
                <div class="desk-seat">
                  <input
                    name="judge"
                    aria-label={t('judges.name')}
                    placeholder={t('judges.name')}
                    maxLength={60}
                    value={seat.judge}
                    onInput={(e) => seating.rename(p(), s(), e.currentTarget.value)}
                  />
                  <label>
                    <input
                      type="checkbox"
                      checked={seat.chief}
                      onChange={(e) => seating.setChief(p(), s(), e.currentTarget.checked)}
                    />
                    {t('judges.chief')}
                  </label>
                  <label>
                    <input
                      type="radio"
                      name={`recorder-${p()}`}
                      checked={seat.recorder}
                      onChange={() => seating.setRecorder(p(), s())}
                    />
                    {t('judges.recorder')}
                  </label>
                  <button
                    type="button"
                    class="btn quiet"
                    aria-label={`${t('remove')} ${seat.judge}`}
                    onClick={() => seating.removeSeat(p(), s())}
                  >
                    <Icon name="x" />
                  </button>
                </div>
              )}
            </For>
            <button type="button" class="btn" onClick={() => seating.addSeat(p())}>
              <Icon name="plus" />
              {t('judges.add')}
            </button>
          </fieldset>
        )}
      </For>
      <Show when={hasPoints()}>
        <label class="desk-rule">
          {t('judges.pointsRule')}
          <select
            value={seating.state.pointsRule}
            onChange={(e) => seating.setPointsRule(e.currentTarget.value as PointsRule)}
          >
            <For each={RULES}>{(rule) => <option value={rule}>{t(`judges.rule.${rule}`)}</option>}</For>
          </select>
        </label>
      </Show>
      <p class="desk-actions">
        <button type="button" class="btn" onClick={seating.addPanel}>
          <Icon name="plus" />
          {t('judges.addPanel')}
        </button>
        <button
          type="button"
          class="btn primary"
          disabled={props.stage.busy()}
          data-testid="judges-save"
          onClick={() => props.stage.seatJudges(seating.seating())}
        >
          {t('judges.save')}
        </button>
      </p>
      <Show when={props.view.panels.length > 0}>
        <p class="desk-hint" data-testid="judges-kept">
          <For each={props.view.panels}>
            {(panel) => (
              <span>
                {t('judges.seated', {
                  panel: panel.name,
                  judges: listed(panel.seats.map((seat) => `${seat.label} ${seat.judge}`)),
                })}
                {'　'}
              </span>
            )}
          </For>
        </p>
      </Show>
    </>
  )
}
