import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CellNotes, PhotoAdded } from '#contract/notes.ts'
import type { EntryId } from '#domain/ids.ts'
import { MOST_CELL_PHOTOS, MOST_SEAT_PHOTOS } from '#domain/note.ts'
import { MOST_PHOTO_BYTES } from '#domain/photo/clean.ts'
import { moveNotes } from '../../server/judging/notes/store.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { aspectIdOf, noting, tabletId } from '../support/noting.ts'
import { bare, holdsPlace, PLACE, withPlace } from '../support/photos.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

async function pictured() {
  const stage = await aStage(house, {
    rubric: rubricOf([judgement(1), judgement(1)], [judgement(1)]),
    panels: [
      { subCriteria: ['A1'], judges: 2 },
      { subCriteria: ['A2'], judges: 1 },
    ],
  })
  const [chief, judge, other] = stage.tablets.map((tablet) => noting(house, tablet))
  const [entry] = stage.entries
  const add = async (bytes: Uint8Array<ArrayBuffer>, id = tabletId(), aspect = 'A1.1') => {
    const answer = await judge!.photo(entry!.id, aspect, bytes, id)
    expect(answer.status).toBe(200)
    return (await answer.json()) as PhotoAdded
  }
  /** The chief's own marks on A1, after which the panel's notes may be read. */
  const chiefMarks = async () => {
    const tablet = stage.tablets[0]!
    for (const aspect of ['A1.1', 'A1.2']) {
      await tablet.send(tablet.mark(entry!.id, aspect, { kind: 'judgement', level: 1 }))
    }
  }
  const events = async () =>
    (
      await house.db.selectFrom('journal').selectAll().where('kind', 'like', 'photo%').orderBy('position').execute()
    ).map(({ kind, actor, body }) => ({ kind, actor, ...(JSON.parse(body) as Record<string, unknown>) }))
  return { stage, entry: entry!, chief: chief!, judge: judge!, other: other!, add, chiefMarks, events }
}

/** Another picture each time: a JPEG whose pixels differ in one coded byte. */
const another = (n: number): Uint8Array<ArrayBuffer> => {
  const bytes = bare('jpeg')
  bytes[bytes.length - 4] = n & 0x7f
  bytes[bytes.length - 5] = (n >> 7) & 0x7f
  return bytes
}

