import { MOST_BYTES } from './limits.ts'

/** Why nothing could be read of a file. `part` names a part inside the archive, `where` a sheet and a cell. */
export type FileRefusal =
  | { readonly kind: 'too-large'; readonly most: number }
  | { readonly kind: 'not-a-workbook' }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'damaged'; readonly part: string }
  | { readonly kind: 'cell-damaged'; readonly where: string }
  | { readonly kind: 'doubled-part'; readonly part: string }
  | { readonly kind: 'zip-bomb' }
  | { readonly kind: 'too-many-parts'; readonly most: number }
  | { readonly kind: 'too-many-sheets'; readonly most: number }
  | { readonly kind: 'too-many-rows'; readonly where: string; readonly most: number }
  | { readonly kind: 'nested-archive'; readonly part: string }
  | { readonly kind: 'foreign-declaration'; readonly part: string }
  | { readonly kind: 'foreign-encoding'; readonly part: string }
  | { readonly kind: 'not-text' }
  | { readonly kind: 'took-too-long' }
  | { readonly kind: 'too-much-memory' }
  /** A fault of ours: no file should ever come to this. */
  | { readonly kind: 'unforeseen' }

export const tooLarge = { kind: 'too-large', most: MOST_BYTES } as const

const megabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`

/** What is wrong with a file, for people: what happened and what to do. */
export function sentenceOf(refusal: FileRefusal): readonly [zh: string, en: string] {
  switch (refusal.kind) {
    case 'too-large':
      return [
        `文件超过 ${megabytes(refusal.most)}，请去掉图片和多余的内容后再试。`,
        `The file is larger than ${megabytes(refusal.most)}; take out pictures and what is not needed, and try again.`,
      ]
    case 'not-a-workbook':
      return [
        '这不是 .xlsx 工作簿。请用表格软件另存为 .xlsx。',
        'This is no .xlsx workbook. Save it as .xlsx in a spreadsheet program.',
      ]
    case 'encrypted':
      return [
        '文件有密码或是旧的 .xls 格式。请去掉密码，另存为 .xlsx。',
        'The file has a password or is an old .xls. Take the password off and save it as .xlsx.',
      ]
    case 'damaged':
      return refusal.part === ''
        ? [
            '文件已损坏或没有传完整。请用表格软件打开并重新保存，再试一次。',
            'The file is damaged or did not arrive whole. Open and save it in a spreadsheet program, then try again.',
          ]
        : [
            `文件内部的 ${refusal.part} 已损坏。请用表格软件打开并重新保存，再试一次。`,
            `The part ${refusal.part} inside the file is damaged. Open and save it in a spreadsheet program, then try again.`,
          ]
    case 'cell-damaged':
      return [
        `${refusal.where} 在文件里已损坏。请用表格软件打开并重新保存，再试一次。`,
        `${refusal.where} is damaged in the file. Open and save it in a spreadsheet program, then try again.`,
      ]
    case 'doubled-part':
      return [
        `文件里有两个 ${refusal.part}，不知以哪个为准，已拒绝。请用表格软件重新保存。`,
        `The file holds ${refusal.part} twice, so nobody can say which one counts. Save it again in a spreadsheet program.`,
      ]
    case 'zip-bomb':
      return [
        '文件解开后大得不合常理，已拒绝。请用表格软件重新保存。',
        'The file unpacks to an unreasonable size and was refused. Save it again in a spreadsheet program.',
      ]
    case 'too-many-parts':
      return [
        `文件内部多于 ${refusal.most} 个部分，已拒绝。请只留需要的工作表。`,
        `The file has more than ${refusal.most} parts inside and was refused. Keep only the sheets that are needed.`,
      ]
    case 'too-many-sheets':
      return [
        `文件多于 ${refusal.most} 个工作表，已拒绝。请只留需要的工作表。`,
        `The file has more than ${refusal.most} sheets and was refused. Keep only the sheets that are needed.`,
      ]
    case 'too-many-rows':
      return [
        `${refusal.where} 在第 ${refusal.most} 行以下，读不到那里。请删去多余的行。`,
        `${refusal.where} stands below row ${refusal.most}, and nothing is read there. Delete the rows that are not needed.`,
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
    case 'foreign-encoding':
      return [
        `文件的 ${refusal.part} 不是 UTF-8 编码，已拒绝。请用表格软件重新保存。`,
        `Its part ${refusal.part} is not in UTF-8; the file was refused. Save it again in a spreadsheet program.`,
      ]
    case 'not-text':
      return [
        '这份文件既不是 .xlsx 工作簿，也不是可以读取的文本。请另存为 .xlsx 或 .csv。',
        'The file is neither an .xlsx workbook nor text that can be read. Save it as .xlsx or .csv.',
      ]
    case 'took-too-long':
    case 'too-much-memory':
      return [
        '文件太大或太复杂，在限定的时间和内存内读不完。请删去多余的行、列和工作表。',
        'The file is too large or too complex to be read within its limits. Delete unused rows, columns and sheets.',
      ]
    case 'unforeseen':
      return [
        '读取时出了意外，什么都没有导入。请把这个文件交给技术支持。',
        'Reading it failed unexpectedly and nothing was taken over. Hand this file to support.',
      ]
  }
}
