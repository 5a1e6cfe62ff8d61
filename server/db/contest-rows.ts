import type { ContestId, JournalId } from '#domain/ids.ts'
import type { Database } from './schema.ts'
import type { Trx } from './transact.ts'

interface ContestRef {
  readonly id: ContestId
  readonly journalId: JournalId
}
type Delete = (trx: Trx, contest: ContestRef) => { execute(): Promise<unknown> }

const skillsOf = (trx: Trx, { id }: ContestRef) =>
  trx.selectFrom('skill').select('skill.id').where('contest_id', '=', id)
const stagesOf = (trx: Trx, contest: ContestRef) =>
  trx.selectFrom('stage').select('stage.id').where('skill_id', 'in', skillsOf(trx, contest))
const entriesOf = (trx: Trx, contest: ContestRef) =>
  trx.selectFrom('entry').select('entry.id').where('stage_id', 'in', stagesOf(trx, contest))
const seatsOf = (trx: Trx, contest: ContestRef) =>
  trx.selectFrom('seat').select('seat.id').where('stage_id', 'in', stagesOf(trx, contest))
/** By the journal, which names every tablet that ever sent: seats that were replaced took their devices with them. */
const devicesOf = (trx: Trx, { journalId }: ContestRef) =>
  trx.selectFrom('journal').select('journal.device').distinct().where('journal_id', '=', journalId)

/** Every table that holds rows of one contest, children before parents, and which of its rows are that contest's. */
export const contestTables = {
  spread: (trx, contest) => trx.deleteFrom('spread').where('stage_id', 'in', stagesOf(trx, contest)),
  sheet: (trx, contest) => trx.deleteFrom('sheet').where('stage_id', 'in', stagesOf(trx, contest)),
  sheet_move: (trx, contest) => trx.deleteFrom('sheet_move').where('stage_id', 'in', stagesOf(trx, contest)),
  note: (trx, contest) => trx.deleteFrom('note').where('stage_id', 'in', stagesOf(trx, contest)),
  photo: (trx, contest) => trx.deleteFrom('photo').where('stage_id', 'in', stagesOf(trx, contest)),
  mark: (trx, contest) => trx.deleteFrom('mark').where('entry_id', 'in', entriesOf(trx, contest)),
  receipt: (trx, contest) => trx.deleteFrom('receipt').where('device_id', 'in', devicesOf(trx, contest)),
  device: (trx, contest) => trx.deleteFrom('device').where('seat_id', 'in', seatsOf(trx, contest)),
  seat: (trx, contest) => trx.deleteFrom('seat').where('stage_id', 'in', stagesOf(trx, contest)),
  panel: (trx, contest) => trx.deleteFrom('panel').where('stage_id', 'in', stagesOf(trx, contest)),
  points_import: (trx, contest) => trx.deleteFrom('points_import').where('stage_id', 'in', stagesOf(trx, contest)),
  ruling: (trx, contest) => trx.deleteFrom('ruling').where('stage_id', 'in', stagesOf(trx, contest)),
  amendment: (trx, contest) => trx.deleteFrom('amendment').where('stage_id', 'in', stagesOf(trx, contest)),
  scheme_version: (trx, contest) => trx.deleteFrom('scheme_version').where('stage_id', 'in', stagesOf(trx, contest)),
  entry: (trx, contest) => trx.deleteFrom('entry').where('stage_id', 'in', stagesOf(trx, contest)),
  stage: (trx, contest) => trx.deleteFrom('stage').where('skill_id', 'in', skillsOf(trx, contest)),
  rubric: (trx, contest) => trx.deleteFrom('rubric').where('skill_id', 'in', skillsOf(trx, contest)),
  skill: (trx, { id }) => trx.deleteFrom('skill').where('contest_id', '=', id),
  contest: (trx, { id }) => trx.deleteFrom('contest').where('id', '=', id),
  journal: (trx, { journalId }) => trx.deleteFrom('journal').where('journal_id', '=', journalId),
  journal_head: (trx, { journalId }) => trx.deleteFrom('journal_head').where('journal_id', '=', journalId),
} as const satisfies Partial<Record<keyof Database, Delete>>

/** Deletes everything of one contest. The database lets the journal go only where it is a rehearsal's. */
export async function deleteContest(trx: Trx, contest: ContestRef) {
  for (const deleteRows of Object.values<Delete>(contestTables)) await deleteRows(trx, contest).execute()
  await deleteUnshownPictures(trx)
}

/** Pictures belong to no contest, since two may show the same one: what nobody shows any more goes. */
const deleteUnshownPictures = (trx: Trx) =>
  trx
    .deleteFrom('photo_file')
    .where('sha256', 'not in', (eb) => eb.selectFrom('photo').select('photo.sha256'))
    .execute()
