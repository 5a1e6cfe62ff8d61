import { For, Show } from 'solid-js'
import type { ImportFault, PointsChange } from '#contract/imports.ts'
import { formatPoints } from '#domain/points.ts'
import { listed } from '../../i18n/language.ts'
import { t } from '../../i18n/standings.ts'
import type { ImportsStore, SeenPoints } from './createImports.ts'

/** What the file would change, what has to be mended first, and who is not in it. */
export function PointsPreviewTable(props: { seen: SeenPoints; imports: ImportsStore }) {
  const preview = () => props.seen.preview
  const isBad = () => preview().faults.length > 0
  return (
    <div class="desk-preview" data-testid="points-preview">
      <h3>
        {props.seen.file || t('imports.pasted')}{' '}
        <Show when={!isBad()}>
          {preview().changes.length > 0
            ? t('imports.changes', { n: String(preview().changes.length) })
            : t('imports.nothing')}
        </Show>
      </h3>
      <Show when={isBad()}>
        <div class="points-faults" role="alert">
          <b>{t('imports.faults', { n: String(preview().faults.length) })}</b>
          <ul data-testid="points-faults">
            <For each={preview().faults}>{(fault) => <li>{faultWords(fault)}</li>}</For>
          </ul>
        </div>
      </Show>
      <Show when={preview().unchanged > 0}>
        <p>{t('imports.same', { n: String(preview().unchanged) })}</p>
      </Show>
      <Show when={preview().unmatched.length > 0}>
        <p>
          {t('imports.unmatched', {
            n: String(preview().unmatched.length),
            entries: listed(preview().unmatched.map(({ code, name }) => `${code} ${name}`)),
          })}
        </p>
      </Show>
      <Show when={preview().ignored.length > 0}>
        <p>{t('imports.ignored', { headers: listed(preview().ignored) })}</p>
      </Show>
      <Show when={preview().changes.length > 0}>
        <table class="desk-table">
          <thead>
            <tr>
              <th>{t('imports.row')}</th>
              <th>{t('entry')}</th>
              <th>{t('imports.aspect')}</th>
              <th class="points-figure">{t('imports.before')}</th>
              <th class="points-figure">{t('imports.after')}</th>
            </tr>
          </thead>
          <tbody>
            <For each={preview().changes}>
              {(change) => (
                <tr>
                  <td>{change.row}</td>
                  <td>
                    <b>{change.code}</b> {change.name}
                  </td>
                  <td>{change.aspectId}</td>
                  <td class="points-figure">{beforeWords(change.before)}</td>
                  <td class="points-figure">
                    <b>{formatPoints(change.after)}</b>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
      <p class="desk-actions">
        <button type="button" class="btn" onClick={() => props.imports.cancel()}>
          {t('cancel')}
        </button>
        <Show when={!isBad() && preview().changes.length > 0}>
          <button
            type="button"
            class="btn primary"
            data-testid="points-accept"
            disabled={props.imports.busy()}
            onClick={() => void props.imports.accept()}
          >
            {t('imports.accept', { n: String(preview().changes.length) })}
          </button>
        </Show>
      </p>
    </div>
  )
}

function beforeWords(before: PointsChange['before']): string {
  if (before === null) return t('imports.none')
  return before === 'not-attempted' ? t('imports.notAttempted') : formatPoints(before)
}

function faultWords(fault: ImportFault): string {
  const details: Record<string, string> = {}
  for (const [name, value] of Object.entries(fault)) {
    details[name] = Array.isArray(value) ? listed(value as readonly string[]) : String(value)
  }
  if (fault.kind === 'above-maximum') details.most = formatPoints(fault.most)
  return t(`imports.fault.${fault.kind}`, details)
}
