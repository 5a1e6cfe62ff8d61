import { inspectRoutes } from 'hono/dev'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aHouse, aStage, type House } from '../support/house.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'

let house: House
let stage: Awaited<ReturnType<typeof aStage>>
beforeAll(async () => {
  house = await aHouse()
  stage = await aStage(house, {
    rubric: rubricOf([judgement(1)], [judgement(1)]),
    panels: [
      { subCriteria: ['A1'], judges: 2 },
      { subCriteria: ['A2'], judges: 1 },
    ],
  })
})
afterAll(() => house.close())

/** What anybody may ask; every other route wants to know who asks. */
const PUBLIC = [
  'GET /api/health',
  'GET /api/session',
  'POST /api/setup',
  'POST /api/sign-in',
  'POST /api/sign-out',
  'POST /api/seats/enter',
  'GET /api/boards/:stageId',
]

const routes = () => [
  ...new Set(
    inspectRoutes(house.app)
      .filter((route) => !route.isMiddleware && route.path.startsWith('/api/') && !route.path.includes('*'))
      .map((route) => `${route.method} ${route.path}`),
  ),
]
const filled = (path: string) =>
  path
    .replace(':stageId', stage.stageId)
    .replace(':seatId', stage.tablets[0]!.seatId)
    .replace(':entryId', stage.entries[0]!.id)
    .replace(':contestId', 'x')

