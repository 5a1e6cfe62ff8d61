import type { Migration } from 'kysely/migration'
import * as create_contest_to_mark from './20261124_1200_create_contest_to_mark.ts'
import * as sort_by_code_points from './20261124_1500_sort_by_code_points.ts'
import * as mark_rehearsals from './20261125_1410_mark_rehearsals.ts'
import * as add_trial_entries_and_sheet_moves from './20261125_1420_add_trial_entries_and_sheet_moves.ts'
import * as create_note_photo from './20261125_1430_create_note_photo.ts'
import * as add_rubric_drafts from './20261125_1440_add_rubric_drafts.ts'
import * as create_spread from './20261125_1800_create_spread.ts'
import * as find_sheets_by_entry from './20261125_1810_find_sheets_by_entry.ts'
import * as keep_marks_by_sheet from './20261201_1230_keep_marks_by_sheet.ts'
import * as plan_schemes from './20261201_1600_plan_schemes.ts'
import * as withdraw_rulings_import_points from './20261201_1710_withdraw_rulings_import_points.ts'

/** Every migration by name, oldest first. Merged ones are frozen. */
export const migrations: Record<string, Migration> = {
  '20261124_1200_create_contest_to_mark': create_contest_to_mark,
  '20261124_1500_sort_by_code_points': sort_by_code_points,
  '20261125_1410_mark_rehearsals': mark_rehearsals,
  '20261125_1420_add_trial_entries_and_sheet_moves': add_trial_entries_and_sheet_moves,
  '20261125_1430_create_note_photo': create_note_photo,
  '20261125_1440_add_rubric_drafts': add_rubric_drafts,
  '20261125_1800_create_spread': create_spread,
  '20261125_1810_find_sheets_by_entry': find_sheets_by_entry,
  '20261201_1230_keep_marks_by_sheet': keep_marks_by_sheet,
  '20261201_1600_plan_schemes': plan_schemes,
  '20261201_1710_withdraw_rulings_import_points': withdraw_rulings_import_points,
}
