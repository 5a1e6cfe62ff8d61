import { Hono } from 'hono'
import { boundedBody } from './http/bounded-body.ts'
import type { Deps } from './http/deps.ts'
import { failure } from './http/failure.ts'
import { apiHeaders } from './http/headers.ts'
import { ownOrigin } from './http/origin.ts'
import { pagesRoutes } from './http/pages.ts'
import { amendmentsRoutes } from './judging/amendments/routes.ts'
import { importsRoutes } from './judging/imports/routes.ts'
import type { EnterGroup } from './judging/marks/batches.ts'
import { panelNews } from './judging/marks/panel-news.ts'
import { marksRoutes } from './judging/marks/routes.ts'
import { notesRoutes } from './judging/notes/routes.ts'
import { moveNotes } from './judging/notes/store.ts'
import { rulingsRoutes } from './judging/rulings/routes.ts'
import { sheetsRoutes } from './judging/sheets/routes.ts'
import { type SpreadWatch, watchSpreads } from './judging/sheets/watch-spreads.ts'
import { devicesRoutes } from './people/devices/routes.ts'
import { staffRoutes } from './people/staff/routes.ts'
import { contestsRoutes } from './planning/contests/routes.ts'
import { entriesRoutes } from './planning/entries/routes.ts'
import { panelsRoutes } from './planning/panels/routes.ts'
import { rubricsRoutes } from './planning/rubrics/routes.ts'
import { schemesRoutes } from './planning/schemes/routes.ts'
import { stagesRoutes } from './planning/stages/routes.ts'
import { bundlesRoutes } from './standing/bundles/routes.ts'
import { explanationsRoutes } from './standing/explanations/routes.ts'
import { leaderboardsRoutes } from './standing/leaderboards/routes.ts'
import { standingsRoutes } from './standing/standings/routes.ts'

/** The largest file that anybody uploads is a workbook of 5 MB. */
const MOST_BYTES = 5 * 1024 * 1024 + 64 * 1024

/** A name and a password, or the token of a link. */
const MOST_AT_THE_DOOR = 4 * 1024

const routes = (deps: Deps, news: SpreadWatch, enterGroup?: EnterGroup) =>
  new Hono()
    .basePath('/api')
    .get('/health', (c) => c.json({ ready: true } as const))
    .route('/', staffRoutes(deps))
    .route('/', devicesRoutes(deps))
    .route('/', contestsRoutes(deps))
    .route('/', stagesRoutes(deps))
    .route('/', rubricsRoutes(deps))
    .route('/', schemesRoutes(deps))
    .route('/', entriesRoutes(deps))
    .route('/', panelsRoutes(deps))
    .route('/', marksRoutes(deps, news, enterGroup))
    .route('/', sheetsRoutes(deps, news, moveNotes))
    .route('/', notesRoutes(deps))
    .route('/', amendmentsRoutes(deps))
    .route('/', leaderboardsRoutes(deps))
    .route('/', bundlesRoutes(deps))
    .route('/', explanationsRoutes(deps))
    .route('/', rulingsRoutes(deps))
    .route('/', standingsRoutes(deps))
    .route('/', importsRoutes(deps, news))

/** Every route of the server, for the client's typed calls. */
export type App = ReturnType<typeof routes>

/** The whole HTTP side. Marks are entered on this loop where nothing else is given. */
export function createApp(deps: Deps, enterGroup?: EnterGroup) {
  const app = new Hono()
  app.use('/api/*', apiHeaders)
  app.use('/api/*', ownOrigin)
  // What a stranger may send is short: a deep body of megabytes would hold up the loop that takes marks.
  for (const door of ['/api/setup', '/api/sign-in', '/api/seats/enter']) {
    app.use(door, boundedBody(MOST_AT_THE_DOOR))
  }
  app.use('/api/*', boundedBody(MOST_BYTES))
  app.onError((error, c) => failure(error, c, deps.report))
  app.route('/', routes(deps, watchSpreads(deps, panelNews(deps)), enterGroup))
  app.all('/api/*', (c) => c.json({ kind: 'not-found', what: 'route' }, 404))
  app.route('/', pagesRoutes(deps.paths.pages))
  return app
}
