import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkHere } from '../support/check-here.ts'
import { judgement, points, rubricOf, yesNo } from '../support/rubrics.ts'

const folder = mkdtempSync(join(tmpdir(), 'skillmark-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command as somebody standing in the folder. */
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('server/cli/main.ts'), 'rubric', 'export', ...args],
    { env: { ...process.env, INIT_CWD: folder, LANG: 'en_US.UTF-8', LC_ALL: '' }, encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}
const put = (name: string, rubric: object) => writeFileSync(join(folder, name), JSON.stringify(rubric))
const rubricIn = async (name: string) => (await checkHere(readFileSync(join(folder, name)))).rubric

describe('skillmark rubric export', () => {
  it('writes a rubric file as a workbook beside it, and a workbook where it is told to', async () => {
    const rubric = rubricOf([judgement(1), yesNo(2)])
    put('own.json', rubric)
    const path = join(folder, 'own.cis.xlsx')
    expect(run('own.json')).toEqual({ status: 0, stdout: `${path}\n`, stderr: '' })
    expect(await rubricIn('own.cis.xlsx')).toEqual(rubric)
    expect(run('own.cis.xlsx', '--out', 'again.xlsx').status).toBe(0)
    expect(await rubricIn('again.xlsx')).toEqual(rubric)
  })

  it('writes nothing and names every reason where anything is refused', () => {
    put('points.json', rubricOf([points(10), yesNo(0.125)]))
    expect(run('points.json', '--lang', 'zh')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'A1.1  CIS 没有“打分”这种评分点。\nA1.2  满分 0.125 不能用：CIS 的满分大于 0，最多两位小数。\n',
    })
    expect(() => readFileSync(join(folder, 'points.cis.xlsx'))).toThrow(/ENOENT/)
  })

  it('says what is wrong with a file that cannot be read, is no rubric, or cannot be written', () => {
    put('broken.json', { title: '' })
    put('own.json', rubricOf([yesNo(1)]))
    expect(run('nowhere.json').stderr).toMatch(/nowhere\.json" cannot be read \(ENOENT\)/)
    expect(run('broken.json').stderr).toMatch(/^criteria {2}"criteria" of the rubric file does not fit the format/)
    expect(run('own.json', '--out', 'no/such/folder.xlsx').stderr).toMatch(/cannot be written \(ENOENT\)/)
    expect(run()).toEqual({ status: 2, stdout: '', stderr: 'No file was given.\n' })
  })
})
