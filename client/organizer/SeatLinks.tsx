import { createSignal, For, Show } from 'solid-js'
import type { StageView } from '#contract/stages.ts'
import type { SeatId } from '#domain/ids.ts'
import { t } from '../i18n/organizer.ts'
import { Qr } from '../ui/Qr.tsx'
import type { StageStore } from './createStage.ts'

/** Each judge's way to the seat: a link that works once, as a code to scan and a text to send. */
export function SeatLinks(props: { stage: StageStore; view: StageView }) {
  const [links, setLinks] = createSignal<Readonly<Record<string, string>>>({})
  const issue = async (seatId: SeatId) => {
    const link = await props.stage.issueLink(seatId)
    if (link) setLinks({ ...links(), [seatId]: `${location.origin}/seat#${link.token}` })
  }
  return (
    <section class="desk-section" aria-labelledby="step-links">
      <h2 id="step-links">{t('judges.link')}</h2>
      <p class="desk-hint">{t('judges.links')}</p>
      <div class="desk-links">
        <For each={props.view.panels.flatMap((panel) => panel.seats)}>
          {(seat) => (
            <article class="desk-card" data-testid={`seat-${seat.label}`}>
              <h3>
                {seat.label}　{seat.judge}
              </h3>
              <p>
                <Show when={seat.chief}>
                  <span class="chip">{t('judges.chief')}</span>
                </Show>
                <Show when={seat.recorder}>
                  <span class="chip">{t('judges.recorder')}</span>
                </Show>
                <span class="chip" classList={{ ok: seat.taken }}>
                  {t(seat.taken ? 'judges.taken' : 'judges.free')}
                </span>
              </p>
              <Show when={links()[seat.id]}>
                {(link) => (
                  <>
                    <Qr text={link()} label={`${seat.label} ${t('judges.link')}`} />
                    <input
                      readOnly
                      value={link()}
                      aria-label={`${seat.label} ${t('judges.link')}`}
                      onFocus={(e) => e.currentTarget.select()}
                    />
                  </>
                )}
              </Show>
              <button type="button" class="btn" onClick={() => issue(seat.id)}>
                {t('judges.newLink')}
              </button>
            </article>
          )}
        </For>
      </div>
    </section>
  )
}
