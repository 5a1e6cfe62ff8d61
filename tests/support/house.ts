import { resolve } from 'node:path'
import type { Kysely } from 'kysely'
import type { SeatView } from '#contract/seats.ts'
import type { StageView } from '#contract/stages.ts'
import {
  type AspectId,
  asId,
  type ContestId,
  type EntryId,
  type MarkId,
  type SeatId,
  type StaffId,
  type StageId,
  type SubCriterionId,
} from '#domain/ids.ts'
import type { LeaderboardFrame } from '#domain/leaderboard.ts'
import type { GivenMark, GivenValue } from '#domain/mark.ts'
import type { Receipt } from '#domain/receipt.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { SignedValue } from '#domain/sheet.ts'
import type { BoardSettings } from '#domain/stage.ts'
import { createApp } from '../../server/app.ts'
import { frozenStages } from '../../server/db/frozen-stage.ts'
import { journalOn } from '../../server/db/journal.ts'
import { keptMarks } from '../../server/db/kept-marks.ts'
import { openDatabase } from '../../server/db/open.ts'
import type { Database } from '../../server/db/schema.ts'
import { transactOn } from '../../server/db/transact.ts'
import { inTurns } from '../../server/db/turns.ts'
import type { Deps } from '../../server/http/deps.ts'
import { hashToken, newToken, nobodysPassword } from '../../server/http/secrets.ts'
import { STAFF_COOKIE, STAFF_HOURS } from '../../server/http/session.ts'
import { enterThere } from '../../server/judging/marks/enter-there.ts'
import type { Publish } from '../../server/live/publish.ts'
import { saveSession, saveStaff } from '../../server/people/staff/store.ts'
import { explanationsOn } from '../../server/standing/explanations/explanations.ts'
import { boardsOn } from '../../server/standing/leaderboards/boards.ts'
import { aDatabase } from './database.ts'

const SET_UP = 'a'.repeat(43)
const HOST = 'house.test'

/** What was told to the hall and to tablets, in order. */
export interface Told {
  readonly frames: LeaderboardFrame[]
  readonly seats: SeatId[]
  renewed: number
  /** A group failed, and nobody knew what of it was kept. */
  doubts: number
}

/**
 * The whole server but for its port: a real database in a folder of its own, a clock that stands where it is put. With
 * `there` marks are entered in their own thread, as a server on SQLite does.
 */
export async function aHouse({ there = false } = {}) {
  const database = await aDatabase()
  const faults: unknown[] = []
  const report = (error: unknown) => void faults.push(error)
  const db: Kysely<Database> = await openDatabase(database.where, report)
  const told: Told = { frames: [], seats: [], renewed: 0, doubts: 0 }
  const inTurn = inTurns()
  let clock = Date.UTC(2026, 10, 24, 9)
  let count = 0
  const publish: Publish = {
    frame: (frame) => void told.frames.push(frame),
    boardRenewed: () => void told.renewed++,
    seatsChanged: (seats) => void told.seats.push(...seats),
    progressChanged: () => undefined,
    crowd: () => 0,
    tick: async () => undefined,
    isOnline: () => false,
  }
  const frozen = frozenStages()
  const kept = keptMarks(db)
  const newId = () => `id-${String(++count).padStart(6, '0')}`
  const boards = boardsOn({ db, frozen, kept, publish, newId, report, tick: 1 })
  const deps: Deps = {
    db,
    transact: transactOn(db, undefined, inTurn),
    journal: journalOn(db),
    frozen,
    kept,
    publish,
    boards,
    explain: explanationsOn({ db, frozen, kept }),
    signedOut: () => undefined,
    firstSetUp: { tokenHash: hashToken(SET_UP) },
    now: () => clock,
    newId,
    draw: (below) => count++ % below,
    report,
    paths: { pages: resolve('client'), samples: resolve('fixtures/rubrics') },
  }
  const thread = there
    ? enterThere(database.where.dataDir, {
        inTurn,
        now: deps.now,
        afterDoubt: () => void told.doubts++,
        report,
      })
    : undefined
  const app = createApp(deps, thread?.enterGroup)
  const request = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const json = body !== undefined && !(body instanceof Uint8Array)
    return app.request(`http://${HOST}${path}`, {
      method,
      headers: {
        host: HOST,
        ...(method === 'GET' ? {} : { origin: `http://${HOST}` }),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as Uint8Array<ArrayBuffer>) }),
    })
  }
  return {
    app,
    db,
    deps,
    told,
    faults,
    request,
    setUpToken: SET_UP,
    dataDir: database.where.dataDir,
    endThread: async () => thread?.close(),
    passTime: (ms: number) => {
      clock += ms
    },
    close: async () => {
      await thread?.close()
      await db.destroy()
      await database.drop()
    },
  }
}

