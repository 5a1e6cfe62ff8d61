import { describe, expect, it } from 'vitest'
import { dropRoster } from '../support/drop-file.ts'
import { bytesOf } from '../support/hand-workbook.ts'

const MB = 1024 * 1024
/** As many bytes as a roster in text may have. */
const full = (piece: string) => bytesOf(piece.repeat(Math.floor((2 * MB) / bytesOf(piece).length)))

describe('a roster in text', () => {
  it.each<readonly [string, Uint8Array]>([
    ['of separators alone', full(',')],
    ['of quotes alone', full('"')],
    ['of quotes and separators in turn', full('",')],
    ['of one quote that never closes', bytesOf(`"${'x'.repeat(2 * MB - 1)}`)],
    ['of a quote in every line that never closes', full('"a,b\n')],
    ['of line breaks alone', full('\n')],
    ['of returns alone', full('\r')],
    ['of one line', full('字')],
    ['of one name a line', full('林岚\n')],
    ['of a million columns', bytesOf(`姓名${',x'.repeat(1e6)}`)],
    ['of every kind of separator', full('a\tb,c;d，e；f\n')],
    ['of spaces', full(' \u3000\u00a0')],
    ['of marks that nobody can see', full('\u200b\u202e\ufeff')],
    ['of letters that are put together', full('e\u0301\u0301\u0301')],
    ['of headers in every line', full('姓名,单位,工位,身份证\n')],
    ['of formulas', full('=1+1,@x,-y,+z\n')],
    ['of NULs in UTF-16', Uint8Array.from(Buffer.from(`\ufeff${'\0,'.repeat(500_000)}`, 'utf16le'))],
    ['of halves of pairs in UTF-16', Uint8Array.from(Buffer.from(`\ufeff${'\ud800\n'.repeat(100)}`, 'utf16le'))],
    ['of nothing', new Uint8Array(0)],
    ['of names that every object has', bytesOf('__proto__,constructor\ntoString,valueOf\n')],
  ])('%s is read or refused, in words and within the bounds', async (_, bytes) => {
    const { answer } = await dropRoster(bytes)
    if (answer.ok) {
      expect(answer.value.rows.length).toBeLessThanOrEqual(2000)
      expect(answer.value.rows.length + answer.value.problems.length).toBeGreaterThan(0)
      for (const { name } of answer.value.rows) expect(name).toMatch(/^\S.{0,59}$/u)
    } else expect(answer.error.why).toBeOneOf(['not-text', 'took-too-long', 'too-much-memory'])
  })

  it.each<readonly [string, Uint8Array, string]>([
    ['of more than 2 MB', new Uint8Array(2 * MB + 1).fill(0x41), 'too-large'],
    ['of 5 MB of nothing', new Uint8Array(5 * MB), 'too-large'],
    ['that is a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'not-text'],
    ['with a NUL', bytesOf('林岚\0'), 'not-text'],
    ['with bytes that are letters in no encoding', Buffer.from('41ffff41', 'hex'), 'not-text'],
    ['cut through a letter', bytesOf('林岚').subarray(0, 5), 'not-text'],
  ])('%s is refused by its kind', async (_, bytes, why) => {
    expect((await dropRoster(bytes)).answer).toMatchObject({ ok: false, error: { why } })
  })

  it('of a web page gives its lines to be looked at, and nothing that runs', async () => {
    const { answer } = await dropRoster(bytesOf('<html>\n<script>alert(1)</script>\n</html>'))
    expect(answer).toMatchObject({
      ok: true,
      value: { rows: [{ name: '<html>' }, { name: '<script>alert(1)</script>' }, { name: '</html>' }] },
    })
  })
})
