import { type CisCheck, checkWorkbook, refused } from '#domain/cis/check.ts'
import { readSheets, type SheetsRefusal } from './read-sheets.ts'

/** Reads and checks a marking-scheme workbook; whatever the bytes are, the answer is a report. */
export async function checkWorkbookBytes(bytes: Uint8Array): Promise<CisCheck> {
  const sheets = await readSheets(bytes)
  if (sheets.ok) return checkWorkbook(sheets.value)
  const [zh, en] = sentenceOf(sheets.error)
  return refused([{ kind: 'file-refused', where: '', with: { zh, en } }])
}

/** What is wrong with a file, for people: what happened and what to do. */
export function sentenceOf(refusal: SheetsRefusal): readonly [zh: string, en: string] {
  switch (refusal.kind) {
    case 'too-large':
      return [
        `文件超过 ${refusal.most / 1024 / 1024} MB，请去掉图片后再试。`,
        `The file is larger than ${refusal.most / 1024 / 1024} MB; take out pictures and try again.`,
      ]
    case 'not-a-workbook':
      return [
        '这不是可以读取的 .xlsx 工作簿，或文件已损坏。请用表格软件另存为 .xlsx。',
        'This is no .xlsx workbook that can be read, or it is damaged. Save it as .xlsx in a spreadsheet program.',
      ]
    case 'encrypted':
      return [
        '文件有密码或是旧的 .xls 格式。请去掉密码，另存为 .xlsx。',
        'The file has a password or is an old .xls. Take the password off and save it as .xlsx.',
      ]
    case 'zip-bomb':
      return [
        '文件解开后大得不合常理，已拒绝。请用表格软件重新保存。',
        'The file unpacks to an unreasonable size and was refused. Save it again in a spreadsheet program.',
      ]
    case 'too-many-parts':
      return [
        `文件内部多于 ${refusal.most} 个部分，已拒绝。请只留评分标准的工作表。`,
        `The file has more than ${refusal.most} parts inside and was refused. Keep only the sheets of the scheme.`,
      ]
    case 'nested-archive':
      return [
        `文件里嵌有另一个文件（${refusal.part}），请去掉后再试。`,
        `Another file is embedded (${refusal.part}); take it out and try again.`,
      ]
    case 'foreign-declaration':
      return [
        `文件的 ${refusal.part} 含有不允许的声明，已拒绝。`,
        `Its part ${refusal.part} holds a declaration that is not allowed; the file was refused.`,
      ]
    case 'took-too-long':
    case 'too-much-memory':
      return [
        '文件太大或太复杂，在限定的时间和内存内读不完。请删去多余的行、列和工作表。',
        'The file is too large or too complex to be read within its limits. Delete unused rows, columns and sheets.',
      ]
  }
}
