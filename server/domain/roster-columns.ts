import { columnName } from './grid.ts'

export interface RosterColumn {
  /** What stands over it; its letter where nothing does. */
  readonly header: string
  readonly role: 'name' | 'organization' | 'station' | 'division' | 'identity' | 'ignored'
}

export interface RosterHead {
  /** The row with the headers, from 0; -1 where there is none. */
  readonly row: number
  readonly columns: readonly RosterColumn[]
}

type Role = RosterColumn['role']
type Seen = Role | 'team' | 'serial'

/** Header words, compared without spaces, marks and what stands in brackets. The first that fits decides. */
const chinese: readonly (readonly [Seen, RegExp])[] = [
  ['identity', /身份证|身份号|证件|护照|通行证/],
  [
    'name',
    /^(选手|参赛选手|参赛者|参赛人员|人员|学员|队员|成员|考生|职工|员工|中文|真实)?(姓名|名字)$|^(参赛选手|选手|参赛者|参赛人员|学员)$/,
  ],
  ['organization', /(单位|企业|公司|学校|院校|代表队)(名称|全称)?$|^选送(地区?)?$/],
  ['station', /^(工位|台位|机位|赛位|工作台)(号|编号)?$/],
  ['division', /^(参赛|竞赛|比赛|所属)?(组别|组)(名称?)?$/],
  ['team', /^(参赛)?(队名|队伍|团队|队)(名称?)?$/],
  ['serial', /^(序|序号|编号|行号)$/],
]
const english: readonly (readonly [Seen, RegExp])[] = [
  ['identity', /\bidentity\b|\bpassport\b|\bid ?(card|number|no)\b|\b(national|citizen) id\b/],
  ['name', /^(full )?name$|^(competitor|participant|contestant|trainee)s?( full)?( name)?$/],
  ['name', /^name of (the )?(competitor|participant|contestant)$/],
  [
    'organization',
    /^(name of )?(the )?(employer|organi[sz]ation|company|enterprise|school|institution|workplace|member)( name)?$/,
  ],
  ['station', /^(work ?)?(station|bench)( ?(no|number))?$/],
  ['division', /^(division|category|age group)( name)?$/],
  ['team', /^team( name)?$/],
  ['serial', /^(no|nr|number|row|index)?$/],
]

/** Headers stand near the top; far below, a row of words is a row of people. */
const MOST_ABOVE = 50
const MOST_LOOKED_AT = 200

function seenIn(header: string): Seen {
  if (header === '' || header.length > 60) return 'ignored'
  const key = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|[*:]/g, '')
  const han = key.replace(/[^\p{Script=Han}]/gu, '')
  const latin = key.replace(/[^a-z]+/g, ' ').trim()
  const find = (patterns: typeof chinese, text: string) => patterns.find(([, pattern]) => pattern.test(text))?.[0]
  const [first, second] = [han === '' ? undefined : find(chinese, han), find(english, latin)]
  if (first === 'identity' || second === 'identity') return 'identity'
  return first ?? (han === '' || latin !== '' ? second : undefined) ?? 'ignored'
}

/** Each role once: the first column that claims it has it. A team's name is the name where no person's stands. */
function rolesOf(cells: readonly string[]): readonly Seen[] {
  const seen = cells.map(seenIn)
  const has = (role: Seen) => seen.includes(role)
  const settled = seen.map((role): Seen => {
    if (role !== 'team') return role
    return has('name') ? (has('organization') ? 'ignored' : 'organization') : 'name'
  })
  return settled.map((role, i) =>
    role === 'identity' || role === 'serial' || settled.indexOf(role) === i ? role : 'ignored',
  )
}

const isHeader = (cells: readonly string[]): boolean => {
  const roles = rolesOf(cells)
  const telling = new Set(roles.filter((role) => role !== 'ignored' && role !== 'serial'))
  return telling.has('name') || telling.size >= 2
}

/**
 * What each column holds: by its header, in any order, Chinese or English; without headers by what stands in it. The
 * first column of words is then the name, the next one the employer.
 */
export function readHead(rows: readonly (readonly string[])[]): RosterHead {
  const row = rows.slice(0, MOST_ABOVE).findIndex(isHeader)
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0)
  const below = rows.slice(row + 1, row + 1 + MOST_LOOKED_AT)
  const filled = Array.from({ length: width }, (_, i) => below.map((cells) => cells[i] ?? '').filter((c) => c !== ''))
  if (row < 0) return { row, columns: byContent(filled) }
  const headers = rows[row]!
  const roles = rolesOf(headers)
  return {
    row,
    columns: filled.map((cells, i) => {
      const header = headers[i] ?? ''
      const seen = roles[i] ?? 'ignored'
      return {
        header: (header === '' && cells.length > 0 ? columnName(i) : header).slice(0, 60),
        role: seen === 'team' || seen === 'serial' ? 'ignored' : seen,
      }
    }),
  }
}

const IDENTITY = /^\d{17}[\dXx]$|^\d{15}$/
const PHONE = /^1[3-9]\d{9}$/
const NUMBER = /^\d{1,6}$/

function byContent(columns: readonly (readonly string[])[]): RosterColumn[] {
  const taken = new Set<Role>()
  const take = (role: Role): Role => {
    if (taken.has(role)) return 'ignored'
    taken.add(role)
    return role
  }
  return columns.map((cells, i) => {
    const mostly = (pattern: RegExp) =>
      cells.length > 0 && cells.filter((cell) => pattern.test(cell)).length * 2 > cells.length
    const role = (): Role => {
      if (cells.length === 0 || mostly(PHONE)) return 'ignored'
      if (mostly(IDENTITY)) return 'identity'
      if (mostly(NUMBER)) return taken.has('name') ? take('station') : 'ignored'
      if (!taken.has('name')) return take('name')
      return taken.has('organization') ? take('station') : take('organization')
    }
    return { header: cells.length === 0 ? '' : columnName(i), role: role() }
  })
}

/** Headers that nobody needs to be told about. */
export const isSerial = (header: string): boolean => seenIn(header) === 'serial'
