import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrations } from '../migrations/all.ts'
import { type Rule, reachable, rules, type SourceFile } from './support/architecture/rules.ts'

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })

const files: SourceFile[] = ['server', 'client', 'migrations', 'tests', 'fixtures']
  .flatMap(filesUnder)
  .filter(
    (path) =>
      /\.(ts|tsx)$/.test(path) &&
      !path.includes('tests/support/architecture/') &&
      path !== 'tests/architecture.test.ts',
  )
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))

describe('the house', () => {
  it.each(Object.entries(rules))('keeps the rule of %s', (_, rule) => {
    expect(files.flatMap((file) => rule(file))).toEqual([])
  })

  it('lists every migration, and no other', () => {
    const written = filesUnder('migrations')
      .map((path) => basename(path, '.ts'))
      .filter((name) => name !== 'all')
    expect(Object.keys(migrations)).toEqual(written.sort())
    for (const name of written) expect(name).toMatch(/^\d{8}_\d{4}_[a-z_]+$/)
  })

  it.each(['client/leaderboard/PhoneBoard.tsx', 'client/screen/HallBoard.tsx', 'client/judge/JudgePage.tsx'])(
    'loads no parser into the bundle of %s',
    (page) => {
      expect(
        [...reachable(files, page)].filter((target) => /^zod$|^hono|^server\/(db|http|live)/.test(target)),
      ).toEqual([])
    },
  )

  it('has no file longer than 320 lines', () => {
    const long = files.filter((file) => file.text.split('\n').length > 320 && /^(server|client)\//.test(file.path))
    expect(long.map((file) => file.path).filter((path) => !path.startsWith('client/i18n/'))).toEqual([])
  })
})

const planted: readonly (readonly [keyof typeof rules, string, string])[] = [
  ['imports', 'server/domain/score.ts', "import { readFileSync } from 'node:fs'"],
  ['imports', 'server/domain/score.ts', "import type { Kysely } from 'kysely'"],
  ['imports', 'server/contract/marks.ts', "import { Hono } from 'hono'"],
  ['imports', 'server/judging/marks/routes.ts', "import { findSheet } from '../sheets/store.ts'"],
  ['imports', 'server/planning/entries/routes.ts', "import { markGroup } from '../../judging/marks/group.ts'"],
  ['imports', 'client/judge/outbox.ts', "import { openDatabase } from '../../server/db/open.ts'"],
  ['imports', 'client/api.ts', "import { createApp } from '../server/app.ts'"],
  ['imports', 'server/db/open.ts', "import { headers } from '../http/headers.ts'"],
  ['imports', 'fixtures/robots/opinion.ts', "import { openDatabase } from '../../server/db/open.ts'"],
  ['imports', 'server/main.ts', "import { runDemo } from '../fixtures/demo/demo.ts'"],
  ['imports', 'client/api.ts', "import { demoContests } from '../fixtures/demo/contests.ts'"],
  ['purity', 'server/domain/score.ts', 'const now = Date.now()'],
  ['purity', 'fixtures/robots/opinion.ts', 'const luck = Math.random()'],
  ['purity', 'server/judging/sheets/sign-sheet.ts', 'const id = randomUUID()'],
  ['purity', 'server/domain/score.ts', 'const luck = Math.random()'],
  ['rooms', 'server/judging/sheets/sign-sheet.ts', "await trx.selectFrom('sheet').execute()"],
  ['rooms', 'server/judging/sheets/routes.ts', 'await db.transaction().execute(work)'],
  ['rooms', 'server/standing/leaderboards/boards.ts', "io.to('board').emit('x')"],
  ['forms', 'server/judging/utils.ts', ''],
  ['forms', 'server/judging/markManager.ts', ''],
  ['forms', 'server/judging/marks/index.ts', ''],
  ['forms', 'server/x/Thing.tsx', ''],
  ['forms', 'server/x/thing.ts', 'export enum State { open }'],
  ['forms', 'server/x/thing.ts', 'const x: any = 1'],
  ['forms', 'tests/domain/x.test.ts', "it.skip('x', () => {})"],
  ['forms', 'tests/domain/x.test.ts', "vi.mock('../../server/db/open.ts')"],
  ['forms', 'client/judge/Card.tsx', "const x = () => fetch('/api')"],
  ['forms', 'client/judge/Card.tsx', '<p style="color: red">'],
]

describe('the watch over the house', () => {
  it.each(planted)('sees a stray against %s in %s: %s', (name, path, text) => {
    const rule: Rule = rules[name] as Rule
    expect(rule({ path, text })).not.toEqual([])
  })

  it('lets a comment speak of anything', () => {
    expect(
      rules.purity?.({ path: 'server/domain/score.ts', text: '/** never Date.now() */\n// nor Math.random()' }),
    ).toEqual([])
  })
})
