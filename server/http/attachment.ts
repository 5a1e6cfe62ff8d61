/**
 * Content-Disposition for a file to be saved, whatever its name is made of: percent-encoded UTF-8 (RFC 8187, once 5987)
 * for everybody today, and a plain name beside it. Nothing of the name can leave the header or the folder it is saved to.
 */
export function attachment(name: string, ending: 'xlsx' | 'json'): string {
  const safe = name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[\\/:*?"<>|%]/g, '_')
    .replace(/^[\s.]+/, '')
  const short = [...safe].slice(0, 80).join('').trimEnd()
  const encoded = encodeURIComponent(short).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="rubric.${ending}"; filename*=UTF-8''${encoded || 'rubric'}.${ending}`
}
