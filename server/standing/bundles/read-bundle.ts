import type { Kysely } from 'kysely'
import type { Bundle } from '#domain/bundle.ts'
import { asId, type EntryId } from '#domain/ids.ts'
import type { GivenValue, MarkValue } from '#domain/mark.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Database } from '../../db/schema.ts'
import { entriesOf } from '../../db/stage-marks.ts'

/**
 * An open or locked stage as a bundle: what its board shows once everything is shown. Entries go by their blind codes,
 * so that the file holds no names.
 */
export async function readBundle(db: Kysely<Database>, stage: FrozenStage): Promise<Bundle> {
  const entries = await db.selectFrom('entry').selectAll().where('stage_id', '=', stage.id).orderBy('code').execute()
  const counted = entries.map((entry) => ({ ...entry, trial: entry.trial === 1 })).filter((entry) => !entry.trial)
  const codes = new Map<EntryId, EntryId>(counted.map(({ id, code }) => [id, asId<EntryId>(code)]))
  const marks = await db
    .selectFrom('mark')
    .select(['entry_id', 'seat_id', 'aspect_id', 'value'])
    .where('entry_id', 'in', entriesOf(db, stage.id))
    .orderBy('position')
    .execute()
  return {
    title: stage.rubric.title,
    scheme: stage.scheme,
    rubric: stage.rubric,
    amendments: [],
    entries: counted.map(({ code, state }) => ({
      id: asId<EntryId>(code),
      label: '',
      organization: '',
      division: null,
      state,
      attempts: new Map(),
      seating: { excused: new Set(), standIns: new Map() },
      penalties: [],
      adjustments: [],
      carried: {},
      lot: null,
      decision: null,
    })),
    marks: marks.flatMap(({ entry_id, seat_id, aspect_id, value: text }) => {
      const entry = codes.get(entry_id)
      const value = JSON.parse(text) as GivenValue
      if (!entry || value.kind === 'taken-back') return []
      return [{ entry, seat: seat_id, aspect: aspect_id, value: value as MarkValue }]
    }),
  }
}
