import { Server } from 'socket.io'
import { isOwnOrigin } from '../http/origin.ts'
import type { LiveServer } from './publish.ts'

/**
 * As many as one process serves (DESIGN §7). All phones of a hall may share one address, and all clients come from one
 * where a proxy stands in front, so connections are counted together and not by address.
 */
const MOST_LINES = 5000

/** The socket server, not yet listening: WebSocket only, short messages, and pages of our own only. */
export function openLine(most = MOST_LINES): LiveServer {
  const io: LiveServer = new Server({
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: 16 * 1024,
    serveClient: false,
    pingInterval: 5000,
    pingTimeout: 5000,
    connectTimeout: 5000,
    allowRequest: (request, decide) =>
      decide(null, io.engine.clientsCount < most && isOwnOrigin((name) => request.headers[name])),
  })
  return io
}
