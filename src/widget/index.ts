import { openChat } from './chat.ts'
import type { PageSaw } from './journey.ts'
import { browserShelf, openKeep } from './keep.ts'
import { mount, type Theme } from './view/mount.ts'

/** What a dealer's page may ask of the widget, as `window.forecourt`. */
export interface Forecourt {
  /** The page vouches for its signed-in owner with a token its server signed; null when they sign out. */
  identify(token: string | null): void
  /** What the visitor answered to the page's own question; with `data-consent="page"` the widget does not ask itself. */
  consent(given: boolean): void
  /** What the page shows: `{ kind: 'web_visit', data: { page, model } }`. Recorded only with consent. */
  seen(saw: PageSaw): void
  open(): void
  theme(theme: Theme): void
}

declare global {
  interface Window {
    forecourt?: Forecourt
  }
}

/** The page's language as a tag the hub takes; a page may say anything. */
function pageLanguage(): string {
  const said = document.documentElement.lang || navigator.language
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(said) && said.length <= 35 ? said : 'en'
}

function start(script: HTMLScriptElement): void {
  const site = script.dataset.site ?? ''
  if (site === '' || window.forecourt) return
  const hub = new URL(script.src).origin
  const language = pageLanguage()
  const keep = openKeep(browserShelf(), `${hub}:${site}`)
  const asks = script.dataset.consent !== 'page'
  const chat = openChat({ place: { hub, site, language }, keep, asks, visible: () => document.visibilityState === 'visible' })
  const shown = mount({ chat, keep, language })
  window.addEventListener('online', chat.wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') chat.wake()
  })
  window.forecourt = { identify: chat.identify, consent: chat.consent, seen: chat.saw, open: shown.open, theme: shown.theme }
  window.dispatchEvent(new Event('forecourt'))
}

const script = document.currentScript
if (script instanceof HTMLScriptElement) {
  if (document.body) start(script)
  else document.addEventListener('DOMContentLoaded', () => start(script))
}
