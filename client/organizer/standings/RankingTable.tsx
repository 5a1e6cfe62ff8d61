import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import type { Ranking, StageStandings, StandingRow } from '#contract/standings.ts'
import { t as explain } from '../../i18n/explain.ts'
import { t } from '../../i18n/standings.ts'
import { points } from '../explain/figures.ts'

/** The ranks of one division, or over all of them. */
export function RankingTable(props: { ranking: Ranking; standings: StageStandings }) {
  const goesOn = () => props.standings.advances && !props.ranking.overall
  const title = () => {
    if (props.ranking.overall) return t('overall')
    return props.ranking.division ?? t('everybody')
  }
  return (
    <section class="standings-ranking" data-testid="ranking">
      <h2>{title()}</h2>
      <Show when={props.ranking.rows.length > 0} fallback={<p class="desk-empty">{t('nobody')}</p>}>
        <table class="desk-table">
          <thead>
            <tr>
              <th class="standings-figure">{t('rank')}</th>
              <th>{t('entry')}</th>
              <th>{t('organization')}</th>
              <th class="standings-figure">{t('total')}</th>
              <For each={props.standings.minima}>
                {({ name, minimum }) => <th>{t('pass', { name, minimum: points(minimum) })}</th>}
              </For>
              <Show when={goesOn()}>
                <th>{t('advances')}</th>
              </Show>
              <th class="standings-screen" />
            </tr>
          </thead>
          <tbody>
            <For each={props.ranking.rows}>
              {(row) => (
                <tr data-advances={row.advances}>
                  <td class="standings-figure song">{row.rank}</td>
                  <td>
                    <b>{row.entry.code}</b> {row.entry.name}
                  </td>
                  <td>{row.entry.organization}</td>
                  <td class="standings-figure">
                    <b>{points(row.total)}</b>
                    <Notes row={row} />
                  </td>
                  <For each={row.passes}>{(passed) => <td>{passWords(passed)}</td>}</For>
                  <Show when={goesOn()}>
                    <td>
                      <span class="chip" classList={{ ok: row.advances === 'yes', wait: row.advances === 'waits' }}>
                        {advanceWords(row.advances)}
                      </span>
                    </td>
                  </Show>
                  <td class="desk-end standings-screen">
                    <A
                      class="btn quiet"
                      href={`/stages/${props.standings.stageId}/explain/${row.entry.id}`}
                      aria-label={explain('linkOf', { code: row.entry.code })}
                    >
                      {explain('link')}
                    </A>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </section>
  )
}

const passWords = (passed: boolean | null): string => t(passed === null ? 'passOpen' : passed ? 'passed' : 'failed')

const advanceWords = (advances: StandingRow['advances']): string =>
  typeof advances === 'number' ? t('reserve', { n: String(advances) }) : t(advances)

/** What stands beside a total: what was taken off or added, and what it still waits for. */
function Notes(props: { row: StandingRow }) {
  return (
    <>
      <Show when={props.row.corrected}>
        {(corrected) => <small>{t('corrected', { points: points(corrected()) })}</small>}
      </Show>
      <Show when={props.row.missing > 0}>
        <small class="standings-provisional">
          {t('provisional')} · {t('missing', { n: String(props.row.missing) })}
        </small>
      </Show>
    </>
  )
}

/** By state, without a rank. */
export function Unranked(props: { standings: StageStandings }) {
  return (
    <Show when={props.standings.unranked.length > 0}>
      <section class="standings-ranking" data-testid="unranked">
        <h2>{t('unranked')}</h2>
        <table class="desk-table">
          <tbody>
            <For each={props.standings.unranked}>
              {(entry) => (
                <tr>
                  <td>
                    <b>{entry.code}</b> {entry.name}
                  </td>
                  <td>{entry.organization}</td>
                  <td>{entry.division}</td>
                  <td>{explain(`state.${entry.state}`)}</td>
                  <td class="standings-figure">
                    <Show when={entry.total}>{(total) => points(total())}</Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </Show>
  )
}
