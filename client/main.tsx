import './ui/tokens.css'
import { render } from 'solid-js/web'
import { Routes } from './routes.tsx'

const root = document.getElementById('app')
if (!root) throw new Error('index.html has no #app')
render(() => <Routes />, root)
