import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Socket } from 'socket.io'
import type { ClientToServer, ServerToClient } from '#contract/live.ts'

/** A page asks for one or two things when it connects, and again every few seconds where it was not let in. */
const MOST_ASKED = 20
/** Who goes on like this is no page of ours. */
const MOST_SENT = 100
const SECONDS = 10

/** Lets few events of one connection through; the next are answered no, without any work; a flood ends the connection. */
export function fewEvents() {
  const sent = new RateLimiterMemory({ points: MOST_ASKED, duration: SECONDS })
  return (socket: Socket<ClientToServer, ServerToClient>) => {
    socket.use((packet, next) => {
      sent.consume(socket.id).then(
        () => next(),
        ({ consumedPoints }: RateLimiterRes) => {
          if (consumedPoints > MOST_SENT) return socket.disconnect(true)
          const reply = packet.at(-1)
          if (typeof reply === 'function') reply(packet[0] === 'leaderboard:watch' ? null : false)
        },
      )
    })
  }
}
