import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A reference server in a process of its own, as ours is. */
export async function bareServer(file: string) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port))
    child.once('exit', () => reject(new Error(`${file} did not start`)))
  })
  return {
    port,
    pid: child.pid ?? 0,
    ask: (message: object) =>
      new Promise<unknown>((answered) => {
        child.once('message', answered)
        child.send(message)
      }),
    close: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}
