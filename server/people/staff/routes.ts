import { timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie } from 'hono/cookie'
import { type Session, SetUp, SignIn } from '#contract/staff.ts'
import { asId, type StaffId } from '#domain/ids.ts'
import { addressOf } from '../../http/address.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import {
  hashPassword,
  hashToken,
  isMarked,
  markBrowser,
  newToken,
  nobodysPassword,
  passwordFits,
} from '../../http/secrets.ts'
import { findStaff, giveCookie, KNOWN_HOURS, knownCookie, STAFF_COOKIE, STAFF_HOURS } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { fewTries } from './few-tries.ts'
import { setUp } from './set-up.ts'
import * as store from './store.ts'

const sameHash = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

export const staffRoutes = ({ db, transact, signedOut, firstSetUp, now, newId }: Deps) => {
  const tries = fewTries()
  // A name that nobody has costs the same time as one that somebody has.
  const nobody = nobodysPassword()

  const signedIn = async (c: Context, staffId: StaffId, storedPassword: string) => {
    const token = newToken()
    const at = now()
    await transact((trx) => store.saveSession(trx, hashToken(token), staffId, at, at + STAFF_HOURS * 3600_000))
    giveCookie(c, STAFF_COOKIE, token, STAFF_HOURS)
    giveCookie(c, knownCookie(staffId), markBrowser(storedPassword), KNOWN_HOURS)
  }

  return new Hono()
    .get('/session', async (c) => {
      const staff = await findStaff(db, getCookie(c, STAFF_COOKIE), now())
      const session: Session = {
        staff: staff ? { name: staff.name } : null,
        setUpNeeded: !(await store.anybody(db)),
      }
      return c.json(session)
    })
    .post('/setup', valid('json', SetUp), async (c) => {
      const { token, name, password } = c.req.valid('json')
      if (!sameHash(hashToken(token), firstSetUp.tokenHash)) {
        return c.json({ kind: 'link-spent' } as const, statusOf['link-spent'])
      }
      const hashed = await hashPassword(password)
      const done = await transact((trx) => setUp(trx, { id: asId<StaffId>(newId()), name, password: hashed }, now()))
      if (!done.ok) return c.json(done.error, statusOf[done.error.kind])
      await signedIn(c, done.value, hashed)
      return c.json({ staff: { name } }, 201)
    })
    .post('/sign-in', valid('json', SignIn), async (c) => {
      const { name, password } = c.req.valid('json')
      const staff = await store.findByName(db, name)
      const mark = staff && getCookie(c, knownCookie(staff.id))
      const one = { name, address: addressOf(c), known: staff && isMarked(mark, staff.password) ? mark : undefined }
      if (!(await tries.mayTry(one))) {
        return c.json({ kind: 'too-many-tries' } as const, statusOf['too-many-tries'])
      }
      const lane = one.known === undefined ? 'stranger' : 'known'
      const fits = await passwordFits(password, staff?.password ?? nobody, lane)
      if (!staff || !fits) {
        return c.json({ kind: 'wrong-name-or-password' } as const, statusOf['wrong-name-or-password'])
      }
      await tries.signedIn(one)
      await signedIn(c, staff.id, staff.password)
      return c.json({ staff: { name: staff.name } })
    })
    .post('/sign-out', async (c) => {
      const token = getCookie(c, STAFF_COOKIE)
      if (token) {
        await transact((trx) => store.dropSession(trx, hashToken(token)))
        signedOut(hashToken(token))
      }
      deleteCookie(c, STAFF_COOKIE, { path: '/' })
      return c.json({ staff: null })
    })
}
