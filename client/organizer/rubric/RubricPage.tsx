import './rubric-page.css'
import { useParams } from '@solidjs/router'
import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { RubricVersion, RubricVersionLine } from '#contract/rubrics.ts'
import { asId, type StageId } from '#domain/ids.ts'
import { stopsFreezing } from '#domain/rubric-review.ts'
import { t } from '../../i18n/rubric.ts'
import { Icon } from '../../ui/Icon.tsx'
import { createRubricExport, type RubricExport } from '../createRubricExport.ts'
import { DeskFrame } from '../DeskFrame.tsx'
import { StageRail } from '../StageRail.tsx'
import { Clash } from './Clash.tsx'
import { ComparisonTable } from './ComparisonTable.tsx'
import { createRubricEditor, type RubricEditor } from './createRubricEditor.ts'
import { createRubricFiles } from './createRubricFiles.ts'
import { momentText } from './figures.ts'
import { ImportView } from './ImportView.tsx'
import { Inspector } from './Inspector.tsx'
import { ReviewList } from './ReviewList.tsx'
import { RubricTree } from './RubricTree.tsx'
import { SumsBand } from './SumsBand.tsx'
import { ExportButton, NotExported } from './VersionExport.tsx'
import { VersionsPanel } from './VersionsPanel.tsx'

/** The desk of a skill's rubric: versions, live sums, the tree, and the chosen row in full. */
export default function RubricPage() {
  const params = useParams()
  const stageId = asId<StageId>(params.stageId ?? '')
  return (
    <DeskFrame rail={<StageRail stageId={stageId} />}>
      <Desk stageId={stageId} />
    </DeskFrame>
  )
}

type Beside =
  | { readonly kind: 'tree' }
  | { readonly kind: 'import' }
  | { readonly kind: 'comparison'; readonly with: RubricVersion }

function Desk(props: { stageId: StageId }) {
  const editor = createRubricEditor(props.stageId)
  const files = createRubricFiles(props.stageId)
  const taking = createRubricExport(props.stageId)
  const [beside, setBeside] = createSignal<Beside>({ kind: 'tree' })
  const [showsVersions, setShowsVersions] = createSignal(false)
  const back = () => setBeside({ kind: 'tree' })
  const compare = async ({ id }: RubricVersionLine) => {
    const found = await editor.readVersion(id)
    if (!found) return
    setBeside({ kind: 'comparison', with: found })
    setShowsVersions(false)
  }
  const adopted = async () => {
    const list = await editor.refresh()
    if (list?.chosen) await editor.open(list.chosen)
    back()
  }
  const compared = () => {
    const now = beside()
    return now.kind === 'comparison' ? now.with : undefined
  }
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
    // A field has its own way back while it is being typed in.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
    event.preventDefault()
    editor.back(event.shiftKey ? 'redo' : 'undo')
  }
  onMount(() => {
    window.addEventListener('keydown', keys)
    onCleanup(() => window.removeEventListener('keydown', keys))
  })
  return (
    <div class="re" data-beside={beside().kind}>
      <Head
        editor={editor}
        taking={taking}
        importing={beside().kind === 'import'}
        onImport={() => setBeside({ kind: 'import' })}
        onBack={back}
        onVersions={() => setShowsVersions(!showsVersions())}
      />
      <Clash editor={editor} />
      <Show when={editor.version()}>{(version) => <NotExported taking={taking} version={version().id} />}</Show>
      <Show when={showsVersions()}>
        <VersionsPanel editor={editor} onCompare={compare} onClose={() => setShowsVersions(false)} />
      </Show>
      <Switch>
        <Match when={beside().kind === 'import'}>
          <ImportView files={files} before={editor.rubric()} onAdopted={adopted} onBack={back} />
        </Match>
        <Match when={compared()}>
          {(other) => (
            <ComparisonTable version={other().version} before={other().rubric} after={editor.rubric()} onBack={back} />
          )}
        </Match>
        <Match when={editor.version()}>
          <SumsBand rubric={editor.rubric()} onSections={() => editor.select([])} />
          <main class="re-main">
            <RubricTree editor={editor} panels={editor.view()?.panels ?? []} />
          </main>
          <aside class="re-side" data-testid="rubric-inspector">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keys */}
            <section class="re-inspector" tabIndex={0} aria-label={t('chosenRow')}>
              <Inspector editor={editor} />
            </section>
            <ReviewList editor={editor} />
          </aside>
        </Match>
        <Match when={editor.list()?.versions.length === 0}>
          <main class="re-wide re-none">
            <p>{t('none')}</p>
            <button
              type="button"
              class="btn primary"
              onClick={() => void editor.startDraft(null)}
              data-testid="rubric-start"
            >
              <Icon name="plus" />
              {t('empty')}
            </button>
          </main>
        </Match>
      </Switch>
    </div>
  )
}

