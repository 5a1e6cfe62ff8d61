import './hall-board.css'
import { createMemo, createSignal, For, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { BoardSnapshot } from '#contract/board.ts'
import type { StageId } from '#domain/ids.ts'
import type { BoardRow, BoardTitle } from '#domain/leaderboard.ts'
import { t } from '../i18n/board.ts'
import { barProgress, createLeaderboard, type LeaderboardStore } from '../leaderboard/createLeaderboard.ts'
import { Bars, Change, clockOf, figure } from '../leaderboard/figures.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Qr } from '../ui/Qr.tsx'
import { Seal } from '../ui/Seal.tsx'
import { setTheme } from '../ui/theme.ts'
import { createPages } from './createPages.ts'
import { keepAwake } from './keep-awake.ts'
import { nameSize, widthOf } from './name-size.ts'

const ROWS = 10

/** The board on the hall's screen: one canvas of 1920 × 1080, scaled to whatever hangs on the wall. */
export default function HallBoard(props: { stageId: StageId }) {
  const board = createLeaderboard(props.stageId, 0)
  const pages = createPages(ROWS, board)
  const [scale, setScale] = createSignal(1)

  onMount(() => {
    setTheme('venue')
    const rescale = () => setScale(Math.min(innerWidth / 1920, innerHeight / 1080))
    rescale()
    addEventListener('resize', rescale)
    const release = keepAwake()
    onCleanup(() => {
      removeEventListener('resize', rescale)
      release()
      setTheme('light')
    })
  })

  return (
    <div class="hall" style={{ '--scale': String(scale()) }}>
      <Switch fallback={<HallNotice title={t('loading')} what="" />}>
        <Match when={board.phase() === 'not-found'}>
          <HallNotice title={t('notFound')} what={t('notFoundWhat')} />
        </Match>
        <Match when={board.phase() === 'wiped'}>
          <HallNotice title={t('wiped')} what={t('wipedWhat')} />
        </Match>
        <Match when={board.phase() === 'no-answer'}>
          <HallNotice title={t('noAnswer')} what={t('noAnswerWhat')} />
        </Match>
        <Match when={board.snapshot()}>
          {(snapshot) => (
            <>
              <Head
                board={board}
                title={snapshot().title}
                state={snapshot().state}
                division={snapshot().title.divisions[pages.division() ?? -1]}
              />
              <main class="hall-board" data-identity={snapshot().title.identity}>
                <Columns title={snapshot().title} />
                <Show when={board.rows().length > 0} fallback={<Empty />}>
                  <ol class="hall-rows">
                    <For each={pages.shown()}>
                      {(row) => (
                        <li
                          class="hall-row"
                          classList={{ lead: row.rank === 1, new: board.lit(row.entryId) !== undefined }}
                          style={{ '--r': String(pages.placeOf(row)) }}
                          data-entry={row.entryId}
                        >
                          <b class="rk" data-none={row.rank === null ? '' : undefined}>
                            {row.rank ?? '–'}
                          </b>
                          <Change by={board.gained(row)} />
                          <span class="nm" data-size={nameSize(row.label)}>
                            <For each={wide(row.label).match(/[^·]*·|[^·]+/g) ?? []}>
                              {(part) => (
                                <>
                                  {part}
                                  <wbr />
                                </>
                              )}
                            </For>
                          </span>
                          <span class="co">{row.organization}</span>
                          <Bars title={snapshot().title} row={row} lit={board.lit(row.entryId)} />
                          <b class="tt" data-none={row.total === null ? '' : undefined}>
                            {figure(row.total)}
                          </b>
                        </li>
                      )}
                    </For>
                  </ol>
                </Show>
                <footer class="hall-foot">
                  <div class="hall-pages" aria-hidden="true">
                    <For each={Array.from({ length: pages.count() }, (_, i) => i)}>
                      {(i) => <i classList={{ on: i === pages.page() }} />}
                    </For>
                  </div>
                  <span hidden={board.rows().length === 0}>
                    <b>
                      {pages.from() + 1}–{pages.to()}
                    </b>{' '}
                    / {board.rows().length}
                  </span>
                  <span class="hall-key hall-key-r">
                    <i />
                    <small>{t('marked')}</small>
                  </span>
                  <span class="hall-key">
                    <i class="todo" />
                    <small>{t('toCome')}</small>
                  </span>
                </footer>
              </main>
              <Side title={snapshot().title} rows={board.rows()} stageId={props.stageId} />
            </>
          )}
        </Match>
      </Switch>
    </div>
  )
}

/** Two-character names take a full-width space on boards, so that columns of names stand even. */
const wide = (name: string): string => (/^\p{Script=Han}{2}$/u.test(name) ? `${name[0]}　${name[1]}` : name)

function Head(props: {
  board: LeaderboardStore
  title: BoardTitle
  state: BoardSnapshot['state']
  division: string | undefined
}) {
  return (
    <header class="hall-head">
      <Seal />
      <div>
        <h1 data-long={widthOf(props.title.contest) > 20 ? '' : undefined}>{props.title.contest}</h1>
        <p>
          <span>{props.title.skill}</span>
          <span>{props.title.stage}</span>
          <Show when={props.division}>{(name) => <b data-testid="division">{name()}</b>}</Show>
          <span>{t(props.title.provisional ? 'provisional' : 'final')}</span>
        </p>
      </div>
      <div class="hall-live">
        <Show when={props.title.rehearsal}>
          <span class="hall-rehearsal">{t('rehearsal')}</span>
        </Show>
        <Switch>
          <Match when={props.board.lineState() !== 'live'}>
            <span class="hall-tag stale">
              <Icon name="clock" />
              {t('asOf', { at: clockOf(props.board.heardAt()) })}
            </span>
          </Match>
          <Match when={props.state === 'locked'}>
            <span class="hall-tag locked">
              <Icon name="lock" />
              {t('locked')}
            </span>
          </Match>
          <Match when={props.state === 'draft'}>
            <span class="hall-tag waits">
              <Icon name="clock" />
              {t('notBegun')}
            </span>
          </Match>
          <Match when={true}>
            <span class="hall-tag">
              <u />
              {t('live')}
            </span>
          </Match>
        </Switch>
        <span class="hall-clock">{clockOf(props.board.clock())}</span>
      </div>
    </header>
  )
}

function Columns(props: { title: BoardTitle }) {
  return (
    <div class="hall-cols">
      <span class="rk">{t('rank')}</span>
      <span>{t('change')}</span>
      <span>{t(props.title.identity === 'name' ? 'name' : 'code')}</span>
      <span>{props.title.identity === 'name' ? t('employer') : ''}</span>
      <span class="board-bars">
        <For each={props.title.bars}>{(bar) => <i style={{ '--m': String(Math.max(bar.max, 1)) }}>{bar.id}</i>}</For>
      </span>
      <span class="tt">{t('total')}</span>
    </div>
  )
}

function Side(props: { title: BoardTitle; rows: readonly BoardRow[]; stageId: StageId }) {
  const progress = createMemo(() => props.title.bars.map((_, i) => barProgress(props.rows, i)))
  const stateOf = (i: number) => {
    const { done = 0, of = 0 } = progress()[i] ?? {}
    return of > 0 && done === of ? 'done' : props.rows.some((row) => row.bars[i]?.points != null) ? 'live' : 'none'
  }
  return (
    <aside class="hall-side">
      <h2>{t('modules')}</h2>
      <ul style={{ '--n': String(props.title.bars.length) }}>
        <For each={props.title.bars}>
          {(bar, i) => (
            <li class={stateOf(i())}>
              <b classList={{ whole: bar.name === '' }}>{bar.id}</b>
              <span>{bar.name}</span>
              <Show when={stateOf(i()) === 'done'}>
                <Icon name="check" />
              </Show>
              <Show when={stateOf(i()) === 'live'}>
                <em>
                  {progress()[i()]?.done} / {progress()[i()]?.of}
                </em>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <div class="hall-follow">
        <Qr text={`${location.origin}/board/${props.stageId}`} label={t('scan')} />
        <p>{t('scan')}</p>
        <p>{t('follow')}</p>
      </div>
    </aside>
  )
}

const Empty = () => (
  <div class="hall-empty">
    <h2>{t('empty')}</h2>
    <p>{t('emptyWhat')}</p>
  </div>
)

const HallNotice = (props: { title: string; what: string }) => (
  <div class="hall-notice">
    <Seal />
    <h1>{props.title}</h1>
    <p>{props.what}</p>
  </div>
)
