/**
 * `npm test` and `npm run check`: everything in order, each step with its time, nothing skipped in silence.
 *   npm test                    all of it
 *   npm test -- domain cis      only the project `domain`, only files whose path holds "cis"; says that it is partial
 *   npm test -- --sqlite        without PostgreSQL, for daily work; says that it is partial
 *   npm test -- --long          with the heavy proofs: all 10,000 changed files of tests/faults, and tests/mutation
 *   npm test -- --long mutation chain    only the mutants of server/domain/chain.ts
 *   npm run check               type-check, lint, architecture
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { begin, buildPages, CannotStart, house, install, pinnedNode } from '../server/setup.mjs'
import { findChromium } from './support/find-chromium.mjs'
import { findPostgres } from './support/find-postgres.mjs'
import { findPython } from './support/find-python.mjs'

const PROJECTS = ['domain', 'server', 'live', 'client', 'given', 'faults', 'browser']
/** Only with --long. */
const LONG_PROJECTS = ['mutation']
/** These run once more, on PostgreSQL. */
const ON_BOTH = ['server', 'live', 'browser']
const KNOWN_FLAGS = ['--check', '--sqlite', '--long']
const args = process.argv.slice(2)
const checkOnly = args.includes('--check')
const isLong = args.includes('--long')
const sqliteOnly = args.includes('--sqlite')
const wanted = args.filter((arg) => !arg.startsWith('--'))
const totals = { passed: 0, failed: 0, skipped: 0 }

const bin = (...path) => join(house, 'node_modules', ...path)

function step(name, work) {
  const began = Date.now()
  process.stdout.write(`\n── ${name}\n`)
  const fine = work()
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  process.stdout.write(`── ${name}: ${fine ? 'ok' : 'FAILED'} (${seconds} s)\n`)
  if (!fine) finish(1)
}

/** What the operator of this machine set for a server of their own is not for the tests. */
for (const name of ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'LOG_LEVEL']) delete process.env[name]

/** Runs with the pinned Node first on the path, so that whatever asks for `node` gets that one. */
function run(command, commandArgs, env = {}) {
  const path = `${bin('.bin')}${delimiter}${process.env.PATH}`
  const { status } = spawnSync(command, commandArgs, {
    cwd: house,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, PATH: path },
  })
  return status === 0
}

const node = (script, ...rest) => run(pinnedNode(), [script, ...rest])

function vitest(project, filters = [], env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'skillmark-tests-'))
  const file = join(folder, 'results.json')
  const browser = project.startsWith('browser') ? { CHROMIUM: findChromium() } : {}
  const fine = run(
    pinnedNode(),
    [
      bin('vitest', 'vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      // Not every part has a file of that name; a run without any test at all is refused at the end.
      ...(filters.length > 0 ? ['--passWithNoTests'] : []),
      ...(project === 'domain' && filters.length === 0 ? ['--coverage'] : []),
      // Each test file has a database of its own, and mostly waits for it.
      ...(project.startsWith('server') ? ['--maxWorkers=2'] : []),
      ...filters,
    ],
    { ...browser, ...(isLong ? { TEST_LONG: '1' } : {}), ...env },
  )
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  rmSync(folder, { recursive: true, force: true })
  const passed = results?.numPassedTests ?? 0
  const skipped = (results?.numPendingTests ?? 0) + (results?.numTodoTests ?? 0)
  totals.passed += passed
  totals.failed += results?.numFailedTests ?? 0
  totals.skipped += skipped
  if (skipped > 0) process.stdout.write(`${project}: ${skipped} tests were skipped; nothing may skip\n`)
  if (passed === 0 && filters.length === 0) process.stdout.write(`${project}: no test ran\n`)
  return fine && skipped === 0 && (passed > 0 || filters.length > 0)
}

/** Changes the scorer in every way that a slip would, and asks the tests whether they notice (docs/mutation.md). */
function mutation(files) {
  const folder = mkdtempSync(join(tmpdir(), 'skillmark-mutation-'))
  const answers = join(folder, 'answers.json')
  const only = files.map((file) => `server/domain/${file}.ts`).join(',')
  const stryker = [bin('@stryker-mutator', 'core', 'bin', 'stryker.js'), 'run', 'tests/mutation/stryker.config.json']
  const fine =
    node('tests/mutation/second-answers.ts', answers) &&
    run(pinnedNode(), [...stryker, ...(only ? ['--mutate', only] : [])], { ANSWERS: answers })
  rmSync(folder, { recursive: true, force: true })
  if (fine) totals.passed++
  else totals.failed++
  return fine
}

let postgres
function finish(code) {
  postgres?.stop()
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
  process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed${skipped}\n`)
  process.exit(code || (totals.failed > 0 || totals.passed === 0 ? 1 : 0))
}
process.on('exit', () => postgres?.stop())
process.on('SIGINT', () => finish(130))

/** One project on SQLite, and where it is about the database, once more on PostgreSQL. */
function both(project, filters = []) {
  if (project === 'mutation') return step(project, () => mutation(filters))
  step(project, () => vitest(project, filters))
  if (sqliteOnly || !ON_BOTH.includes(project)) return
  step(`${project} on PostgreSQL`, () => vitest(`${project}-postgres`, filters, { TEST_DATABASE_URL: postgres.url }))
}

await begin(async () => {
  const unknown = args.filter((arg) => arg.startsWith('--') && !KNOWN_FLAGS.includes(arg))
  if (unknown.length > 0) {
    throw new CannotStart(`没有这个选项：${unknown}。 No such option: ${unknown}. There are ${KNOWN_FLAGS.join(', ')}.`)
  }
  install()
  const known = [...PROJECTS, ...LONG_PROJECTS]
  const named = known.filter((project) => wanted.includes(project))
  const filters = wanted.filter((arg) => !known.includes(arg))
  const projects = named.length > 0 ? named : isLong && filters.length === 0 ? known : PROJECTS
  if (!isLong && named.some((project) => LONG_PROJECTS.includes(project))) {
    throw new CannotStart(`${named} 要很久，请加 --long。 ${named} takes long: say --long.`)
  }
  const isPartial = wanted.length > 0 || sqliteOnly
  if (isPartial) process.stdout.write('部分测试，不代表全部通过。 A partial run: it does not speak for the whole.\n')
  // What is missing is said now, not after ten minutes.
  if (!checkOnly && projects.includes('browser')) findChromium()
  if (!checkOnly && (projects.includes('domain') || projects.includes('mutation'))) findPython()
  if (!checkOnly && !sqliteOnly && projects.some((project) => ON_BOTH.includes(project)))
    postgres = await findPostgres()
  if (wanted.length === 0) {
    step(
      'type-check',
      () =>
        node(bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json') &&
        node(bin('typescript', 'bin', 'tsc'), '-p', 'client/tsconfig.json'),
    )
    step('lint', () => node(bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'))
    step('architecture', () => vitest('architecture'))
  }
  if (checkOnly) return finish(0)
  // The server refuses to start without its pages, so they come before the tests that start it.
  if (projects.includes('live') || projects.includes('browser')) step('build', () => buildPages() ?? true)
  for (const project of projects) both(project, filters)
  finish(0)
})
