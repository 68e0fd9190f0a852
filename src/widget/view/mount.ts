import type { Chat } from '../chat.ts'
import type { Keep } from '../keep.ts'
import type { State } from '../state.ts'
import { say, wordsFor } from '../words.ts'
import { el, icon, write } from './el.ts'
import { openPanel } from './panel.ts'
import { css } from './style.ts'

export type Theme = 'auto' | 'light' | 'dark'

export interface Mounted {
  readonly open: () => void
  readonly theme: (theme: Theme) => void
}

/** A stylesheet made by script is no inline style: it works under the strictest policy of the page. */
function styled(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
}

function schemes(host: HTMLElement): (theme: Theme) => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  let chosen: Theme = 'auto'
  const show = (): void => host.setAttribute('data-scheme', chosen === 'auto' ? (dark.matches ? 'dark' : 'light') : chosen)
  dark.addEventListener('change', show)
  return (theme) => {
    chosen = theme
    show()
  }
}

function launcher(words: ReturnType<typeof wordsFor>, open: () => void) {
  const count = el('span', { class: 'count' })
  const node = el(
    'button',
    { type: 'button', class: 'launch', 'aria-haspopup': 'dialog', onclick: open },
    icon('chat'),
    el('span', { class: 'name' }, words.open),
    count,
  )
  return {
    node,
    show({ unread, open: shown }: State) {
      node.toggleAttribute('hidden', shown)
      write(count, unread > 0 ? String(unread) : '')
      count.toggleAttribute('hidden', unread === 0)
      node.setAttribute('aria-label', unread > 0 ? `${words.open} (${say(words.unread, { count: String(unread) })})` : words.open)
    },
  }
}

function consentCard(words: ReturnType<typeof wordsFor>, chat: Chat) {
  const yes = el('button', { type: 'button', onclick: () => chat.consent(true) }, words.yes)
  const no = el('button', { type: 'button', onclick: () => chat.consent(false) }, words.no)
  const node = el(
    'section',
    { class: 'card', 'aria-labelledby': 'ask' },
    el('h2', { id: 'ask' }, words.askTitle),
    el('p', {}, words.ask),
    el('div', { class: 'pair' }, yes, no),
  )
  return { node, show: ({ asking, open }: State) => node.toggleAttribute('hidden', !asking || open) }
}

/** Puts the chat into the page, in a shadow root of its own. */
export function mount({ chat, keep, language }: { chat: Chat; keep: Keep; language: string }): Mounted {
  const words = wordsFor(language)
  const host = el('div', { lang: /^de\b/i.test(language) ? 'de' : 'en', id: 'forecourt-chat' })
  const root = host.attachShadow({ mode: 'open' })
  styled(root)
  const theme = schemes(host)
  theme('auto')
  const open = (): void => {
    chat.show(true)
    show()
    panel.focus()
  }
  const close = (): void => {
    chat.show(false)
    show()
    button.node.focus()
  }
  const button = launcher(words, open)
  // Plain English is written here as the British do: the hub's sites are European, and 14:02 is not 02:02 PM.
  const locale = language === 'en' ? 'en-GB' : language
  const panel = openPanel({ chat, keep, words, language: locale, close })
  const card = consentCard(words, chat)
  const show = (): void => {
    const state = chat.held.now()
    panel.node.toggleAttribute('hidden', !state.open)
    for (const part of [button, panel, card]) part.show(state)
  }
  root.append(button.node, card.node, panel.node)
  chat.held.hear(show)
  show()
  document.body.append(host)
  return { open, theme }
}