describe('a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('in %s is kept without the place where it was taken', async (make) => {
    const { judge, add } = await pictured()
    const sent = withPlace(make)
    expect(holdsPlace(sent)).toBe(true)
    const { photoId, sha256 } = await add(sent)
    const files = await house.db.selectFrom('photo_file').selectAll().execute()
    expect(files).toHaveLength(1)
    expect(Buffer.from(files[0]!.bytes)).toEqual(Buffer.from(bare(make)))
    expect(files[0]).toMatchObject({ sha256, type: `image/${make}` })
    expect(sha256).toBe(createHash('sha256').update(bare(make)).digest('hex'))
    const shown = new Uint8Array(await (await judge.get(`photos/${photoId}`)).arrayBuffer())
    expect(Buffer.from(shown)).toEqual(Buffer.from(bare(make)))
    // Nor does the place stand in any other row that was written.
    for (const table of ['journal', 'photo', 'note'] as const) {
      expect(JSON.stringify(await house.db.selectFrom(table).selectAll().execute())).not.toContain(PLACE)
    }
  })

  it('finds its aspect whatever signs an aspect’s id has', async () => {
    const rubric = rubricOf([judgement(1)])
    const [criterion] = rubric.criteria
    const [sub] = criterion!.subCriteria
    const aspects = sub!.aspects.map((aspect) => ({ ...aspect, id: aspectIdOf('甲1/2_b.3-x') }))
    const named = { ...rubric, criteria: [{ ...criterion!, subCriteria: [{ ...sub!, aspects }] }] }
    const stage = await aStage(house, { rubric: named, judges: 1 })
    const only = noting(house, stage.tablets[0]!)
    expect((await only.photo(stage.entries[0]!.id, '甲1/2_b.3-x', bare('jpeg'))).status).toBe(200)
    expect((await only.own()).photos).toMatchObject([{ aspectId: '甲1/2_b.3-x' }])
  })

  it('is shown the way up it was held', async () => {
    const { add, judge } = await pictured()
    const { photoId } = await add(withPlace('jpeg', 6))
    const shown = Buffer.from(await (await judge.get(`photos/${photoId}`)).arrayBuffer())
    expect(holdsPlace(shown)).toBe(false)
    const exif = shown.indexOf('Exif\0\0')
    expect([...shown.subarray(exif + 16, exif + 28)]).toEqual([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0])
  })

  it('is recorded by hash with who and where, and by nothing of the picture', async () => {
    const { stage, entry, add, events } = await pictured()
    const { photoId, sha256, position } = await add(withPlace('jpeg'))
    expect(await events()).toEqual([
      {
        kind: 'photo-added',
        actor: `seat:${stage.tablets[1]!.seatId}`,
        stage: stage.stageId,
        photo: photoId,
        entry: entry.id,
        aspect: 'A1.1',
        sha256,
        type: 'image/jpeg',
        size: bare('jpeg').length,
        tabletAt: 1_700_000_000_000,
      },
    ])
    expect(position).toBeGreaterThan(0)
  })

  it('sent twice is one photo with one receipt; the same picture twice is one file; its id with another is refused', async () => {
    const { entry, judge, add, events } = await pictured()
    const first = await add(withPlace('jpeg'))
    expect(await add(withPlace('jpeg'), first.photoId)).toEqual(first)
    const second = await add(bare('jpeg'))
    expect(second.sha256).toBe(first.sha256)
    expect(await house.db.selectFrom('photo_file').select('sha256').execute()).toHaveLength(1)
    const clash = await judge.photo(entry.id, 'A1.1', another(1), first.photoId)
    expect([clash.status, await clash.json()]).toEqual([409, { kind: 'id-reused' }])
    expect(await events()).toHaveLength(2)
  })

  it('that is no picture, cut off or too large is refused in words, and nothing of it is kept', async () => {
    const { entry, judge } = await pictured()
    const send = async (bytes: Uint8Array<ArrayBuffer>) => {
      const answer = await judge.photo(entry.id, 'A1.1', bytes)
      return [answer.status, ((await answer.json()) as { kind: string }).kind]
    }
    const page = new TextEncoder().encode('<html><script>alert(1)</script></html>')
    expect(await send(page)).toEqual([422, 'photo-not-image'])
    expect(await send(bare('png').slice(0, 60))).toEqual([422, 'photo-damaged'])
    expect(await send(new Uint8Array(MOST_PHOTO_BYTES + 1))).toEqual([413, 'photo-too-large'])
    expect(await send(new Uint8Array(6 * 1024 * 1024))).toEqual([413, 'too-large'])
    expect(await house.db.selectFrom('photo_file').select('sha256').execute()).toEqual([])
    expect((await judge.own()).photos).toEqual([])
  })

  it(`is one of at most ${MOST_CELL_PHOTOS} of an aspect × competitor; what is taken down makes room`, async () => {
    const { entry, judge, add } = await pictured()
    const added: PhotoAdded[] = []
    for (let n = 0; n < MOST_CELL_PHOTOS; n++) added.push(await add(another(n)))
    const more = await judge.photo(entry.id, 'A1.1', another(99))
    expect([more.status, await more.json()]).toEqual([
      409,
      { kind: 'photos-too-many', of: 'cell', most: MOST_CELL_PHOTOS },
    ])
    await add(another(99), tabletId(), 'A1.2')
    expect((await judge.remove(added[0]!.photoId)).status).toBe(200)
    await add(another(99))
  })

  it(`is one of at most ${MOST_SEAT_PHOTOS} that a seat may send, taken down or not`, async () => {
    const { stage, entry, judge, add } = await pictured()
    const { sha256, photoId } = await add(bare('jpeg'))
    const row = await house.db
      .selectFrom('photo')
      .selectAll()
      .where('photo_id', '=', photoId as never)
      .executeTakeFirstOrThrow()
    const rows = Array.from({ length: MOST_SEAT_PHOTOS - 1 }, () => ({
      ...row,
      photo_id: tabletId() as never,
      sha256,
      removed_at: 1,
    }))
    await house.db.insertInto('photo').values(rows).execute()
    const more = await judge.photo(stage.entries[1]!.id, 'A1.1', another(1))
    expect(await more.json()).toEqual({ kind: 'photos-too-many', of: 'seat', most: MOST_SEAT_PHOTOS })
    expect(entry.id).not.toBe(stage.entries[1]!.id)
  })

  it('taken down is gone from the sheet, kept and marked so for chief judge and organizer, and recorded', async () => {
    const { stage, entry, chief, judge, add, chiefMarks, events } = await pictured()
    const { photoId } = await add(bare('jpeg'))
    expect((await chief.remove(photoId)).status).toBe(404) // nobody takes down another's
    expect((await judge.remove(photoId)).status).toBe(200)
    expect((await judge.remove(photoId)).status).toBe(200) // once more says the same and records nothing
    expect((await judge.own()).photos).toEqual([])
    expect((await judge.get(`photos/${photoId}`)).status).toBe(404)
    expect((await events()).map((event) => event.kind)).toEqual(['photo-added', 'photo-removed'])
    await chiefMarks()
    const { notes } = await chief.cell(entry.id, 'A1')
    expect(notes[0]!.photos[0]!.removedAt).toBeTypeOf('number')
    expect((await chief.get(`photos/${photoId}`)).status).toBe(200)
    expect((await stage.organizer('GET', `/api/stages/${stage.stageId}/photos/${photoId}`)).status).toBe(200)
  })

  it('can be neither added nor taken down once the sheet is locked', async () => {
    const { stage, entry, judge, add } = await pictured()
    const { photoId } = await add(bare('jpeg'))
    for (const tablet of stage.tablets.slice(0, 2)) {
      for (const aspect of ['A1.1', 'A1.2']) {
        await tablet.send(tablet.mark(entry.id, aspect, { kind: 'judgement', level: 1 }))
      }
      await tablet.sign(entry.id, 'A1', tabletId())
    }
    await stage.tablets[0]!.post('locks', { cells: [{ entryId: entry.id, subCriterionId: 'A1' }] })
    for (const late of [await judge.photo(entry.id, 'A1.1', another(1)), await judge.remove(photoId)]) {
      expect([late.status, await late.json()]).toEqual([409, { kind: 'sheet-locked' }])
    }
    expect((await judge.get(`photos/${photoId}`)).status).toBe(200)
  })

  it('goes with its sheet to another competitor', async () => {
    const { stage, entry, judge, add } = await pictured()
    await add(bare('jpeg'))
    const { seatId } = stage.tablets[1]!
    const to = stage.entries[1]!.id as EntryId
    await house.deps.transact((trx) =>
      moveNotes(trx, { seatId, aspectIds: [aspectIdOf('A1.1'), aspectIdOf('A1.2')], from: entry.id, to, swap: false }),
    )
    expect((await judge.own()).photos).toMatchObject([{ entryId: to, aspectId: 'A1.1' }])
  })
})

