import { describe, expect, it } from 'vitest'
import { leafOf } from '../../server/db/journal.ts'

describe('a leaf of the journal', () => {
  const event = { kind: 'sheet-locked', actor: 'seat:1', device: null, body: { b: 1, a: '甲' } } as const

  it('is the same whatever the order of keys, and another for any other fact', () => {
    const leaf = leafOf('j' as never, 1, 5, event)
    expect(leafOf('j' as never, 1, 5, { ...event, body: { a: '甲', b: 1 } })).toBe(leaf)
    for (const other of [
      leafOf('k' as never, 1, 5, event),
      leafOf('j' as never, 2, 5, event),
      leafOf('j' as never, 1, 6, event),
      leafOf('j' as never, 1, 5, { ...event, actor: 'seat:2' }),
      leafOf('j' as never, 1, 5, { ...event, body: { a: '乙', b: 1 } }),
    ]) {
      expect(other).not.toBe(leaf)
    }
  })

  it('is SHA-256 over a nought byte and the canonical JSON, as anybody can work out', async () => {
    const canonical =
      '{"actor":"seat:1","at":5,"body":{"a":"甲","b":1},"device":null,"journal":"j","kind":"sheet-locked","position":1,"v":1}'
    const bytes = new Uint8Array([0, ...new TextEncoder().encode(canonical)])
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
    expect(leafOf('j' as never, 1, 5, event)).toBe(digest)
  })
})
