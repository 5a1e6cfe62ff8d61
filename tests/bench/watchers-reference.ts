/** The bare reference of the watchers' bench: `ws` alone, one frame built once and written to everybody in a loop. */
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/** What ws keeps for itself, and Socket.IO uses as well: a frame that is built once. */
interface Sending {
  readonly _sender: { sendFrame(frame: readonly Buffer[]): void }
}

const server = createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined })
})

const built = (bytes: number) => [Buffer.from([0x81, 126, bytes >> 8, bytes & 255]), Buffer.alloc(bytes, 'x')]

process.on('message', ({ frames, bytes, tick }: { frames: number; bytes: number; tick: number }) => {
  const frame = built(Math.max(126, bytes))
  let sent = 0
  const timer = setInterval(() => {
    for (const socket of sockets.clients) (socket as unknown as Sending)._sender.sendFrame(frame)
    if (++sent < frames) return
    clearInterval(timer)
    process.send?.('sent')
  }, tick)
})
