import './imports.css'
import { createSignal, For, Show } from 'solid-js'
import type { PointsImported } from '#contract/imports.ts'
import type { StageView } from '#contract/stages.ts'
import { formatPoints } from '#domain/points.ts'
import { listed } from '../../i18n/language.ts'
import { sentenceOf } from '../../i18n/organizer.ts'
import { t } from '../../i18n/standings.ts'
import { dayAndTimeOf } from '../../judge/shown.ts'
import { DropZone } from '../DropZone.tsx'
import { createImports, type ImportsStore } from './createImports.ts'
import { PointsPreviewTable } from './PointsPreviewTable.tsx'

/** Theory papers: a file or pasted lines, looked at before they become marks. Where nothing is imported it is not there. */
export function PointsStep(props: { view: StageView }) {
  const imports = createImports(props.view.id)
  return (
    <Show when={imports.known()?.aspects.length}>
      <section class="desk-section" aria-labelledby="step-points" data-testid="points-step">
        <h2 id="step-points">{t('imports.title')}</h2>
        <p>
          {t('imports.aspects', {
            aspects: listed(
              (imports.known()?.aspects ?? []).map(({ id, name, max }) =>
                t('imports.max', { id, name, max: formatPoints(max) }),
              ),
            ),
          })}
        </p>
        <Show when={props.view.state === 'open'}>
          <Show when={imports.seen()} fallback={<Bring imports={imports} />}>
            {(seen) => <PointsPreviewTable seen={seen()} imports={imports} />}
          </Show>
        </Show>
        <Show when={imports.problem()}>
          {(found) => (
            <p class="desk-problem" role="alert">
              {sentenceOf(found())}
            </p>
          )}
        </Show>
        <Show when={imports.entered()}>
          {(n) => (
            <p class="points-done" role="status">
              {t('imports.done', { n: String(n()) })}
            </p>
          )}
        </Show>
        <Brought imports={imports.known()?.imports ?? []} />
      </section>
    </Show>
  )
}

function Bring(props: { imports: ImportsStore }) {
  const [pasted, setPasted] = createSignal('')
  return (
    <>
      <p>{t('imports.what')}</p>
      <div class="desk-two">
        <DropZone
          label={t('imports.drop')}
          hint={t('imports.kinds')}
          accept=".xlsx,.csv,.txt"
          onFile={(file) => void props.imports.look(file, file.name)}
          testid="points-file"
        />
        <label class="desk-paste">
          {t('imports.paste')}
          <textarea name="points" rows={4} value={pasted()} onInput={(e) => setPasted(e.currentTarget.value)} />
          <button
            type="button"
            class="btn"
            disabled={pasted().trim() === '' || props.imports.busy()}
            onClick={() => void props.imports.look(new Blob([pasted()]), '')}
          >
            {t('imports.read')}
          </button>
        </label>
      </div>
    </>
  )
}

/** Which files became marks, and when; the newest first. */
function Brought(props: { imports: readonly PointsImported[] }) {
  return (
    <Show when={props.imports.length > 0}>
      <h3>{t('imports.list')}</h3>
      <ul class="points-brought" data-testid="points-brought">
        <For each={props.imports}>
          {({ file, points, changed, by, at, sha256 }) => (
            <li>
              {t('imports.entry', {
                file: file || t('imports.pasted'),
                points: String(points),
                changed: String(changed),
                by,
                at: dayAndTimeOf(at),
              })}{' '}
              <small>{t('imports.check', { code: sha256.slice(0, 12) })}</small>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}
