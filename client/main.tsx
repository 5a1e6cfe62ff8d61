import './ui/tokens.css'
import { lazy } from 'solid-js'
import { render } from 'solid-js/web'
import { asId, type StageId } from '#domain/ids.ts'

const PhoneBoard = lazy(() => import('./leaderboard/PhoneBoard.tsx'))
const HallBoard = lazy(() => import('./screen/HallBoard.tsx'))
const Routes = lazy(() => import('./routes.tsx'))

/** A board leads nowhere else: who only watches loads no router. */
const [, board, stageId = ''] = /^\/(board|screen)\/([^/]+)\/?$/.exec(location.pathname) ?? []

const root = document.getElementById('app')
if (!root) throw new Error('index.html has no #app')
render(() => {
  if (board === 'board') return <PhoneBoard stageId={asId<StageId>(stageId)} />
  if (board === 'screen') return <HallBoard stageId={asId<StageId>(stageId)} />
  return <Routes />
}, root)
