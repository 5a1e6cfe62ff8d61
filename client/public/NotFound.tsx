import { A } from '@solidjs/router'
import { words } from '../i18n/language.ts'

const t = words(
  { title: '没有这一页', what: '地址可能写错，或链接已经失效。', home: '回到首页' },
  {
    title: 'No such page',
    what: 'The address may be mistyped, or the link is no longer valid.',
    home: 'Go to the start',
  },
)

export default function NotFound() {
  return (
    <main class="plain">
      <h1>{t('title')}</h1>
      <p>{t('what')}</p>
      <A class="btn" href="/">
        {t('home')}
      </A>
    </main>
  )
}
