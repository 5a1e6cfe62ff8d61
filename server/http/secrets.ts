import { createHmac, hash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { fewAtOnce } from './few-at-once.ts'

/** 256 random bits in base64url: session and link tokens. Only their hash is ever stored (ASVS 11.5.1). */
export const newToken = () => randomBytes(32).toString('base64url')
export const hashToken = (token: string) => hash('sha256', token, 'hex')

// scrypt N=2^15, r=8, p=3 needs 96 MB; Node's own limit is 32 MB and would refuse it.
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 128 * 1024 * 1024 }
/**
 * At most three hashes at once, each 96 MB and a third of a second: a crowd of sign-ins may wait, the marking may not.
 * One lane is for browsers that were signed in before, so that no crowd of strangers fills it.
 */
const lanes = { stranger: fewAtOnce(2, 16), known: fewAtOnce(1, 8) }
export type Lane = keyof typeof lanes

const derive = (password: string, salt: Buffer, lane: Lane) =>
  lanes[lane](
    () =>
      new Promise<Buffer>((resolve, reject) =>
        scrypt(password.normalize('NFC'), salt, 32, COST, (error, key) => (error ? reject(error) : resolve(key))),
      ),
  )

/** "scrypt$salt$key". */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64')}$${(await derive(password, salt, 'known')).toString('base64')}`
}

/** Throws `TooBusy` where too many wait already. */
export async function passwordFits(password: string, stored: string, lane: Lane): Promise<boolean> {
  const [, salt = '', key = ''] = stored.split('$')
  const expected = Buffer.from(key, 'base64')
  const found = await derive(password, Buffer.from(salt, 'base64'), lane)
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** What a browser keeps of a good sign-in: nobody can make it who does not hold the stored password, and it opens nothing. */
export function markBrowser(stored: string, id = newToken()): string {
  return `${id}.${createHmac('sha256', stored).update(`browser ${id}`).digest('base64url')}`
}

export function isMarked(mark: string | undefined, stored: string): mark is string {
  const [id = ''] = mark?.split('.') ?? []
  const expected = Buffer.from(markBrowser(stored, id))
  const found = Buffer.from(mark ?? '')
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** What no password fits, at the same cost: for a name that nobody has. */
export const nobodysPassword = () =>
  `scrypt$${randomBytes(16).toString('base64')}$${randomBytes(32).toString('base64')}`
