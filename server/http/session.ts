import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Kysely } from 'kysely'
import { asId, type DeviceId, type SeatId, type StaffId, type StageId } from '#domain/ids.ts'
import { prepared, preparedOn } from '../db/prepared.ts'
import type { Database } from '../db/schema.ts'
import { isWiped } from '../db/wiped.ts'
import { isSecure } from './origin.ts'
import { statusOf } from './problem.ts'
import { hashToken } from './secrets.ts'

export const STAFF_COOKIE = 'skillmark_staff'
/** One cookie a seat: several seats in one browser never speak for one another. */
export const seatCookie = (seatId: string) => `skillmark_seat_${seatId}`
/** Kept beyond the session: by it a browser is known again where somebody signed in (few-tries.ts). */
export const knownCookie = (staffId: StaffId) => `skillmark_known_${staffId}`
export const STAFF_HOURS = 12
export const KNOWN_HOURS = 180 * 24
export const SEAT_HOURS = 16

export interface StaffActor {
  readonly id: StaffId
  readonly name: string
}

/** A judge's tablet on its seat. */
export interface SeatActor {
  readonly seatId: SeatId
  readonly stageId: StageId
  readonly deviceId: DeviceId
  readonly chief: boolean
}

export type StaffSignedIn = { Variables: { staff: StaffActor } }
export type SeatTaken = { Variables: { seat: SeatActor } }

export function giveCookie(c: Context, name: string, token: string, hours: number) {
  setCookie(c, name, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure(c), // a hall without TLS still marks: then the cookie is a plain one, and the page says so
    maxAge: hours * 3600,
  })
}

export async function findStaff(db: Kysely<Database>, token: string | undefined, now: number) {
  if (!token) return undefined
  return db
    .selectFrom('staff_session')
    .innerJoin('staff', 'staff.id', 'staff_session.staff_id')
    .select(['staff.id', 'staff.name'])
    .where('staff_session.token_hash', '=', hashToken(token))
    .where('staff_session.expires_at', '>', now)
    .executeTakeFirst()
}

/**
 * Asked with every mark, so it is written once, and without a join: SQLite as we get it (with STAT4) plans a join anew
 * whenever its values change, which takes ten times as long as the query.
 */
const seatOfToken = preparedOn((db) =>
  prepared<
    { tokenHash: string; pairedAfter: number },
    { deviceId: DeviceId; seatId: SeatId; stageId: StageId | null; chief: number | null }
  >(db, (q, slot) =>
    q
      .selectFrom('device')
      .select(['device.id as deviceId', 'device.seat_id as seatId'])
      .select((eb) => [
        eb.selectFrom('seat').select('seat.stage_id').whereRef('seat.id', '=', 'device.seat_id').as('stageId'),
        eb.selectFrom('seat').select('seat.chief').whereRef('seat.id', '=', 'device.seat_id').as('chief'),
      ])
      .where('device.token_hash', '=', slot.tokenHash)
      .where('device.paired_at', '>', slot.pairedAfter),
  ),
)

export async function findSeat(
  db: Kysely<Database>,
  seatId: SeatId,
  token: string | undefined,
  now: number,
): Promise<SeatActor | undefined> {
  if (!token) return undefined
  const pairedAfter = now - SEAT_HOURS * 3600_000
  const [device] = await seatOfToken(db)(db, { tokenHash: hashToken(token), pairedAfter })
  if (device?.seatId !== seatId || device.stageId === null) return undefined
  return { seatId, deviceId: device.deviceId, stageId: device.stageId, chief: device.chief === 1 }
}

/** Is one of these seats that of a chief judge of the stage? One query, however many tokens somebody brings. */
export async function holdsChief(
  db: Kysely<Database>,
  stageId: StageId,
  tokenOf: (seatId: SeatId) => string | undefined,
  now: number,
): Promise<boolean> {
  const chiefs = await db
    .selectFrom('seat')
    .innerJoin('device', 'device.seat_id', 'seat.id')
    .select(['seat.id', 'device.token_hash as tokenHash'])
    .where('seat.stage_id', '=', stageId)
    .where('seat.chief', '=', 1)
    .where('device.paired_at', '>', now - SEAT_HOURS * 3600_000)
    .execute()
  return chiefs.some(({ id, tokenHash }) => {
    const token = tokenOf(id)
    return token !== undefined && hashToken(token) === tokenHash
  })
}

/** For organizers' routes: who is signed in, or 401. */
export const staffOnly = (db: Kysely<Database>, now: () => number) =>
  createMiddleware<StaffSignedIn>(async (c, next) => {
    const staff = await findStaff(db, getCookie(c, STAFF_COOKIE), now())
    if (!staff) return c.json({ kind: 'not-signed-in' } as const, 401)
    c.set('staff', staff)
    return next()
  })

/** For a tablet's routes: the seat in the path, and the cookie of that very seat, or 401; 410 where it was wiped. */
export const ownSeat = (db: Kysely<Database>, now: () => number) =>
  createMiddleware<SeatTaken>(async (c, next) => {
    const seatId = asId<SeatId>(c.req.param('seatId') ?? '')
    const seat = await findSeat(db, seatId, getCookie(c, seatCookie(seatId)), now())
    if (!seat) {
      if (await isWiped(db, seatId)) return c.json({ kind: 'rehearsal-wiped' } as const, statusOf['rehearsal-wiped'])
      return c.json({ kind: 'not-this-seat' } as const, 401)
    }
    c.set('seat', seat)
    return next()
  })

/** On top of ownSeat: the chief judge alone. */
export const chiefOnly = createMiddleware<SeatTaken>(async (c, next) =>
  c.var.seat.chief ? next() : c.json({ kind: 'not-the-chief' } as const, 403),
)
