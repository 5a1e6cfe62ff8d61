import { rubricCheck } from './rubric-check.ts'

const USAGE = `用法 Usage:
  npm run -s skillmark -- rubric check FILE.xlsx [--json] [--lang zh|en]
`

const [group, command, ...rest] = process.argv.slice(2)

if (group === 'rubric' && command === 'check') {
  process.exitCode = await rubricCheck(rest)
} else {
  process.stderr.write(USAGE)
  process.exitCode = 2
}