describe('who sees a photo', () => {
  it('is its judge, the organizer, and the chief judge of the panel once the own marks are given; nobody else', async () => {
    const { stage, entry, chief, judge, other, add, chiefMarks } = await pictured()
    const { photoId } = await add(bare('jpeg'))
    const path = `/api/stages/${stage.stageId}/photos/${photoId}`
    expect((await judge.get(`photos/${photoId}`)).status).toBe(200)
    expect((await stage.organizer('GET', path)).status).toBe(200)
    expect((await house.request('GET', path)).status).toBe(401)
    expect((await house.request('GET', `/api/seats/${stage.tablets[1]!.seatId}/photos/${photoId}`)).status).toBe(401)
    expect((await other.get(`photos/${photoId}`)).status).toBe(404) // chief of another panel
    expect(await (await chief.get(`photos/${photoId}`)).json()).toMatchObject({ kind: 'own-marks-first' })
    await chiefMarks()
    expect((await chief.get(`photos/${photoId}`)).status).toBe(200)
    const { notes } = (await (
      await stage.organizer('GET', `/api/stages/${stage.stageId}/notes/${entry.id}/A1`)
    ).json()) as CellNotes
    expect(notes).toMatchObject([
      { label: 'J2', aspectId: 'A1.1', versions: [], photos: [{ photoId, removedAt: null }] },
    ])
  })

  it('is no judge of the same panel who is not its chief', async () => {
    const { chief, judge, entry, stage } = await pictured()
    const sent = (await (await chief.photo(entry.id, 'A1.1', bare('png'))).json()) as PhotoAdded
    expect((await judge.get(`photos/${sent.photoId}`)).status).toBe(404)
    expect(await judge.own()).toEqual({ notes: [], photos: [] })
    expect(JSON.stringify(await stage.tablets[1]!.view())).not.toContain(sent.photoId)
    expect(await (await stage.board()).text()).not.toContain(sent.photoId)
  })

  it('gets it as a file to keep, of the kind that its bytes are, and as nothing that could run', async () => {
    const { judge, add } = await pictured()
    const { photoId, sha256 } = await add(withPlace('webp'))
    const { headers } = await judge.get(`photos/${photoId}`)
    expect(
      Object.fromEntries(
        ['content-type', 'content-disposition', 'x-content-type-options'].map((n) => [n, headers.get(n)]),
      ),
    ).toEqual({
      'content-type': 'image/webp',
      'content-disposition': `attachment; filename="${sha256.slice(0, 16)}.webp"`,
      'x-content-type-options': 'nosniff',
    })
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  })
})
