/**
 * What every command needs before it can run: the packages of the lock file, the built pages, and the pinned Node.
 * Plain JavaScript, since it runs on whatever Node the host has.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const house = dirname(dirname(fileURLToPath(import.meta.url)))
const windows = process.platform === 'win32'

/** Something a person has to mend first. */
export class CannotStart extends Error {}

const say = (zh, en) => process.stderr.write(`${zh} ${en}\n`)

const hashOf = (files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(relative(house, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

const filesUnder = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesUnder(join(path, name)))
    : [path]

const isStamped = (stamp, value) => existsSync(stamp) && readFileSync(stamp, 'utf8') === value

function run(command, args, what) {
  const { status, error } = spawnSync(command, args, { cwd: house, stdio: ['ignore', 2, 2], shell: windows })
  if (status !== 0) throw new CannotStart(`${what} ${error?.message ?? ''}`)
}

/** Installs what the lock file says, when it says something new. No package runs a script. */
export function install() {
  const stamp = join(house, 'node_modules', '.skillmark-installed')
  const value = `${hashOf([join(house, 'package-lock.json')])} ${process.platform} ${process.arch}`
  if (isStamped(stamp, value)) return
  say('正在安装依赖……', 'Installing packages …')
  run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error'],
    '依赖安装失败，请检查网络后重试。 The packages could not be installed; check the network and try again.',
  )
  writeFileSync(stamp, value)
}

const PINNED = 24

/** The Node that the project pins; a host's own only where no package brings one and it is new enough. */
export function pinnedNode() {
  const own = join(house, 'node_modules', '.bin', windows ? 'node.cmd' : 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= PINNED) return process.execPath
  throw new CannotStart(
    `这台机器没有现成的 Node ${PINNED}，请先安装。 No packaged Node ${PINNED} for this machine: install Node ${PINNED} and try again.`,
  )
}

/** Builds the pages when anything they are made of changed. A failed build stops everything: no API without its pages. */
export function buildPages() {
  const parts = ['client', 'server/domain', 'server/contract', 'vite.config.ts', 'package-lock.json']
  const value = hashOf(parts.flatMap((part) => filesUnder(join(house, part))))
  const stamp = join(house, 'dist', '.skillmark-built')
  if (isStamped(stamp, value) && existsSync(join(house, 'dist', 'index.html'))) return
  say('正在构建网页……', 'Building the pages …')
  run(
    pinnedNode(),
    [join(house, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    '网页构建失败，原因见上。 The pages could not be built; the reason stands above.',
  )
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, value)
}

/** Hands over to the pinned Node: its output is ours, our signals are its, its exit code is ours. */
export function handOver(args) {
  const child = spawn(pinnedNode(), args, { stdio: 'inherit', shell: windows })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
  return child
}

/** Runs a command and tells a person, in a sentence, what stands in its way. */
export async function begin(work) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
