import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../second-scorer/', import.meta.url))

export interface SecondScorer {
  /** What it makes of one bundle. */
  readonly score: (bundle: unknown) => Promise<unknown>
  readonly close: () => void
}

/** The scorer in Python, asked one bundle after the other. Python 3 is a stated need of the tests (README). */
export function secondScorer(): SecondScorer {
  const python = run(['score.py'])
  const lines = createInterface({ input: python.stdout! })[Symbol.asyncIterator]()
  let faults = ''
  python.stderr!.on('data', (text) => {
    faults += text
  })
  return {
    async score(bundle) {
      python.stdin!.write(`${JSON.stringify(bundle)}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error(`the second scorer gave up: ${faults}`)
      return JSON.parse(value)
    },
    close: () => void python.kill(),
  }
}

/** Its own tests: what they print, and how they end. */
export const ownTests = () =>
  new Promise<{ readonly code: number | null; readonly says: string }>((resolve) => {
    const python = run(['-m', 'unittest', 'test_score'])
    let says = ''
    python.stderr!.on('data', (text) => {
      says += text
    })
    python.once('close', (code) => resolve({ code, says }))
  })

function run(args: string[]): ChildProcess {
  const python = spawn('python3', ['-B', ...args], { cwd: FOLDER })
  python.once('error', () => {
    throw new Error('python3 is not there: install Python 3 (Debian: apt install python3); the second scorer needs it')
  })
  return python
}
