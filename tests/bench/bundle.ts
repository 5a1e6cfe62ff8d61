import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Figure } from './figure.ts'
import { round } from './figure.ts'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly src?: string
}

/** The scripts that a page loads at first, gzip, in KB (1000 bytes), ÷ what it may load; the reference is the shell. */
export function bundle(name: string, page: string, most: number): Figure {
  const manifest = join(dist, '.vite', 'manifest.json')
  if (!existsSync(manifest)) throw new Error('the pages are not built with their manifest')
  const chunks = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, Chunk>>
  const needed = (key: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(key)) return seen
    seen.add(key)
    for (const imported of chunks[key]?.imports ?? []) needed(imported, seen)
    return seen
  }
  const shell = needed('index.html')
  const all = new Set([...shell, ...needed(page)])
  if (!chunks[page]) throw new Error(`no page ${page} in the build`)
  const size = (keys: Iterable<string>) =>
    [...new Set([...keys].map((key) => chunks[key]!.file))]
      .filter((file) => file.endsWith('.js'))
      .reduce((bytes, file) => bytes + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0) / 1000
  const ratio = round(size(all) / most)
  return {
    name,
    ratio,
    target: 1,
    better: 'less',
    ours: { gzipKB: round(size(all), 4), mostKB: most },
    reference: { shellKB: round(size(shell), 4) },
    rounds: [ratio],
  }
}
