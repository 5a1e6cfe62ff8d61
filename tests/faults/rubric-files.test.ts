import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { dropRubric, errorsOf } from '../support/drop-file.ts'
import { bytesOf } from '../support/hand-workbook.ts'

const own = await readFile(new URL('../../fixtures/rubrics/elderly-care.json', import.meta.url), 'utf8')
const MB = 1024 * 1024

describe('a rubric file', () => {
  it.each<readonly [string, () => Uint8Array, string]>([
    ['nested a million deep', () => bytesOf(`{"title":${'['.repeat(1e6)}${']'.repeat(1e6)}}`), 'rubric-file'],
    ['of five million brackets', () => bytesOf(`{"title":${'['.repeat(5e6)}`), 'rubric-file'],
    ['of objects without number', () => bytesOf(`{"title":[${'{},'.repeat(1.7e6)}{}]}`), 'rubric-file'],
    [
      'of a million criteria',
      () => bytesOf(`{"title":"x","sections":[],"criteria":[${'{},'.repeat(1e6)}{}]}`),
      'rubric-file',
    ],
    [
      'of a million names for its fields',
      () => bytesOf(`{${Array.from({ length: 3e5 }, (_, i) => `"a${i}":0`)}}`),
      'rubric-file',
    ],
    ['with a title of 5 MB', () => bytesOf(`{"title":"${'字'.repeat(1.6e6)}"}`), 'rubric-file'],
    [
      'with a number of a million digits',
      () => bytesOf(own.replace('"max": 2000', `"max": ${'9'.repeat(1e6)}`)),
      'rubric-file',
    ],
    ['with a maximum beyond all bounds', () => bytesOf(own.replace('"max": 2000', '"max": 1e400')), 'rubric-file'],
    ['of more than 5 MB', () => bytesOf(`{"title":"${'x'.repeat(5 * MB)}"}`), 'rubric-file'],
    [
      'that says what every object is made of',
      () => bytesOf(own.replace('{', '{"__proto__":{"polluted":true},')),
      'rubric-file',
    ],
    [
      'with a constructor',
      () => bytesOf(own.replace('{', '{"constructor":{"prototype":{"polluted":true}},')),
      'rubric-file',
    ],
    ['that is cut off', () => bytesOf(own.slice(0, 700)), 'rubric-file'],
    ['with half a surrogate pair', () => bytesOf(own.replace('"养老护理"', '"\\ud800"')), 'rubric-file'],
    ['with a NUL in its title', () => bytesOf(own.replace('"养老护理"', '"a\\u0000"')), 'rubric-file'],
    [
      'with bytes that are no letters',
      () => Buffer.from(own.replace('"养老护理"', '"\xff\xfe"'), 'latin1'),
      'rubric-file',
    ],
    ['that is only a bracket', () => bytesOf('{'), 'rubric-file'],
    ['in UTF-16', () => Uint8Array.from(Buffer.from(`\ufeff${own}`, 'utf16le')), 'file-refused'],
    ['that is a list', () => bytesOf(`[${own}]`), 'file-refused'],
  ])('%s is refused in words', async (_, make, kind) => {
    const { answer } = await dropRubric(make(), 'rubric.json')
    expect(errorsOf(answer)[0]?.[0]).toBe(kind)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
