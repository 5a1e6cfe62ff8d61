import { createSignal, For, Show } from 'solid-js'
import type { AttemptChange } from '#contract/attempt-lists.ts'
import type { StageStandings } from '#contract/standings.ts'
import type { AttemptsFault } from '#domain/attempts-table.ts'
import { listed } from '../../i18n/language.ts'
import { sentenceOf } from '../../i18n/organizer.ts'
import { t } from '../../i18n/standings.ts'
import { DropZone } from '../DropZone.tsx'
import { attemptWords } from './attempt-draft.ts'
import { type AttemptListStore, createAttemptList, type SeenList } from './createAttemptList.ts'
import type { StandingsStore } from './createStandings.ts'

/** Coefficients of attempts from a list. Where nothing is marked in attempts it is not there. */
export function AttemptList(props: { standings: StageStandings; store: StandingsStore }) {
  const list = createAttemptList(props.standings.stageId, props.store.read)
  return (
    <Show when={props.standings.attempts.length > 0}>
      <section class="standings-list standings-screen" aria-labelledby="standings-list" data-testid="attempt-list">
        <h2 id="standings-list">{t('list.title')}</h2>
        <Show when={list.seen()} fallback={<Bring list={list} several={props.standings.attempts.length > 1} />}>
          {(seen) => <Preview seen={seen()} list={list} store={props.store} />}
        </Show>
        <Show when={list.problem()}>
          {(found) => (
            <p class="desk-problem" role="alert">
              {sentenceOf(found())}
            </p>
          )}
        </Show>
        <Show when={list.changed()}>{(n) => <p role="status">{t('list.done', { n: String(n()) })}</p>}</Show>
      </section>
    </Show>
  )
}

function Bring(props: { list: AttemptListStore; several: boolean }) {
  const [pasted, setPasted] = createSignal('')
  return (
    <>
      <p>{t(props.several ? 'list.whatParts' : 'list.what')}</p>
      <div class="desk-two">
        <DropZone
          label={t('list.drop')}
          hint={t('imports.kinds')}
          accept=".xlsx,.csv,.txt"
          onFile={(file) => void props.list.look(file, file.name)}
          testid="attempts-file"
        />
        <label class="desk-paste">
          {t('imports.paste')}
          <textarea name="attempts" rows={4} value={pasted()} onInput={(e) => setPasted(e.currentTarget.value)} />
          <button
            type="button"
            class="btn"
            disabled={pasted().trim() === '' || props.list.busy()}
            onClick={() => void props.list.look(new Blob([pasted()]), t('imports.pasted'))}
          >
            {t('imports.read')}
          </button>
        </label>
      </div>
    </>
  )
}

/** What the list would change, or what has to be mended first; whoever answers for it signs. */
function Preview(props: { seen: SeenList; list: AttemptListStore; store: StandingsStore }) {
  props.store.hold()
  const [signer, setSigner] = createSignal('')
  const preview = () => props.seen.preview
  const isBad = () => preview().faults.length > 0
  const mayKeep = () => !isBad() && preview().changes.length > 0
  return (
    <form
      class="desk-preview"
      data-testid="attempts-preview"
      onSubmit={(event) => {
        event.preventDefault()
        void props.list.accept(signer())
      }}
    >
      <h3>
        {props.seen.file}{' '}
        <Show when={!isBad()}>
          {mayKeep() ? t('list.changes', { n: String(preview().changes.length) }) : t('list.nothing')}
        </Show>
      </h3>
      <Show when={isBad()}>
        <div class="points-faults" role="alert">
          <b>{t('imports.faults', { n: String(preview().faults.length) })}</b>
          <ul data-testid="attempts-faults">
            <For each={preview().faults}>{(fault) => <li>{faultWords(fault)}</li>}</For>
          </ul>
        </div>
      </Show>
      <Show when={preview().unchanged > 0}>
        <p>{t('list.same', { n: String(preview().unchanged) })}</p>
      </Show>
      <Show when={preview().ignored.length > 0}>
        <p>{t('imports.ignored', { headers: listed(preview().ignored) })}</p>
      </Show>
      <Show when={preview().changes.length > 0}>
        <Changes changes={preview().changes} />
      </Show>
      <p class="desk-actions">
        <Show when={mayKeep()}>
          <label>
            {t('signer')}{' '}
            <input
              maxlength={60}
              autocomplete="off"
              value={signer()}
              onInput={(e) => setSigner(e.currentTarget.value)}
            />
          </label>
        </Show>
        <button type="button" class="btn" onClick={() => props.list.cancel()}>
          {t('cancel')}
        </button>
        <Show when={mayKeep()}>
          <button type="submit" class="btn primary" disabled={signer().trim() === '' || props.list.busy()}>
            {t('sign')}
          </button>
        </Show>
      </p>
    </form>
  )
}

function Changes(props: { changes: readonly AttemptChange[] }) {
  return (
    <table class="desk-table">
      <thead>
        <tr>
          <th>{t('imports.row')}</th>
          <th>{t('entry')}</th>
          <th>{t('part')}</th>
          <th>{t('imports.before')}</th>
          <th>{t('list.after')}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.changes}>
          {(change) => (
            <tr>
              <td>{change.row}</td>
              <td>
                <b>{change.code}</b> {change.name}
              </td>
              <td>{change.partName}</td>
              <td>{attemptWords(change.before)}</td>
              <td>
                <b>{attemptWords(change.after)}</b>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

function faultWords(fault: AttemptsFault): string {
  const details = Object.fromEntries(Object.entries(fault).map(([name, value]) => [name, String(value)]))
  switch (fault.kind) {
    case 'unknown-part':
    case 'unknown-attempt':
    case 'not-yes-or-no':
    case 'not-a-number':
    case 'no-attempts':
    case 'no-difficulty':
    case 'no-parts':
      return t(`list.fault.${fault.kind}`, details)
    default:
      return t(`imports.fault.${fault.kind}`, details)
  }
}
