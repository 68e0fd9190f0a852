import { FixtureDesk } from '../../support/fixture-desk.ts'
import { isWorld, worlds } from './worlds.ts'

declare global {
  interface Window {
    fixture: FixtureDesk
  }
}

const asked = new URLSearchParams(location.search)
const name = asked.get('world') ?? 'busy'
if (!isWorld(name)) throw new Error(`no world ${name}`)
const theme = asked.get('theme') ?? 'light'
localStorage.setItem('forecourt.prefs', JSON.stringify({ theme, language: asked.get('lang') ?? 'en', letters: true }))

const fixture = new FixtureDesk(worlds[name]())
Object.assign(window, { desk: Object.freeze(fixture.desk), fixture })

await import('../../../src/renderer/index.tsx')
