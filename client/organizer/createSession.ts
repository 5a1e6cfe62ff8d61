import { createSignal } from 'solid-js'
import type { Session } from '#contract/staff.ts'
import { api, ask, type Problem } from '../api.ts'

/** Who is signed in on this page, and the ways in and out. */
export function createSession() {
  const [session, setSession] = createSignal<Session | null>(null)
  const [problem, setProblem] = createSignal<Problem | null>(null)

  const read = async () => {
    const found = await ask(api.api.session.$get())
    if (found.ok) setSession(found.value)
    else setProblem(found.error)
    return found.ok ? found.value : null
  }
  const setUp = async (token: string, name: string, password: string): Promise<boolean> => {
    const done = await ask(api.api.setup.$post({ json: { token, name, password } }))
    setProblem(done.ok ? null : done.error)
    return done.ok
  }
  const signIn = async (name: string, password: string): Promise<boolean> => {
    const done = await ask(api.api['sign-in'].$post({ json: { name, password } }))
    setProblem(done.ok ? null : done.error)
    return done.ok
  }
  const signOut = async () => {
    await ask(api.api['sign-out'].$post())
    setSession(null)
  }
  return { session, problem, read, setUp, signIn, signOut }
}
