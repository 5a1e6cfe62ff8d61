import { For, Show } from 'solid-js'
import type { StageView } from '#contract/stages.ts'
import type { SeatId } from '#domain/ids.ts'
import { t } from '../i18n/organizer.ts'
import { Icon } from '../ui/Icon.tsx'
import { Qr } from '../ui/Qr.tsx'
import type { SeatLinkStore } from './createSeatLinks.ts'

/** Each judge's way to the seat: a link that works once, as a code to scan and a text to send. */
export function SeatLinks(props: { links: SeatLinkStore; view: StageView }) {
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
              <Show when={props.links.of(seat)}>
                {(link) => <Link links={props.links} seatId={seat.id} label={seat.label} link={link()} />}
              </Show>
              <button type="button" class="btn" onClick={() => props.links.issue(seat.id)}>
                {t('judges.newLink')}
              </button>
            </article>
          )}
        </For>
      </div>
    </section>
  )
}

function Link(props: { links: SeatLinkStore; seatId: SeatId; label: string; link: string }) {
  let field: HTMLInputElement | undefined
  const copied = () => props.links.copied(props.seatId)
  return (
    <>
      <Qr text={props.link} label={`${props.label} ${t('judges.link')}`} />
      <input
        ref={field}
        readOnly
        value={props.link}
        aria-label={`${props.label} ${t('judges.link')}`}
        onFocus={(e) => e.currentTarget.select()}
      />
      <button
        type="button"
        class="btn"
        data-testid={`copy-${props.label}`}
        onClick={() => field && props.links.copy(props.seatId, field)}
      >
        <Icon name={copied() ? 'check' : 'doc'} />
        {t(copied() ? 'judges.copied' : 'judges.copy')}
      </button>
      <p class="desk-hint" role="status">
        {copied() === false ? t('judges.copyYourself') : ''}
      </p>
    </>
  )
}
