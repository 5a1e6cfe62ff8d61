import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** 256 random bits in base64url: session and link tokens. Only their hash is ever stored (ASVS 11.5.1). */
export const newToken = () => randomBytes(32).toString('base64url')
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

// scrypt N=2^15, r=8, p=3 needs 96 MB; Node's own limit is 32 MB and would refuse it.
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 128 * 1024 * 1024 }
let running = 0
const waiting: (() => void)[] = []

/** At most two hashes at once: a crowd of sign-ins may wait, the marking may not. */
async function bounded<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((go) => waiting.push(go))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}

const derive = (password: string, salt: Buffer) =>
  bounded(
    () =>
      new Promise<Buffer>((resolve, reject) =>
        scrypt(password.normalize('NFC'), salt, 32, COST, (error, key) => (error ? reject(error) : resolve(key))),
      ),
  )

/** "scrypt$salt$key". */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64')}$${(await derive(password, salt)).toString('base64')}`
}

export async function passwordFits(password: string, stored: string): Promise<boolean> {
  const [, salt = '', key = ''] = stored.split('$')
  const expected = Buffer.from(key, 'base64')
  const found = await derive(password, Buffer.from(salt, 'base64'))
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** What no password fits, at the same cost: for a name that nobody has. */
export const nobodysPassword = () =>
  `scrypt$${randomBytes(16).toString('base64')}$${randomBytes(32).toString('base64')}`
