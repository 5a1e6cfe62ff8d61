import { Route, Router } from '@solidjs/router'
import { lazy } from 'solid-js'

/** Every page but the boards (main.tsx). Each is a bundle of its own: a judge's tablet never loads the organizer's pages. */
export default function Routes() {
  return (
    <Router>
      <Route path="/seat" component={lazy(() => import('./judge/EnterSeat.tsx'))} />
      <Route path="/judge/:seatId" component={lazy(() => import('./judge/JudgePage.tsx'))} />
      <Route path="/judge/:seatId/panel" component={lazy(() => import('./judge/ChiefPage.tsx'))} />
      <Route path="/setup" component={lazy(() => import('./organizer/SetUpPage.tsx'))} />
      <Route path="/sign-in" component={lazy(() => import('./organizer/SignInPage.tsx'))} />
      <Route path="/" component={lazy(() => import('./organizer/HomePage.tsx'))} />
      <Route path="/stages/:stageId" component={lazy(() => import('./organizer/StagePage.tsx'))} />
      <Route path="/stages/:stageId/rubric" component={lazy(() => import('./organizer/rubric/RubricPage.tsx'))} />
      <Route path="/stages/:stageId/rubric/:rubricId/try" component={lazy(() => import('./judge/TryPage.tsx'))} />
      <Route path="/stages/:stageId/scheme" component={lazy(() => import('./organizer/scheme/SchemePage.tsx'))} />
      <Route path="/stages/:stageId/progress" component={lazy(() => import('./organizer/ProgressPage.tsx'))} />
      <Route path="/stages/:stageId/amendments" component={lazy(() => import('./organizer/amend/AmendPage.tsx'))} />
      <Route
        path="/stages/:stageId/explain/:entryId"
        component={lazy(() => import('./organizer/explain/ExplainPage.tsx'))}
      />
      <Route
        path="/stages/:stageId/standings"
        component={lazy(() => import('./organizer/standings/StandingsPage.tsx'))}
      />
      <Route path="*" component={lazy(() => import('./public/NotFound.tsx'))} />
    </Router>
  )
}