function Head(props: {
  editor: RubricEditor
  taking: RubricExport
  importing: boolean
  onImport: () => void
  onBack: () => void
  onVersions: () => void
}) {
  const { editor } = props
  const [asking, setAsking] = createSignal(false)
  const stops = () => editor.review().some(stopsFreezing) || editor.keeping() !== 'kept'
  const ask = () =>
    editor.isOpened() ? t('freezeLater', { n: String(editor.chosen()?.version ?? '') }) : t('freezeAsk')
  const nextVersion = () => String((editor.list()?.versions[0]?.version ?? 0) + 1)
  return (
    <header class="re-top">
      <h1>{t('title', { skill: editor.view()?.skill ?? '' })}</h1>
      <p role="status" data-testid="rubric-keeping">
        <Keeping editor={editor} />
      </p>
      <Show when={editor.version()}>
        {(version) => (
          <>
            <button
              type="button"
              class="btn quiet re-ver"
              onClick={() => props.onVersions()}
              data-testid="rubric-version"
            >
              {t('version')}
              <b data-state={version().state}>
                <Icon name={version().state === 'frozen' ? 'lock' : 'pen'} />
                {t('nth', { n: String(version().version) })}{' '}
                {version().frozenAt === null
                  ? t('draft')
                  : t('frozen', { at: momentText(version().frozenAt ?? 0, Date.now()) })}
              </b>
              <Icon name="down" />
            </button>
            <Show when={editor.isDraft()}>
              <a
                class="btn"
                href={`/stages/${editor.view()?.id}/rubric/${version().id}/try`}
                target="_blank"
                rel="noopener"
                data-testid="rubric-try"
              >
                <Icon name="eye" />
                {t('try')}
              </a>
            </Show>
            <ExportButton taking={props.taking} version={version().id} />
          </>
        )}
      </Show>
      <Show
        when={!props.importing}
        fallback={
          <button type="button" class="btn" onClick={() => props.onBack()}>
            <Icon name="undo" />
            {t('back')}
          </button>
        }
      >
        <Show when={editor.view()?.state === 'draft'}>
          <button type="button" class="btn" onClick={() => props.onImport()} data-testid="rubric-import-open">
            <Icon name="sheet" />
            {t('importFile')}
          </button>
        </Show>
        <Show when={editor.version()}>
          {(version) => (
            <Show
              when={editor.isDraft()}
              fallback={
                <button
                  type="button"
                  class="btn primary"
                  onClick={() => void editor.startDraft(version().id)}
                  data-testid="rubric-anew"
                >
                  <Icon name="copy" />
                  {t('anew', { n: nextVersion() })}
                </button>
              }
            >
              <button
                type="button"
                class="btn commit"
                disabled={stops()}
                onClick={() => setAsking(true)}
                data-testid="rubric-freeze"
              >
                <Icon name="stamp" />
                {t('freeze', { n: String(version().version) })}
              </button>
            </Show>
          )}
        </Show>
      </Show>
      <Show when={asking()}>
        <p class="re-ask" role="alertdialog" aria-label={ask()}>
          {ask()}
          <button type="button" class="btn" onClick={() => setAsking(false)}>
            {t('cancel')}
          </button>
          <button
            type="button"
            class="btn commit"
            data-testid="rubric-freeze-yes"
            onClick={() => {
              setAsking(false)
              void editor.freeze()
            }}
          >
            {t('freezeYes')}
          </button>
        </p>
      </Show>
    </header>
  )
}

function Keeping(props: { editor: RubricEditor }) {
  const { editor } = props
  return (
    <Show when={editor.isDraft() && editor.version()}>
      {(version) => (
        <Switch>
          <Match when={editor.keeping() === 'kept'}>
            {t('kept', { at: momentText(version().savedAt, Date.now()), who: version().savedBy })}
          </Match>
          <Match when={editor.keeping() === 'waiting'}>{t('waiting')}</Match>
          <Match when={editor.keeping() === 'no-line'}>
            <span class="re-off">
              <Icon name="alert" /> {t('noLine')}
            </span>
          </Match>
          <Match when={editor.keeping() === 'refused'}>
            <span class="re-refused">
              <Icon name="alert" /> {t('refusedKeeping')}
            </span>
          </Match>
        </Switch>
      )}
    </Show>
  )
}
