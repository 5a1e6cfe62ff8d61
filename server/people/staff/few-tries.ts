import { RateLimiterMemory } from 'rate-limiter-flexible'

export interface Try {
  readonly name: string
  /** Where it comes from; many may share an address. */
  readonly address: string
  /** A browser in which this name signed in before; undefined for any other. */
  readonly known: string | undefined
}

/**
 * How often somebody may try a password. Strict for a name at one address; wide for an address and for a name, so that
 * nobody can guess from many places at once, or about many names. Whoever signed in before in the same browser is counted
 * apart: no stranger can lock an organizer out, not even one behind the same address.
 */
export function fewTries() {
  const inBrowser = new RateLimiterMemory({ points: 10, duration: 60 })
  const atAddress = new RateLimiterMemory({ points: 10, duration: 60 })
  const ofAddress = new RateLimiterMemory({ points: 60, duration: 60 })
  // One address alone may try 600 times an hour at most, so it takes several to use these up.
  const ofName = new RateLimiterMemory({ points: 1000, duration: 3600 })
  const isFree = (limit: RateLimiterMemory, key: string) =>
    limit.consume(key).then(
      () => true,
      () => false,
    )
  const keyOf = ({ name, address }: Try) => `${placeOf(address)} ${name}`
  return {
    async mayTry(one: Try): Promise<boolean> {
      if (one.known !== undefined) return isFree(inBrowser, one.known)
      return (
        (await isFree(ofAddress, placeOf(one.address))) &&
        (await isFree(atAddress, keyOf(one))) &&
        (await isFree(ofName, one.name))
      )
    },
    async signedIn(one: Try) {
      await (one.known === undefined ? atAddress.delete(keyOf(one)) : inBrowser.delete(one.known))
    },
  }
}

/** An IPv4 address, or the network of an IPv6 one: whoever has one of those has 2^64. */
function placeOf(address: string): string {
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (four?.[1] !== undefined) return four[1]
  const [before = '', after] = address.split('::')
  const groups = before.split(':')
  const rest = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? [] : Array(Math.max(0, 8 - groups.length - rest.length)).fill('0')
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':')
}
