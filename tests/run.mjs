/**
 * `npm test` and `npm run check`: everything in order, each step with its time, nothing skipped in silence.
 *   npm test                    all of it
 *   npm test -- domain cis      only the project `domain`, only files whose path holds "cis"; says that it is partial
 *   npm run check               type-check, lint, architecture
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { begin, buildPages, CannotStart, house, install, pinnedNode } from '../server/setup.mjs'
import { findChromium } from './support/find-chromium.mjs'

const PROJECTS = ['domain', 'server', 'live', 'client', 'given', 'browser']
const args = process.argv.slice(2)
const checkOnly = args.includes('--check')
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

function vitest(project, filters = []) {
  const folder = mkdtempSync(join(tmpdir(), 'skillmark-tests-'))
  const file = join(folder, 'results.json')
  const browser = project === 'browser' ? { CHROMIUM: findChromium() } : {}
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
      ...filters,
    ],
    browser,
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

function finish(code) {
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
  process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed${skipped}\n`)
  process.exit(code || (totals.failed > 0 ? 1 : 0))
}

begin(() => {
  install()
  const projects = PROJECTS.filter((project) => wanted.includes(project))
  const filters = wanted.filter((arg) => !PROJECTS.includes(arg))
  if (wanted.length > 0) {
    process.stdout.write('部分测试，不代表全部通过。 A partial run: it does not speak for the whole.\n')
    for (const project of projects.length > 0 ? projects : PROJECTS) {
      if (project === 'browser' || project === 'live') step('build', () => buildPages() ?? true)
      step(project, () => vitest(project, filters))
    }
    finish(0)
  }
  step(
    'type-check',
    () =>
      node(bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json') &&
      node(bin('typescript', 'bin', 'tsc'), '-p', 'client/tsconfig.json'),
  )
  step('lint', () => node(bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'))
  step('architecture', () => vitest('architecture'))
  if (checkOnly) finish(0)
  // The server refuses to start without its pages, so they come before the tests that start it.
  step('build', () => buildPages() ?? true)
  for (const project of PROJECTS.filter((name) => name !== 'browser')) step(project, () => vitest(project))
  step('browser', () => {
    if (!findChromium()) throw new CannotStart('no Chromium')
    return vitest('browser')
  })
  finish(0)
})
