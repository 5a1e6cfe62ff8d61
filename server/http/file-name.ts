/** The name travels percent-encoded; one that is not is shown as it came, and signs that nobody can see are left out. */
export const fileName = (header: string): string => {
  try {
    return decodeURIComponent(header).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
  } catch {
    return header
  }
}
