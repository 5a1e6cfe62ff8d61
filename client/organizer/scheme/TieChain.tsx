import { For, Show } from 'solid-js'
import type { Link } from '#domain/scheme.ts'
import { t } from '../../i18n/scheme.ts'
import { Icon } from '../../ui/Icon.tsx'
import { dropped } from '../rubric/ListRows.tsx'
import { createListDrag } from './createListDrag.ts'
import type { SchemeEditor } from './createSchemeEditor.ts'
import { movedTo } from './edit.ts'
import { faultsAt } from './fault-words.ts'
import { linkChoices, linkWords } from './links.ts'
import { Faults } from './SchemeFields.tsx'

/** What breaks a tie, step by step: added, moved by drag, by button or by an arrow key on its grip, and taken out. */
export function TieChain(props: { editor: SchemeEditor }) {
  const { editor } = props
  const chain = () => editor.draft().chain
  const change = (next: readonly Link[]) => editor.edit({ ...editor.draft(), chain: next })
  const move = (from: number, to: number) => change(movedTo(chain(), from, to))
  const drag = createListDrag(move)
  const said = (link: Link) => linkWords(link, editor.ground()?.rubric, editor.draft().parts)
  const band = () => editor.draft().sharedRanksForbidden
  const end = () => {
    const held = band()
    return held ? t('link.endBand', { from: String(held.from), to: String(held.to) }) : t('link.end')
  }
  return (
    <ol class="sch-chain" data-testid="tie-chain">
      <For each={chain()}>
        {(link, at) => (
          <li
            data-place={at()}
            data-lifted={drag.held()?.from === at() ? '' : undefined}
            data-over={drag.held()?.over === at() && drag.held()?.from !== at() ? '' : undefined}
          >
            <div class="sch-link">
              <b>{at() + 1}</b>
              <Show when={editor.isDraft()}>
                <button
                  type="button"
                  class="sch-grip"
                  aria-label={t('link.grip', { of: said(link) })}
                  onPointerDown={(event) => drag.start(at(), event)}
                  onKeyDown={(event) => {
                    if (event.key === 'ArrowUp') move(at(), at() - 1)
                    else if (event.key === 'ArrowDown') move(at(), at() + 1)
                    else return
                    event.preventDefault()
                  }}
                >
                  <Icon name="grip" />
                </button>
              </Show>
              <span>{said(link)}</span>
              <Show when={editor.isDraft()}>
                <button
                  type="button"
                  class="sch-step"
                  disabled={at() === 0}
                  aria-label={t('link.up', { of: said(link) })}
                  onClick={() => move(at(), at() - 1)}
                >
                  <Icon name="down" class="sch-up" />
                </button>
                <button
                  type="button"
                  class="sch-step"
                  disabled={at() === chain().length - 1}
                  aria-label={t('link.down', { of: said(link) })}
                  onClick={() => move(at(), at() + 1)}
                >
                  <Icon name="down" />
                </button>
                <button
                  type="button"
                  class="sch-step"
                  aria-label={t('drop', { of: said(link) })}
                  onClick={() => change(dropped(chain(), at()))}
                >
                  <Icon name="x" />
                </button>
              </Show>
            </div>
            <Faults faults={faultsAt(editor.faults(), ['chain', at()])} />
          </li>
        )}
      </For>
      <li class="sch-end">
        <Show when={editor.isDraft() && editor.ground()}>
          {(on) => (
            <AddLink
              choices={linkChoices(on().rubric, editor.draft().parts, chain())}
              words={said}
              onAdd={(link) => change([...chain(), link])}
            />
          )}
        </Show>
        <span>{end()}</span>
      </li>
    </ol>
  )
}

function AddLink(props: {
  choices: ReturnType<typeof linkChoices>
  words: (link: Link) => string
  onAdd: (link: Link) => void
}) {
  return (
    <select
      class="re-in"
      aria-label={t('link.add')}
      data-testid="add-link"
      onChange={(event) => {
        const [head, at] = event.currentTarget.value.split(' ')
        const link = props.choices.find((group) => group.head === head)?.links[Number(at)]
        event.currentTarget.value = ''
        if (link) props.onAdd(link)
      }}
    >
      <option value="">{t('link.add')}</option>
      <For each={props.choices}>
        {(group) => (
          <optgroup label={t(`link.${group.head}`)}>
            <For each={group.links}>
              {(link, at) => <option value={`${group.head} ${at()}`}>{props.words(link)}</option>}
            </For>
          </optgroup>
        )}
      </For>
    </select>
  )
}
