/** Branded identifiers: an id of one thing cannot be handed where another's is asked for. */
declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type ContestId = Id<'Contest'>
export type SkillId = Id<'Skill'>
export type StageId = Id<'Stage'>
export type RubricId = Id<'Rubric'>
export type EntryId = Id<'Entry'>
/** What public boards call an entry. Never the EntryId that tablets hold, so codes cannot be matched (RULES §10). */
export type BoardEntryId = Id<'BoardEntry'>
export type PanelId = Id<'Panel'>
export type SeatId = Id<'Seat'>
export type StaffId = Id<'Staff'>
export type DeviceId = Id<'Device'>
export type JournalId = Id<'Journal'>
/** Made on the tablet, 128 random bits; the key under which a mark counts once. */
export type MarkId = Id<'Mark'>
/** Made on the tablet like a mark's: the key under which a move of a sheet's marks happens once. */
export type MoveId = Id<'Move'>
/** Made on the tablet like a mark's: one version of a note, one photo. */
export type NoteId = Id<'Note'>
export type PhotoId = Id<'Photo'>
export type RulingId = Id<'Ruling'>
/** "theory": unique in its scheme. */
export type PartId = Id<'Part'>
/** "A": a letter, unique in its rubric. */
export type CriterionId = Id<'Criterion'>
/** "A1": unique in its rubric. */
export type SubCriterionId = Id<'SubCriterion'>
/** "A1.3": unique in its rubric. */
export type AspectId = Id<'Aspect'>

/** The only cast. For contract parsers, stores and builders. */
export const asId = <I extends Id<string>>(raw: string) => raw as I
