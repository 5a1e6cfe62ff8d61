import { createSignal, For, Show } from 'solid-js'
import type { StageRuling } from '#contract/rulings.ts'
import type { StageStandings } from '#contract/standings.ts'
import { asId, type EntryId } from '#domain/ids.ts'
import { parsePoints } from '#domain/points.ts'
import type { Ruled } from '#domain/ruling.ts'
import { t } from '../../i18n/standings.ts'
import { AttemptFields } from './AttemptFields.tsx'
import { createAttemptDraft } from './attempt-draft.ts'
import { newRulingId, type Signed, type StandingsStore } from './createStandings.ts'
import { isSigned, notSigned, SignFields } from './SignFields.tsx'

type Kind = 'penalty' | 'adjustment' | 'carried' | 'attempt'
type InPoints = Exclude<Kind, 'attempt'>

const POINTS = { penalty: 'pointsPenalty', adjustment: 'pointsAdjustment', carried: 'pointsCarried' } as const

/** What is typed as a ruling; undefined while it is none. */
function ruledAs(
  kind: InPoints,
  typed: string,
  from: StageStandings['carried'][number] | undefined,
): Ruled | undefined {
  const points = parsePoints(typed.trim().replace('−', '-'))
  if (points === undefined) return undefined
  switch (kind) {
    case 'penalty':
      return points > 0 ? { kind, points } : undefined
    case 'adjustment':
      return points !== 0 ? { kind, points } : undefined
    case 'carried':
      return from ? { kind, stage: from.stage, what: from.what, points } : undefined
  }
}

/** Sets a penalty, an adjustment, a carried-over figure or the coefficients of an attempt down beside the marks of one entry. */
export function RuleForm(props: {
  standings: StageStandings
  rulings: readonly StageRuling[]
  store: StandingsStore
  close: () => void
}) {
  props.store.hold()
  const id = newRulingId()
  const [kind, setKind] = createSignal<Kind>('penalty')
  const [entryId, setEntryId] = createSignal('')
  const [typed, setTyped] = createSignal('')
  const [from, setFrom] = createSignal('0')
  const [signed, setSigned] = createSignal<Signed>(notSigned)
  const kinds = (): readonly Kind[] => [
    'penalty',
    'adjustment',
    ...(props.standings.carried.length > 0 ? (['carried'] as const) : []),
    ...(props.standings.attempts.length > 0 ? (['attempt'] as const) : []),
  ]
  const attempt = createAttemptDraft({ standings: () => props.standings, rulings: () => props.rulings, entryId })
  const inPoints = (): InPoints | undefined => {
    const chosen = kind()
    return chosen === 'attempt' ? undefined : chosen
  }
  const ruled = () => {
    const chosen = inPoints()
    return chosen ? ruledAs(chosen, typed(), props.standings.carried[Number(from())]) : attempt.ruled()
  }
  const send = async () => {
    const asked = ruled()
    if (asked && (await props.store.ruleOn(id, asId<EntryId>(entryId()), asked, signed()))) props.close()
  }
  return (
    <form
      class="standings-form"
      data-testid="rule-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label>
        {t('kind')}
        <select value={kind()} onChange={(e) => setKind(e.currentTarget.value as Kind)}>
          <For each={kinds()}>{(one) => <option value={one}>{t(`kinds.${one}`)}</option>}</For>
        </select>
      </label>
      <label>
        {t('entry')}
        <select value={entryId()} onChange={(e) => setEntryId(e.currentTarget.value)}>
          <option value="" />
          <For each={props.standings.entries}>
            {(entry) => (
              <option value={entry.id}>
                {entry.code} {entry.name}
              </option>
            )}
          </For>
        </select>
      </label>
      <Show when={kind() === 'carried'}>
        <label>
          {t('from')}
          <select value={from()} onChange={(e) => setFrom(e.currentTarget.value)}>
            <For each={props.standings.carried}>{({ name }, i) => <option value={String(i())}>{name}</option>}</For>
          </select>
        </label>
      </Show>
      <Show when={inPoints()} fallback={<AttemptFields standings={props.standings} draft={attempt} />}>
        {(chosen) => (
          <label>
            {t(POINTS[chosen()])}
            <input
              inputmode="decimal"
              maxlength={16}
              value={typed()}
              aria-describedby="rule-points"
              onInput={(e) => setTyped(e.currentTarget.value)}
            />
            <small id="rule-points" class="standings-note" hidden={typed() === '' || ruled() !== undefined}>
              {t('pointsWrong')}
            </small>
          </label>
        )}
      </Show>
      <SignFields signed={signed()} put={setSigned} />
      <p class="desk-actions">
        <button type="button" class="btn" onClick={() => props.close()}>
          {t('cancel')}
        </button>
        <button
          type="submit"
          class="btn primary"
          disabled={!ruled() || entryId() === '' || !isSigned(signed()) || props.store.busy()}
        >
          {t('sign')}
        </button>
      </p>
    </form>
  )
}
