import './scheme-page.css'
import { A, useParams } from '@solidjs/router'
import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { asId, type StageId } from '#domain/ids.ts'
import { sentenceOf } from '../../i18n/organizer.ts'
import { t } from '../../i18n/scheme.ts'
import { Icon } from '../../ui/Icon.tsx'
import { DeskFrame } from '../DeskFrame.tsx'
import { momentText } from '../rubric/figures.ts'
import { RefusalsContext } from '../rubric/refused.ts'
import { StageRail } from '../StageRail.tsx'
import { CarriedSection } from './CarriedSection.tsx'
import { createSchemeEditor, type SchemeEditor } from './createSchemeEditor.ts'
import { GroupsSection } from './GroupsSection.tsx'
import { LeaveGuard } from './LeaveDialog.tsx'
import { OutcomeSection } from './OutcomeSection.tsx'
import { PartsSection } from './PartsSection.tsx'
import { PresetsSection } from './PresetsSection.tsx'
import { RanksSection } from './RanksSection.tsx'
import { RoundingSection } from './RoundingSection.tsx'
import { TryIt } from './TryIt.tsx'
import { VersionsPanel } from './VersionsPanel.tsx'

/** The desk of a stage's scheme: the form, and beside it what it does to invented entries. */
export default function SchemePage() {
  const params = useParams()
  const stageId = asId<StageId>(params.stageId ?? '')
  return (
    <DeskFrame rail={<StageRail stageId={stageId} />}>
      <Desk stageId={stageId} />
    </DeskFrame>
  )
}

function Desk(props: { stageId: StageId }) {
  const editor = createSchemeEditor(props.stageId)
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
    // A field has its own way back while it is being typed in.
    if (event.target instanceof HTMLInputElement && event.target.type === 'text') return
    event.preventDefault()
    editor.back(event.shiftKey ? 'redo' : 'undo')
  }
  onMount(() => {
    window.addEventListener('keydown', keys)
    onCleanup(() => window.removeEventListener('keydown', keys))
  })
  return (
    <div class="sch">
      <Head editor={editor} />
      <LeaveGuard editor={editor} />
      <Notices editor={editor} />
      <Show when={editor.view()}>
        {(view) => (
          <Show
            when={view().rubric}
            fallback={
              <main class="sch-form">
                <p>{t('noRubric')}</p>
                <p>
                  <A class="btn primary" href={`/stages/${view().stage.id}#step-rubric`}>
                    {t('toRubric')}
                  </A>
                </p>
              </main>
            }
          >
            <main class="sch-form" data-testid="scheme-form">
              <Show when={editor.isDraft()}>
                <PresetsSection editor={editor} />
              </Show>
              <RefusalsContext.Provider value={editor.refusals}>
                <PartsSection editor={editor} />
                <GroupsSection editor={editor} />
                <RoundingSection editor={editor} />
                <RanksSection editor={editor} />
                <OutcomeSection editor={editor} />
                <CarriedSection editor={editor} />
              </RefusalsContext.Provider>
            </main>
            <TryIt editor={editor} />
          </Show>
        )}
      </Show>
    </div>
  )
}

function Head(props: { editor: SchemeEditor }) {
  const { editor } = props
  const [showsVersions, setShowsVersions] = createSignal(false)
  let opener: HTMLButtonElement | undefined
  const close = () => {
    setShowsVersions(false)
    opener?.focus()
  }
  const newest = () => editor.view()?.versions[0]
  const standing = () => {
    const line = newest()
    return line
      ? t('saved', { n: String(line.version), who: line.savedBy, at: momentText(line.savedAt, Date.now()) })
      : t('defaults')
  }
  return (
    <header class="sch-top">
      <h1>{t('title', { skill: editor.view()?.stage.skill ?? '' })}</h1>
      <p role="status" data-testid="scheme-standing">
        <Show when={editor.view()}>
          <Switch fallback={standing()}>
            <Match when={!editor.isDraft()}>
              <Icon name="lock" /> {t('frozen')}　{standing()}
            </Match>
            <Match when={editor.hasChanges()}>
              <span class="sch-unsaved">{t('unsaved')}</span>
            </Match>
          </Switch>
        </Show>
      </p>
      <button
        ref={opener}
        type="button"
        class="btn quiet"
        aria-expanded={showsVersions()}
        onClick={() => setShowsVersions(!showsVersions())}
        data-testid="scheme-version"
      >
        {t('versions')}
        <Icon name="down" />
      </button>
      <Show when={editor.isDraft() && editor.ground()}>
        <button
          type="button"
          class="btn"
          disabled={!editor.history.canUndo()}
          aria-label={t('undo')}
          onClick={() => editor.back('undo')}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          class="btn primary"
          disabled={!editor.hasChanges() || editor.saving() || editor.toMend() > 0}
          onClick={() => void editor.save()}
          data-testid="scheme-save"
        >
          {editor.saving() ? t('saving') : t('save')}
        </button>
      </Show>
      <Show when={showsVersions()}>
        <VersionsPanel editor={editor} onClose={close} />
      </Show>
    </header>
  )
}

/** The first field that has to be mended comes into sight, and takes the keys. */
function showFirst() {
  const first = document.querySelector('.sch-form :is(.re-wrong, .sch-fault)')
  first?.scrollIntoView({ block: 'center' })
  first?.closest('.sch-f')?.querySelector<HTMLElement>('.re-in, input')?.focus({ preventScroll: true })
}

function Notices(props: { editor: SchemeEditor }) {
  const { editor } = props
  return (
    <div class="sch-notices">
      <Show when={editor.problem()}>
        {(found) => (
          <p class="sch-clash" role="alert" data-testid="scheme-problem">
            {sentenceOf(found())}
            <Show when={found().kind === 'scheme-changed'}>
              <button type="button" class="btn" disabled={editor.toMend() > 0} onClick={() => void editor.saveMine()}>
                {t('mine')}
              </button>
              <button type="button" class="btn" onClick={() => void editor.takeTheirs()}>
                {t('theirs')}
              </button>
            </Show>
          </p>
        )}
      </Show>
      <Show when={editor.older() !== null && editor.hasChanges()}>
        <p class="sch-clash">{t('older', { n: String(editor.older()) })}</p>
      </Show>
      <Show when={editor.isDraft() && editor.toMend() > 0}>
        <p class="sch-clash sch-faulty" role="status" data-testid="scheme-faults">
          <Icon name="alert" /> {t('faults', { n: String(editor.toMend()) })}
          <button type="button" class="btn quiet" onClick={showFirst}>
            {t('toFault')}
          </button>
        </p>
      </Show>
    </div>
  )
}
