import { createSignal, For, Show } from 'solid-js'
import type { StageRuling } from '#contract/rulings.ts'
import type { StageStandings } from '#contract/standings.ts'
import { formatPoints } from '#domain/points.ts'
import type { Ruled } from '#domain/ruling.ts'
import { t } from '../../i18n/standings.ts'
import { dayAndTimeOf } from '../../judge/shown.ts'
import { attemptWords } from './attempt-draft.ts'
import type { Signed, StandingsStore } from './createStandings.ts'
import { RuleForm } from './RuleForm.tsx'
import { isSigned, notSigned, SignFields } from './SignFields.tsx'

/** What was set down beside the marks, oldest first; what was withdrawn stays, crossed out. */
export function Rulings(props: { standings: StageStandings; rulings: readonly StageRuling[]; store: StandingsStore }) {
  const [adding, setAdding] = createSignal(false)
  return (
    <section class="standings-rulings" aria-labelledby="standings-rulings">
      <h2 id="standings-rulings">{t('rulings')}</h2>
      <Show when={props.rulings.length > 0} fallback={<p class="desk-empty">{t('noRulings')}</p>}>
        <ol>
          <For each={props.rulings}>
            {(ruling) => <Entry ruling={ruling} standings={props.standings} store={props.store} />}
          </For>
        </ol>
      </Show>
      <Show
        when={adding()}
        fallback={
          <button type="button" class="btn standings-screen" onClick={() => setAdding(true)}>
            {t('ruleOn')}
          </button>
        }
      >
        <RuleForm
          standings={props.standings}
          rulings={props.rulings}
          store={props.store}
          close={() => setAdding(false)}
        />
      </Show>
    </section>
  )
}

const nameOf = (id: string, { carried }: StageStandings) => carried.find(({ stage }) => stage === id)?.name ?? id
const minus = (text: string) => text.replace('-', '−')

/** "Penalty −1.50", "Drawn lot: number 2". */
function ruledWords(ruled: Ruled, standings: StageStandings): string {
  switch (ruled.kind) {
    case 'penalty':
      return `${t('kinds.penalty')} −${formatPoints(ruled.points)}`
    case 'adjustment':
      return `${t('kinds.adjustment')} ${ruled.points > 0 ? '+' : ''}${minus(formatPoints(ruled.points))}`
    case 'advance':
      return t(ruled.takes ? 'advanceYes' : 'advanceNo')
    case 'carried':
      return `${t('kinds.carried')} ${nameOf(ruled.stage, standings)} ${minus(formatPoints(ruled.points))}`
    case 'attempt': {
      const part = standings.attempts.find((one) => one.part === ruled.part)?.name ?? ''
      return `${standings.attempts.length > 1 ? `${part} ` : ''}${attemptWords(ruled.attempt)}`
    }
    default:
      return `${t(`kinds.${ruled.kind}`)} ${t('place', { n: String(ruled.place) })}`
  }
}

function Entry(props: { ruling: StageRuling; standings: StageStandings; store: StandingsStore }) {
  const [isOpen, setOpen] = createSignal(false)
  const entry = () => {
    const found = [...props.standings.entries, ...props.standings.unranked].find(
      ({ id }) => id === props.ruling.entryId,
    )
    return found ? `${found.code} ${found.name}` : ''
  }
  const kind = () => t(`kinds.${props.ruling.ruled.kind}`)
  return (
    <li data-testid="ruling" data-withdrawn={props.ruling.withdrawn ? '' : undefined}>
      <p>
        <b>
          {entry()} {ruledWords(props.ruling.ruled, props.standings)}
        </b>
        <span>{props.ruling.reason}</span>
        <small>{t('signedBy', { signer: props.ruling.signer, at: dayAndTimeOf(props.ruling.at) })}</small>
        <Show when={props.ruling.withdrawn}>
          {(back) => (
            <small>
              {t('withdrawn', { reason: back().reason, signer: back().signer, at: dayAndTimeOf(back().at) })}
            </small>
          )}
        </Show>
      </p>
      <Show when={!props.ruling.withdrawn && !isOpen()}>
        <button
          type="button"
          class="btn quiet standings-screen"
          aria-label={t('withdrawOf', { entry: entry(), kind: kind() })}
          onClick={() => setOpen(true)}
        >
          {t('withdraw')}
        </button>
      </Show>
      <Show when={isOpen()}>
        <Withdraw ruling={props.ruling} store={props.store} close={() => setOpen(false)} />
      </Show>
    </li>
  )
}

function Withdraw(props: { ruling: StageRuling; store: StandingsStore; close: () => void }) {
  props.store.hold()
  const [signed, setSigned] = createSignal<Signed>(notSigned)
  const send = async () => {
    if (await props.store.withdraw(props.ruling.id, signed())) props.close()
  }
  return (
    <form
      class="standings-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <SignFields signed={signed()} put={setSigned} />
      <p class="desk-actions">
        <button type="button" class="btn" onClick={() => props.close()}>
          {t('cancel')}
        </button>
        <button type="submit" class="btn primary" disabled={!isSigned(signed()) || props.store.busy()}>
          {t('withdraw')}
        </button>
      </p>
    </form>
  )
}
