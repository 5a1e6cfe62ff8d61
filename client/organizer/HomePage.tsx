import { A, useNavigate } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import type { ContestLine } from '#contract/contests.ts'
import { sentenceOf, t } from '../i18n/organizer.ts'
import { Icon } from '../ui/Icon.tsx'
import { createContests } from './createContests.ts'
import { DeskFrame } from './DeskFrame.tsx'

/** Every contest, and the naming of a new one. */
export default function HomePage() {
  return (
    <DeskFrame>
      <Contests />
    </DeskFrame>
  )
}

function Contests() {
  const { state, problem, plan, addSkill } = createContests()
  const [name, setName] = createSignal('')
  const create = async (event: SubmitEvent) => {
    event.preventDefault()
    if (await plan(name())) setName('')
  }
  return (
    <main class="desk-main">
      <h1>{t('home.title')}</h1>
      <Show when={problem()}>
        {(found) => (
          <p class="desk-problem" role="alert">
            {sentenceOf(found())}
          </p>
        )}
      </Show>
      <form class="desk-line" onSubmit={create} aria-label={t('home.newTitle')}>
        <label class="desk-grow">
          {t('home.name')}
          <input
            name="contest"
            required
            maxLength={120}
            placeholder={t('home.example')}
            value={name()}
            onInput={(e) => setName(e.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn primary">
          <Icon name="plus" />
          {t('home.create')}
        </button>
      </form>
      <Show when={state.loaded && state.contests.length === 0}>
        <p class="desk-empty">{t('home.none')}</p>
      </Show>
      <For each={state.contests}>{(contest) => <Contest contest={contest} addSkill={addSkill} />}</For>
    </main>
  )
}

function Contest(props: {
  contest: ContestLine
  addSkill: (id: ContestLine['id'], name: string, stage: string) => Promise<string | undefined>
}) {
  const navigate = useNavigate()
  const [skill, setSkill] = createSignal('')
  const [stage, setStage] = createSignal('')
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    const stageId = await props.addSkill(props.contest.id, skill(), stage())
    if (stageId) navigate(`/stages/${stageId}`)
  }
  return (
    <section class="desk-section" aria-label={props.contest.name}>
      <h2 class="song">{props.contest.name}</h2>
      <table class="desk-table">
        <tbody>
          <For each={props.contest.skills}>
            {(line) => (
              <For each={line.stages}>
                {(held) => (
                  <tr>
                    <td>
                      <b>{line.name}</b>
                    </td>
                    <td>{held.name}</td>
                    <td>{t('home.entries', { n: String(held.entries) })}</td>
                    <td>
                      <span class="chip" data-state={held.state}>
                        {t(`state.${held.state}`)}
                      </span>
                    </td>
                    <td class="desk-end">
                      <A class="btn" href={`/stages/${held.id}`}>
                        {t('home.openStage')}
                      </A>
                    </td>
                  </tr>
                )}
              </For>
            )}
          </For>
        </tbody>
      </table>
      <form class="desk-line" onSubmit={add} aria-label={t('home.addSkill')}>
        <label>
          {t('home.skill')}
          <input
            name="skill"
            required
            maxLength={120}
            placeholder={t('home.skillExample')}
            value={skill()}
            onInput={(e) => setSkill(e.currentTarget.value)}
          />
        </label>
        <label>
          {t('home.stage')}
          <input
            name="stage"
            required
            maxLength={120}
            placeholder={t('home.stageExample')}
            value={stage()}
            onInput={(e) => setStage(e.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn">
          <Icon name="plus" />
          {t('home.addSkill')}
        </button>
      </form>
    </section>
  )
}
