import type { ChildProcess } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import { readFileSync } from 'node:fs'

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
  return /\) Z /.test(proc(pid, 'stat'))
}

/** Bytes of memory that a process has to itself. */
export const ownMemory = (pid: number): number =>
  Number(/^RssAnon:\s+(\d+)/m.exec(proc(pid, 'status'))?.[1] ?? 0) * 1024

function proc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    return ''
  }
}
