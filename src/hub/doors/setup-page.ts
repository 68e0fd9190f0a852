import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { problem } from '../../domain/contract/problem.ts'
import { sendProblem } from './server.ts'

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-inline-size: 32rem; margin: 2rem auto; padding-inline: 1rem }
label { display: block; margin-block-start: 1rem }
input { display: block; inline-size: 100%; box-sizing: border-box; font: inherit; padding: .5rem }
fieldset { margin-block-start: 1.5rem } button { margin-block-start: 1.5rem; font: inherit; padding: .5rem 1.5rem }
[role=alert] { margin-block-start: 1rem; font-weight: 600 }`

const script = `
const form = document.querySelector('form')
const alert = document.querySelector('[role=alert]')
form.elements.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone
form.elements.language.value = navigator.language
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  alert.textContent = ''
  for (const input of form.querySelectorAll('input')) input.removeAttribute('aria-invalid')
  const of = Object.fromEntries(new FormData(form))
  const body = { code: of.code, group: of.group, name: of.name, email: of.email, password: of.password,
    site: { name: of.site, city: of.city, zone: of.zone, language: of.language } }
  const response = await fetch('/v1/setup', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const answer = await response.json()
  if (response.ok) {
    const list = document.querySelector('dl')
    for (const [name, value] of Object.entries(answer)) {
      list.append(Object.assign(document.createElement('dt'), { textContent: name }), Object.assign(document.createElement('dd'), { textContent: value }))
    }
    form.hidden = true
    document.querySelector('section').hidden = false
    document.querySelector('h2').focus()
    return
  }
  alert.textContent = answer.detail || answer.title
  const field = { 'site.name': 'site', 'site.city': 'city', 'site.zone': 'zone', 'site.language': 'language' }[answer.field] || answer.field
  const input = field && form.elements[field]
  if (input) { input.setAttribute('aria-invalid', 'true'); input.focus() }
})`

const input = (name: string, label: string, more = ''): string =>
  `<label for="${name}">${label}</label><input id="${name}" name="${name}" required ${more}>`

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Set up Forecourt</title>
<style>${style}</style><main><h1>Set up this hub</h1>
<form><p>The code stands in the hub's output of its start.</p>
${input('code', 'Code', 'autocomplete="off" autocapitalize="characters"')}
<fieldset><legend>The dealer group</legend>${input('group', 'Name of the group')}${input('site', 'Name of the first site')}${input('city', 'City')}
${input('zone', 'Time zone')}${input('language', 'Language of the site')}</fieldset>
<fieldset><legend>The first administrator</legend>${input('name', 'Name', 'autocomplete="name"')}${input('email', 'Email', 'type="email" autocomplete="username"')}
${input('password', 'Password, at least 12 characters', 'type="password" minlength="12" autocomplete="new-password"')}</fieldset>
<p role="alert"></p><button>Set up</button></form>
<section hidden><h2 tabindex="-1">This hub is set up</h2><p>Sign in with the desk. Keep these now, they are not shown again: the widget's key for your site's pages, the secret
with which your site vouches for its owners, and the key for <code>POST /v1/events</code>.</p><dl></dl></section></main><script>${script}</script></html>`

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const CSP = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** The form of a fresh hub; gone once it is set up. */
export function openSetupPage(app: FastifyInstance, isFresh: () => Promise<boolean>): void {
  app.get('/setup', async (_request, reply) => {
    if (!(await isFresh())) return sendProblem(reply, problem(404))
    return reply.header('content-security-policy', CSP).type('text/html; charset=utf-8').send(page)
  })
}
