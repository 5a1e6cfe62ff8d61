import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const WORKBOOK = resolve('fixtures/workbooks/mechatronics.xlsx')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'skillmark-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const skillmark = (...args: string[]) =>
  spawnSync(process.execPath, [resolve('server/cli/main.ts'), ...args], { encoding: 'utf8' })

describe('the command line', () => {
  it.each([
    [[]],
    [['rubric']],
    [['rubric', 'chekc', WORKBOOK]],
    [['rubric', 'check', WORKBOOK, '--jsno']],
    [['rubric', 'check', WORKBOOK, '--lang', 'fr']],
    [['rubric', 'check', WORKBOOK, '--lang']],
    [['rubric', 'check', WORKBOOK, WORKBOOK]],
    [['constructor', '']],
  ])('says how it is used where it does not understand %j, and does nothing', (args) => {
    const { status, stdout, stderr } = skillmark(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('用法 Usage:')
    expect(stderr).not.toMatch(/^ +at /m) // no trace of the program
  })

  it('writes no file where it does not understand an option', () => {
    const out = join(folder, 'out.xlsx')
    const { status, stderr } = skillmark('rubric', 'export', WORKBOOK, '--out', out, '--force')
    expect(status).toBe(2)
    expect(stderr).toContain('--force')
    expect(existsSync(out)).toBe(false)
    expect(skillmark('rubric', 'export', WORKBOOK, '--out', out, '--lang', 'en').status).toBe(0)
    expect(existsSync(out)).toBe(true)
  })

  it('answers in JSON, in the language that was asked for', () => {
    const { status, stdout } = skillmark('rubric', 'check', WORKBOOK, '--json', '--lang', 'zh')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ errors: [] })
  })
})
