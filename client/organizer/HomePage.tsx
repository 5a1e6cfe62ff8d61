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
  const { state, problem, plan, addSkill, wipe } = createContests()
  const [name, setName] = createSignal('')
  const [rehearsal, setRehearsal] = createSignal(false)
  const create = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!(await plan(name(), rehearsal()))) return
    setName('')
    setRehearsal(false)
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
        <label class="desk-tick">
          <input
            type="checkbox"
            name="rehearsal"
            checked={rehearsal()}
            onChange={(e) => setRehearsal(e.currentTarget.checked)}
          />
          {t('home.asRehearsal')}
        </label>
      </form>
      <Show when={state.loaded && state.contests.length === 0}>
        <p class="desk-empty">{t('home.none')}</p>
      </Show>
      <For each={state.contests}>{(contest) => <Contest contest={contest} addSkill={addSkill} wipe={wipe} />}</For>
    </main>
  )
}

function Contest(props: {
  contest: ContestLine
  addSkill: (id: ContestLine['id'], name: string, stage: string) => Promise<string | undefined>
  wipe: (id: ContestLine['id'], name: string) => Promise<void>
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
      <h2 class="song">
        {props.contest.name}
        <Show when={props.contest.rehearsal}>
          <span class="chip desk-rehearsal">{t('rehearsal')}</span>
        </Show>
      </h2>
      <table class="desk-table desk-stages">
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
      <Show when={props.contest.rehearsal}>
        <Wipe name={props.contest.name} wipe={(typed) => props.wipe(props.contest.id, typed)} />
      </Show>
    </section>
  )
}

/** Only a rehearsal has this, and only whoever types its name can go through with it. */
function Wipe(props: { name: string; wipe: (typed: string) => Promise<void> }) {
  const [asking, setAsking] = createSignal(false)
  const [typed, setTyped] = createSignal('')
  const wipe = async (event: SubmitEvent) => {
    event.preventDefault()
    await props.wipe(typed())
  }
  return (
    <Show
      when={asking()}
      fallback={
        <p class="desk-actions">
          <button type="button" class="btn quiet" onClick={() => setAsking(true)}>
            {t('home.wipe')}
          </button>
        </p>
      }
    >
      <form class="desk-wipe" onSubmit={wipe} aria-label={t('home.wipe')}>
        <p>{t('home.wipeWhat')}</p>
        <label>
          {t('home.wipeName')}
          <input
            name="wipe"
            required
            autocomplete="off"
            maxLength={120}
            placeholder={props.name}
            value={typed()}
            onInput={(e) => setTyped(e.currentTarget.value)}
          />
        </label>
        <p class="desk-actions">
          <button type="button" class="btn" onClick={() => setAsking(false)}>
            {t('cancel')}
          </button>
          <button type="submit" class="btn">
            {t('home.wipeGo')}
          </button>
        </p>
      </form>
    </Show>
  )
}
