import type { ChildProcess } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import { existsSync, readFileSync } from 'node:fs'

const started = new Set<ChildProcess>()
subscribe('child_process', (message) => started.add((message as { process: ChildProcess }).process))

/** The process that reads files for this one, where there is one now. Import this before the first file is read. */
export function readingPid(): number | undefined {
  for (const child of started) if (child.exitCode !== null || child.signalCode !== null) started.delete(child)
  return [...started].find(({ spawnargs }) => spawnargs.some((arg) => arg.includes('reading-process')))?.pid
}

/** Whether a process is over; one that nobody has asked about yet is still listed, as a zombie. */
export function isOver(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return true
  }
  return existsSync(`/proc/${pid}/stat`) && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
}
