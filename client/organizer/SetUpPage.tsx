import './desk.css'
import { A, useNavigate } from '@solidjs/router'
import { createSignal, onMount, Show } from 'solid-js'
import { sentenceOf, t } from '../i18n/organizer.ts'
import { createSession } from './createSession.ts'
import { DoorFrame } from './DoorFrame.tsx'

/** The first organizer takes over with the link that the server printed. */
export default function SetUpPage() {
  const navigate = useNavigate()
  const { session, problem, read, setUp } = createSession()
  const [name, setName] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const token = location.hash.slice(1)
  onMount(() => {
    history.replaceState(history.state, '', '/setup')
    void read()
  })
  /** Said before anybody fills in a form for nothing, and again where two open the link at once. */
  const isUsed = () => session()?.setUpNeeded === false || problem()?.kind === 'already-set-up'

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    if (await setUp(token, name(), password())) navigate('/', { replace: true })
    setBusy(false)
  }
  return (
    <DoorFrame title={t('setup.title')}>
      <Show
        when={/^[A-Za-z0-9_-]{43}$/.test(token) && !isUsed()}
        fallback={
          <>
            <p role="alert">{t(isUsed() ? 'setup.used' : 'setup.noToken')}</p>
            <Show when={isUsed()}>
              <A class="btn primary" href="/sign-in">
                {t('setup.toSignIn')}
              </A>
            </Show>
          </>
        }
      >
        <p>{t('setup.what')}</p>
        <form onSubmit={submit}>
          <label>
            {t('setup.name')}
            <input
              name="name"
              autocomplete="username"
              required
              maxLength={60}
              value={name()}
              onInput={(e) => setName(e.currentTarget.value)}
            />
          </label>
          <label>
            {t('setup.password')}
            <input
              name="password"
              type="password"
              autocomplete="new-password"
              required
              minLength={8}
              value={password()}
              onInput={(e) => setPassword(e.currentTarget.value)}
            />
          </label>
          <Show when={problem()}>
            {(found) => (
              <p class="desk-problem" role="alert">
                {sentenceOf(found())}
              </p>
            )}
          </Show>
          <button type="submit" class="btn primary" disabled={busy()}>
            {t('setup.go')}
          </button>
        </form>
      </Show>
    </DoorFrame>
  )
}
