import './phone-board.css'
import { createSignal, For, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { BoardEntryId, StageId } from '#domain/ids.ts'
import type { BoardRow, BoardTitle } from '#domain/leaderboard.ts'
import { formatPoints, type Points } from '#domain/points.ts'
import { t } from '../i18n/board.ts'
import { language, toggleLanguage } from '../i18n/language.ts'
import { Icon } from '../ui/Icon.tsx'
import { Seal } from '../ui/Seal.tsx'
import { followDevice } from '../ui/theme.ts'
import { createFollowed } from './createFollowed.ts'
import { barProgress, createLeaderboard } from './createLeaderboard.ts'
import { Bars, Change, clockOf, figure, shareOf } from './figures.tsx'

type Tab = 'overall' | 'module' | 'following'
const STATES = { draft: 'notBegun', open: 'live', locked: 'locked' } as const
const TABS: readonly Tab[] = ['overall', 'module', 'following']

/** The board on a spectator's phone. */
export default function PhoneBoard(props: { stageId: StageId }) {
  const board = createLeaderboard(props.stageId, 1500)
  const followed = createFollowed(props.stageId)
  const [tab, setTab] = createSignal<Tab>('overall')
  const [open, setOpen] = createSignal<BoardEntryId | null>(null)
  onMount(() => onCleanup(followDevice()))

  const inWork = () => {
    const bars = board.snapshot()?.title.bars ?? []
    const open = bars
      .map((bar, i) => ({
        id: bar.id,
        begun: board.rows().some((row) => row.bars[i]?.points != null),
        ...barProgress(board.rows(), i),
      }))
      .filter((progress) => progress.done < progress.of)
    return open.find((progress) => progress.begun) ?? open[0]
  }
  const mine = () => board.rows().filter((row) => followed.has(row.entryId))
  const shown = () => (tab() === 'following' ? mine() : board.rows())

  return (
    <div class="phone">
      <header class="phone-head">
        <Seal />
        <div>
          <h1>{board.snapshot()?.title.contest ?? '匠评 Skillmark'}</h1>
          <Show when={board.snapshot()}>
            {(s) => (
              <p>
                <Show when={s().title.rehearsal}>
                  <b class="phone-rehearsal">{t('rehearsal')}</b>
                </Show>
                {s().title.skill} <span>{s().title.stage}</span>
              </p>
            )}
          </Show>
        </div>
        <button type="button" aria-label={t('language')} onClick={toggleLanguage}>
          {language() === 'en' ? '中' : 'EN'}
        </button>
      </header>
      <Switch fallback={<Notice title={t('loading')} what="" />}>
        <Match when={board.phase() === 'not-found'}>
          <Notice title={t('notFound')} what={t('notFoundWhat')} />
        </Match>
        <Match when={board.phase() === 'wiped'}>
          <Notice title={t('wiped')} what={t('wipedWhat')} />
        </Match>
        <Match when={board.phase() === 'no-answer'}>
          <Notice title={t('noAnswer')} what={t('noAnswerWhat')} />
        </Match>
        <Match when={board.snapshot()}>
          {(snapshot) => (
            <>
              <div class="phone-bar">
                <div class="phone-tabs" role="tablist">
                  <For each={TABS}>
                    {(name) => (
                      <button type="button" role="tab" aria-selected={tab() === name} onClick={() => setTab(name)}>
                        {t(name)}
                      </button>
                    )}
                  </For>
                </div>
                <div class="phone-live" data-state={board.lineState()} role="status">
                  <Show
                    when={board.lineState() === 'live'}
                    fallback={
                      <>
                        <Icon name="offline" />
                        <span>{t('offline', { at: clockOf(board.heardAt(), true) })}</span>
                        <span class="phone-r">{t('retrying')}</span>
                      </>
                    }
                  >
                    <b>
                      <u />
                      <span>{t(STATES[snapshot().state])}</span>
                    </b>
                    <Show when={inWork()}>
                      {(bar) => (
                        <span>{t('moduleMarked', { id: bar().id, n: String(bar().done), of: String(bar().of) })}</span>
                      )}
                    </Show>
                    <span class="phone-r">{clockOf(board.clock(), true)}</span>
                  </Show>
                </div>
              </div>
              <main>
                <Switch>
                  <Match when={tab() === 'module'}>
                    <Modules title={snapshot().title} rows={board.rows()} />
                  </Match>
                  <Match when={shown().length === 0}>
                    <Notice
                      title={tab() === 'following' ? t('noneFollowed') : t('empty')}
                      what={tab() === 'following' ? '' : t('emptyWhat')}
                    />
                  </Match>
                  <Match when={true}>
                    <ol>
                      <For each={shown()}>
                        {(row, i) => (
                          <Row
                            row={row}
                            division={divisionAbove(snapshot().title, shown(), i())}
                            title={snapshot().title}
                            lit={board.lit(row.entryId)}
                            gained={board.gained(row)}
                            open={open() === row.entryId}
                            toggle={() => setOpen(open() === row.entryId ? null : row.entryId)}
                            followed={followed.has(row.entryId)}
                            follow={() => followed.toggle(row.entryId)}
                          />
                        )}
                      </For>
                    </ol>
                  </Match>
                </Switch>
              </main>
              <Show when={tab() !== 'following' && mine()[0]}>
                {(row) => (
                  <aside class="phone-mine" aria-label={t('following')}>
                    <button type="button" onClick={() => setTab('following')}>
                      <b class="phone-rk">{row().rank ?? '–'}</b>
                      <Change by={board.gained(row())} />
                      <span class="phone-who">
                        <b>
                          <Icon name="star" />
                          {row().label}
                        </b>
                        <small>{row().organization}</small>
                      </span>
                      <span class="phone-sc">
                        <b>{figure(row().total)}</b>
                      </span>
                    </button>
                  </aside>
                )}
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </div>
  )
}

function Notice(props: { title: string; what: string }) {
  return (
    <div class="phone-notice" role="status">
      <h2>{props.title}</h2>
      <p>{props.what}</p>
    </div>
  )
}

/** The name of the division that begins with this row. */
const divisionAbove = ({ divisions }: BoardTitle, rows: readonly BoardRow[], i: number): string | undefined =>
  rows[i - 1]?.division === rows[i]?.division ? undefined : divisions[rows[i]?.division ?? -1]

function Row(props: {
  row: BoardRow
  division: string | undefined
  title: BoardTitle
  lit: readonly number[] | undefined
  gained: number
  open: boolean
  toggle: () => void
  followed: boolean
  follow: () => void
}) {
  const maxima = () => alike(props.title.bars.map((bar) => bar.max))
  return (
    <li
      class="phone-row"
      classList={{ lead: props.row.rank === 1, new: props.lit !== undefined, open: props.open }}
      data-entry={props.row.entryId}
    >
      <Show when={props.division}>{(name) => <h2 class="phone-division">{name()}</h2>}</Show>
      <button type="button" aria-expanded={props.open} onClick={() => props.toggle()}>
        <b class="phone-rk">{props.row.rank ?? '–'}</b>
        <Change by={props.gained} />
        <span class="phone-who">
          <b>{props.row.label}</b>
          <small>
            {props.row.organization ?? (props.row.missing > 0 ? t('missing', { n: String(props.row.missing) }) : '')}
          </small>
        </span>
        <span class="phone-sc">
          <b data-total>{figure(props.row.total)}</b>
          <Bars title={props.title} row={props.row} lit={props.lit} />
        </span>
      </button>
      <Show when={props.open}>
        <dl>
          <For each={props.title.bars}>
            {(bar, i) => (
              <div>
                <dt>
                  {bar.id} {bar.name}
                </dt>
                <dd class="phone-share" aria-hidden="true">
                  <i
                    classList={{ todo: props.row.bars[i()]?.points == null }}
                    style={{ '--v': shareOf(props.row.bars[i()]?.points ?? null, bar.max) }}
                  />
                </dd>
                <dd>
                  {figure(props.row.bars[i()]?.points ?? null)} <small>/ {maxima()[i()]}</small>
                </dd>
              </div>
            )}
          </For>
        </dl>
        <button type="button" class="phone-follow" aria-pressed={props.followed} onClick={() => props.follow()}>
          <Icon name="star" />
          {t(props.followed ? 'unfollow' : 'followThis')}
        </button>
      </Show>
    </li>
  )
}

/** "20", "25", or "16.50", "23.00": maxima in one column are written alike, with no more figures than they need. */
const alike = (maxima: readonly Points[]) => {
  const written = maxima.map(formatPoints)
  return written.every((max) => max.endsWith('.00')) ? written.map((max) => max.slice(0, -3)) : written
}

function Modules(props: { title: BoardTitle; rows: readonly BoardRow[] }) {
  return (
    <ul class="phone-modules">
      <For each={props.title.bars}>
        {(bar, i) => (
          <li>
            <b classList={{ whole: bar.name === '' }}>{bar.id}</b>
            <span>{bar.name}</span>
            <em>
              {barProgress(props.rows, i()).done} / {barProgress(props.rows, i()).of}
            </em>
          </li>
        )}
      </For>
    </ul>
  )
}
