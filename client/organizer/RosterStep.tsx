import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import type { StageView } from '#contract/stages.ts'
import { type EntryState, entryStates } from '#domain/entry.ts'
import type { Roster } from '#domain/roster.ts'
import { t as explain } from '../i18n/explain.ts'
import { sentenceOf, t } from '../i18n/organizer.ts'
import type { StageStore } from './createStage.ts'
import { DropZone } from './DropZone.tsx'
import { Folded } from './Folded.tsx'
import { type ChosenRow, RosterPreview } from './RosterPreview.tsx'
import { TrialEntries } from './TrialEntries.tsx'

/** 二 Who competes: a file or pasted lines, looked at before they are kept. */
export function RosterStep(props: { stage: StageStore; view: StageView }) {
  const [seen, setSeen] = createSignal<Roster | null>(null)
  const [failed, setFailed] = createSignal<string | null>(null)
  const [pasted, setPasted] = createSignal('')
  const isDraft = () => props.view.state === 'draft'
  /** Those that were typed before: the same name again, and not nearly the same. */
  const divisions = () => [...new Set(props.view.entries.flatMap(({ division }) => division ?? []))].sort()

  const look = async (source: File | string) => {
    setFailed(null)
    const found = await props.stage.previewRoster(source)
    if (found.ok) setSeen(found.value)
    else setFailed(sentenceOf(found.error))
  }
  const accept = async (rows: readonly ChosenRow[]) => {
    if (await props.stage.addEntries(rows)) {
      setSeen(null)
      setPasted('')
    }
  }
  return (
    <section class="desk-section" aria-labelledby="step-roster">
      <h2 id="step-roster">
        <i class="song desk-step" /> {t('stage.roster')}
        <small>{t('home.entries', { n: String(props.view.entries.length) })}</small>
      </h2>
      <Show when={props.view.entries.length > 0} fallback={<p class="desk-empty">{t('roster.none')}</p>}>
        <table class="desk-table" data-testid="entries">
          <thead>
            <tr>
              <th>{t('roster.code')}</th>
              <th>{t('roster.name')}</th>
              <th>{t('roster.employer')}</th>
              <th>{t('roster.station')}</th>
              <th>{t('roster.division')}</th>
              <th>{t('roster.status')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            <For each={props.view.entries}>
              {(entry) => (
                <tr>
                  <td>
                    <b>{entry.code}</b>
                  </td>
                  <td>{entry.name}</td>
                  <td>{entry.organization}</td>
                  <td>{entry.station}</td>
                  <td>
                    <Show when={isDraft()} fallback={entry.division}>
                      <input
                        class="desk-division"
                        aria-label={`${entry.name} ${t('roster.division')}`}
                        list="roster-divisions"
                        maxlength={100}
                        value={entry.division ?? ''}
                        onChange={(e) => props.stage.changeDivision(entry.id, e.currentTarget.value.trim() || null)}
                      />
                    </Show>
                  </td>
                  <td>
                    <select
                      aria-label={`${entry.name} ${t('roster.status')}`}
                      value={entry.state}
                      disabled={props.view.state === 'locked'}
                      onChange={(e) => props.stage.changeEntry(entry.id, e.currentTarget.value as EntryState)}
                    >
                      <For each={entryStates}>
                        {(state) => <option value={state}>{explain(`state.${state}`)}</option>}
                      </For>
                    </select>
                  </td>
                  <td class="desk-end">
                    <Show
                      when={isDraft()}
                      fallback={
                        <A
                          class="btn quiet"
                          href={`/stages/${props.view.id}/explain/${entry.id}`}
                          aria-label={explain('linkOf', { code: entry.code })}
                        >
                          {explain('link')}
                        </A>
                      }
                    >
                      <button
                        type="button"
                        class="btn quiet"
                        aria-label={`${t('remove')} ${entry.name}`}
                        onClick={() => props.stage.removeEntry(entry.id)}
                      >
                        {t('remove')}
                      </button>
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <datalist id="roster-divisions">
          <For each={divisions()}>{(division) => <option value={division} />}</For>
        </datalist>
      </Show>
      <Show when={isDraft()}>
        <Show
          when={seen()}
          fallback={
            <Folded folded={props.view.entries.length > 0} label={t('roster.more')}>
              <div class="desk-two">
                <DropZone
                  label={t('roster.drop')}
                  hint={t('roster.kinds')}
                  accept=".xlsx,.csv,.txt"
                  onFile={look}
                  testid="roster-file"
                />
                <label class="desk-paste">
                  {t('roster.paste')}
                  <textarea name="roster" rows={4} value={pasted()} onInput={(e) => setPasted(e.currentTarget.value)} />
                  <button type="button" class="btn" disabled={pasted().trim() === ''} onClick={() => look(pasted())}>
                    {t('roster.read')}
                  </button>
                </label>
              </div>
            </Folded>
          }
        >
          {(roster) => (
            <RosterPreview
              roster={roster()}
              entered={props.view.entries}
              busy={props.stage.busy()}
              cancel={() => setSeen(null)}
              accept={accept}
            />
          )}
        </Show>
        <Show when={failed()}>
          {(why) => (
            <p class="desk-problem" role="alert">
              {why()}
            </p>
          )}
        </Show>
      </Show>
      <TrialEntries stage={props.stage} view={props.view} />
    </section>
  )
}
