import { createSignal, For, Show } from 'solid-js'
import type { ToldStop } from '#contract/standings.ts'
import { t } from '../../i18n/standings.ts'
import { Icon } from '../../ui/Icon.tsx'
import { createPlaces, newRulingId, type Signed, type StandingsStore } from './createStandings.ts'
import { isSigned, notSigned, SignFields } from './SignFields.tsx'

/** What the rules leave to a person, each with the way to decide it. */
export function Stops(props: { stops: readonly ToldStop[]; store: StandingsStore }) {
  return (
    <section class="standings-stops" aria-labelledby="standings-stops">
      <h2 id="standings-stops">{t('stops')}</h2>
      <Show when={props.stops.length === 0}>
        <p class="desk-empty">{t('noStops')}</p>
      </Show>
      <For each={props.stops}>{(stop) => <Stop stop={stop} store={props.store} />}</For>
    </section>
  )
}

const wordsOf = (stop: ToldStop): string =>
  t(`stop.${stop.kind}`, {
    rank: String(stop.rank ?? ''),
    n: String(stop.entries.length),
    places: String(stop.places ?? ''),
    organization: stop.organization ?? '',
  })

type By = 'lot' | 'decision' | 'all' | 'none'

interface Deciding<Ways extends By> {
  readonly stop: ToldStop
  readonly by: Ways
  readonly store: StandingsStore
  readonly close: () => void
}

function Stop(props: { stop: ToldStop; store: StandingsStore }) {
  const [by, setBy] = createSignal<By | null>(null)
  return (
    <article class="standings-stop" data-testid="stop">
      <p>
        <Icon name="alert" />
        <b>
          {props.stop.overall ? `${t('overall')} ` : props.stop.division ? `${props.stop.division} ` : ''}
          {wordsOf(props.stop)}
        </b>
      </p>
      <p>
        <For each={props.stop.entries}>
          {(entry) => (
            <span>
              {entry.code} {entry.name} <small>{entry.organization}</small>
            </span>
          )}
        </For>
      </p>
      <Show when={props.stop.isProvisional}>
        <p class="standings-note">{t('stopProvisional')}</p>
      </Show>
      <Show
        when={by()}
        fallback={
          <p class="desk-actions">
            <Show when={props.stop.kind !== 'shared-rank'}>
              <button type="button" class="btn" onClick={() => setBy('all')}>
                {t('takeAll')}
              </button>
              <button type="button" class="btn" onClick={() => setBy('none')}>
                {t('takeNone')}
              </button>
            </Show>
            <button type="button" class="btn" onClick={() => setBy('lot')}>
              {t('byLot')}
            </button>
            <button type="button" class="btn" onClick={() => setBy('decision')}>
              {t('byDecision')}
            </button>
          </p>
        }
      >
        {(kind) => <Way stop={props.stop} by={kind()} store={props.store} close={() => setBy(null)} />}
      </Show>
    </article>
  )
}

function Way(props: Deciding<By>) {
  const placed = () => (props.by === 'lot' || props.by === 'decision' ? props.by : undefined)
  const taken = () => (props.by === 'all' || props.by === 'none' ? props.by : undefined)
  return (
    <>
      <Show when={placed()}>
        {(by) => <Decide stop={props.stop} by={by()} store={props.store} close={props.close} />}
      </Show>
      <Show when={taken()}>{(by) => <Take stop={props.stop} by={by()} store={props.store} close={props.close} />}</Show>
    </>
  )
}

/** All of them go on, or none. */
function Take(props: Deciding<'all' | 'none'>) {
  props.store.hold()
  const told = props.stop.entries.map(({ id }) => ({ id: newRulingId(), entryId: id }))
  const [signed, setSigned] = createSignal<Signed>(notSigned)
  const send = async () => {
    if (await props.store.advance(props.by === 'all', told, signed())) props.close()
  }
  return (
    <form
      class="standings-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <p class="standings-how">
        {t(props.by === 'all' ? 'howAll' : 'howNone', { n: String(props.stop.entries.length) })}
      </p>
      <SignFields signed={signed()} put={setSigned} />
      <SendOrCancel ready={isSigned(signed())} store={props.store} close={props.close} />
    </form>
  )
}

function SendOrCancel(props: { ready: boolean; store: StandingsStore; close: () => void }) {
  return (
    <p class="desk-actions">
      <button type="button" class="btn" onClick={() => props.close()}>
        {t('cancel')}
      </button>
      <button type="submit" class="btn primary" disabled={!props.ready || props.store.busy()}>
        {t('sign')}
      </button>
    </p>
  )
}

function Decide(props: Deciding<'lot' | 'decision'>) {
  props.store.hold()
  const places = createPlaces(props.stop)
  const [signed, setSigned] = createSignal<Signed>(notSigned)
  const send = async () => {
    const given = places.places()
    if (given && (await props.store.settle(props.by, given, signed()))) props.close()
  }
  return (
    <form
      class="standings-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <fieldset>
        <legend>{t(props.by === 'lot' ? 'howLot' : 'howDecision')}</legend>
        <For each={props.stop.entries}>
          {(entry, i) => (
            <label>
              <span>
                {entry.code} {entry.name}
              </span>
              <input
                class="standings-number"
                inputmode="numeric"
                maxlength={4}
                aria-label={t('placeOf', { entry: `${entry.code} ${entry.name}` })}
                onInput={(e) => places.put(i(), e.currentTarget.value.trim())}
              />
            </label>
          )}
        </For>
      </fieldset>
      <SignFields signed={signed()} put={setSigned} />
      <SendOrCancel
        ready={places.places() !== undefined && isSigned(signed())}
        store={props.store}
        close={props.close}
      />
    </form>
  )
}
