import { NotUnderstood } from './asked.ts'
import { rubricCheck } from './rubric-check.ts'
import { rubricExport } from './rubric-export.ts'
import { score } from './score.ts'

const USAGE = `用法 Usage:
  npm run -s skillmark -- rubric check FILE.xlsx [--json] [--lang zh|en]
  npm run -s skillmark -- score BUNDLE.json [--json] [--lang zh|en]
  npm run -s skillmark -- rubric export RUBRIC.json [--out FILE.xlsx] [--lang zh|en]
退出码 Exit code: 0 完成 done, 2 拒绝或命令有误 refused, or not understood
`

const commands: Readonly<Record<string, (args: string[]) => Promise<0 | 2>>> = {
  'rubric check': rubricCheck,
  'rubric export': rubricExport,
}

const [group = '', ...after] = process.argv.slice(2)
const [command = '', ...rest] = after

/** What cannot be understood does nothing: a misspelt option is not left out in silence. */
function notUnderstood(why: string): 2 {
  process.stderr.write(`${why}${USAGE}`)
  return 2
}

try {
  const run = commands[`${group} ${command}`]
  process.exitCode = group === 'score' ? await score(after) : run ? await run(rest) : notUnderstood('')
} catch (error) {
  if (!(error instanceof NotUnderstood)) throw error
  process.exitCode = notUnderstood(`命令有误 Not understood: ${error.message}\n\n`)
}
