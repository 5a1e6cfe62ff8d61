import type { KyselyPlugin } from 'kysely'

/** A line to the database on which answers can be held up, or get lost. */
export function slowLine(): KyselyPlugin & { hold(): void; release(): void; held(): number; breakOnce(): void } {
  let gate = Promise.resolve()
  let open = () => {}
  let waiting = 0
  let isBroken = false
  return {
    hold: () => {
      gate = new Promise((release) => {
        open = release
      })
    },
    release: () => open(),
    held: () => waiting,
    breakOnce: () => {
      isBroken = true
    },
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (isBroken) {
        isBroken = false
        throw new Error('the line broke')
      }
      waiting++
      await gate
      waiting--
      return result
    },
  }
}
