import { describe, expect, it } from 'vitest'
import { firstLanguage } from '../../../client/i18n/language.ts'

const on = (address: string, chosen: string | null, browser: string) => {
  const { pathname, search } = new URL(address, 'http://hall.example')
  return firstLanguage({ pathname, search }, chosen, browser)
}

describe('the language of a page', () => {
  it('is the one that its link asks for', () => {
    expect(on('/screen/s1?lang=en', 'zh-CN', 'zh-CN')).toBe('en')
    expect(on('/board/s1?lang=zh-CN', 'en', 'en-GB')).toBe('zh-CN')
    expect(on('/board/s1?lang=xx', null, 'zh-CN')).toBe('zh-CN')
  })

  it('is otherwise the one that was chosen on the device', () => {
    expect(on('/board/s1', 'zh-CN', 'en-GB')).toBe('zh-CN')
    expect(on('/', 'en', 'zh-CN')).toBe('en')
  })

  it.each(['/board/s1', '/screen/s1'])("is, where nobody chose, the browser's on %s", (page) => {
    expect(['zh-CN', 'zh-Hant-HK', 'en-US', 'id'].map((browser) => on(page, null, browser))).toEqual([
      'zh-CN',
      'zh-CN',
      'en',
      'en',
    ])
  })

  it.each(['/', '/sign-in', '/stages/s1', '/judge/j1'])('is, where nobody chose, Chinese on %s', (page) => {
    expect(on(page, null, 'en-US')).toBe('zh-CN')
  })
})
