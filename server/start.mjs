/** `npm start`, `npm run dev`, `npm run demo`, `npm run bench`, `npm run skillmark`: set up, build, hand over to the pinned Node. */
import { join } from 'node:path'
import { begin, buildPages, handOver, house, install } from './setup.mjs'

const [mode, ...rest] = process.argv.slice(2)

begin(() => {
  install()
  if (mode === '--cli') {
    handOver([join(house, 'server/cli/main.ts'), ...rest])
    return
  }
  buildPages()
  if (mode === '--demo') {
    const demo = handOver([join(house, 'fixtures/demo/run.ts'), ...rest])
    // A signal that reaches npm alone stops there: when whoever started the demo is gone, the demo goes too.
    const starter = process.ppid
    setInterval(() => process.ppid !== starter && demo.kill('SIGINT'), 1000).unref()
    return
  }
  if (mode === '--bench') {
    handOver([join(house, 'tests/bench/run.ts'), ...rest])
    return
  }
  if (mode !== '--dev') {
    handOver([join(house, 'server/main.ts')])
    return
  }
  handOver(['--watch', join(house, 'server/main.ts')])
  handOver([join(house, 'node_modules/vite/bin/vite.js')])
})
