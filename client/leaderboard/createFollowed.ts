import { createSignal } from 'solid-js'
import type { BoardEntryId, StageId } from '#domain/ids.ts'

/** Whom this phone follows on one board; kept on the phone alone. */
export function createFollowed(stageId: StageId) {
  const key = `skillmark.followed.${stageId}`
  const stored = (): readonly string[] => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
      return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : []
    } catch {
      return [] // storage closed or garbled: follow nobody, and go on
    }
  }
  const [ids, setIds] = createSignal(stored())
  return {
    has: (id: BoardEntryId) => ids().includes(id),
    toggle(id: BoardEntryId) {
      setIds(ids().includes(id) ? ids().filter((kept) => kept !== id) : [...ids(), id])
      try {
        localStorage.setItem(key, JSON.stringify(ids()))
      } catch {
        // then it lasts as long as the page
      }
    },
  }
}
