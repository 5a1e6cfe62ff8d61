import './desk.css'
import { useNavigate } from '@solidjs/router'
import { createSignal, onMount, Show } from 'solid-js'
import { sentenceOf, t } from '../i18n/organizer.ts'
import { createSession } from './createSession.ts'
import { DoorFrame } from './DoorFrame.tsx'

export default function SignInPage() {
  const navigate = useNavigate()
  const { session, problem, read, signIn } = createSession()
  const [name, setName] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  onMount(read)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    if (await signIn(name(), password())) navigate('/', { replace: true })
    setBusy(false)
  }
  return (
    <DoorFrame title={t('signin.title')}>
      <p class="door-hint">{t('signin.judges')}</p>
      <Show when={session()?.setUpNeeded}>
        <p role="status">{t('signin.needed')}</p>
      </Show>
      <form onSubmit={submit}>
        <label>
          {t('signin.name')}
          <input
            name="name"
            autocomplete="username"
            required
            value={name()}
            onInput={(e) => setName(e.currentTarget.value)}
          />
        </label>
        <label>
          {t('signin.password')}
          <input
            name="password"
            type="password"
            autocomplete="current-password"
            required
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
          {t('signin.go')}
        </button>
      </form>
    </DoorFrame>
  )
}
