import { Route, Router } from '@solidjs/router'
import { lazy } from 'solid-js'

/** Every page of the client. Each wing is a bundle of its own: a spectator's phone never loads the organizer's pages. */
export function Routes() {
  return (
    <Router>
      <Route path="/board/:stageId" component={lazy(() => import('./leaderboard/PhoneBoard.tsx'))} />
      <Route path="/screen/:stageId" component={lazy(() => import('./screen/HallBoard.tsx'))} />
      <Route path="/seat" component={lazy(() => import('./judge/EnterSeat.tsx'))} />
      <Route path="/judge/:seatId" component={lazy(() => import('./judge/JudgePage.tsx'))} />
      <Route path="/judge/:seatId/panel" component={lazy(() => import('./judge/ChiefPage.tsx'))} />
      <Route path="/setup" component={lazy(() => import('./organizer/SetUpPage.tsx'))} />
      <Route path="/sign-in" component={lazy(() => import('./organizer/SignInPage.tsx'))} />
      <Route path="/" component={lazy(() => import('./organizer/HomePage.tsx'))} />
      <Route path="/stages/:stageId" component={lazy(() => import('./organizer/StagePage.tsx'))} />
      <Route path="/stages/:stageId/rubric" component={lazy(() => import('./organizer/rubric/RubricPage.tsx'))} />
      <Route path="/stages/:stageId/progress" component={lazy(() => import('./organizer/ProgressPage.tsx'))} />
      <Route path="*" component={lazy(() => import('./public/NotFound.tsx'))} />
    </Router>
  )
}
