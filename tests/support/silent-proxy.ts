import { connect, createServer, type Socket } from 'node:net'

/**
 * A way to a TCP server that can fall silent: nobody hears anything any more, and nothing is closed. Or it loses the
 * answer to one COMMIT, and breaks that line.
 */
export async function silentProxy(host: string, port: number) {
  let isSilent = false
  let losesCommit = false
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, host)
    let isCut = false
    near.on('data', (bytes) => {
      if (!losesCommit || !/\0commit\0|Qcommit|commit\0/i.test(bytes.toString('latin1'))) return
      losesCommit = false
      isCut = true
    })
    far.on('data', () => {
      if (isCut) for (const end of [near, far]) end.destroy()
    })
    // Bytes that were swallowed do not come later: a connection that lived through a silence is dead for good.
    let isDead = isSilent
    const dies = () => {
      isDead ||= isSilent
      return isDead
    }
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => void (dies() || (isCut && from === far) || to.write(bytes)))
      from.on('error', () => undefined)
      from.on('close', () => void (dies() || to.destroy()))
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    setSilent: (silent: boolean) => {
      isSilent = silent
    },
    loseNextCommit: () => {
      losesCommit = true
    },
    hasLostCommit: () => !losesCommit,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
