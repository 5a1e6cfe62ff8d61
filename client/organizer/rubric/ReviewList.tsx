import { For, Show } from 'solid-js'
import { words } from '#contract/fault-words.ts'
import { formatPoints, ofThousandths } from '#domain/points.ts'
import { type ReviewFinding, SECTION_LIMIT, stopsFreezing } from '#domain/rubric-review.ts'
import { inLanguage, listed } from '../../i18n/language.ts'
import { t } from '../../i18n/rubric.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Findings } from '../Findings.tsx'
import type { RubricEditor } from './createRubricEditor.ts'
import { pathOf } from './edit.ts'

/** What stands in the way of freezing, then what is worth a look; each leads to its row. Last what its file was warned of. */
export function ReviewList(props: { editor: RubricEditor }) {
  const { editor } = props
  const stops = () => (editor.isDraft() ? editor.review().filter(stopsFreezing) : [])
  const others = () => editor.review().filter((finding) => !stops().includes(finding))
  const imported = () => editor.version()?.findings ?? []
  const isUsed = () => editor.chosen()?.id === editor.version()?.id
  const whose = () => {
    if (isUsed()) return t('frozenWhy')
    return editor.isOpened() ? t('frozenLater', { n: String(editor.chosen()?.version ?? '') }) : t('frozenElse')
  }
  const show = (id: string | null) => {
    const path = id === null ? [] : pathOf(editor.rubric(), id)
    if (path) editor.select(path)
  }
  return (
    <section class="re-review" data-testid="rubric-review">
      <Show when={editor.review().length === 0 && !imported().some(({ level }) => level === 'warning')}>
        <h2>{t('nothing')}</h2>
      </Show>
      <Show when={!editor.isDraft() && editor.version()}>
        {(version) => (
          <ul>
            <li data-fine>
              <Icon name="lock" />
              <p>{whose()}</p>
            </li>
            <li data-fine>
              <Icon name="check" />
              <p>
                {t('fingerprint', {
                  hash: version()
                    .fingerprint.slice(0, 12)
                    .replace(/(.{4})(?=.)/g, '$1 '),
                })}
                <small>{t('fingerprintWhy')}</small>
              </p>
            </li>
          </ul>
        )}
      </Show>
      <Show when={stops().length > 0}>
        <h2>
          {t('toDo', { n: String(stops().length) })} <span>{t('toDoWhy')}</span>
        </h2>
        <Rows findings={stops()} show={show} />
      </Show>
      <Show when={others().length > 0}>
        <h2>{t('lookAt', { n: String(others().length) })}</h2>
        <Rows findings={others()} show={show} />
      </Show>
      <Show when={imported().length > 0}>
        <h2>{t('imported', { file: editor.version()?.file ?? '' })}</h2>
        <Findings findings={imported()} folded />
      </Show>
    </section>
  )
}

function Rows(props: { findings: readonly ReviewFinding[]; show: (id: string | null) => void }) {
  return (
    <ul>
      <For each={props.findings}>
        {(finding) => (
          <li>
            <Icon name="alert" />
            <p>
              {wordsOf(finding)}
              <small>{whyOf(finding)}</small>
            </p>
            <button
              type="button"
              class="btn"
              onClick={() => props.show('id' in finding ? finding.id : null)}
              aria-label={`${t('go')} ${wordsOf(finding)}`}
            >
              {t('go')}
            </button>
          </li>
        )}
      </For>
    </ul>
  )
}

function wordsOf(finding: ReviewFinding): string {
  switch (finding.kind) {
    case 'faulty':
      return t('found.faulty', { id: finding.id, why: inLanguage(words[finding.fault]) })
    case 'empty':
      return finding.id === null ? t('found.empty-rubric') : t('found.empty', { id: finding.id })
    case 'unbounded':
    case 'unnamed':
      return t(`found.${finding.kind}`, { id: finding.id })
    case 'levels-undescribed':
      return t('found.levels-undescribed', { id: finding.id, levels: listed(finding.levels) })
    case 'total-off':
      return t('found.total-off', { total: formatPoints(finding.total) })
    case 'section-off': {
      const off = ofThousandths(Math.abs(finding.section.weight - finding.sum))
      return t('found.section-off', { section: String(finding.section.number), off: formatPoints(off) })
    }
    case 'section-unknown':
      return t('found.section-unknown', { id: finding.id, section: String(finding.section) })
  }
}

const whyOf = (finding: ReviewFinding): string =>
  finding.kind === 'section-off'
    ? t('foundWhy.section-off', {
        weight: formatPoints(finding.section.weight),
        limit: formatPoints(SECTION_LIMIT),
      })
    : t(finding.kind === 'empty' && finding.id === null ? 'foundWhy.empty-rubric' : `foundWhy.${finding.kind}`, {})
