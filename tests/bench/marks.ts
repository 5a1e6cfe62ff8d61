import { aspectsOf } from '#domain/rubric.ts'
import { openedOverHttp } from '../support/over-http.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'
import { startServer } from '../support/server.ts'
import { bareServer } from './bare.ts'
import { type Figure, median, medians, round } from './figure.ts'
import { type Loaded, load } from './load.ts'

const CONNECTIONS = 64
const ROUNDS = 5
const SECONDS = 3
const PANELS = 8
const JUDGES = 8
const ENTRIES = 60

/**
 * Marks per second through the real door, `batch` of them a request, ÷ Hono that parses the body of one mark with the
 * same schema and keeps nothing. What the reference does with the same batch stands beside it: nobody who writes to a
 * disk comes near that, since a mark more costs the reference a twentieth of a request.
 */
export async function marks(name: string, batch: number, target: number): Promise<Figure> {
  const server = await startServer()
  const bare = await bareServer('./marks-reference.ts')
  try {
    const seats = await seated(server)
    const next = requests(seats, batch)
    const bareOf = (marks: number) => {
      const nextBare = requests(seats, marks)
      return () =>
        load({
          port: bare.port,
          connections: CONNECTIONS,
          seconds: SECONDS,
          next: () => ({ ...nextBare(), path: '/marks' }),
          check: accepted(marks),
        })
    }
    const ours = () =>
      load({
        port: Number(new URL(server.origin).port),
        connections: CONNECTIONS,
        seconds: SECONDS,
        next,
        check: accepted(batch),
      })
    const reference = bareOf(1)
    const sameBatch = bareOf(batch)
    await reference()
    await ours()
    const rounds = []
    for (let i = 0; i < ROUNDS; i++) {
      const [our, one] = [await ours(), await reference()]
      rounds.push({ ours: our, reference: one, sameBatch: batch === 1 ? one : await sameBatch() })
    }
    const inMarks = ({ perSecond, p50, p99 }: Loaded, marks: number) => ({
      marksPerSecond: perSecond * marks,
      p50ms: p50,
      p99ms: p99,
    })
    const ratios = rounds.map((found) => round((found.ours.perSecond * batch) / found.reference.perSecond))
    return {
      name,
      ratio: round(median(ratios)),
      target,
      better: 'more',
      ours: medians(rounds.map((found) => inMarks(found.ours, batch))),
      reference: medians(
        rounds.map((found) => ({
          ...inMarks(found.reference, 1),
          ...(batch > 1 && { sameBatchMarksPerSecond: found.sameBatch.perSecond * batch }),
        })),
      ),
      rounds: ratios,
    }
  } finally {
    await bare.close()
    await server.close()
  }
}

const accepted = (batch: number) => (status: number, body: string) => {
  const n = body.split('"outcome":"accepted"').length - 1
  if (status !== 200 || n !== batch) throw new Error(`not taken: ${status} ${body.slice(0, 300)}`)
}

/** A tablet on every seat of a large stage. */
async function seated(server: Awaited<ReturnType<typeof startServer>>) {
  const rubric = rubricOf(...Array.from({ length: PANELS * 10 }, () => Array.from({ length: 10 }, () => judgement(1))))
  const stage = await openedOverHttp(server, {
    rubric,
    settings: { blind: true, feed: 'each-mark', identity: 'code' },
    panels: PANELS,
    judges: JUDGES,
    entries: ENTRIES,
  })
  return Promise.all(
    stage.robots.map(async (robot) => {
      const view = await robot.view()
      const aspects = aspectsOf(view.rubric).map((aspect) => aspect.id)
      return {
        path: `/api/seats/${robot.seatId}/marks`,
        cookie: robot.cookie,
        cells: view.entries.flatMap((entry) => aspects.map((aspectId) => ({ entryId: entry.id, aspectId }))),
      }
    }),
  )
}

/** Every request is the next mark (or batch) of another seat; a seat that has marked all begins anew with other levels. */
function requests(tablets: Awaited<ReturnType<typeof seated>>, batch: number) {
  const seats = tablets.map((seat) => ({ ...seat, before: new Map<string, string>(), given: 0 }))
  let turn = 0
  let ids = 0
  return () => {
    const seat = seats[turn++ % seats.length]!
    const marks = Array.from({ length: batch }, () => {
      const n = seat.given++
      const cell = seat.cells[n % seat.cells.length]!
      const key = `${cell.entryId} ${cell.aspectId}`
      const id = String(++ids).padStart(22, '0')
      const mark = {
        id,
        number: n + 1,
        ...cell,
        value: { kind: 'judgement', level: (n * 7 + Math.floor(n / seat.cells.length)) % 4 },
        replaces: seat.before.get(key) ?? null,
        at: 1_700_000_000_000,
      }
      seat.before.set(key, id)
      return mark
    })
    return { path: seat.path, cookie: seat.cookie, body: JSON.stringify({ marks }) }
  }
}
