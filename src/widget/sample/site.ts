import type { Forecourt } from '../index.ts'
import { drawCar } from './parts/cars.ts'
import { configurator } from './parts/configurator.ts'

const WIDGET = 'sample-hamburg'
const OWNER = 'nordhaus:owner'
const CONSENT = 'nordhaus:consent'
const BUILT = 'nordhaus:built'

customElements.define(
  'nord-car',
  class extends HTMLElement {
    static readonly observedAttributes = ['model']
    attributeChangedCallback(): void {
      const car = drawCar(this.getAttribute('model') ?? '')
      this.replaceChildren(...(car ? [car] : []))
    }
  },
)

/** The chat, once its script is here. */
const chat: Promise<Forecourt> = new Promise((resolve) => {
  const take = () => window.forecourt && resolve(window.forecourt)
  window.addEventListener('forecourt', take)
  take()
})

const withChat = (then: (forecourt: Forecourt) => void): void => void chat.then(then)

/** Asks in plain words what may be remembered. Nothing is, before the answer. */
function ask(): void {
  if (document.querySelector('.ask')) return
  const box = document.createElement('section')
  box.className = 'ask'
  box.setAttribute('aria-labelledby', 'ask-title')
  const title = Object.assign(document.createElement('h2'), { id: 'ask-title', textContent: 'May we remember your visit?' })
  const text = document.createElement('p')
  text.textContent =
    'Which cars you look at and put together, so that you need not tell us again when you write. Nobody else gets it, we set no cookies, and you can change your mind at the foot of each page.'
  const row = Object.assign(document.createElement('div'), { className: 'row' })
  const choose = (name: string, given: boolean, look: string) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: look, textContent: name })
    button.addEventListener('click', () => {
      localStorage.setItem(CONSENT, given ? 'given' : 'withdrawn')
      withChat((forecourt) => forecourt.consent(given))
      box.remove()
    })
    return button
  }
  row.append(choose('Yes, please', true, 'button'), choose('No, thanks', false, 'button second'))
  box.append(title, text, row)
  document.body.append(box)
}

/** The dealer's own server signs who this is; the widget passes it on to the hub. */
async function vouch(): Promise<string> {
  const response = await fetch('/sample/vouch', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ site: WIDGET }),
  })
  if (!response.ok) throw new Error(`the sample's own server answered ${response.status}`)
  const { token } = (await response.json()) as { token: string }
  return token
}

function showOwner(signedIn: boolean): void {
  const me = document.querySelector('.me')
  if (me) me.textContent = signedIn ? 'Katharina' : 'My Nordhaus'
  document.getElementById('door')?.toggleAttribute('hidden', signedIn)
  document.getElementById('garage')?.toggleAttribute('hidden', !signedIn)
}

async function signIn(): Promise<void> {
  const trouble = document.getElementById('trouble')
  try {
    const token = await vouch()
    localStorage.setItem(OWNER, 'katharina')
    showOwner(true)
    withChat((forecourt) => forecourt.identify(token))
  } catch {
    if (trouble) trouble.textContent = 'That did not work just now. Please try again in a moment.'
  }
}

function signOut(): void {
  localStorage.removeItem(OWNER)
  showOwner(false)
  withChat((forecourt) => forecourt.identify(null))
}

const does: Readonly<Record<string, () => void>> = {
  ask,
  chat: () => withChat((forecourt) => forecourt.open()),
  'sign-in': () => void signIn(),
  'sign-out': signOut,
}

for (const button of document.querySelectorAll<HTMLElement>('[data-does]')) {
  button.addEventListener('click', () => does[button.dataset.does ?? '']?.())
}

const form = document.getElementById('build')
if (form instanceof HTMLFormElement) {
  configurator(form, (built) => {
    localStorage.setItem(BUILT, `${built.model}: ${built.summary}`)
    withChat((forecourt) => forecourt.seen({ kind: 'config_saved', data: { ...built } }))
  })
}

const built = localStorage.getItem(BUILT)
const kept = document.getElementById('built')
if (built && kept) {
  kept.textContent = `Your saved configuration: ${built}`
  kept.hidden = false
}

const { page = document.title, model } = document.body.dataset
withChat((forecourt) => forecourt.seen({ kind: 'web_visit', data: { page, model: model ?? null } }))
const answered = localStorage.getItem(CONSENT)
if (answered === null) ask()
else withChat((forecourt) => forecourt.consent(answered === 'given'))
const signedIn = localStorage.getItem(OWNER) !== null
showOwner(signedIn)
if (signedIn) void signIn()