export type House = Awaited<ReturnType<typeof aHouse>>
const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

/** A tablet on its seat. */
export interface Tablet {
  readonly seatId: SeatId
  readonly cookie: string
  readonly view: () => Promise<SeatView>
  /** A mark with the next running number. */
  readonly mark: (entryId: EntryId, aspectId: string, value: GivenValue, more?: Partial<GivenMark>) => GivenMark
  readonly send: (...marks: GivenMark[]) => Promise<Receipt[]>
  readonly post: (what: string, body: unknown) => Promise<Response>
  readonly sign: (
    entryId: EntryId,
    subCriterionId: string,
    id?: string,
    values?: readonly SignedValue[],
  ) => Promise<Response>
}

export interface AStage {
  readonly rubric: Rubric
  readonly panels?: readonly { readonly subCriteria: readonly string[]; readonly judges: number }[]
  readonly judges?: number
  readonly entries?: number
  readonly settings?: BoardSettings
  readonly pointsRule?: 'agreed' | 'mean' | 'trimmed' | 'trimmed-whole'
  readonly open?: boolean
  readonly rehearsal?: boolean
  /** The cookie of an organizer who is there already; without it the first one is set up. */
  readonly staff?: string
}

/** A contest made through the doors that everybody uses, up to an open stage with every judge on a tablet. */
export async function aStage(house: House, asked: AStage) {
  const staff = { cookie: asked.staff ?? (await anOrganizer(house)) }
  const organizer = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    house.request(method, path, body, { ...staff, ...headers })
  const { contestId } = (await (
    await organizer('POST', '/api/contests', { name: '赛事', rehearsal: asked.rehearsal ?? false })
  ).json()) as {
    contestId: ContestId
  }
  const added = await organizer('POST', `/api/contests/${contestId}/skills`, { name: '赛项', stage: '决赛' })
  const { stageId } = (await added.json()) as { stageId: StageId }
  const bytes = new TextEncoder().encode(JSON.stringify(asked.rubric))
  const seen = (await (await organizer('POST', `/api/stages/${stageId}/rubric/preview`, bytes)).json()) as {
    sha256: string
    findings: unknown
  }
  const saved = await organizer('POST', `/api/stages/${stageId}/rubric`, bytes, {
    'x-sha256': seen.sha256,
    'x-file-name': 'rubric.json',
  })
  if (saved.status !== 201) throw new Error(`no rubric: ${JSON.stringify(seen.findings)} ${await saved.text()}`)
  const names = Array.from({ length: asked.entries ?? 2 }, (_, i) => ({
    name: `选手${i + 1}`,
    organization: `单位${i + 1}`,
    station: null,
  }))
  await organizer('POST', `/api/stages/${stageId}/entries`, { entries: names })
  const all = asked.rubric.criteria.flatMap((criterion) => criterion.subCriteria.map((sub) => sub.id as string))
  const panels = asked.panels ?? [{ subCriteria: all, judges: asked.judges ?? 3 }]
  await organizer('PUT', `/api/stages/${stageId}/panels`, {
    pointsRule: asked.pointsRule ?? 'mean',
    panels: panels.map((panel, p) => ({
      name: `第${p + 1}组`,
      subCriteria: panel.subCriteria,
      seats: Array.from({ length: panel.judges }, (_, s) => ({
        judge: `裁判${p + 1}-${s + 1}`,
        chief: s === 0,
        recorder: s === 0,
      })),
    })),
  })
  if (asked.settings) await organizer('PUT', `/api/stages/${stageId}/settings`, asked.settings)
  const view = async () => (await (await organizer('GET', `/api/stages/${stageId}`)).json()) as StageView
  const openStage = async () => {
    const opened = await organizer('POST', `/api/stages/${stageId}/open`)
    if (opened.status !== 200) throw new Error(`not opened: ${await opened.text()}`)
  }
  if (asked.open !== false) await openStage()
  const { panels: seated, entries } = await view()
  const tablets: Tablet[] = []
  for (const seat of seated.flatMap((panel) => panel.seats))
    tablets.push(await aTablet(house, organizer, stageId, seat.id))
  const board = async () => house.request('GET', `/api/boards/${stageId}`)
  return { house, organizer, staff: staff.cookie, contestId, stageId, view, openStage, entries, tablets, board }
}

