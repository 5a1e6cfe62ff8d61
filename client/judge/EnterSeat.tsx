import './judge-page.css'
import { A, useNavigate } from '@solidjs/router'
import { createSignal, onMount, Show } from 'solid-js'
import { t } from '../i18n/judge.ts'
import { Seal } from '../ui/Seal.tsx'
import { followTablet } from '../ui/theme.ts'
import { enterSeat } from './enter-seat.ts'

/** A seat's link leads here: the token is taken out of the address and exchanged for this tablet's own. */
export default function EnterSeat() {
  followTablet()
  const navigate = useNavigate()
  const [problem, setProblem] = createSignal<'spent' | 'noToken' | 'noAnswer' | null>(null)
  const token = location.hash.slice(1)

  const enter = async () => {
    setProblem(null)
    const entered = await enterSeat(token)
    if (typeof entered === 'string') setProblem(entered)
    else navigate(`/judge/${entered.seatId}`, { replace: true })
  }
  onMount(() => {
    history.replaceState(history.state, '', '/seat')
    void enter()
  })

  return (
    <main class="judge-notice">
      <Seal />
      <Show when={problem()} fallback={<h1 role="status">{t('page.entering')}</h1>}>
        {(kind) => <h1 role="alert">{t(`page.${kind()}`)}</h1>}
      </Show>
      <Show when={problem() === 'noAnswer'}>
        <button type="button" class="btn touch primary" onClick={enter}>
          {t('page.retry')}
        </button>
      </Show>
      <Show when={problem() === 'spent'}>
        <A class="btn touch" href="/">
          匠评 Skillmark
        </A>
      </Show>
    </main>
  )
}
