import type { Chat } from '../chat.ts'
import type { Keep } from '../keep.ts'
import type { State } from '../state.ts'
import { say, type Words } from '../words.ts'
import { composer } from './composer.ts'
import { el, icon, write } from './el.ts'
import { openThread } from './thread.ts'

interface Parts {
  readonly chat: Chat
  readonly keep: Keep
  readonly words: Words
  readonly language: string
  readonly close: () => void
}

export interface Panel {
  readonly node: HTMLElement
  readonly show: (state: State) => void
  readonly focus: () => void
}

function statusOf({ line, resolved, messages }: State, words: Words): string {
  if (line === 'closed') return words.closed
  if (line === 'offline') return words.offline
  return resolved && messages.length > 0 ? words.resolved : ''
}

function aboutOf({ line, agent, messages }: State, words: Words): string {
  if (line === 'connecting' && messages.length === 0) return words.connecting
  return agent === null ? words.person : say(words.agent, { agent })
}

/** What is remembered of the visit, and the button that changes it. */
function foot(chat: Chat, words: Words): { readonly node: HTMLElement; readonly show: (state: State) => void } {
  const text = el('span')
  const change = el('button', { type: 'button', class: 'text', onclick: () => chat.consent(chat.held.now().consent !== 'given') })
  const node = el('div', { class: 'foot' }, text, change)
  return {
    node,
    show({ consent }) {
      write(text, consent === 'given' ? words.remembered : words.notRemembered)
      write(change, consent === 'given' ? words.stopIt : words.allowIt)
    },
  }
}

/** The open chat: a dialog beside the page, never in its way. Escape closes it. */
export function openPanel({ chat, keep, words, language, close }: Parts): Panel {
  const title = el('h2', { id: 'title' })
  const about = el('p')
  const bar = el('p', { class: 'bar', role: 'status' })
  const greet = el('p', { class: 'greet' })
  const log = el(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions', tabindex: '0', 'aria-labelledby': 'title' },
    greet,
  )
  const types = el('p', { class: 'types' })
  const writer = composer({ words, talk: chat.talk, keep })
  const remembers = foot(chat, words)
  const shut = el('button', { type: 'button', class: 'icon', 'aria-label': words.close, onclick: close }, icon('close'))
  const head = el('div', { class: 'head' }, el('span', { class: 'mark' }, icon('chat')), el('div', { class: 'who' }, title, about), shut)
  const node = el('div', { class: 'panel', role: 'dialog', 'aria-modal': 'false' }, head, bar, log, types, writer.form, remembers.node)
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
  })
  const thread = openThread(log, { words, language, talk: chat.talk })
  return {
    node,
    focus: writer.focus,
    show(state) {
      write(title, state.siteName || words.titleAlone)
      node.setAttribute('aria-label', state.siteName ? say(words.title, { site: state.siteName }) : words.titleAlone)
      write(about, aboutOf(state, words))
      const status = statusOf(state, words)
      write(bar, status)
      bar.toggleAttribute('hidden', status === '')
      write(greet, state.owner ? say(words.helloName, { name: state.owner }) : words.hello)
      greet.toggleAttribute('hidden', state.messages.length + state.words.length > 0)
      write(types, state.typing ? (state.agent ? say(words.typing, { agent: state.agent }) : words.typingAlone) : '')
      remembers.show(state)
      thread(state)
    },
  }
}
