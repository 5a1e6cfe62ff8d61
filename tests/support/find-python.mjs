import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { CannotStart } from '../../server/setup.mjs'

const isThere = () => spawnSync('python3', ['--version']).status === 0

/** Python 3 for the second scorer: Debian's package where it is missing and may be installed, else a clear message. */
export function findPython() {
  if (isThere()) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('正在安装 Python 3…… Installing Python 3 …\n')
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-qq'], quiet)
    spawnSync('apt-get', ['install', '-y', '-qq', 'python3'], quiet)
  }
  if (isThere()) return
  throw new CannotStart(
    '第二个计分程序需要 Python 3。请运行：sudo apt-get install python3。 The second scorer needs Python 3: run `sudo apt-get install python3`.',
  )
}
