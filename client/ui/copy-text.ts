/**
 * Copies what a field shows. Halls run on plain http, where browsers have no clipboard for pages: then the field's text
 * is selected and copied the old way. false: it stays selected, for the person's own hands.
 */
export async function copyText(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    field.focus()
    field.select()
    return document.execCommand('copy')
  }
}
