/** RULES §11. notice, published and archived come with the contest's closing. */
export type StageState = 'draft' | 'open' | 'locked'

/** When a score reaches a board, and what a row is called there (RULES §10). */
export interface BoardSettings {
  /** Judges see codes, never names. */
  readonly blind: boolean
  readonly feed: Feed
  readonly identity: Identity
}
export type Feed = 'on-lock' | 'panel-complete' | 'each-mark'
export type Identity = 'code' | 'name'

/** RULES §10: on-lock under blind marking, else the live 亮分; names only where they give nothing away. */
export const defaultSettings = (blind: boolean): BoardSettings =>
  blind ? { blind, feed: 'on-lock', identity: 'code' } : { blind, feed: 'panel-complete', identity: 'name' }

/** Names go only with on-lock, or with marking that is not blind (RULES §10). */
export const mayShowNames = (settings: BoardSettings): boolean =>
  settings.identity === 'code' || settings.feed === 'on-lock' || !settings.blind

/** Where codes are fed before the lock, the board's codes differ from the judges' (RULES §10). */
export const boardUsesOwnCodes = (settings: BoardSettings): boolean =>
  settings.identity === 'code' && settings.feed !== 'on-lock'
