import { type JSX, onCleanup, onMount } from 'solid-js'
import { language, toggleLanguage } from '../i18n/language.ts'
import { t } from '../i18n/organizer.ts'
import { Seal } from '../ui/Seal.tsx'
import { followDevice } from '../ui/theme.ts'

/** The frame of the pages before the desk: set-up and sign-in. */
export function DoorFrame(props: { title: string; children: JSX.Element }) {
  onMount(() => onCleanup(followDevice()))
  return (
    <div class="door">
      <header class="door-brand">
        <Seal />
        <b class="song">{t('brand')}</b>
        <span>{t('tagline')}</span>
      </header>
      <button type="button" class="btn quiet door-language" aria-label={t('language')} onClick={toggleLanguage}>
        {language() === 'en' ? '中' : 'EN'}
      </button>
      <main>
        <h1>{props.title}</h1>
        {props.children}
      </main>
    </div>
  )
}
