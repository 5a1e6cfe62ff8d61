import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import {
  ChooseRubric,
  type DraftSaved,
  ExportRubric,
  type Finding,
  FreezeRubric,
  type RubricPreview,
  RubricTarget,
  type SampleRubric,
  SampleTarget,
  SaveDraft,
  StartDraft,
} from '#contract/rubrics.ts'
import { StageTarget } from '#contract/stages.ts'
import { type ExportRefusal, exportSentence } from '#domain/cis/export-words.ts'
import { asId, type RubricId } from '#domain/ids.ts'
import { attachment } from '../../http/attachment.ts'
import type { Deps } from '../../http/deps.ts'
import { fewFiles } from '../../http/few-files.ts'
import { fileName } from '../../http/file-name.ts'
import { statusOf } from '../../http/problem.ts'
import { type StaffSignedIn, staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { exportWorkbook } from '../../jobs/export-workbook.ts'
import { chooseRubric } from './choose-rubric.ts'
import { freezeRubric } from './freeze-rubric.ts'
import { preview } from './preview.ts'
import { readExported } from './read-exported.ts'
import { readVersion, readVersions } from './read-versions.ts'
import { saveDraft } from './save-draft.ts'
import { saveRubric } from './save-rubric.ts'
import { startDraft } from './start-draft.ts'

const noStage = { kind: 'not-found', what: 'stage' } as const
const noRubric = { kind: 'not-found', what: 'rubric' } as const

const uploaded = async (c: Context) => ({
  file: fileName(c.req.header('x-file-name') ?? ''),
  bytes: new Uint8Array(await c.req.arrayBuffer()),
})

const findingOf = (refusal: ExportRefusal): Finding => ({
  level: 'error',
  kind: refusal.kind,
  where: refusal.where,
  zh: exportSentence(refusal, 'zh'),
  en: exportSentence(refusal, 'en'),
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
      savedBy: c.var.staff.name,
    }
    return transact((trx) => saveRubric(trx, journal, command, now()))
  }

  return (
    new Hono()
      .get('/sample-rubrics', staffOnly(db, now), async (c) =>
        c.json({ samples: (await samples()).map(({ name, zh, en }) => ({ name, zh, en })) }),
      )
      // A sample is a file like any other: looked at first, then accepted.
      .get('/sample-rubrics/:name', staffOnly(db, now), valid('param', SampleTarget), async (c) => {
        const sample = (await samples()).find(({ name }) => name === c.req.valid('param').name)
        if (!sample) return c.json({ kind: 'not-found', what: 'sample' } as const, statusOf['not-found'])
        const bytes = await readFile(join(paths.samples, sample.file))
        return c.body(bytes, 200, { 'content-type': 'application/json' })
      })
      .get(
        '/stages/:stageId/rubric.xlsx',
        staffOnly(db, now),
        valid('param', StageTarget),
        valid('query', ExportRubric),
        async (c) => {
          const exported = await readExported(db, c.req.valid('param').stageId, c.req.valid('query').version)
          if (!exported) return c.json(noRubric, statusOf['not-found'])
          const workbook = await exportWorkbook(exported.rubric)
          if (!workbook.ok) {
            const findings = workbook.error.map(findingOf)
            return c.json({ kind: 'rubric-not-exportable', findings } as const, statusOf['rubric-not-exportable'])
          }
          return c.body(workbook.value, 200, {
            'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
            'content-disposition': attachment(exported.name, 'xlsx'),
          })
        },
      )
      .get(
        '/stages/:stageId/rubric.json',
        staffOnly(db, now),
        valid('param', StageTarget),
        valid('query', ExportRubric),
        async (c) => {
          const exported = await readExported(db, c.req.valid('param').stageId, c.req.valid('query').version)
          if (!exported) return c.json(noRubric, statusOf['not-found'])
          return c.body(JSON.stringify(exported.rubric, null, 2), 200, {
            'content-type': 'application/json',
            'content-disposition': attachment(exported.name, 'json'),
          })
        },
      )
      .post('/stages/:stageId/rubric/preview', staffOnly(db, now), fewFiles, valid('param', StageTarget), async (c) => {
        const { file, bytes } = await uploaded(c)
        return c.json(await preview(file, bytes))
      })
      .post('/stages/:stageId/rubric', staffOnly(db, now), fewFiles, valid('param', StageTarget), async (c) => {
        const { file, bytes } = await uploaded(c)
        const seen = await preview(file, bytes)
        // What is kept must be what was shown.
        if (c.req.header('x-sha256') !== seen.sha256) {
          return c.json({ kind: 'file-changed' } as const, statusOf['file-changed'])
        }
        const saved = await save(c, c.req.valid('param').stageId, seen)
        return saved.ok ? c.json(saved.value, 201) : c.json(saved.error, statusOf[saved.error.kind])
      })
      .put(
        '/stages/:stageId/rubric',
        staffOnly(db, now),
        valid('param', StageTarget),
        valid('json', ChooseRubric),
        async (c) => {
          const command = { ...c.req.valid('param'), ...c.req.valid('json'), actor: `staff:${c.var.staff.id}` }
          const chosen = await transact((trx) => chooseRubric(trx, journal, command, now()))
          return chosen.ok ? c.json({ chosen: chosen.value }) : c.json(chosen.error, statusOf[chosen.error.kind])
        },
      )
      .get('/stages/:stageId/rubrics', staffOnly(db, now), valid('param', StageTarget), async (c) => {
        const versions = await readVersions(db, c.req.valid('param').stageId)
        return versions ? c.json(versions) : c.json(noStage, statusOf['not-found'])
      })
      .post(
        '/stages/:stageId/rubrics',
        staffOnly(db, now),
        valid('param', StageTarget),
        valid('json', StartDraft),
        async (c) => {
          const command = {
            ...c.req.valid('param'),
            ...c.req.valid('json'),
            rubricId: asId<RubricId>(newId()),
            actor: `staff:${c.var.staff.id}`,
            savedBy: c.var.staff.name,
          }
          const started = await transact((trx) => startDraft(trx, journal, command, now()))
          return started.ok ? c.json(started.value, 201) : c.json(started.error, statusOf[started.error.kind])
        },
      )
      .get('/stages/:stageId/rubrics/:rubricId', staffOnly(db, now), valid('param', RubricTarget), async (c) => {
        const { stageId, rubricId } = c.req.valid('param')
        const version = await readVersion(db, stageId, rubricId)
        return version ? c.json(version) : c.json(noRubric, statusOf['not-found'])
      })
      .put(
        '/stages/:stageId/rubrics/:rubricId',
        staffOnly(db, now),
        valid('param', RubricTarget),
        valid('json', SaveDraft),
        async (c) => {
          const savedAt = now()
          const command = { ...c.req.valid('param'), ...c.req.valid('json'), savedBy: c.var.staff.name }
          const saved = await transact((trx) => saveDraft(trx, command, savedAt))
          if (!saved.ok) return c.json(saved.error, statusOf[saved.error.kind])
          const answer: DraftSaved = { revision: saved.value, savedAt }
          return c.json(answer)
        },
      )
      .post(
        '/stages/:stageId/rubrics/:rubricId/freeze',
        staffOnly(db, now),
        valid('param', RubricTarget),
        valid('json', FreezeRubric),
        async (c) => {
          const command = { ...c.req.valid('param'), ...c.req.valid('json'), actor: `staff:${c.var.staff.id}` }
          const frozen = await transact((trx) => freezeRubric(trx, journal, command, now()))
          return frozen.ok ? c.json({ frozen: frozen.value }) : c.json(frozen.error, statusOf[frozen.error.kind])
        },
      )
  )
}
