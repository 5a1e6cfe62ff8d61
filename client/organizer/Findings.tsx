import { For, Show } from 'solid-js'
import type { Finding } from '#contract/rubrics.ts'
import { inLanguage } from '../i18n/language.ts'
import { t } from '../i18n/organizer.ts'
import { Icon } from '../ui/Icon.tsx'

/** Errors, then warnings, then notes, each with its cell; `folded` once they have been accepted. */
export function Findings(props: { findings: readonly Finding[]; folded?: boolean }) {
  const at = (level: Finding['level']) => props.findings.filter((finding) => finding.level === level)
  return (
    <For each={['error', 'warning', 'note'] as const}>
      {(level) => (
        <Show when={at(level).length > 0}>
          <details class="desk-findings" data-level={level} open={level !== 'note' && !props.folded}>
            <summary>
              <Icon name={level === 'note' ? 'doc' : 'alert'} />
              {t(`rubric.${level}`)} {at(level).length}
            </summary>
            <ul>
              <For each={at(level)}>
                {(finding) => (
                  <li>
                    <code>{finding.where.split('!').pop()}</code> {inLanguage(finding)}
                  </li>
                )}
              </For>
            </ul>
          </details>
        </Show>
      )}
    </For>
  )
}
