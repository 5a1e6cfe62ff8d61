/**
 * `npm run bench`: every figure is a ratio to a bare reference in the same run, since machines are shared and noisy.
 *   npm run bench                      all of them, as a table
 *   npm run -s bench -- marks --json   one of them, as one JSON object
 */
import { bundle } from './bundle.ts'
import { type Figure, isMet } from './figure.ts'
import { marks } from './marks.ts'
import { rankOne } from './rank.ts'
import { rankAll, rescore, scoreOne } from './score.ts'
import { start } from './start.ts'
import { watchersCpu, watchersWait } from './watchers.ts'

const benches: Readonly<Record<string, () => Promise<Figure> | Figure>> = {
  marks: () => marks('marks', 1, 0.5),
  'marks-batch': () => marks('marks-batch', 20, 0.6),
  rank: () => rankOne('rank', 10_000, 5),
  'rank-100k': () => rankOne('rank-100k', 100_000, 20),
  'score-entry': () => scoreOne('score-entry'),
  rescore: () => rescore('rescore'),
  'rank-all': () => rankAll('rank-all'),
  watchers: () => watchersWait('watchers'),
  'watchers-cpu': () => watchersCpu('watchers-cpu'),
  start: () => start('start'),
  bundle: () => bundle('bundle', 'leaderboard/PhoneBoard.tsx', 40),
  'bundle-judge': () => bundle('bundle-judge', 'judge/JudgePage.tsx', 90),
}

const args = process.argv.slice(2)
const asJson = args.includes('--json')
const wanted = args.filter((arg) => arg !== '--json')
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0 || (asJson && wanted.length !== 1)) {
  process.stderr.write(
    `没有这项，或 --json 须指定一项：${unknown}。 No such bench, or --json without one name: ${unknown}. There are ${Object.keys(benches).join(', ')}.\n`,
  )
  process.exit(2)
}

const inWords = (figures: Figure['ours']) =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

let missed = 0
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
  process.stderr.write(`${name} …\n`)
  const figure = await benches[name]!()
  if (!isMet(figure)) missed++
  const { better, ...shown } = figure
  if (asJson) process.stdout.write(`${JSON.stringify(shown)}\n`)
  else {
    const sign = better === 'more' ? '≥' : '≤'
    process.stdout.write(
      `${name.padEnd(12)} ${String(figure.ratio).padStart(7)}  ${sign} ${figure.target}  ${isMet(figure) ? 'met' : 'MISSED'}  (${Math.min(...figure.rounds)}–${Math.max(...figure.rounds)})\n` +
        `             ours       ${inWords(figure.ours)}\n             reference  ${inWords(figure.reference)}\n`,
    )
  }
}
process.exit(missed > 0 ? 1 : 0)
