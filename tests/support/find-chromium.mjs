import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { CannotStart } from '../../server/setup.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((file) => existsSync(file))

const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }

/** Chinese on the screens needs a font that has it; a picture of boxes proves nothing. */
const lacksChinese = () => !spawnSync('fc-list', [':lang=zh']).stdout?.length

/**
 * A real Chromium: named in CHROMIUM, on the path, or Debian's package where it is missing and may be installed.
 * Anything else is a clear message, never a skipped test.
 */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall && (!onPath() || lacksChinese())) {
    process.stderr.write('正在安装 Chromium 与中文字体…… Installing Chromium and a Chinese font …\n')
    spawnSync('apt-get', ['update', '-qq'], quiet)
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], quiet)
  }
  const found = onPath()
  if (found) return found
  throw new CannotStart(
    '浏览器测试需要 Chromium。请运行：sudo apt-get install chromium fonts-noto-cjk，或用 CHROMIUM=路径 指定。 The browser tests need Chromium: run `sudo apt-get install chromium fonts-noto-cjk`, or name one with CHROMIUM=path.',
  )
}
