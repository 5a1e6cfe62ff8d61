import type { Generated } from 'kysely'
import type { EntryState } from '#domain/entry.ts'
import type {
  AspectId,
  BoardEntryId,
  ContestId,
  DeviceId,
  EntryId,
  JournalId,
  MarkId,
  MoveId,
  NoteId,
  PanelId,
  PhotoId,
  RubricId,
  RulingId,
  SeatId,
  SkillId,
  StaffId,
  StageId,
  SubCriterionId,
} from '#domain/ids.ts'
import type { PhotoType } from '#domain/photo/clean.ts'
import type { Outcome } from '#domain/receipt.ts'
import type { RulingKind } from '#domain/ruling.ts'
import type { PointsRule } from '#domain/scheme.ts'
import type { SheetState } from '#domain/sheet.ts'
import type { Feed, Identity, StageState } from '#domain/stage.ts'

/** Rows as both engines hold them: times in UTC milliseconds, yes/no as 0 or 1, JSON as text. */
export interface Database {
  staff: { id: StaffId; name: string; password: string; created_at: number }
  staff_session: { token_hash: string; staff_id: StaffId; created_at: number; expires_at: number }
  /** rehearsal: its contest can be wiped. Said once, when it begins. */
  journal_head: { journal_id: JournalId; position: number; rehearsal: Generated<number> }
  journal: {
    journal_id: JournalId
    position: number
    kind: string
    at: number
    actor: string
    device: DeviceId | null
    body: string
    salt_ref: string | null
    leaf: string
  }
  contest: { id: ContestId; name: string; planned_at: number; journal_id: JournalId }
  skill: { id: SkillId; contest_id: ContestId; name: string; position: number }
  rubric: {
    id: RubricId
    skill_id: SkillId
    version: number
    title: string
    body: string
    file: string
    sha256: string
    findings: string
    saved_at: number
    revision: number
    /** The name of whoever saved it last. */
    saved_by: string
    /** Frozen by hand; the opening of a stage freezes its version too (readRubricHead). */
    frozen_at: number | null
  }
  stage: {
    id: StageId
    skill_id: SkillId
    name: string
    state: StageState
    blind: number
    feed: Feed
    identity: Identity
    points_rule: PointsRule
    rubric_id: RubricId | null
    scheme: string | null
    opened_at: number | null
    locked_at: number | null
  }
  entry: {
    id: EntryId
    stage_id: StageId
    name: string
    organization: string
    station: string | null
    code: string
    board_id: BoardEntryId
    board_code: string
    state: EntryState
    /** 1: marked for calibration, never counted. */
    trial: Generated<number>
    division: string | null
  }
  /** A stage's scheme as it was saved, version by version, until its opening freezes one. */
  scheme_version: { stage_id: StageId; version: number; body: string; saved_by: string; saved_at: number }
  /** Beside the marks of an entry: a penalty, an adjustment, a lot … Added and withdrawn, never edited. */
  ruling: {
    id: RulingId
    stage_id: StageId
    entry_id: EntryId
    kind: RulingKind
    body: string
    reason: string
    signer: string
    at: number
    withdrawn_at: number | null
    /** Why, and who signed that; null while it stands. */
    withdrawn_reason: string | null
    withdrawn_by: string | null
  }
  /** Numbered from 1 in its stage. */
  amendment: { stage_id: StageId; number: number; body: string; reason: string; signer: string; at: number }
  panel: { id: PanelId; stage_id: StageId; name: string; sub_criteria: string; position: number }
  seat: {
    id: SeatId
    panel_id: PanelId
    stage_id: StageId
    label: string
    judge: string
    chief: number
    recorder: number
    link_hash: string | null
  }
  device: { id: DeviceId; seat_id: SeatId; token_hash: string; paired_at: number; seen_at: number }
  mark: {
    entry_id: EntryId
    seat_id: SeatId
    aspect_id: AspectId
    mark_id: MarkId
    value: string
    position: number
  }
  receipt: {
    mark_id: MarkId
    device_id: DeviceId
    number: number
    digest: string
    replaces: MarkId | null
    outcome: Outcome
    refusal: string | null
    position: number
  }
  sheet: {
    stage_id: StageId
    seat_id: SeatId
    entry_id: EntryId
    sub_criterion_id: SubCriterionId
    state: SheetState
    signature_id: string | null
    strokes: string | null
    signed_at: number | null
    locked_at: number | null
    returned: string | null
    /** The last move that touched it. */
    moved: MoveId | null
  }
  sheet_move: {
    id: MoveId
    stage_id: StageId
    seat_id: SeatId
    sub_criterion_id: SubCriterionId
    from_entry_id: EntryId
    to_entry_id: EntryId
    swap: number
    reason: string
    by_seat_id: SeatId
    at: number
  }
  spread: {
    stage_id: StageId
    entry_id: EntryId
    sub_criterion_id: SubCriterionId
    aspect_id: AspectId
    /** The position in the journal where it was found last: marks beyond it were given after. */
    found: number
    /** The levels that the chief judge let stand; null while it is raised. */
    accepted: string | null
    reason: string | null
    /** The chief judge's. */
    seat_id: SeatId | null
    at: number
  }
  note: {
    note_id: NoteId
    stage_id: StageId
    seat_id: SeatId
    entry_id: EntryId
    aspect_id: AspectId
    text: string
    sha256: string
    tablet_at: number
    written_at: number
    position: number
  }
  photo: {
    photo_id: PhotoId
    stage_id: StageId
    seat_id: SeatId
    entry_id: EntryId
    aspect_id: AspectId
    sha256: string
    tablet_at: number
    added_at: number
    removed_at: number | null
    position: number
  }
  photo_file: { sha256: string; type: PhotoType; bytes: Uint8Array }
  /** A file of points that became marks; `position` is where the journal holds every row of it. */
  points_import: {
    id: string
    stage_id: StageId
    file: string
    sha256: string
    points: number
    changed: number
    staff: string
    at: number
    position: number
  }
  /** Stages and seats of rehearsals that were wiped: their ids and nothing else. */
  wiped: { id: StageId | SeatId; at: number }
}
