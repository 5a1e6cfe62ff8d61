import { rubricCheck } from './rubric-check.ts'
import { rubricExport } from './rubric-export.ts'

const USAGE = `用法 Usage:
  npm run -s skillmark -- rubric check FILE.xlsx [--json] [--lang zh|en]
  npm run -s skillmark -- rubric export RUBRIC.json [--out FILE.xlsx] [--lang zh|en]
`

const [group, command, ...rest] = process.argv.slice(2)

if (group === 'rubric' && command === 'check') {
  process.exitCode = await rubricCheck(rest)
} else if (group === 'rubric' && command === 'export') {
  process.exitCode = await rubricExport(rest)
} else {
  process.stderr.write(USAGE)
  process.exitCode = 2
}