/** Somebody who has signed in already, since a password is made to be slow; the doors have their own tests. The cookie. */
export async function anOrganizer({ deps }: House): Promise<string> {
  const now = deps.now()
  const staff = { id: asId<StaffId>(deps.newId()), name: '组织者', password: nobodysPassword() }
  const token = newToken()
  await deps.transact(async (trx) => {
    await saveStaff(trx, staff.id, staff.name, staff.password, now)
    await saveSession(trx, hashToken(token), staff.id, now, now + STAFF_HOURS * 3600_000)
  })
  return `${STAFF_COOKIE}=${token}`
}

type Organizer = (method: string, path: string, body?: unknown) => Promise<Response>

/** A seat's link issued and taken. */
export async function aTablet(house: House, organizer: Organizer, stageId: StageId, seatId: SeatId): Promise<Tablet> {
  const issued = await organizer('POST', `/api/stages/${stageId}/seats/${seatId}/link`)
  const { token } = (await issued.json()) as { token: string }
  const cookie = cookieOf(await house.request('POST', '/api/seats/enter', { token }))
  let number = 0
  const standing = new Map<string, MarkId>()
  const given = new Map<string, GivenValue>()
  /** What this tablet shows of a sheet: its own marks of that sub-criterion. */
  const valuesOf = (entryId: EntryId, subCriterionId: string): SignedValue[] =>
    [...given].flatMap(([cell, value]) => {
      const [entry, aspectId = ''] = cell.split(' ')
      const isOn = entry === entryId && aspectId.startsWith(`${subCriterionId}.`) && value.kind !== 'taken-back'
      return isOn ? [{ aspectId: aspectId as AspectId, value }] : []
    })
  const post = (what: string, body: unknown) => house.request('POST', `/api/seats/${seatId}/${what}`, body, { cookie })
  return {
    seatId,
    cookie,
    post,
    view: async () =>
      (await (await house.request('GET', `/api/seats/${seatId}`, undefined, { cookie })).json()) as SeatView,
    mark(entryId, aspectId, value, more = {}) {
      number++
      const id = `${seatId}-${number}`.padStart(22, '0').slice(-22) as MarkId
      const cell = `${entryId} ${aspectId}`
      const mark = {
        id,
        number,
        entryId,
        aspectId: aspectId as AspectId,
        value,
        replaces: standing.get(cell) ?? null,
        at: 0,
        ...more,
      }
      standing.set(cell, mark.id)
      given.set(cell, value)
      return mark
    },
    async send(...marks) {
      const answer = await post('marks', { marks })
      if (answer.status !== 200) throw new Error(`not taken: ${answer.status} ${await answer.text()}`)
      return ((await answer.json()) as { receipts: Receipt[] }).receipts
    },
    sign: (entryId, subCriterionId, id = 's'.repeat(22), values = valuesOf(entryId, subCriterionId)) =>
      post('signatures', {
        id,
        entryId,
        subCriterionId: subCriterionId as SubCriterionId,
        values,
        strokes: [[1, 1, 9, 9]],
        at: 0,
      }),
  }
}

/** Waits until something told holds; for what is published after an answer. */
export async function eventually(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 300 && !holds(); i++) await new Promise((wait) => setTimeout(wait, 5))
  if (!holds()) throw new Error('it never came to hold')
}
