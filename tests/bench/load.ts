import { connect, type Socket } from 'node:net'
import { percentile } from './figure.ts'

export interface Load {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  /** The next request of any connection. */
  readonly next: () => { readonly path: string; readonly cookie: string; readonly body: string }
  /** Throws where an answer is not the right one: a fast refusal is no speed. */
  readonly check: (status: number, body: string) => void
}

export interface Loaded {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/**
 * Keeps so many connections busy with POSTs, one request at a time on each. Bare sockets: a client library would use
 * up the second core before either server has used the first, and make every ratio look better than it is.
 */
export async function load({ port, connections, seconds, next, check }: Load): Promise<Loaded> {
  const latencies: number[] = []
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)))
  const began = performance.now()
  const end = began + seconds * 1000
  const loops = sockets.map(async (socket) => {
    const answers = answersOf(socket)
    while (performance.now() < end) {
      const { path, cookie, body } = next()
      const sent = performance.now()
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nCookie: ${cookie}\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
      const answer = await answers()
      latencies.push(performance.now() - sent)
      check(answer.status, answer.body)
    }
  })
  try {
    await Promise.all(loops)
    const took = (performance.now() - began) / 1000
    return {
      perSecond: latencies.length / took,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
    }
  } finally {
    for (const socket of sockets) socket.destroy()
  }
}

const opened = (port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })

/** Reads one answer after another; both servers send a Content-Length. */
function answersOf(socket: Socket) {
  let text = ''
  let waiting: (() => void) | undefined
  let failed: Error | undefined
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text += chunk
    waiting?.()
  })
  socket.on('close', () => {
    failed = new Error('the server closed the connection')
    waiting?.()
  })
  const take = () => {
    const head = text.indexOf('\r\n\r\n')
    if (head < 0) return undefined
    const length = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1]
    if (length === undefined) throw new Error(`an answer without a length: ${text.slice(0, head)}`)
    const end = head + 4 + Number(length)
    if (text.length < end) return undefined
    const answer = { status: Number(text.slice(9, 12)), body: text.slice(head + 4, end) }
    text = text.slice(end)
    return answer
  }
  return async () => {
    for (;;) {
      const answer = take()
      if (answer) return answer
      if (failed) throw failed
      await new Promise<void>((resolve) => {
        waiting = resolve
      })
    }
  }
}
