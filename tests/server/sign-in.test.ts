import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { markBrowser } from '../../server/http/secrets.ts'
import { fewTries } from '../../server/people/staff/few-tries.ts'
import { aHouse, type House } from '../support/house.ts'

const NAME = '组织者'
const PASSWORD = 'a long password'
const HALL = '192.0.2.1'

let house: House
beforeEach(async () => {
  house = await aHouse()
  await house.request('POST', '/api/setup', { token: house.setUpToken, name: NAME, password: PASSWORD })
})
afterEach(() => house.close())

/** A try to sign in from an address, with what that browser keeps. */
const signIn = (password: string, from: { address?: string; cookie?: string; name?: string } = {}) =>
  house.app.request(
    'http://house.test/api/sign-in',
    {
      method: 'POST',
      headers: {
        host: 'house.test',
        origin: 'http://house.test',
        'content-type': 'application/json',
        ...(from.cookie ? { cookie: from.cookie } : {}),
      },
      body: JSON.stringify({ name: from.name ?? NAME, password }),
    },
    { incoming: { socket: { remoteAddress: from.address ?? HALL } } },
  )
const statusOf = async (answer: Promise<Response> | Response) => (await answer).status
const keptFrom = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .find((cookie) => cookie.startsWith('skillmark_known_')) ?? ''

/** Until this name is refused there. */
async function useUp(address: string) {
  for (let i = 0; i < 10; i++) expect(await statusOf(signIn('a guess', { address }))).toBe(401)
  expect(await statusOf(signIn('a guess', { address }))).toBe(429)
}

describe('a stranger who guesses', () => {
  it('locks nobody out at another address', async () => {
    await useUp(HALL)
    expect(await statusOf(signIn(PASSWORD))).toBe(429)
    expect(await statusOf(signIn(PASSWORD, { address: '192.0.2.2' }))).toBe(200)
  })

  it('locks no browser out behind the same address that was signed in before', async () => {
    const cookie = keptFrom(await signIn(PASSWORD))
    await useUp(HALL)
    expect(await statusOf(signIn(PASSWORD))).toBe(429)
    expect(await statusOf(signIn(PASSWORD, { cookie }))).toBe(200)
  })

  it('is one stranger at all addresses of one IPv6 network', async () => {
    for (let i = 0; i < 10; i++) {
      expect(await statusOf(signIn('a guess', { address: `2001:db8::${i}:1` }))).toBe(401)
    }
    expect(await statusOf(signIn('a guess', { address: '2001:db8:0:0:ffff::1' }))).toBe(429)
    expect(await statusOf(signIn(PASSWORD, { address: '2001:db8:0:1::1' }))).toBe(200)
  })

  it('may try no more with what a browser keeps, whether it is true or made up', async () => {
    const cookie = keptFrom(await signIn(PASSWORD))
    for (let i = 0; i < 10; i++) expect(await statusOf(signIn('a guess', { cookie }))).toBe(401)
    expect(await statusOf(signIn('a guess', { cookie }))).toBe(429)
    const [name] = cookie.split('=')
    await useUp('192.0.2.3')
    for (const made of ['x.y', '', markBrowser('another password')]) {
      expect(await statusOf(signIn('a guess', { cookie: `${name}=${made}`, address: '192.0.2.3' }))).toBe(429)
    }
  })
})

describe('tries', () => {
  it('about many names from one address end at the sixtieth of a minute', async () => {
    const tries = fewTries()
    const one = (name: string) => tries.mayTry({ name, address: HALL, known: undefined })
    for (let i = 0; i < 60; i++) expect(await one(`name ${i}`)).toBe(true)
    expect(await one('name 60')).toBe(false)
  })

  it('of one name from many addresses end at the thousandth of an hour, but in a browser that is known', async () => {
    const tries = fewTries()
    const one = (address: string, known?: string) => tries.mayTry({ name: NAME, address, known })
    for (let i = 0; i < 1000; i++) expect(await one(`10.0.${i >> 8}.${i & 255}`)).toBe(true)
    expect(await one(HALL)).toBe(false)
    expect(await one(HALL, 'a mark')).toBe(true)
  })
})

describe('a crowd at the door', () => {
  it('is answered in turn, few wait, the others are told to come again; a known browser has a lane of its own', async () => {
    const cookie = keptFrom(await signIn(PASSWORD))
    const crowd = Array.from({ length: 40 }, (_, i) => signIn('a guess', { address: `198.51.100.${i}` }))
    const known = signIn(PASSWORD, { cookie })
    const answers = await Promise.all(crowd)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(18)
    const sentAway = answers.filter(({ status }) => status === 503)
    expect(sentAway).toHaveLength(22)
    expect(sentAway[0]?.headers.get('retry-after')).toBe('5')
    expect(await sentAway[0]?.json()).toEqual({ kind: 'too-busy' })
    expect((await known).status).toBe(200)
    expect(await statusOf(signIn(PASSWORD))).toBe(200)
  }, 120_000)
})
