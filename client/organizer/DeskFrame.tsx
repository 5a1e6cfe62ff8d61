import './desk.css'
import { A, useNavigate } from '@solidjs/router'
import { type JSX, onCleanup, onMount, Show } from 'solid-js'
import { language, toggleLanguage } from '../i18n/language.ts'
import { t } from '../i18n/organizer.ts'
import { Seal } from '../ui/Seal.tsx'
import { followDevice } from '../ui/theme.ts'
import { createSession } from './createSession.ts'

/** The 64 px bar of the pages above a contest; whoever is not signed in goes to the door. */
export function DeskFrame(props: { children: JSX.Element; rail?: JSX.Element }) {
  const navigate = useNavigate()
  const { session, read, signOut } = createSession()
  onMount(async () => {
    const found = await read()
    if (found && !found.staff) navigate('/sign-in', { replace: true })
  })
  onMount(() => onCleanup(followDevice()))
  const leave = async () => {
    await signOut()
    navigate('/sign-in', { replace: true })
  }
  return (
    <div class="desk">
      <header class="desk-bar">
        <A href="/" class="desk-brand">
          <Seal />
          <b>{t('brand')}</b>
        </A>
        <nav>
          <A href="/" end>
            {t('contests')}
          </A>
        </nav>
        <span class="desk-sp" />
        <Show when={session()?.staff}>{(staff) => <span class="desk-me">{staff().name}</span>}</Show>
        <button type="button" class="btn quiet" onClick={leave}>
          {t('signOut')}
        </button>
        <button type="button" class="btn quiet" aria-label={t('language')} onClick={toggleLanguage}>
          {language() === 'en' ? '中' : 'EN'}
        </button>
      </header>
      <Show when={session()?.staff}>
        <div class="desk-body">
          {props.rail}
          {props.children}
        </div>
      </Show>
    </div>
  )
}
