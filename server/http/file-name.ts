/** Signs of a name that are kept; more than any file system has. */
const MOST = 200

/**
 * The name travels percent-encoded; one that is not is shown as it came, and signs that nobody can see are left out. It
 * is cut between signs: half of one would be kept by neither engine.
 */
export const fileName = (header: string): string => [...decoded(header)].slice(0, MOST).join('')

const decoded = (header: string): string => {
  try {
    return decodeURIComponent(header).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
  } catch {
    return header
  }
}
