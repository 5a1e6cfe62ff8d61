import { aspectWords, sheetWords } from '../i18n/attempts.ts'
import './panel-notes.css'
import { createSignal, For, onMount, Show } from 'solid-js'
import type { NotedPhoto, NoteVersion, SeatNotes } from '#contract/notes.ts'
import type { Progress } from '#contract/progress.ts'
import { t, whyOf } from '../i18n/notes.ts'
import { Icon } from '../ui/Icon.tsx'
import { createPanelNotes, type NotesRead } from './createPanelNotes.ts'
import type { CellAt } from './createProgress.ts'

type Panel = ReturnType<typeof createPanelNotes>

/** Where judges have noted something; a tap shows it. The same for the organizer's desk and the chief judge's tablet. */
export function PanelNotes(props: { read: NotesRead; progress: Progress }) {
  const panel = createPanelNotes(props.read)
  /** In the order of the matrix. */
  const cells = () =>
    props.progress.entries.flatMap((entry) =>
      props.progress.subCriteria.flatMap((sub) => {
        const noted = panel.cells().find((cell) => cell.entryId === entry.id && cell.subCriterionId === sub.id)
        return noted ? [{ ...noted, code: entry.code }] : []
      }),
    )
  const nameOf = (at: CellAt) => {
    const code = props.progress.entries.find((entry) => entry.id === at.entryId)?.code ?? ''
    const sheet = props.progress.subCriteria.find((sub) => sub.id === at.subCriterionId)
    return t('read.cell', { code, sheet: `${sheetWords(at.subCriterionId)} ${sheet?.name ?? ''}` })
  }
  return (
    <section class="panel-notes" aria-label={t('read.title')}>
      <h2>
        {t('read.title')} {cells().length}
      </h2>
      <Show when={cells().length > 0} fallback={<p>{t('read.nothing')}</p>}>
        <ul>
          <For each={cells()}>
            {(cell) => (
              <li>
                <button type="button" onClick={() => panel.open(cell)}>
                  <b>
                    {cell.code} · {sheetWords(cell.subCriterionId)}
                  </b>
                  <span>{t('read.count', { notes: String(cell.notes), photos: String(cell.photos) })}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={panel.at()} keyed>
        {(at) => <SheetNotes panel={panel} name={nameOf(at)} />}
      </Show>
    </section>
  )
}

/** Everything noted on one sheet. */
function SheetNotes(props: { panel: Panel; name: string }) {
  let dialog: HTMLDialogElement | undefined
  const [large, setLarge] = createSignal<NotedPhoto | null>(null)
  onMount(() => dialog?.showModal())
  return (
    <dialog class="panel-notes-sheet" ref={dialog} aria-label={props.name} onClose={() => props.panel.close()}>
      <header>
        <h2>{props.name}</h2>
        <button type="button" class="btn touch" onClick={() => (large() ? setLarge(null) : props.panel.close())}>
          {t(large() ? 'back' : 'read.close')}
        </button>
      </header>
      <Show
        when={large()}
        fallback={
          <div class="panel-notes-list" tabindex={-1}>
            <Show when={props.panel.problem()}>
              {(problem) => (
                <p role="alert">
                  <Icon name="alert" /> {whyOf(problem().kind)}
                </p>
              )}
            </Show>
            <For
              each={props.panel.opened()?.notes}
              fallback={<Show when={props.panel.opened()}>{t('read.none')}</Show>}
            >
              {(noted) => <OneNote noted={noted} urlOf={props.panel.urlOf} look={setLarge} />}
            </For>
          </div>
        }
      >
        {(photo) => <img class="panel-notes-large" src={props.panel.urlOf(photo().photoId)} alt={props.name} />}
      </Show>
    </dialog>
  )
}

function OneNote(props: { noted: SeatNotes; urlOf: Panel['urlOf']; look: (photo: NotedPhoto) => void }) {
  const [newest, earlier] = [() => props.noted.versions[0], () => props.noted.versions.slice(1)]
  return (
    <article>
      <h3>
        <span>{aspectWords(props.noted.aspectId)}</span> {props.noted.aspect}
        <b>
          {props.noted.label} {props.noted.judge}
        </b>
      </h3>
      <Show when={newest()}>{(version) => <Version version={version()} />}</Show>
      <Show when={earlier().length > 0}>
        <details>
          <summary>{t('read.earlier', { n: String(earlier().length) })}</summary>
          <For each={earlier()}>{(version) => <Version version={version} />}</For>
        </details>
      </Show>
      <ul>
        <For each={props.noted.photos}>
          {(photo) => (
            <li>
              <button
                type="button"
                aria-label={t('read.look', { id: aspectWords(props.noted.aspectId) })}
                onClick={() => props.look(photo)}
              >
                <img src={props.urlOf(photo.photoId)} alt="" loading="lazy" />
              </button>
              <small>{record(photo.addedAt, photo)}</small>
              <Show when={photo.removedAt !== null}>
                <b>{t('read.removed')}</b>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </article>
  )
}

function Version(props: { version: NoteVersion }) {
  return (
    <p>
      {props.version.text || t('read.away')}
      <small>{record(props.version.writtenAt, props.version)}</small>
    </p>
  )
}

/** When, and where the journal has its hash. */
const record = (at: number, { position, sha256 }: { readonly position: number; readonly sha256: string }) =>
  t('read.at', {
    at: new Date(at).toLocaleString('sv-SE'),
    position: String(position),
    hash: sha256.slice(0, 8),
  })
