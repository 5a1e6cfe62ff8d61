/** One file of the house, by its path from the top. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** What is wrong with a file, said so that a newcomer can mend it. */
export type Rule = (file: SourceFile) => readonly string[]

const importsOf = (text: string): string[] =>
  [
    ...withoutComments(text).matchAll(
      /(?:^|[\s;])(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|^\s*import\s*['"]([^'"]+)['"]/gm,
    ),
  ].map((found) => found[1] ?? found[2] ?? found[3] ?? '')

export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/[^\n]*/g, '$1')

/** The path that a relative import means, from the top of the house. */
export function resolved(from: string, target: string): string {
  if (target.startsWith('#domain/')) return `server/domain/${target.slice(8)}`
  if (target.startsWith('#contract/')) return `server/contract/${target.slice(10)}`
  if (!target.startsWith('.')) return target
  const parts = from.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

const WINGS = ['planning', 'judging', 'standing', 'training', 'people', 'premises']
/** "server/judging/marks" of "server/judging/marks/store.ts". */
const featureOf = (path: string): string | undefined => {
  const [root, wing, feature, file] = path.split('/')
  return root === 'server' && wing && WINGS.includes(wing) && feature && file ? `${root}/${wing}/${feature}` : undefined
}

const mayImport = (path: string, target: string): boolean => {
  if (path.startsWith('server/domain/')) return target.startsWith('server/domain/')
  if (path.startsWith('server/contract/')) return /^(server\/(domain|contract)\/|zod(\/|$))/.test(target)
  if (path.startsWith('client/')) {
    return (
      !/^(server|fixtures|tests)\//.test(target) ||
      /^server\/(domain|contract)\//.test(target) ||
      target === 'server/app.ts'
    )
  }
  // Robots and the demo come through the doors like everybody else, and the program knows nothing of them.
  if (path.startsWith('fixtures/')) return !/^(server\/(?!domain\/|contract\/)|client\/|tests\/)/.test(target)
  if (path.startsWith('server/') && /^(fixtures|tests)\//.test(target)) return false
  const feature = featureOf(path)
  const other = featureOf(target)
  if (feature && other) return feature === other
  if (path.startsWith('server/db/')) return !/^server\/(http|live|planning|judging|standing|people|cli)\//.test(target)
  return path.startsWith('tests/') || !target.startsWith('client/')
}

/** Who may import whom (DESIGN §2). */
export const imports: Rule = ({ path, text }) => [
  ...importsOf(text)
    .map((target) => resolved(path, target))
    .filter((target) => !mayImport(path, target))
    .map((target) => `${path} may not import ${target}`),
  ...(path.startsWith('client/') && /^import\s+(?!type\b)[^\n]*from\s*['"][./]+\/server\/app\.ts['"]/m.test(text)
    ? [`${path} may import only the type of server/app.ts`]
    : []),
]

const found = (path: string, text: string, pattern: RegExp, why: string): string[] =>
  pattern.test(text) ? [`${path}: ${why}`] : []

/** Rules are pure: no clock, no chance, no way out; commands are handed `now` and ids. */
export const purity: Rule = ({ path, text }) => {
  const code = withoutComments(text)
  const isRobot = path.startsWith('fixtures/robots/')
  const isCommand = featureOf(path) !== undefined && !/\/(routes|store|group|boards|panel-news)\.ts$/.test(path)
  const byChance = /Math\.random|randomUUID|randomBytes|randomInt|getRandomValues/
  if (isRobot) return found(path, code, byChance, 'no chance here: it comes from a seed')
  if (!path.startsWith('server/domain/') && !isCommand) return []
  return [
    ...found(path, code, /Date\.now|new Date\(\)|performance\.now/, 'no clock here: `now` is passed'),
    ...found(path, code, byChance, 'no chance here: it is passed'),
    ...found(path, code, /\bfetch\(|process\.env/, 'no way out of here'),
  ]
}

/** Queries stand in stores and in db/; transactions are opened in one place; sockets speak in one room. */
export const rooms: Rule = ({ path, text }) => {
  if (!path.startsWith('server/')) return []
  const code = withoutComments(text)
  const mayQuery = /\/store\.ts$|^server\/db\/|^server\/http\/session\.ts$|\/read-[a-z-]+\.ts$|^server\/main\.ts$/.test(
    path,
  )
  return [
    ...(mayQuery
      ? []
      : found(path, code, /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/, 'queries stand in a store')),
    ...(path === 'server/db/transact.ts'
      ? []
      : found(path, code, /\.(transaction|startTransaction)\(\)/, 'only db/transact.ts opens a transaction')),
    ...(path.startsWith('server/live/')
      ? []
      : found(path, code, /\bio\.(to|in)\(|\bsocket\.emit\(|\bio\.emit\(/, 'only live/ speaks to sockets')),
  ]
}

const NAMES =
  /(^|\/)(index\.tsx?|types\.ts|utils?\.ts|helpers?\.ts|common\.ts)$|\/(utils|helpers|common)\/|(manager|helper|handler|service|util)s?\.tsx?$/i

/** Names are the field's own, and types are stripped, not compiled. */
export const forms: Rule = ({ path, text }) => {
  const code = withoutComments(text)
  return [
    ...found(path, path, NAMES, 'a name that says nothing'),
    ...(path.endsWith('.tsx') && !/^(client|tests\/client)\//.test(path)
      ? [`${path}: .tsx stands in client/ only`]
      : []),
    ...found(
      path,
      code,
      /(^|\n)\s*(export\s+)?(const\s+)?enum\s|(^|\n)\s*(export\s+)?namespace\s/,
      'no enum, no namespace',
    ),
    ...(path.startsWith('migrations/') ? [] : found(path, code, /[:<,]\s*any\b(?!\w)/, 'no any outside migrations')),
    ...found(
      path,
      code,
      /\bvi\.mock\(|\b(it|describe|test)\.(skip|only|todo)\b/,
      'no mocks of our own, nothing skipped',
    ),
    ...found(path, code, /\?\?\s*0\b(?=[^\n]*\b(mark|value)\b)/, 'a missing mark is never nought'),
    ...(path.startsWith('client/') && path.endsWith('.tsx')
      ? [
          ...found(path, code, /\bfetch\(|\.emit\(|\bio\(/, 'a component knows how it looks, not where it comes from'),
          ...found(path, code, /\sstyle="/, 'no static style: the security policy blocks it'),
          ...found(path, code, /innerHTML/, 'no innerHTML'),
        ]
      : []),
  ]
}

export const rules: Readonly<Record<string, Rule>> = { imports, purity, rooms, forms }

/** What each file reaches by imports, so that a heavy thing cannot slip into a light bundle. */
export function reachable(files: readonly SourceFile[], start: string): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const seen = new Set<string>()
  const visit = (path: string) => {
    if (seen.has(path)) return
    seen.add(path)
    const file = byPath.get(path)
    if (!file) return
    for (const target of valueImportsOf(file.text)) visit(resolved(path, target))
  }
  visit(start)
  return seen
}

/** Imports that remain when types are stripped. */
const valueImportsOf = (text: string): string[] =>
  importsOf(
    text
      .replace(/import\s+type\s[^;]*?from\s*['"][^'"]+['"]/g, '')
      .replace(/import\s*\{\s*(?:type\s+\w+(?:\s+as\s+\w+)?\s*,?\s*)+\}\s*from\s*['"][^'"]+['"]/g, ''),
  )