describe('the doors', () => {
  it('are closed to whoever does not say who they are, but for what is public', async () => {
    const open: string[] = []
    for (const route of routes()) {
      const [method = '', path = ''] = route.split(' ')
      const answer = await house.request(method, filled(path), method === 'GET' ? undefined : {})
      if (answer.status !== 401) open.push(route)
    }
    expect(routes().length).toBeGreaterThan(25)
    expect(open.sort()).toEqual([...PUBLIC].sort())
  })

  it('are closed to a judge where organizers work, and to organizers where a judge marks', async () => {
    const { cookie, seatId } = stage.tablets[0]!
    expect((await house.request('GET', `/api/stages/${stage.stageId}`, undefined, { cookie })).status).toBe(401)
    expect((await stage.organizer('GET', `/api/seats/${seatId}`)).status).toBe(401)
  })

  it("open no other judge's seat", async () => {
    const [first, second] = stage.tablets
    const cookie = first!.cookie.replace(first!.seatId, second!.seatId)
    expect((await house.request('GET', `/api/seats/${second!.seatId}`, undefined, { cookie })).status).toBe(401)
  })

  it.each(['progress', 'locks', 'returns', 'spreads'])('open %s to the chief judge alone', async (what) => {
    const { cookie, seatId } = stage.tablets[1]!
    const method = what === 'progress' ? 'GET' : 'POST'
    const answer = await house.request(method, `/api/seats/${seatId}/${what}`, method === 'GET' ? undefined : {}, {
      cookie,
    })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toEqual({ kind: 'not-the-chief' })
  })

  it('let a link in once', async () => {
    const { token } = (await (
      await stage.organizer('POST', `/api/stages/${stage.stageId}/seats/${stage.tablets[1]!.seatId}/link`)
    ).json()) as { token: string }
    expect((await house.request('POST', '/api/seats/enter', { token })).status).toBe(201)
    expect(await (await house.request('POST', '/api/seats/enter', { token })).json()).toEqual({ kind: 'link-spent' })
  })

  it('let the set-up link in once', async () => {
    const again = await house.request('POST', '/api/setup', {
      token: house.setUpToken,
      name: 'x',
      password: 'long enough',
    })
    expect(again.status).toBe(404)
  })

  /** A sign-in from this Origin; 403 where it is taken for another site's. */
  const asked = async (origin: string | undefined, more: Record<string, string> = {}) => {
    const answer = await house.app.request('http://house.test/api/sign-in', {
      method: 'POST',
      headers: { host: 'house.test', 'content-type': 'application/json', ...(origin ? { origin } : {}), ...more },
      body: JSON.stringify({ name: 'x', password: 'y' }),
    })
    return answer.status
  }
  it.each([
    undefined,
    'http://evil.test',
    'null',
    'https://house.test',
    'ftp://house.test',
    'http://user@house.test',
    'http://house.test/',
    'http://house.test:8080',
    'HTTP://house.test',
  ])('refuse a change that comes from %s', async (origin) => {
    expect(await asked(origin)).toBe(403)
  })

  it('know their own address with its port, and behind a proxy that takes TLS off and says so', async () => {
    expect(await asked('http://house.test:8080', { host: 'house.test:8080' })).toBe(401)
    expect(await asked('https://house.test', { 'x-forwarded-proto': 'https' })).toBe(401)
    expect(await asked('https://house.test:443', { 'x-forwarded-proto': 'https' })).toBe(403)
    expect(await asked('http://house.test', { 'x-forwarded-proto': 'https' })).toBe(403)
    expect(await asked('http://user@house.test', { host: 'user@house.test' })).toBe(403)
  })

  it('give a cookie that goes over TLS alone where the page came over TLS', async () => {
    const fresh = await aHouse()
    const who = { name: '组织者', password: 'a long password' }
    const plain = await fresh.request('POST', '/api/setup', { token: fresh.setUpToken, ...who })
    const proxied = { origin: 'https://house.test', 'x-forwarded-proto': 'https' }
    const secure = await fresh.request('POST', '/api/sign-in', who, proxied)
    expect(plain.headers.get('set-cookie')).not.toContain('Secure')
    expect(secure.headers.get('set-cookie')).toContain('; Secure')
    await fresh.close()
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'take JSON as JSON only, not as %s',
    async (type) => {
      const body = new TextEncoder().encode('{"name":"slipped in"}')
      const answer = await stage.organizer('POST', '/api/contests', body, { 'content-type': type })
      expect([answer.status, await answer.json()]).toEqual([415, { kind: 'not-json' }])
      const names = await house.db.selectFrom('contest').select('name').execute()
      expect(names.map((contest) => contest.name)).not.toContain('slipped in')
    },
  )

  it('say that a body is broken, so that nobody sends it again', async () => {
    const { cookie, seatId } = stage.tablets[0]!
    const broken = new TextEncoder().encode('{"marks": [')
    const answer = await house.request('POST', `/api/seats/${seatId}/marks`, broken, {
      cookie,
      'content-type': 'application/json',
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ kind: 'malformed' })
  })

  it('let no Host header add to the security policy', async () => {
    const page = await house.request('GET', '/', undefined, { host: "evil.test; script-src 'unsafe-inline'" })
    expect(page.headers.get('content-security-policy')).not.toContain('evil')
  })

  it('take nothing that nobody asked for', async () => {
    const answer = await stage.organizer('POST', '/api/contests', { name: 'x', role: 'admin' })
    expect(answer.status).toBe(400)
  })

  it('keep tokens and passwords only as hashes, and cookies out of the reach of scripts', async () => {
    const device = await house.db.selectFrom('device').selectAll().executeTakeFirstOrThrow()
    expect(stage.tablets.some((tablet) => tablet.cookie.includes(device.token_hash))).toBe(false)
    const fresh = await aHouse()
    const who = { name: '组织者', password: 'a long password' }
    const setUp = await fresh.request('POST', '/api/setup', { token: fresh.setUpToken, ...who })
    const staff = await fresh.db.selectFrom('staff').selectAll().executeTakeFirstOrThrow()
    expect(staff.password).toMatch(/^scrypt\$/)
    const signedIn = await fresh.request('POST', '/api/sign-in', who)
    for (const entered of [setUp, signedIn])
      expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
    await fresh.close()
  })

  it('take no long body from a stranger', async () => {
    const deep = '['.repeat(5000)
    for (const door of ['/api/sign-in', '/api/setup', '/api/seats/enter']) {
      expect((await house.request('POST', door, new TextEncoder().encode(deep))).status).toBe(413)
    }
  })

  it('try a name at most ten times a minute', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) {
      statuses.push((await house.request('POST', '/api/sign-in', { name: 'nobody', password: 'guess' })).status)
    }
    expect(statuses.slice(0, 10).every((status) => status === 401)).toBe(true)
    expect(statuses[10]).toBe(429)
  })

  it('say on every page what a browser may do', async () => {
    const page = await house.request('GET', '/')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await house.request('GET', '/api/session')).headers.get('cache-control')).toBe('no-store')
  })

  it('refuse a body that nobody needs', async () => {
    const answer = await stage.organizer(
      'POST',
      `/api/stages/${stage.stageId}/rubric/preview`,
      new Uint8Array(6 * 1024 * 1024),
    )
    expect(answer.status).toBe(413)
  })
})

describe('a tablet', () => {
  it('never gets a name, an employer, a board code or another judge’s mark', async () => {
    const [first, second] = stage.tablets
    const [entry] = stage.entries
    await second!.send(second!.mark(entry!.id, 'A1.1', { kind: 'judgement', level: 1 }))
    const text = JSON.stringify(await first!.view())
    for (const { name, organization, boardCode } of stage.entries) {
      for (const secret of [name, organization, boardCode]) expect(text).not.toContain(secret)
    }
    expect((await first!.view()).marks).toEqual([])
    expect((await first!.view()).agreed).toEqual([])
  })
})
