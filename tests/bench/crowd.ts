/**
 * A crowd of watchers in a process of its own, on bare sockets: a client library would need more of the machine for
 * 2,000 watchers than the server that is measured. Told by messages what to open; counts what arrives.
 */
import { connect, type Socket } from 'node:net'

export interface OpenCrowd {
  readonly port: number
  readonly watchers: number
  /** The board that is watched over Socket.IO; null on the bare reference, which sends without being asked. */
  readonly stageId: string | null
}

/** What arrived so far. */
export interface CrowdHeard {
  readonly frames: number
  /** The least and the greatest version that any watcher holds. */
  readonly versions: readonly [number, number]
  /** Bytes of the last frame. */
  readonly bytes: number
}

interface Watcher {
  frames: number
  last: string
  version: number
}

const OPEN_AT_ONCE = 100

/** A text from a client is masked; a mask of noughts leaves it as it is. */
function say(socket: Socket, text: string) {
  const body = Buffer.from(text)
  const head = body.length < 126 ? [0x81, 0x80 | body.length] : [0x81, 0x80 | 126, body.length >> 8, body.length & 255]
  socket.write(Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]))
}

/** Calls back with each text frame of a server; its frames are neither masked nor cut. */
function texts(hear: (text: string) => void) {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      if (rest.length < 2) return
      const short = rest[1]! & 127
      const head = short < 126 ? 2 : short === 126 ? 4 : 10
      if (rest.length < head) return
      const length = short < 126 ? short : short === 126 ? rest.readUInt16BE(2) : Number(rest.readBigUInt64BE(2))
      if (rest.length < head + length) return
      if ((rest[0]! & 15) === 1) hear(rest.toString('latin1', head, head + length))
      rest = rest.subarray(head + length)
    }
  }
}

function watch({ port, stageId }: OpenCrowd, watcher: Watcher): Promise<Socket> {
  return new Promise((joined, failed) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const hear = (text: string) => {
      if (stageId === null || text.startsWith('42["leaderboard:changed"')) {
        watcher.frames++
        watcher.last = text
        if (stageId === null) joined(socket)
      } else if (text === '2') say(socket, '3')
      else if (text.startsWith('0')) say(socket, '40')
      else if (text.startsWith('40')) say(socket, `420${JSON.stringify(['leaderboard:watch', stageId])}`)
      else if (text.startsWith('430')) {
        watcher.version = Number(/"version":(\d+)/.exec(text)?.[1])
        joined(socket)
      }
    }
    const parse = texts(hear)
    let head = ''
    const upgraded = (chunk: Buffer) => {
      head += chunk.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      if (!head.startsWith('HTTP/1.1 101')) return failed(new Error(`not let in: ${head.slice(0, 200)}`))
      socket.off('data', upgraded)
      socket.on('data', parse)
      parse(Buffer.from(head.slice(end + 4), 'latin1'))
      if (stageId === null) joined(socket)
    }
    socket.on('data', upgraded)
    socket.once('error', failed)
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
        `Origin: http://127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    )
  })
}

let watchers: Watcher[] = []
let sockets: Socket[] = []

async function open(asked: OpenCrowd) {
  for (const socket of sockets) socket.destroy()
  sockets = []
  watchers = Array.from({ length: asked.watchers }, () => ({ frames: 0, last: '', version: 0 }))
  for (let i = 0; i < watchers.length; i += OPEN_AT_ONCE) {
    sockets.push(...(await Promise.all(watchers.slice(i, i + OPEN_AT_ONCE).map((watcher) => watch(asked, watcher)))))
  }
}

const versionOf = ({ last, version }: Watcher) => Number(/"to":(\d+)/.exec(last)?.[1] ?? version)

function heard(): CrowdHeard {
  const versions = watchers.map(versionOf)
  return {
    frames: watchers.reduce((sum, { frames }) => sum + frames, 0),
    versions: [Math.min(...versions), Math.max(...versions)],
    bytes: watchers[0]?.last.length ?? 0,
  }
}

process.on('message', (asked: OpenCrowd | 'heard') => {
  if (asked === 'heard') process.send?.(heard())
  else
    open(asked).then(
      () => process.send?.('open'),
      (error) => {
        process.stderr.write(`${error}\n`)
        process.exit(1)
      },
    )
})
