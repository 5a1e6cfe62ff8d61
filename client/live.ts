import { io, type Socket } from 'socket.io-client'
import type { ClientToServer, ServerToClient } from '#contract/live.ts'

export type Line = Socket<ServerToClient, ClientToServer>

let line: Line | undefined

/** The one socket of this page. It only hears and asks to hear: marks never travel on it (DESIGN §3). */
export const theLine = (): Line => {
  line ??= io({ transports: ['websocket'], reconnectionDelay: 500, reconnectionDelayMax: 5000 })
  return line
}
