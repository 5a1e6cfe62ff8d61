import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { ChooseSample, type RubricPreview, type SampleRubric } from '#contract/rubrics.ts'
import { StageTarget } from '#contract/stages.ts'
import { asId, type RubricId } from '#domain/ids.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { type StaffSignedIn, staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { preview } from './preview.ts'
import { saveRubric } from './save-rubric.ts'

/** The name travels percent-encoded; one that is not is shown as it came, and signs that nobody can see are left out. */
const fileName = (header: string): string => {
  try {
    return decodeURIComponent(header).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
  } catch {
    return header
  }
}

const uploaded = async (c: Context) => ({
  file: fileName(c.req.header('x-file-name') ?? '').slice(0, 200),
  bytes: new Uint8Array(await c.req.arrayBuffer()),
})

export const rubricsRoutes = ({ db, transact, journal, now, newId, paths }: Deps) => {
  const samples = async (): Promise<(SampleRubric & { readonly file: string })[]> =>
    JSON.parse(await readFile(join(paths.samples, 'catalogue.json'), 'utf8'))

  const save = async (
    c: Context<StaffSignedIn>,
    stageId: Parameters<typeof saveRubric>[2]['stageId'],
    seen: RubricPreview,
  ) => {
    if (!seen.rubric) return { ok: false, error: { kind: 'rubric-refused', findings: seen.findings } } as const
    const command = {
      stageId,
      rubricId: asId<RubricId>(newId()),
      rubric: seen.rubric,
      file: seen.file,
      sha256: seen.sha256,
      findings: seen.findings,
      actor: `staff:${c.var.staff.id}`,
    }
    return transact((trx) => saveRubric(trx, journal, command, now()))
  }

  return new Hono()
    .get('/sample-rubrics', staffOnly(db, now), async (c) =>
      c.json({ samples: (await samples()).map(({ name, zh, en }) => ({ name, zh, en })) }),
    )
    .post('/stages/:stageId/rubric/preview', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const { file, bytes } = await uploaded(c)
      return c.json(await preview(file, bytes))
    })
    .post('/stages/:stageId/rubric', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const { file, bytes } = await uploaded(c)
      const seen = await preview(file, bytes)
      // What is kept must be what was shown.
      if (c.req.header('x-sha256') !== seen.sha256) {
        return c.json({ kind: 'file-changed' } as const, statusOf['file-changed'])
      }
      const saved = await save(c, c.req.valid('param').stageId, seen)
      return saved.ok ? c.json(saved.value, 201) : c.json(saved.error, statusOf[saved.error.kind])
    })
    .post(
      '/stages/:stageId/rubric/sample',
      staffOnly(db, now),
      valid('param', StageTarget),
      valid('json', ChooseSample),
      async (c) => {
        const sample = (await samples()).find(({ name }) => name === c.req.valid('json').name)
        if (!sample) return c.json({ kind: 'not-found', what: 'sample' } as const, statusOf['not-found'])
        const seen = await preview(sample.file, await readFile(join(paths.samples, sample.file)))
        const saved = await save(c, c.req.valid('param').stageId, seen)
        return saved.ok ? c.json(saved.value, 201) : c.json(saved.error, statusOf[saved.error.kind])
      },
    )
}
