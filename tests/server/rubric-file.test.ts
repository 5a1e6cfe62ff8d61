import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { preview } from '../../server/planning/rubrics/preview.ts'

const own = await readFile(new URL('../../fixtures/rubrics/elderly-care.json', import.meta.url), 'utf8')
const seen = (text: string) => preview('own.json', new TextEncoder().encode(text))

describe("a rubric file of the project's own", () => {
  it.each([
    ['as it is', own],
    ['with a mark before it, as some editors save', `\ufeff${own}`],
  ])('is read %s', async (_, text) => {
    expect(await seen(text)).toMatchObject({
      importable: true,
      findings: [],
      summary: { title: '养老护理', max: 100_000 },
    })
  })

  it('says in both languages where it is wrong', async () => {
    const faulty = own.replace('"max": 2000', '"max": -2000')
    expect(await seen(faulty)).toMatchObject({
      importable: false,
      rubric: null,
      findings: [
        {
          level: 'error',
          where: 'criteria.0.subCriteria.0.aspects.0.max',
          zh: '评分标准文件的“criteria.0.subCriteria.0.aspects.0.max”不合格式：满分不能小于 0',
          en: '"criteria.0.subCriteria.0.aspects.0.max" of the rubric file does not fit the format: the maximum may not be below 0',
        },
      ],
    })
  })

  it('that is cut off is refused', async () => {
    expect(await seen(own.slice(0, 500))).toMatchObject({
      importable: false,
      findings: [{ level: 'error', where: '' }],
    })
  })
})
